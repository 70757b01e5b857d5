"""What comes in: files and folders, one module a kind of source."""

from reeread.sources.files import DEFAULT_MAX_SIZE, load, walk
from reeread.sources.registry import formats, parse, parse_all

__all__ = ["DEFAULT_MAX_SIZE", "formats", "load", "parse", "parse_all", "walk"]
