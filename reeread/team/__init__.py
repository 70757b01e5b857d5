"""More than one reader: how far they agree, and the hub over which their libraries tell each other what they did."""
