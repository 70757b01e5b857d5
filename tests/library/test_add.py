"""Bringing sources in, again and changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reeread.library import Library, history, reading, tagging
from reeread.library.adding import add, expand
from reeread.model.annotation import AnchorState, Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import SourceError, StoreError
from reeread.model.span import Span
from reeread.store.deed import Deed

Write = Callable[..., str]


def test_a_file_becomes_a_briefing(lib: Library, levy: Briefing, write: Write) -> None:
    """What is listed and read is what the file says, and its bytes come back."""
    article = reading.article(lib, levy.id)
    assert reading.briefings(lib) == (levy,)
    assert (levy.title, levy.source, levy.annotations) == ("Ports agree on a levy", "levy.txt", 0)
    assert levy.sentences >= 4
    assert article.briefing == levy and len(article.body) == levy.characters
    assert next(article.body[block.start : block.end] for block in article.blocks) == levy.title
    assert reading.raw(lib, levy.id) == article.body.encode()


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbfCaf\xc3\xa9 opened.\r\nIt closed.\r\n", "Größe zählt. ".encode("cp1252") * 9]
)
def test_bytes_that_are_not_the_body_come_back_too(lib: Library, write: Write, raw: bytes) -> None:
    """A byte order mark, Windows newlines and another encoding are not in the body, and are kept."""
    (outcome,) = add(lib, [write(raw)])
    assert outcome.briefing
    assert reading.article(lib, outcome.briefing.id).body.encode() != raw
    assert reading.raw(lib, outcome.briefing.id) == raw


def test_markdown_keeps_blocks_and_marks(lib: Library, write: Write) -> None:
    """The structure that the importer found comes out of the library as it went in."""
    from reeread.sources import parse

    text = "# Title\n\nA *word* and [a link](https://example.org/x).\n\n- one\n- two\n"
    (outcome,) = add(lib, [write(text, "a.md")])
    assert outcome.briefing
    article = reading.article(lib, outcome.briefing.id)
    parsed = parse(text.encode(), "a.md")
    assert (article.body, article.blocks, article.marks) == (parsed.body, parsed.blocks, parsed.marks)


def test_long_bodies_come_back(lib: Library, write: Write) -> None:
    """A body too long to be kept compressed is read back to the character, and its bytes too."""
    text = "".join(f"The {number}th réport was signed. " for number in range(5000))
    (outcome,) = add(lib, [write(text)])
    assert outcome.briefing
    assert reading.article(lib, outcome.briefing.id).body == text
    assert reading.raw(lib, outcome.briefing.id) == text.encode()


def test_the_same_bytes_again_change_nothing(lib: Library, levy: Briefing, write: Write) -> None:
    """Bytes that are there, under whatever name, are named as unchanged and leave no event."""
    before = history.events(lib)
    outcomes = list(add(lib, [levy_path(lib), write(Path(levy_path(lib)).read_bytes(), "copy.txt")]))
    assert [(outcome.status, outcome.briefing) for outcome in outcomes] == [("unchanged", levy)] * 2
    assert history.events(lib) == before


def test_the_same_bytes_twice_in_one_go_are_one_briefing(lib: Library, write: Write) -> None:
    """Two copies added together make one briefing."""
    outcomes = list(add(lib, [write("One and the same.", "a.txt"), write("One and the same.", "b.txt")]))
    assert [outcome.status for outcome in outcomes] == ["added", "unchanged"]
    assert outcomes[0].briefing == outcomes[1].briefing


def test_a_failure_never_stops_the_rest(lib: Library, write: Write, tmp_path: Path) -> None:
    """A missing file, a binary and an empty one are told, each with its reason, and the others come in."""
    sources = [
        str(tmp_path / "missing.txt"),
        write("Good.", "good.txt"),
        write(bytes(range(256)) * 4, "binary.txt"),
        write("", "empty.txt"),
        write("Better.", "better.txt"),
    ]
    outcomes = list(add(lib, sources))
    assert [outcome.source for outcome in outcomes] == sources
    assert [outcome.status for outcome in outcomes] == ["failed", "added", "failed", "failed", "added"]
    assert all(isinstance(outcome.error, SourceError) for outcome in outcomes if outcome.status == "failed")
    assert [briefing.source for briefing in reading.briefings(lib)] == ["good.txt", "better.txt"]


def test_a_library_that_cannot_be_written_fails_each_source(
    lib: Library, levy: Briefing, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nothing can be kept every source is told as failed, and none is raised."""
    monkeypatch.setattr(lib.store, "read_only", True)
    outcomes = list(add(lib, [write("New one."), write("New two.", "two.txt")]))
    assert [outcome.status for outcome in outcomes] == ["failed", "failed"]
    assert all(isinstance(outcome.error, StoreError) for outcome in outcomes)


def test_folders_are_opened(lib: Library, write: Write, tmp_path: Path) -> None:
    """A folder stands for the documents in it, so that their number is known beforehand."""
    write("B.", "folder/b.txt")
    write("A.", "folder/deep/a.md")
    write("Hidden.", "folder/.hidden.txt")
    assert len(expand([str(tmp_path / "folder"), "-"])) == 3
    assert {outcome.status for outcome in add(lib, [str(tmp_path / "folder")])} == {"added"}
    assert {briefing.source for briefing in reading.briefings(lib)} == {"folder/b.txt", "folder/deep/a.md"}


def test_standard_input_is_always_new(lib: Library) -> None:
    """What comes by "-" is no newer state of what came by "-" before."""
    for text in (b"First words.", b"Other words."):
        (outcome,) = add(lib, ["-"], stdin=text)
        assert outcome.status == "added" and outcome.briefing and outcome.briefing.source == "-"
    assert len(reading.briefings(lib)) == 2


def test_stacks_gather_briefings(lib: Library, levy: Briefing, write: Write) -> None:
    """A briefing can stand in several stacks; adding it again puts it into another, which undo takes back."""
    (again,) = add(lib, [levy_path(lib)], stack="Monday")
    (other,) = add(lib, [write("Another.", "other.txt")], stack="Ports")
    list(add(lib, [levy_path(lib)], stack="Ports"))
    assert again.status == "unchanged"
    assert reading.find(lib, levy.id).stacks == ("Monday", "Ports")
    assert [one.id for one in reading.briefings(lib, stack="Ports")] == [
        levy.id,
        getattr(other.briefing, "id", ""),
    ]
    history.undo(lib)
    assert reading.find(lib, levy.id).stacks == ("Monday",)


def test_sources_beneath_the_library_are_written_relative_to_it(
    lib: Library,
    write: Write,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same file is the same source from every folder; what lies elsewhere is written out in full."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "far.txt"
    elsewhere.write_text("Far away.")
    write("Near by.", "news/near.txt")
    monkeypatch.chdir(tmp_path / "news")
    list(add(lib, ["near.txt", str(elsewhere)]))
    assert [briefing.source for briefing in reading.briefings(lib)] == ["news/near.txt", str(elsewhere)]


def test_a_changed_file_is_a_new_version(lib: Library, levy: Briefing, write: Write) -> None:
    """The briefing keeps its id and shows the new text; what is written on it goes where its quote is.

    What stands in its place among other words has moved, and what is gone is an orphan.
    """
    body = reading.article(lib, levy.id).body
    spans = {
        quote: Span(body.index(quote), body.index(quote) + len(quote))
        for quote in ("delays", "12%", "Monday", "The levy could")
    }
    for span in spans.values():
        tagging.tag(lib, Passage(levy.id, span), ["risk"])
    changed = body.replace("prices by 12%", "costs").replace("on Monday", "late on Monday night")
    (outcome,) = add(lib, [write("News.\n\n" + changed)])
    assert outcome.status == "added" and outcome.briefing and outcome.briefing.id == levy.id
    new = reading.article(lib, levy.id)
    assert (new.version, len(reading.briefings(lib))) == ("2", 1)
    found = {annotation.anchor.exact: annotation for annotation in tagging.annotations(lib)}
    assert {quote: annotation.state for quote, annotation in found.items()} == {
        "delays": AnchorState.MOVED,
        "The levy could": AnchorState.MOVED,
        "Monday": AnchorState.MOVED,
        "12%": AnchorState.ORPHAN,
    }
    for quote in ("delays", "The levy could", "Monday"):
        assert found[quote].span.within(new.body) == quote


def test_undo_of_a_new_version_brings_the_old_one_back(lib: Library, levy: Briefing, write: Write) -> None:
    """Text, index and anchors are as they were before the changed file came in."""
    from reeread.library.searching import search

    body = reading.article(lib, levy.id).body
    tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    before = tagging.annotations(lib)
    list(add(lib, [write("Xylophones.\n\n" + body)]))
    assert tagging.annotations(lib) != before and search(lib, "xylophones")
    history.undo(lib)
    assert tagging.annotations(lib) == before
    assert reading.article(lib, levy.id).body == body
    assert not search(lib, "xylophones") and search(lib, "shipowners")
    history.redo(lib)
    assert reading.article(lib, levy.id).version == "2" and search(lib, "xylophones")


def test_another_reading_of_the_same_bytes_is_a_new_version(lib: Library, write: Write) -> None:
    """Told another encoding, the library reads known bytes again; told the one it used, it does not."""
    source = write("Größe zählt. ".encode("cp1252") * 20)
    (first,) = add(lib, [source], encoding="cp1252")
    (same,) = add(lib, [source], encoding="cp1252")
    (other,) = add(lib, [source], encoding="cp437")
    assert [first.status, same.status, other.status] == ["added", "unchanged", "added"]
    assert first.briefing and other.briefing and first.briefing.id == other.briefing.id
    assert "Gr÷" in reading.article(lib, other.briefing.id).body


def test_many_new_sources_are_deeds_of_their_own(lib: Library, write: Write) -> None:
    """Written at once, each is in its place, in its stack, found by its words, and taken back by one undo."""
    from reeread.library.searching import search

    sources = [write(f"Number{number} was signed.", f"{number}.txt") for number in range(5)]
    outcomes = list(add(lib, sources, stack="Monday"))
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    listed = reading.briefings(lib)
    assert [outcome.briefing for outcome in outcomes] == list(listed)
    assert [briefing.source for briefing in listed] == [f"{number}.txt" for number in range(5)]
    assert {briefing.stacks for briefing in listed} == {("Monday",)}
    assert [one.briefing for one in search(lib, "number3")] == [listed[3].id]
    assert len({event.transaction for event in history.events(lib)}) == 5
    history.undo(lib)
    assert reading.briefings(lib) == listed[:4]
    assert history.undo(lib) and history.redo(lib)


def test_one_that_cannot_be_kept_does_not_take_the_others_with_it(
    lib: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a batch fails as a whole, each of its sources is tried by itself."""
    from reeread.store import versions

    whole = versions.add

    def fragile(deed: Deed, new: list[tuple[str, versions.Prepared]], *more: Any) -> list[str]:
        ids = whole(deed, new, *more)
        if any(source == "1.txt" for source, _ in new):
            raise StoreError("It cannot be kept.")
        return ids

    monkeypatch.setattr(versions, "add", fragile)
    outcomes = list(add(lib, [write(f"Number {number}.", f"{number}.txt") for number in range(3)]))
    assert [outcome.status for outcome in outcomes] == ["added", "failed", "added"]
    assert [briefing.source for briefing in reading.briefings(lib)] == ["0.txt", "2.txt"]


def levy_path(lib: Library) -> str:
    """Return where the levy briefing came from."""
    return str(lib.path.parent / "levy.txt")
