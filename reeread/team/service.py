"""What a service of PGSERVICEFILE says of a hub, as the driver understands it."""

from collections.abc import Mapping
from contextlib import suppress

_ASKED_IN_VAIN = {"target_session_attrs": "none"}
"""An option that cannot be: the driver puts together what it was asked for, and gives up before it looks for a host."""


def said(text: str) -> Mapping[str, str]:
    """Return what an address with a service, the service and the environment ask for together, by libpq's names.

    The first that says something counts. The driver itself is asked, for only it knows where its files lie; nobody is
    connected to. What is as it is where nobody says anything is left out: a service cannot be told from the driver
    there.

    Returns:
        Nothing where there is no such service, or no driver: whoever connects is told so.
    """
    with suppress(ImportError):
        from psycopg import ProgrammingError, conninfo, pq

        with suppress(ProgrammingError):
            tried = pq.PGconn.connect_start(conninfo.make_conninfo(text, **_ASKED_IN_VAIN).encode())
            try:
                return {
                    one.keyword.decode(): one.val.decode()
                    for one in tried.info
                    if one.val and one.val != one.compiled
                }
            finally:
                tried.finish()
    return {}
