"""What the driver says when a hub is not reached, refuses or is lost, told in words, with what helps."""

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg import Error

NO_SECRET = "no password supplied"
"""What the driver says where the server wants a password and it found none."""

_ALL = "All failures were:"
"""After this the driver repeats each of several hosts with its failure."""
_HOST = re.compile(r"- (?:(?:host|port|hostaddr): (?:'[^']*'|None)(?:, |: )){3}")
_BEFORE = re.compile(r"connection failed: |connection is bad: |(?:DETAIL|HINT): +")
_ABOUT_OURSELVES = re.compile(r"LINE \d|\^|CONTEXT:|QUERY:")
"""What says where in a statement of ours the server stopped: it may hold what was to be kept secret."""
_COMES_BACK = ("08", "57P")
"""How the codes begin of what happens to connections and not to what was asked over them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What happened, and what to do next."""

    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A way in which a hub is not reached."""

    signs: tuple[str, ...]
    """What the driver says of it, one of these."""
    what: str
    next_step: str


_NAMES = "Keep it in ~/.pgpass, in a service file (PGSERVICEFILE), in PGPASSWORD or in the keyring."
_LATER = "Nothing is lost: do it again in a while."
_MISSPELT = _Kind(
    ("invalid", "connection option"),
    "The address of the hub is not understood",
    "Write it like postgresql://ann@hub.example/desk",
)
_UNREACHED = (
    _Kind(
        ("authentication failed",),
        "The hub refuses the password or the name",
        "Look into ~/.pgpass, PGPASSWORD or the keyring.",
    ),
    _Kind(
        ("pg_hba.conf",),
        "The hub lets nobody in like this",
        "Its owner allows the name, the database and the place in pg_hba.conf.",
    ),
    _Kind(
        ("too many", "starting up", "shutting down", "in recovery mode", "slots are reserved"),
        "The hub has no place at the moment",
        _LATER,
    ),
    _Kind(
        ("FATAL",),
        "The hub refuses",
        "Look at the address: after its last / stands the database, before the @ who asks; else ask its owner.",
    ),
    _Kind(
        ("does not support SSL",),
        "The hub does not encrypt",
        "Nothing was sent. Its owner turns TLS on, with a certificate for the name in the address.",
    ),
    _Kind(
        ("certificate", "SSL"),
        "The hub cannot be trusted",
        "Name the certificate that signs it (?sslrootcert=FILE), or ask for less with ?sslmode=require",
    ),
    _Kind(
        ("definition of service", "service file"),
        "The service of the hub is not found",
        "Look into ~/.pg_service.conf, or where PGSERVICEFILE says.",
    ),
    _MISSPELT,
)
_OFFLINE = _Kind((), "The hub cannot be reached", "Nothing is lost: do it again when there is a network.")


def unreached(error: "Error") -> Refusal:
    """Return what to tell somebody whose connection came to nothing."""
    from psycopg import ProgrammingError

    said = reason(error)
    if NO_SECRET in said:
        return Refusal("The hub asks for a password, and none was found.", _NAMES)
    kind = next((one for one in _UNREACHED if any(sign in said for sign in one.signs)), _OFFLINE)
    kind = _MISSPELT if isinstance(error, ProgrammingError) else kind
    return Refusal(f"{kind.what} ({said}).", kind.next_step)


def cut_short(error: "Error", user: str) -> Refusal:
    """Return what to tell somebody, by the name of their role, to whose connection something happened."""
    from psycopg import OperationalError
    from psycopg.errors import InsufficientPrivilege

    said = reason(error)
    if isinstance(error, InsufficientPrivilege):
        return Refusal(f"The hub does not allow this ({said}).", let_in(user))
    if isinstance(error, OperationalError) and (error.sqlstate or _COMES_BACK[0]).startswith(_COMES_BACK):
        return Refusal(
            f"The hub was lost on the way ({said}).", "Nothing is lost: do it again when the hub is back."
        )
    return Refusal(f"The hub refused ({said}).", "Nothing is lost: tell its owner, and do it again.")


def let_in(user: str) -> str:
    """Return what the owner of a hub has to do for a role that may not use it."""
    return f"Its owner lets you in: reeread hub users ADDRESS --add {shlex.quote(user)}"


def reason(error: "Error") -> str:
    """Return all that the driver says in one line, without the full stop: it never holds a password.

    Of what the server says that is what happened, the detail and the hint; of several hosts, what became of each.
    """
    diag = error.diag
    told = [diag.message_primary, diag.message_detail, diag.message_hint]
    text = "\n".join(filter(None, told)) or str(error).rpartition(_ALL)[2]
    lines = (_BEFORE.sub("", _HOST.sub("", line.strip())) for line in text.splitlines())
    kept = dict.fromkeys(line for line in lines if line and not _ABOUT_OURSELVES.match(line))
    whole = " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in kept)
    return whole.removesuffix(".") or type(error).__name__
