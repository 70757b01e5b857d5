"""What the log and the versions say of the passages of a briefing."""

from collections.abc import Iterator

from reeread.store.engine import Connection


def named(connection: Connection, part: str) -> list[str]:
    """Return the ids of annotations that end or begin so: those that are there, else those that ever were."""
    for table in (
        "SELECT uuid AS id FROM annotations",
        "SELECT subject_id AS id FROM events WHERE subject = 'annotation'",
    ):
        rows = connection.execute(
            f"SELECT DISTINCT id FROM ({table}) WHERE id LIKE '%' || ?1 OR id LIKE ?1 || '%' ORDER BY id",
            (part,),
        ).fetchall()
        if rows:
            return [id for (id,) in rows]
    return []


def known(connection: Connection, subject_id: str) -> bool:
    """Return whether the log speaks of a thing of this id."""
    found = connection.execute("SELECT 1 FROM events WHERE subject_id = ? LIMIT 1", (subject_id,))
    return found.fetchone() is not None


def versions(connection: Connection, briefing: str) -> list[tuple[int, int]]:
    """Return the number and the row of each version of a briefing."""
    return connection.execute(
        "SELECT versions.number, versions.id FROM versions JOIN briefings ON briefings.id = briefing_id"
        " WHERE uuid = ? ORDER BY versions.number",
        (briefing,),
    ).fetchall()


def changes(connection: Connection, briefing: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield kind, id, before and after (JSON) of what was done to passages of a briefing, in the order of doing."""
    yield from connection.execute(
        "SELECT subject, subject_id, before, after FROM events"
        " WHERE (briefing_id = (SELECT id FROM briefings WHERE uuid = ?1) AND subject IN ('annotation', 'highlight'))"
        " OR (subject = 'claim' AND (instr(coalesce(before, ''), ?1) OR instr(coalesce(after, ''), ?1)))"
        " ORDER BY transaction_id, number",
        (briefing,),
    )
