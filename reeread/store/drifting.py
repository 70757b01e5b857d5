"""Where annotations stood before their source changed, as the log tells it."""

import json
from collections import defaultdict
from collections.abc import Sequence

from reeread.model.annotation import AnchorState
from reeread.store import annotations
from reeread.store.deed import State
from reeread.store.engine import Connection


def settled(connection: Connection, briefing: str, uuids: Sequence[str]) -> dict[str, State]:
    """Return annotations of a briefing as they last stood beyond doubt on an earlier version, by id.

    One that stands on an earlier version now is as it is. Those of which the log knows no such place are left out.
    """
    events: dict[str, list[State | None]] = defaultdict(list)
    rows = connection.execute(
        "SELECT subject_id, before FROM events WHERE subject = 'annotation'"
        " AND briefing_id = (SELECT id FROM briefings WHERE uuid = ?)"
        " ORDER BY transaction_id DESC, number DESC",
        (briefing,),
    )
    asked = set(uuids)
    for uuid, before in rows:
        if uuid in asked:
            events[uuid].append(json.loads(before) if before else None)
    (shown,) = connection.execute(
        "SELECT number FROM versions JOIN briefings ON briefings.version_id = versions.id WHERE briefings.uuid = ?",
        (briefing,),
    ).fetchone()
    found = {}
    for uuid in uuids:
        state = annotations.state(connection, uuid)
        if state is not None and (was := _before(state, shown, events[uuid])) is not None:
            found[uuid] = was
    return found


def counted(connection: Connection, briefing: str) -> dict[AnchorState, int]:
    """Return how many annotations of a briefing are in each state that is not beyond doubt."""
    rows = connection.execute(
        f"SELECT {annotations.STATE} AS now, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id"
        " WHERE briefings.uuid = ? AND now <> 'anchored' GROUP BY now",
        (briefing,),
    )
    return {AnchorState(state): number for state, number in rows}


def _before(state: State, shown: int, events: Sequence[State | None]) -> State | None:
    """Return a state from before the version that is shown, going back event by event."""
    if state["version"] < shown:
        return state
    best = None
    for before in events:
        if before is None:
            break
        state = {**state, **before}
        if state["version"] < shown:
            best = best or state
            if state["state"] == AnchorState.ANCHORED.value:
                return state
    return best
