"""What a reader can do, one module a deed; commands and screens call nothing below it."""

from reeread.library.library import Library, warm_up

__all__ = ["Library", "warm_up"]
