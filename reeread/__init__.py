"""A terminal reader for people who work from briefings."""

__version__ = "0.1.0"
