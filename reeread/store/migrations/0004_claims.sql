-- What people decided on claims. Claims themselves are computed; a row here holds passages together, or one of them
-- apart, whatever is computed later. A passage is kept with its quote, so that it is found again in another version.

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    author_id INTEGER NOT NULL REFERENCES authors (id),
    label TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('agree', 'tension', 'conflict')),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'confirmed', 'dismissed', 'retracted')),
    grouped INTEGER NOT NULL,
    date TEXT NOT NULL,
    reason TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;

CREATE TABLE claim_passages (
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    value TEXT NOT NULL,
    low REAL,
    high REAL,
    unit TEXT NOT NULL,
    PRIMARY KEY (claim_id, number)
) STRICT, WITHOUT ROWID;
