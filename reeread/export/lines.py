"""What the csv module writes to."""


class Line:
    """Keeps the line that was written last."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        """Take a line, which ends in its newline."""
        self.text = text
