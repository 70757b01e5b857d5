"""Names and keys of tags that somebody else's took, or gave back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reeread.library.syncing.codes import fitting
from reeread.library.syncing.fields import told
from reeread.library.syncing.names import Names
from reeread.model.edit import Fields
from reeread.store import codebook, sharing
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection


class Renamed(NamedTuple):
    """A tag that gets another name or key."""

    thing: str
    """What everybody calls it."""
    uuid: str
    state: State
    """As it was."""
    fields: State
    """Its name and key."""


def said_of_tag(connection: Connection, names: Names, thing: str, uuid: str, state: State) -> Fields:
    """Return a tag as edits tell of it, with what was said of it and is not so here."""
    return told("tag", uuid, state, names) | sharing.said(connection, thing)


def called_otherwise(
    connection: Connection, names: Names, said: Mapping[str, Mapping[str, Any]]
) -> Iterator[Renamed]:
    """Yield the tags that are called otherwise than fits what was said of all, which is given by what everybody calls them."""
    for thing, (name, key) in fitting(said).items():
        uuid = names.uuid(thing) or thing
        state = codebook.state(connection, uuid)
        if state and (state["name"], state["key"]) != (name, key):
            yield Renamed(thing, uuid, state, {"name": name, "key": key})


def free(deed: Deed, uuids: Sequence[str]) -> None:
    """Take from tags their names and keys, which others are to have, until they get their own."""
    for uuid in uuids:
        codebook.update(deed, uuid, {"name": uuid, "key": ""})


def rename(deed: Deed, renamed: Sequence[Renamed], said: Mapping[str, Mapping[str, Any]]) -> None:
    """Call tags as it fits, and keep what was said of them and is not so."""
    free(deed, [one.uuid for one in renamed])
    for one in renamed:
        codebook.update(deed, one.uuid, one.fields)
        wanted = said[one.thing]
        gave = {name: wanted[name] for name in one.fields if wanted[name] != one.fields[name]}
        sharing.put_said(deed.connection, one.thing, gave)
