"""Finding passages again in a text that has changed."""

from reeread.text.anchoring.finder import Finder, Found, Place
from reeread.text.anchoring.reworded import reworded
from reeread.text.anchoring.together import found_together

__all__ = ["Finder", "Found", "Place", "found_together", "reworded"]
