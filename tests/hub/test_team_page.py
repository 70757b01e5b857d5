"""docs/team.md: its examples run as they stand, over TLS, against a hub that answers to the name in them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from encrypting import Door, certificate
from postgres import OWNER, PASSWORD, Server, new_server
from shown_examples import ROOT, examples, fits, furnished, run

HOST, DATABASE, MEMBER = "hub.example", "desk", "ben"
SECRET = "of ben"
PAGE = ROOT / "docs" / "team.md"
_ANN = "reeread --db ann.db --author ann"
MEANWHILE = {
    f"reeread hub init postgresql://{OWNER}@{HOST}/{DATABASE}": ("cp annotations.db ann.db",),
    "reeread hub conflicts": (
        f"{_ANN} sync postgresql://{MEMBER}@{HOST}/{DATABASE}",
        f"{_ANN} grade 7fb2 C",
        f"{_ANN} sync",
        "reeread grade 7fb2 A",
        "reeread sync",
    ),
}
"""What was done here and by a colleague before an example."""


@pytest.fixture
def alone() -> Iterator[Server]:
    """Return a server of this test's own, with a database of the name on the page: who may use hubs holds for a whole server."""
    made = new_server()
    try:
        with made.connection("postgres", autocommit=True) as owner:
            owner.execute(f"CREATE DATABASE {DATABASE}")
        yield made
    finally:
        made.remove()


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder as the page supposes it, with the passwords in ~/.pgpass and nowhere else."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    folder = furnished(tmp_path)
    secrets = folder / ".home" / ".pgpass"
    secrets.parent.mkdir()
    secrets.write_text(f"{HOST}:*:*:{OWNER}:{PASSWORD}\n{HOST}:*:*:{MEMBER}:{SECRET}\n")
    secrets.chmod(0o600)
    return folder


@pytest.fixture
def known(alone: Server, needs: Callable[[str], str], tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """Return the environment in which the hub's name leads to this machine, and its certificate is trusted."""
    shown = certificate(needs("openssl"), tmp_path, "hub", HOST)
    with Door(alone.port, shown) as door:
        yield {"PGHOSTADDR": "127.0.0.1", "PGPORT": str(door.port), "SSL_CERT_FILE": str(shown.file)}


def test_the_examples_run_in_their_order(known: Mapping[str, str], sandbox: Path) -> None:
    """Each command of the page succeeds as it stands and prints what the page shows; the password is typed where it is asked for."""
    shown = examples(PAGE)
    assert len(shown) >= 8
    assert MEANWHILE.keys() <= {one.command for one in shown}
    for example in shown:
        for command in MEANWHILE.get(example.command, ()):
            done = run(command, sandbox, known)
            assert done.returncode == 0, f"{command}\n{done.stdout}"
        given = f"{SECRET}\n" if "--password" in example.command else ""
        done = run(example.command, sandbox, known, given)
        assert done.returncode == 0, f"{example.command}\n{done.stdout}"
        assert not example.shown or fits(example.shown, done.stdout), f"{example.command}\n{done.stdout}"
