"""The reading widget: an article of any size with its tags, cues, notes and cursor."""

from reeread.widgets.reader.scene import Linked
from reeread.widgets.reader.widget import SELECTING_KEYS, Reader

__all__ = ["SELECTING_KEYS", "Linked", "Reader"]
