"""The library file: the only place that runs SQLite."""
