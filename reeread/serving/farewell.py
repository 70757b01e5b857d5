"""Why a visit ended, as the visitor is told and the two processes agree upon."""

from enum import IntEnum

MEMORY = 75
"""The exit code of a reader that ran out of memory."""

_DRAFT = "What you were writing is kept as a draft."


class Farewell(IntEnum):
    """The end of a visit, by the code with which its WebSocket is closed."""

    LEFT = 4000
    IDLE = 4001
    MEMORY = 4002
    FULL = 4003
    OVER = 4004
    FAILED = 4005
    GONE = 4006

    def words(self, *, idle: float, memory: int, read_only: bool) -> str:
        """Return what the visitor is told: at most 123 bytes, for the frame that closes a WebSocket holds no more."""
        kept = "" if read_only else _DRAFT
        said = {
            Farewell.LEFT: "You left the reader.",
            Farewell.IDLE: f"No key was pressed for {idle:g} minutes. {kept}",
            Farewell.MEMORY: f"This needed more than {memory:,} MB. {kept}",
            Farewell.FULL: "All places are taken. Try again later.",
            Farewell.OVER: f"The server was ended. {kept}",
            Farewell.FAILED: f"The reader failed. {kept}",
            Farewell.GONE: "",
        }
        return said[self].strip()
