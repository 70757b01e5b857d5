"""A hub that is not on this machine: it shows who it is, or nothing is sent to it."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from encrypting import Certificate, Door, certificate
from hub_desk import add, mark

from reeread.library.syncing import sync
from reeread.team.address import address
from reeread.team.hub import HubError
from tests.hub.conftest import Desk
from tests.hub.test_commands import run


@pytest.fixture
def shown(needs: Callable[[str], str], tmp_path: Path) -> Certificate:
    """Return a certificate for hub.example."""
    return certificate(needs("openssl"), tmp_path, "hub", "hub.example")


@pytest.fixture
def door(desk: Desk, shown: Certificate) -> Iterator[Door]:
    """Return a way to the server that shows it."""
    with Door(desk.server.port, shown) as door:
        yield door


def _address(desk: Desk, door: Door, more: str = "") -> str:
    return f"postgresql://reader@hub.example:{door.port}/{desk.database}?hostaddr=127.0.0.1{more}"


@pytest.mark.parametrize("named", ["address", "environment", "machine"])
def test_a_hub_whose_root_is_known_is_met(
    desk: Desk, door: Door, shown: Certificate, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate that a named root signs, or one that the machine trusts, syncs, and what went over it was encrypted."""
    if named != "address":
        monkeypatch.setenv("PGSSLROOTCERT" if named == "environment" else "SSL_CERT_FILE", str(shown.file))
    where = _address(desk, door, f"&sslrootcert={shown.file}" if named == "address" else "")
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk")
        assert sync(ann, where).pushed == 6
        assert sync(ben, where).pulled == 2
    assert len(door.heard) == 2
    assert address(where).warning == ""


def test_a_hub_of_an_unknown_root_is_sent_nothing(desk: Desk, door: Door) -> None:
    """A certificate that nobody on this machine vouches for is refused before the name or the password is told."""
    with desk.library("ann") as ann, pytest.raises(HubError, match=r"cannot be trusted.*sslrootcert"):
        sync(ann, _address(desk, door))
    assert door.heard == []


def test_a_hub_of_another_name_is_sent_nothing(
    desk: Desk, needs: Callable[[str], str], tmp_path: Path
) -> None:
    """A certificate of a known root for another host is refused before the name or the password is told."""
    other = certificate(needs("openssl"), tmp_path, "other", "other.example")
    with (
        desk.library("ann") as ann,
        Door(desk.server.port, other) as door,
        pytest.raises(HubError, match=r"cannot be trusted.*other\.example"),
    ):
        sync(ann, _address(desk, door, f"&sslrootcert={other.file}"))
    assert door.heard == []


@pytest.mark.parametrize("more", ["", "&sslmode=require"])
def test_a_hub_that_does_not_encrypt_is_sent_nothing(desk: Desk, more: str) -> None:
    """Who answers that there is no TLS hears no name and no password, also where no certificate was asked for."""
    with (
        desk.library("ann") as ann,
        Door(desk.server.port, None) as door,
        pytest.raises(HubError, match="does not encrypt"),
    ):
        sync(ann, _address(desk, door, more))
    assert door.heard == []


def test_who_asks_for_less_is_told_each_time(desk: Desk, door: Door) -> None:
    """With sslmode=require an unknown certificate will do; the warning comes with the address and when it is remembered."""
    with desk.library("ann") as ann:
        add(ann)
    for given in (["sync", _address(desk, door, "&sslmode=require")], ["sync"], ["hub", "status"]):
        ended = run("--db", str(desk.folder / "ann.db"), *given)
        assert ended.returncode == 0, ended.stderr
        assert "who answers as hub.example is not checked" in ended.stderr
    assert len(door.heard) == 3


def test_the_roots_of_the_machine_are_asked_where_they_lie(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no root is named, those are taken that Python takes; the driver's own OpenSSL knows no place of them."""
    roots = tmp_path / "roots.pem"
    roots.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(roots))
    assert ssl.get_default_verify_paths().cafile == str(roots)
    assert address("postgresql://hub.example/desk", {}).options["sslrootcert"] == str(roots)


Written = Callable[..., str]


@pytest.fixture
def written(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return a way to write a service down that leads to the hub, which returns its address."""

    def write(port: int, **more: str) -> str:
        says = {"host": "hub.example", "port": str(port), "dbname": desk.database, "user": "reader", **more}
        file = tmp_path / "services"
        file.write_text("\n".join(["[desk]", *(f"{name}={value}" for name, value in says.items()), ""]))
        monkeypatch.setenv("PGSERVICEFILE", str(file))
        return "postgresql:///?service=desk"

    return write


@pytest.mark.parametrize("by", ["address", "environment"])
def test_the_root_that_a_service_names_is_the_one_that_counts(
    desk: Desk,
    door: Door,
    shown: Certificate,
    written: Written,
    needs: Callable[[str], str],
    by: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hub whose certificate a service's sslrootcert signs is met, though the machine trusts other roots, and nothing is warned of."""
    other = certificate(needs("openssl"), shown.file.parent, "other", "other.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.file))
    where = written(door.port, hostaddr="127.0.0.1", sslrootcert=str(shown.file))
    if by == "environment":
        monkeypatch.setenv("PGSERVICE", "desk")
        where = "postgresql://"
    with desk.library("ann") as ann:
        add(ann)
        assert sync(ann, where).pushed == 5
    assert len(door.heard) == 1
    assert (address(where).options["sslmode"], address(where).warning) == ("verify-full", "")


def test_a_service_that_names_no_root_is_not_trusted_more(desk: Desk, door: Door, written: Written) -> None:
    """Where a service says nothing of TLS, a hub that is not on this machine has to show a certificate of a known root."""
    where = written(door.port, hostaddr="127.0.0.1")
    with desk.library("ann") as ann, pytest.raises(HubError, match="cannot be trusted"):
        sync(ann, where)
    assert door.heard == []


def test_a_service_may_ask_for_less_and_that_is_told(desk: Desk, door: Door, written: Written) -> None:
    """With the service's own sslmode=require an unknown certificate will do, and who syncs is told."""
    where = written(door.port, hostaddr="127.0.0.1", sslmode="require")
    with desk.library("ann") as ann:
        add(ann)
    ended = run("--db", str(desk.folder / "ann.db"), "sync", where)
    assert ended.returncode == 0, ended.stderr
    assert "sslmode=require was asked for: who answers as hub.example is not checked" in ended.stderr


def test_what_a_service_says_of_time_and_name_stands(written: Written) -> None:
    """How long to wait and what the program calls itself are taken from the service where it says so."""
    where = address(written(1, host="127.0.0.1", connect_timeout="3"))
    assert where.options == {"application_name": "reeread"}
    assert address(f"{where.text}&sslmode=disable").warning == ""


def test_the_address_says_more_than_its_service(written: Written) -> None:
    """What stands in the address counts before what its service says, a weaker sslmode as well as a better one."""
    where = written(1, sslmode="require", sslrootcert="/roots")
    assert address(f"{where}&sslmode=verify-full").warning == ""
    assert "sslmode=prefer" in address(f"{where}&sslmode=prefer").warning
    assert address("postgresql://127.0.0.1/?service=desk").warning == ""
