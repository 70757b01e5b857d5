-- Queries that are asked again and again, under a name.

CREATE TABLE searches (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES authors (id),
    made TEXT NOT NULL
) STRICT;
