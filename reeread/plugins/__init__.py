"""A place for other minds: extractors, importers and exporters of plug-ins that the settings name.

Nothing of a plug-in is imported, and pluggy neither, while the settings name none.
"""

from reeread.plugins.extractor import Extractor
from reeread.plugins.loading import dropped, offered, offers
from reeread.plugins.settled import named, settings
from reeread.plugins.telling import complain, complaints

__all__ = ["Extractor", "complain", "complaints", "dropped", "named", "offered", "offers", "settings"]
