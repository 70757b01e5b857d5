"""Who annotates in a library, told apart where there is no room for names."""

from collections.abc import Mapping

from reeread.library.library import Library
from reeread.store import tallies
from reeread.text.initials import initials


def signs(lib: Library) -> Mapping[str, str]:
    """Return a sign for each who annotated but the library's own author; none where only one person did.

    A sign stays the same person's however many come later.

    Raises:
        StoreError: The library cannot be read.
    """
    with lib.store.reading() as connection:
        names = tallies.annotators(connection)
    if len(names) < 2:
        return {}
    return {name: sign for name, sign in initials(names).items() if name != lib.author}
