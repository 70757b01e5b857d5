"""Where the server may listen, and what visitors are told of how a visit ends."""

from pathlib import Path

import pytest

from reeread.model.errors import UsageError
from reeread.serving.farewell import Farewell
from reeread.serving.terms import Terms, netloc, stays_here

PEM = Path("cert.pem")


def terms(**asked: object) -> Terms:
    """Return terms that differ from the usual ones as asked."""
    return Terms(Path("library.db"), "ana")._replace(**asked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"host": "localhost"},
        {"host": "::1"},
        {"host": "127.0.0.2"},
        {"host": "0.0.0.0", "insecure": True},
        {"host": "0.0.0.0", "tls_cert": PEM, "tls_key": PEM},
        {"public_url": "https://reading.example"},
        {"public_url": "https://reading.example:8443/"},
    ],
    ids=str,
)
def test_terms_that_fit(asked: dict[str, object]) -> None:
    """This machine alone needs nothing; others may come with encryption, or where that was waived in words."""
    terms(**asked).check()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"host": "0.0.0.0"}, "unencrypted"),
        ({"host": "::"}, "unencrypted"),
        ({"host": "192.0.2.7"}, "unencrypted"),
        ({"host": "0.0.0.0", "public_url": "https://reading.example"}, "unencrypted"),
        ({"tls_cert": PEM}, "belong together"),
        ({"tls_key": PEM}, "belong together"),
        ({"public_url": "reading.example"}, "no address"),
        ({"public_url": "https://reading.example/desk"}, "no address"),
        ({"public_url": "https://reading.example:many"}, "no address"),
        ({"public_url": "ftp://reading.example"}, "no address"),
    ],
    ids=str,
)
def test_terms_that_do_not_fit(asked: dict[str, object], said: str) -> None:
    """Listening for other machines without encryption is refused, with the way out; so is half a certificate."""
    with pytest.raises(UsageError, match=said) as refused:
        terms(**asked).check()
    assert refused.value.exit_code == 2
    assert refused.value.next_step


def test_a_name_that_nobody_knows_is_not_this_machine() -> None:
    """A host that has no address cannot be shown to be this machine."""
    assert not stays_here("no-such-host.invalid")


def test_hosts_are_written_as_browsers_do() -> None:
    """A port that goes without saying is left out, IPv6 stands in brackets, and letters are small."""
    assert netloc("http", "Desk", 80) == "desk"
    assert netloc("https", "desk", 80) == "desk:80"
    assert netloc("http", "::1", 8000) == "[::1]:8000"


def test_cookies_are_for_encrypted_ways_only_where_there_are_such() -> None:
    """What visitors come by counts, also where another server encrypts."""
    assert not terms().is_private
    assert terms(tls_cert=PEM, tls_key=PEM).is_private
    assert terms(public_url="https://reading.example").is_private


@pytest.mark.parametrize("farewell", Farewell, ids=lambda one: one.name)
def test_farewells_fit_into_a_closing_frame(farewell: Farewell) -> None:
    """The reason for closing a WebSocket has at most 123 bytes, however long people may be away."""
    assert len(farewell.words(idle=100_000.5, memory=1_000_000, read_only=False).encode()) <= 123
    assert "draft" not in farewell.words(idle=1, memory=1, read_only=True)
