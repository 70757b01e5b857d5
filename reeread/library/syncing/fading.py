"""Tags that somebody took out of the codebook while somebody else used them: they go once nothing bears them, and leave their names."""

from reeread.library.syncing.names import Names
from reeread.library.syncing.renaming import called_otherwise, rename, said_of_tag
from reeread.store import codebook, sharing
from reeread.store.deed import Deed


def fade(deed: Deed) -> None:
    """Take away the tags that nobody wants any more and nothing bears; that is nobody's deed."""
    deed.logged = 0  # a transaction of its own
    names = Names(deed.connection)
    for thing, uuid in sharing.doomed_tags(deed.connection):
        state = codebook.state(deed.connection, uuid)
        if state is None or sharing.is_borne(deed.connection, uuid):
            continue
        fields = said_of_tag(deed.connection, names, thing, uuid, state)
        sharing.put_gone(deed.connection, thing, fields)
        deed.log("tag", uuid, codebook.delete(deed, uuid), state, None)
    if sharing.is_anything_said(deed.connection):
        _give_back(deed, names)


def _give_back(deed: Deed, names: Names) -> None:
    """Let tags have the names and keys that were said of them, as far as no other has them any more; that is nobody's deed, too."""
    said = {}
    for uuid in codebook.ids(deed.connection).values():
        thing, state = names.thing(uuid) or uuid, codebook.state(deed.connection, uuid)
        assert state is not None
        said[thing] = said_of_tag(deed.connection, names, thing, uuid, state)
    renamed = [*called_otherwise(deed.connection, names, said)]
    rename(deed, renamed, said)
    for one in renamed:
        deed.log("tag", one.uuid, None, {name: one.state[name] for name in one.fields}, one.fields)
