"""The lists beside the article: briefings and highlights, painted one visible row at a time."""

from reeread.widgets.lists.briefings import BriefingList
from reeread.widgets.lists.highlights import HighlightList

__all__ = ["BriefingList", "HighlightList"]
