"""Sources that hold several briefings, and addresses, on their way into the library."""

from pathlib import Path

import pytest

from reeread.library import Library
from reeread.library.adding import add
from reeread.library.preparing import Outcome
from reeread.library.reading import article, briefings, raw
from reeread.sources import files

ENTRY = "<item><guid>{0}</guid><title>On {0}</title><description>&lt;p&gt;{1}&lt;/p&gt;</description></item>"


def feed(*entries: tuple[str, str]) -> str:
    """Return a feed of entries: key and text."""
    return f"<rss version='2.0'><channel>{''.join(ENTRY.format(*entry) for entry in entries)}</channel></rss>"


def added(path: Path, source: str, **wishes: str) -> list[Outcome]:
    """Return what becomes of a source in the library at the path."""
    with Library.open(path, "ana", create=True) as lib:
        return list(add(lib, [source], **wishes))  # type: ignore[arg-type]


def test_each_entry_of_a_feed_is_a_briefing(tmp_path: Path) -> None:
    """New ones are added, known ones are unchanged wherever they stand, changed ones are new versions."""
    library, source = tmp_path / "a.db", tmp_path / "a.rss"
    source.write_text(feed(("one", "First words."), ("two", "Second words.")))
    assert [(one.source[-9:], one.status) for one in added(library, str(source))] == [
        ("a.rss#one", "added"),
        ("a.rss#two", "added"),
    ]
    source.write_text(
        feed(("three", "Third words."), ("one", "First words."), ("two", "Second words, changed."))
    )
    assert [one.status for one in added(library, str(source))] == ["added", "unchanged", "added"]
    with Library.open(library, "ana") as lib:
        found = briefings(lib)
        assert [one.title for one in found] == ["On one", "On two", "On three"]
        assert article(lib, found[1].id).body == "Second words, changed."
        assert b"Second words, changed." in raw(lib, found[1].id)


def test_a_message_that_fails_does_not_stop_the_rest(tmp_path: Path) -> None:
    """It is said with its place in the mailbox."""
    source = tmp_path / "a.mbox"
    start = "From x@y Tue Mar  5 10:11:12 2024\n"
    source.write_text(f"{start}Subject: a\nMessage-ID: <e/../f>\n\n\n\n{start}Subject: b\n\nWords.\n")
    first, second = added(tmp_path / "a.db", str(source))
    assert (first.status, second.status) == ("failed", "added")
    assert first.source.endswith("a.mbox#e%2F..%2Ff")


def test_a_key_cannot_take_the_place_of_another_source(tmp_path: Path) -> None:
    """A message whose id looks like a path is no new version of the file there."""
    library, note, source = tmp_path / "a.db", tmp_path / "note.txt", tmp_path / "a.mbox"
    note.write_text("My own words.")
    source.write_text(
        "From x@y Tue Mar  5 10:11:12 2024\nSubject: b\nMessage-ID: </../note.txt>\n\nOther words.\n"
    )
    added(library, str(note))
    added(library, str(source))
    with Library.open(library, "ana") as lib:
        assert [one.title for one in briefings(lib)] == ["My own words.", "b"]


def test_an_address_is_read_as_what_its_server_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its ending; and it is the source of the briefing."""
    page = files.Loaded(b"<p>Words of a page.</p>", "html", None)
    monkeypatch.setattr("reeread.sources.opened", lambda *_, **__: page)
    (outcome,) = added(tmp_path / "a.db", "https://e.org/a.txt")
    assert outcome.briefing is not None
    assert (outcome.briefing.title, outcome.briefing.source) == ("Words of a page.", "https://e.org/a.txt")
