"""The dialog in which a tag's meaning is written."""

from reeread.screens.dialogs.note import NoteDialog


class MeaningDialog(NoteDialog):
    """Hands back when a passage bears the tag, in the words of the codebook."""

    def __init__(self, tag: str, meaning: str) -> None:
        super().__init__("when a passage bears it, and when not", meaning)
        self.NAME = f"Meaning of {tag}"
