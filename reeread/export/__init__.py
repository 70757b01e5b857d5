"""What leaves the house: one module a format, a registry, templates."""
