"""The values that walk through the house: frozen, without I/O."""
