"""What reading one source may cost, and how a child process binds itself to it."""

import contextlib
import sys

MEMORY = 700 * 2**20
"""Bytes of address space."""
SECONDS = 20
"""Of a processor, for one briefing."""
WAITING = 25
"""Seconds in all, for one briefing."""
MOST_FILES = 64
MOST_PARTS = 100_000
"""Briefings in one source."""


def bind() -> None:
    """Bind this process for good: so much memory, no file of its own, no other process, no core dump.

    What the system cannot limit is left; time is limited by whoever waits.
    """
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    if hasattr(resource, "RLIMIT_NPROC"):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def allow(seconds: int = SECONDS) -> None:
    """Let this process compute for so many seconds from now on, then be ended by the system."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
