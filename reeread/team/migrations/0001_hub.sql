-- A hub: what libraries tell each other, in the order in which it was committed. Nobody changes or takes away a row.

CREATE SCHEMA reeread;

CREATE TABLE reeread.hub (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version integer NOT NULL,
    -- The role whose members may read and write: roles are the server's, and another hub there has another one.
    readers name NOT NULL GENERATED ALWAYS AS (('reeread_readers_' || left(id::text, 8))::name) STORED
);

-- The row is locked from the numbering of a push to its commit: pushes are numbered as they are committed, so that whoever
-- has read up to a number has missed none before it. A sequence would not do that.
CREATE TABLE reeread.counter (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    last bigint NOT NULL
);

INSERT INTO reeread.counter (last) VALUES (0);

CREATE TABLE reeread.pushes (
    number bigint PRIMARY KEY,
    replica uuid NOT NULL,
    author text NOT NULL,
    edits integer NOT NULL,
    pushed_by name NOT NULL,
    at timestamptz NOT NULL,
    work xid8 NOT NULL
);

CREATE TABLE reeread.edits (
    push bigint NOT NULL REFERENCES reeread.pushes (number),
    place integer NOT NULL,
    edit text PRIMARY KEY,
    body json NOT NULL
);

CREATE INDEX edits_push ON reeread.edits (push, place);

-- The texts that edits speak of, each once.
CREATE TABLE reeread.texts (
    id text PRIMARY KEY,
    push bigint NOT NULL REFERENCES reeread.pushes (number),
    meta json NOT NULL,
    body bytea NOT NULL,
    blocks bytea NOT NULL,
    marks bytea,
    highlights bytea NOT NULL,
    raw bytea
);

CREATE FUNCTION reeread.number_push() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE reeread.counter SET last = last + 1 RETURNING last INTO NEW.number;
    NEW.pushed_by := session_user;
    NEW.at := clock_timestamp();
    NEW.work := pg_current_xact_id();
    RETURN NEW;
END
$$;

CREATE TRIGGER number_push BEFORE INSERT ON reeread.pushes
FOR EACH ROW EXECUTE FUNCTION reeread.number_push();

-- Nothing is slipped in under a number that others have passed.
CREATE FUNCTION reeread.own_push() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM added WHERE push NOT IN (SELECT number FROM reeread.pushes WHERE work = pg_current_xact_id())
    ) THEN
        RAISE EXCEPTION 'a row may only come with a push of its own transaction';
    END IF;
    RETURN NULL;
END
$$;

CREATE INDEX pushes_work ON reeread.pushes (work);

CREATE TRIGGER own_push AFTER INSERT ON reeread.edits
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reeread.own_push();

CREATE TRIGGER own_push AFTER INSERT ON reeread.texts
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reeread.own_push();
