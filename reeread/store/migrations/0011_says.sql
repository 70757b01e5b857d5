-- What the sentences of a text say of how likely and how sure something is, and by which tables of words that was found: 0
-- nothing, 1 how likely, 2 more; null where nobody has looked. Exports read only the texts that say more.
ALTER TABLE versions ADD COLUMN says INTEGER CHECK (says BETWEEN 0 AND 2);
ALTER TABLE versions ADD COLUMN says_by INTEGER;
