"""More than one reader: how far they agree."""
