"""What changed in a library: asked often, so that to ask costs next to nothing."""

from reeread.store.engine import Connection


def seen(connection: Connection) -> int:
    """Return a number that is another one as soon as somebody else, by another connection, committed something."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def last(connection: Connection) -> int:
    """Return the row id of the last deed, 0 for none."""
    return int(connection.execute("SELECT max(transaction_id) FROM events").fetchone()[0] or 0)


def touched(connection: Connection, since: int, most: int) -> list[tuple[str, str | None, str]]:
    """Return what was touched after a deed: the kind of thing, the id of its briefing if it has one, and by whom."""
    return connection.execute(
        "SELECT DISTINCT subject, briefings.uuid, authors.name FROM events"
        " JOIN authors ON authors.id = events.author_id"
        " LEFT JOIN briefings ON briefings.id = events.briefing_id"
        " WHERE transaction_id > ? LIMIT ?",
        (since, most),
    ).fetchall()
