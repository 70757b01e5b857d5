"""Tags that somebody took out of the codebook while somebody else used them: they go once nothing bears them."""

from reeread.library.syncing.fields import told
from reeread.library.syncing.names import Names
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
        fields = told("tag", uuid, state, names) | sharing.said(deed.connection, thing)
        sharing.put_gone(deed.connection, thing, fields)
        deed.log("tag", uuid, codebook.delete(deed, uuid), state, None)
