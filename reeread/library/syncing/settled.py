"""What the log says of conflicts since the heads were last counted: an edit since then has settled its field."""

import json
from collections import defaultdict
from collections.abc import Sequence

from reeread.library.syncing.digesting import SETTLED
from reeread.library.syncing.fields import GROUPS
from reeread.library.syncing.names import Names
from reeread.model.edit import THERE
from reeread.model.shared import Conflict
from reeread.store import sharing
from reeread.store.engine import Connection
from reeread.store.sharing import Logged


def unsettled(connection: Connection, names: Names, found: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts of which no edit since the last sync says anything."""
    partner = sharing.partner(connection)
    if partner is None or not found:
        return tuple(found)
    edits: dict[str, list[Logged]] = defaultdict(list)
    for row in sharing.log_backwards(connection, partner.digested, {one.uuid for one in found}):
        edits[row.subject_id].append(row)
    return tuple(one for one in found if not _is_settled(one, edits[one.uuid], names))


def _is_settled(conflict: Conflict, rows: list[Logged], names: Names) -> bool:
    """Return whether one of these edits of its thing, the latest first, is of its field and was not taken back."""
    undone: set[str] = set()
    own = {row.uuid for row in rows}
    for row in rows:
        if row.uuid in undone:
            continue
        if row.undoes in own:
            undone.add(row.undoes)
        elif _touches(row, conflict, names):
            return True
    return False


def _touches(row: Logged, conflict: Conflict, names: Names) -> bool:
    """Return whether an edit says something of the field of a conflict."""
    before, after = (json.loads(one) if one else None for one in (row.before, row.after))
    field = conflict.id.partition(".")[2]
    if field == THERE:
        return row.deed == SETTLED and not after
    name, _, element = field.partition("/")
    if after is None or before is None:
        return True
    if not element:
        return any(part in after for part in GROUPS[conflict.subject].get(field, (field,)))
    here = (names.uuid(element) or element) if name == "tags" else element
    return name in after and (here in before.get(name, ())) != (here in after[name])
