-- How far a source can be relied on (A to F) and how far a passage can be believed (1 to 6), kept apart; and what became
-- of a commitment, with the passage that shows it, as JSON: {"briefing", "version", "start", "end", "exact"}.

ALTER TABLE briefings ADD COLUMN grade TEXT CHECK (grade IN ('A', 'B', 'C', 'D', 'E', 'F'));

ALTER TABLE annotations ADD COLUMN grade INTEGER CHECK (grade BETWEEN 1 AND 6);

ALTER TABLE annotations ADD COLUMN outcome TEXT CHECK (outcome IN ('met', 'broken'));

ALTER TABLE annotations ADD COLUMN shown TEXT CHECK ((shown IS NULL) = (outcome IS NULL));
