"""What nobody else is to read: secrets stay out of the library, and what is written is for its owner only."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reeread.library import Library, exporting, history, keeping, reading, tagging
from reeread.library.adding import add
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.span import Span
from reeread.sources.addresses import joined
from reeread.text.credentials import public

SECRET = "sesame-7431"


@pytest.mark.parametrize(
    ("address", "left"),
    [
        (f"https://ann:{SECRET}@example.org/a?b=c@d", "https://example.org/a?b=c@d"),
        (f"HTTP://{SECRET}@example.org", "HTTP://example.org"),
        (f"https://a@b:{SECRET}@example.org/", "https://example.org/"),
        ("https://example.org/@ann", "https://example.org/@ann"),
        ("https://example.org?mail=ann@example.org", "https://example.org?mail=ann@example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
    ],
)
def test_an_address_is_kept_without_its_password(address: str, left: str) -> None:
    """User's name and password go; what only looks like them stays."""
    assert public(address) == left


def everything(folder: Path) -> bytes:
    """Return the bytes of every file below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_address_with_a_password_is_refused_and_kept_nowhere(lib: Library, tmp_path: Path) -> None:
    """It is not even fetched; neither the library nor the message has the password."""
    (outcome,) = add(lib, [f"https://ann:{SECRET}@127.0.0.1:1/page"], private=True)
    assert outcome.status == "failed" and outcome.error is not None
    assert SECRET not in str(outcome.error) and "https://127.0.0.1:1/page" in str(outcome.error)
    assert "Save the page" in outcome.error.next_step
    lib.close()
    assert SECRET.encode() not in everything(tmp_path)


def test_addresses_in_what_comes_in_lose_their_passwords(lib: Library, write: Callable[..., str]) -> None:
    """Where a page says it lies, and what it links to, are kept without; its words are kept as they came."""
    page = (
        f"<html><head><link rel='canonical' href='https://ann:{SECRET}@example.org/levy'></head><body>"
        f"<h1>Ports agree</h1><p>The ports <a href='https://ann:{SECRET}@example.org/x'>signed</a> an agreement"
        " on Monday, and the bank will review it next year.</p></body></html>"
    )
    (outcome,) = add(lib, [write(page, "page.html")])
    assert outcome.briefing is not None
    article = reading.article(lib, outcome.briefing.id)
    assert SECRET not in str(article.marks) and SECRET not in str(article.briefing)
    assert SECRET not in repr(history.events(lib)) and SECRET not in repr(exporting.dossier(lib))
    assert joined("https://example.org/", f"https://ann:{SECRET}@example.org/y") == "https://example.org/y"


def test_all_that_is_made_is_for_its_owner_only(lib: Library, levy: Briefing) -> None:
    """The library, its side files and its backups can be read by nobody else, whatever the umask."""
    tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    backup = keeping.back_up(lib.path)
    files = [*lib.path.parent.glob(f"{lib.path.name}*"), backup.path]
    assert {path.name for path in files} >= {"notes.db", "notes.db-wal", "notes.db-shm"}
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}
