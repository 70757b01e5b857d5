"""A field to filter with, beside rows that digits choose."""

from textual.widgets import Input


class NumberedField(Input):
    """A field that leaves digits to the dialog while it is empty."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether the field takes a key for itself."""
        digit = character is not None and character in "123456789"
        return not (digit and not self.value) and super().check_consume_key(key, character)
