"""`reeread serve`: what it refuses before anybody comes."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "unencrypted. Name --tls-cert and --tls-key, or say --insecure"),
        (("--public-url", "reading.example"), "is no address to be found under"),
        (("--read-only", "report.txt"), "Nothing can be added to a library that is only read"),
        (("--limit", "0"), "0 is not in the range"),
        (("--idle", "0"), "0.0 is not in the range"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_refused(options: tuple[str, ...], said: str, call: Call, seeded: Path) -> None:
    """Terms that make no sense end with exit code 2, the reason and the way out, before anything listens."""
    called = call("serve", *options)
    assert called.code == 2
    assert said in " ".join(called.err.split())


def test_half_a_certificate_is_refused(call: Call, seeded: Path) -> None:
    """A certificate without its key is refused, and so is a file that is none."""
    alone = call("serve", "--tls-cert", seeded)
    assert (alone.code, "belong together" in alone.err) == (2, True)
    wrong = call("serve", "--port", "0", "--tls-cert", seeded, "--tls-key", seeded)
    assert (wrong.code, "cannot be used with its key" in wrong.err) == (1, True)


def test_a_port_that_is_taken(call: Call, seeded: Path) -> None:
    """Where somebody listens already, the way out is said."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        called = call("serve", "--port", taken.getsockname()[1])
    assert called.code == 1
    assert "is taken. `--port 0` takes one that is free." in called.err


def test_a_library_that_cannot_be_opened_is_told_at_once(call: Call, tmp_path: Path) -> None:
    """What is no library, or none to be read, ends the command and not each visit."""
    (tmp_path / "no.db").write_text("no library at all")
    assert "no reeread library" in call("serve", "--db", tmp_path / "no.db").err
    missing = call("serve", "--read-only", "--db", tmp_path / "none.db")
    assert (missing.code, "There is no library here" in missing.err) == (1, True)
    assert not (tmp_path / "none.db").exists()
