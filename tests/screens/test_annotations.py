"""All annotations of the library in one table."""

import csv
from pathlib import Path

import pytest
from screens.boards import board, held, marked
from screens.reading_app import SMALL, Opened, choose_format, desk, press, rows, settled, shown, write
from textual.widgets import Input

from reeread import places
from reeread.library import Library, listing, reading, tagging
from reeread.library.codebook import RESERVED_KEYS
from reeread.model.annotation import AnchorState, Passage
from reeread.model.asked import Asked
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.screens.annotations import AnnotationsScreen
from reeread.screens.annotations.words import Known, Words, wanted
from reeread.screens.deeds import declared
from reeread.widgets.lists.annotations import AnnotationTable
from reeread.widgets.lists.table import TableHead


@pytest.fixture
def annotated(library: Path) -> Path:
    """Return a library that two people have marked."""
    marked(library)
    marked(library, "ben", words=("Japan",))
    return library


async def test_every_annotation_is_a_row(opened: Opened, annotated: Path) -> None:
    """The table has a row for each annotation of the library, in the order of the briefings, and counts them."""
    everything = held(annotated)
    async with opened() as pilot:
        await press(pilot, "at")
        table = board(pilot).query_one(AnnotationTable)
        assert list(table.row_ids()) == [one.id for one in everything]
        assert f"{len(everything)} of {len(everything)} annotations" in rows(pilot)[0]
        assert everything[0].anchor.exact in shown(pilot)


async def test_the_filter_narrows_the_table_while_one_types(opened: Opened, annotated: Path) -> None:
    """Words for tag, author and text are all asked for at once; enter goes back to the table."""
    wanted_ids = [one.id for one in held(annotated) if one.author == "ben" and "risk" in one.tags]
    async with opened() as pilot:
        await press(pilot, "at", "slash")
        await write(pilot, "tag:risk author:b")
        table = board(pilot).query_one(AnnotationTable)
        assert list(table.row_ids()) == wanted_ids
        await press(pilot, "enter")
        assert pilot.app.focused is table
        await press(pilot, "slash")
        await write(pilot, " xylophone")
        assert table.count() == 0
        assert "No annotation is like that." in shown(pilot)


async def test_a_filter_that_names_nothing_says_so(opened: Opened, annotated: Path) -> None:
    """A tag that the codebook does not have shows nothing, and names those that there are."""
    async with opened() as pilot:
        await press(pilot, "at", "slash")
        await write(pilot, "tag:zzz")
        assert board(pilot).query_one(AnnotationTable).count() == 0
        assert "No tag is like “zzz”. There are risk" in shown(pilot)


async def test_enter_reads_on_at_the_passage(opened: Opened, annotated: Path) -> None:
    """Choosing a row opens its briefing with the cursor on the passage."""
    last = held(annotated)[-1]
    async with opened() as pilot:
        await press(pilot, "at", "G", "enter")
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).opened == last.briefing
        assert desk(pilot).reader.passage.span.overlaps(last.span)


async def test_columns_sort_by_key_and_by_click(opened: Opened, annotated: Path) -> None:
    """s sorts by the next column, S the other way round, a click on a heading by that one."""
    async with opened() as pilot:
        await press(pilot, "at")
        table = board(pilot).query_one(AnnotationTable)
        authors = [one.author for one in held(annotated)]
        place = rows(pilot)[3].index("author")
        await pilot.click(TableHead, offset=(place, 0))
        await settled(pilot)
        assert [table.annotations[at].author for at in range(table.count())] == sorted(authors)
        await press(pilot, "S")
        assert [table.annotations[at].author for at in range(table.count())] == sorted(authors)[::-1]
        await press(pilot, "s")
        assert board(pilot).sort == "modified"


async def test_marked_rows_are_deleted_with_one_undo(opened: Opened, annotated: Path) -> None:
    """What space marks is deleted together, others' annotations stay, and u brings all of it back."""
    before = held(annotated)
    async with opened() as pilot:
        await press(pilot, "at", "slash")
        await write(pilot, "author:ana")
        await press(pilot, "enter", "space", "space", "d")
        own = sum(one.author == "ana" for one in before)
        assert board(pilot).message == "2 annotations deleted. u undoes."
        assert board(pilot).query_one(AnnotationTable).count() == own - 2
        assert len(held(annotated)) == len(before) - 2
        await press(pilot, "u")
        assert held(annotated) == before


async def test_all_shown_are_retagged_with_one_undo(opened: Opened, annotated: Path) -> None:
    """A marks all that is shown; the picker puts a tag on each of one's own; notes and spans stay."""
    before = held(annotated)
    async with opened() as pilot:
        await press(pilot, "at", "A", "t")
        await write(pilot, "specu")
        await press(pilot, "enter")
        own = [one for one in held(annotated) if one.author == "ana"]
        assert all("speculation" in one.tags for one in own)
        assert [(one.span, one.note) for one in own] == [
            (one.span, one.note) for one in before if one.author == "ana"
        ]
        foreign = len(before) - len(own)
        said = f"{len(own)} annotations tagged speculation. {foreign} annotations of other people left as they are. u undoes."
        assert board(pilot).message == said
        await press(pilot, "u")
        assert [one.tags for one in held(annotated)] == [one.tags for one in before]


async def test_what_is_shown_is_exported(
    opened: Opened, annotated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The export holds just the rows that the filter left."""
    monkeypatch.chdir(tmp_path)
    wanted_ids = {one.id for one in held(annotated) if one.author == "ben"}
    async with opened() as pilot:
        await press(pilot, "at", "slash")
        await write(pilot, "author:ben")
        await press(pilot, "enter", "e")
        assert f"{len(wanted_ids)} annotations shown" in shown(pilot)
        pilot.app.screen.query_one(Input).value = "out.csv"
        await choose_format(pilot, "csv")
        await press(pilot, "ctrl+s")
        assert "exported as csv to out.csv" in board(pilot).message
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == len(wanted_ids)


async def test_escape_leaves_step_by_step(opened: Opened, annotated: Path) -> None:
    """Escape leaves the filter line, then takes the marks off, then goes back to the reading."""
    async with opened() as pilot:
        await press(pilot, "at", "space", "slash", "escape")
        table = board(pilot).query_one(AnnotationTable)
        assert pilot.app.focused is table and table.marked
        await press(pilot, "escape")
        assert not table.marked
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


async def test_the_reading_shows_what_was_changed_in_the_table(opened: Opened, annotated: Path) -> None:
    """Annotations deleted in the table are gone from the article when one comes back."""
    async with opened() as pilot:
        before = len(desk(pilot).annotations)
        await press(pilot, "at", "slash")
        await write(pilot, "author:ana")
        await press(pilot, "enter", "d", "escape")
        assert len(desk(pilot).annotations) == before - 1


async def test_palette_and_help_know_the_keys_of_the_table(opened: Opened, annotated: Path) -> None:
    """The palette does what the keys of the table do, and the help lists them with those of the program."""
    async with opened() as pilot:
        await press(pilot, "at", "ctrl+p")
        await write(pilot, "sort the other")
        await press(pilot, "enter")
        await settled(pilot)
        assert board(pilot).backwards
        await press(pilot, "question_mark")
        await write(pilot, "retag")
        assert any("annotations" in row and " t " in row and "retag" in row for row in rows(pilot))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AnnotationsScreen)


async def test_keys_of_the_table_can_be_remapped(opened: Opened, annotated: Path) -> None:
    """A key of the settings file works on the board, and is not told to be unknown."""
    file = places.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[keys]\n"annotations.delete" = "z"\n', "utf-8")
    async with opened() as pilot:
        assert not pilot.app._notifications
        await press(pilot, "at")
        assert "z delete" in rows(pilot)[-1]


async def test_an_empty_library_says_what_to_do(opened: Opened) -> None:
    """Without annotations the table says how there come to be some."""
    async with opened(size=SMALL) as pilot:
        await press(pilot, "at")
        assert "No annotations yet. Tag a passage while reading" in shown(pilot)
        await press(pilot, "d", "t", "e", "enter")
        assert isinstance(pilot.app.screen, AnnotationsScreen)


async def test_a_small_terminal_shows_the_table(opened: Opened, annotated: Path) -> None:
    """At 80 columns tags, passage, briefing and author show, and the passage whole below."""
    async with opened(size=SMALL) as pilot:
        await press(pilot, "at")
        assert rows(pilot)[2].split() == ["tags", "passage", "briefing", "▼", "author"]
        assert "“China”" in shown(pilot) or "“Japan”" in shown(pilot)


async def test_control_characters_of_notes_never_reach_the_terminal(opened: Opened, library: Path) -> None:
    """A note with an escape sequence and markup is shown by visible signs."""
    async with opened() as pilot:
        await press(pilot, "r")
        mark = desk(pilot).annotations[0]
        from reeread.library import editing

        editing.note(desk(pilot).library, mark.id, "\x1b[31m[@click=app.quit]red[/]")
        await press(pilot, "at")
        assert "\x1b[31m" not in shown(pilot)
        assert "␛[31m[@click=app.quit]red[/]" in shown(pilot)


async def test_a_very_long_table_reads_only_the_pages_that_show(
    opened: Opened, annotated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a hundred thousand rows those are read that are seen, wherever one goes."""
    read: list[int] = []
    real, whole = listing.rows, listing.numbered
    many: list[int] = []

    def rows(lib: Library, asked: Asked, limit: int | None = None, *, stop: object = None) -> list[int]:
        if not many:
            many.extend([*real(lib, asked)] * 5_000)
        return many[:limit]

    monkeypatch.setattr(listing, "rows", rows)
    monkeypatch.setattr(listing, "numbered", lambda lib, part: read.append(len(part)) or whole(lib, part))
    async with opened() as pilot:
        await press(pilot, "at", "G")
        table = board(pilot).query_one(AnnotationTable)
        assert table.index == len(many) - 1 > 20_000
        assert sum(read) <= 500
        assert len(table._painted) < 200


def test_every_key_of_the_table_is_named() -> None:
    """Each deed of the screen and the table stands in the help, none by two keys of one place."""
    (place,) = AnnotationsScreen.places({})
    keys = [key for deed in place.deeds for key in deed.keys]
    assert len(keys) == len(set(keys))
    assert {"annotations.retag", "annotations.delete", "annotations.export", "annotations.filter"} <= {
        deed.id for deed in declared(AnnotationsScreen, {})
    }
    assert {"@", "#", "T", "S", "w"} <= RESERVED_KEYS


KNOWN = Known(
    (Tag("risk", "r", "#E69F00", ""), Tag("risk/supply", "", "#E69F00", "")),
    ("ana", "ben"),
    ("October",),
)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("tag:risk", "tags", ("risk",)),
        ("tag:ri", "tags", ("risk", "risk/supply")),
        ("tag:supply", "tags", ("risk/supply",)),
        ("author:BEN", "authors", ("ben",)),
        ("state:rev", "states", (AnchorState.REVIEW,)),
        ('briefing:"forge all" briefing:bbbb', "briefings", ("forge all", "bbbb")),
        ("stack:oct", "stacks", ("October",)),
        ("since:2026-05-01", "since", "2026-05-01"),
        ("80 per cent", "text", "80 per cent"),
        ("a:b tag:risk", "text", "a:b"),
    ],
)
def test_words_of_the_filter(typed: str, field: str, value: object) -> None:
    """Each kind of word asks for what it names, a beginning is enough, and anything else is text."""
    asked = wanted(Words.of(typed), KNOWN)
    assert not asked.unknown
    assert getattr(asked, field) == value


@pytest.mark.parametrize("typed", ["tag:x", "author:cat", "state:lost", "stack:May", "since:May"])
def test_words_that_name_nothing(typed: str) -> None:
    """What is like nothing in the library is said in a sentence."""
    assert wanted(Words.of(typed), KNOWN).unknown.endswith((".", "05-31."))


def test_a_word_without_its_value_asks_for_nothing() -> None:
    """While one has typed only "tag:", everything shows."""
    assert wanted(Words.of("tag: "), KNOWN) == wanted(Words.of(""), KNOWN)


def test_ids_are_those_of_the_annotations_asked_for(annotated: Path) -> None:
    """The list of ids has the order and the filters of the annotations themselves, and a page has its order."""
    with Library.open(annotated, "ana") as lib:
        for sort in ("place", "modified", "tag", "author", "text"):
            rows = listing.rows(lib, Asked(sort=sort))
            ids = listing.ids(lib, rows)
            assert ids == tuple(one.id for one in tagging.annotations(lib, sort=sort))
            assert [one.id for one in listing.page(lib, ids)] == list(ids)
            assert listing.rows(lib, Asked(sort=sort, backwards=True)) == rows[::-1]
            assert listing.rows(lib, Asked(sort=sort), 3) == rows[:3]
        asked = Asked(tags=("risk",), authors=("ben",), text="JAPAN")
        found = [one for one in listing.numbered(lib, listing.rows(lib, asked)) if one]
        assert found and all(one.author == "ben" and "risk" in one.tags for one in found)
        assert listing.authors(lib) == ("ana", "ben")
        assert listing.page(lib, ("no such id",)) == ()


def test_the_tags_used_last_come_latest_first(annotated: Path) -> None:
    """Only one's own taggings count, and taking one back is no use of a tag."""
    with Library.open(annotated, "ana") as lib:
        assert set(listing.recent_tags(lib)) == {"risk", "confirmed"}
        assert listing.recent_tags(lib)[0] == "confirmed"
    with Library.open(annotated, "cleo") as lib:
        assert listing.recent_tags(lib) == ()


async def test_looking_anew_keeps_cursor_and_marks_of_a_long_table(opened: Opened, library: Path) -> None:
    """Of more rows than are shown at first, the last one is marked: after a deed of somebody else it still is, and is here."""
    with Library.open(library, "ann") as lib:
        id = reading.briefings(lib)[0].id
        for start in range(0, 1260, 6):
            tagging.tag(lib, Passage(id, Span(start, start + 4)), ["risk"])
    async with opened() as pilot:
        await press(pilot, "at", "G", "space")
        here, marked_rows = board(pilot).table.here, board(pilot).table.marked
        assert here is not None and len(marked_rows) == 1
        board(pilot).renew()
        await settled(pilot)
        assert board(pilot).table.here == here and board(pilot).table.marked == marked_rows
