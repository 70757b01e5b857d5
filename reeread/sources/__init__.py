"""What comes in: files and folders, one module a kind of source."""

from reeread.sources.files import DEFAULT_MAX_SIZE, Loaded, load, opened, walk
from reeread.sources.registry import format_for, formats, parse, parse_all

__all__ = [
    "DEFAULT_MAX_SIZE",
    "Loaded",
    "format_for",
    "formats",
    "load",
    "opened",
    "parse",
    "parse_all",
    "walk",
]
