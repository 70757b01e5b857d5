"""The reading widget: an article of any size with its tags, cues, notes and cursor."""

from reeread.widgets.reader.scene import Linked
from reeread.widgets.reader.widget import Reader

__all__ = ["Linked", "Reader"]
