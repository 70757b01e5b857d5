"""The reader as it is seen: rows, gutter, folding, notes, colours."""

import pytest
from rich.color import ColorSystem
from textual.color import Color

from reeread.model.body import BlockKind, Mark, MarkKind
from reeread.model.extraction import Confidence, Decision, Level
from tests.widgets.reader_host import (
    FAMILY,
    LIKELY,
    Host,
    annotation,
    article,
    highlight,
    prose,
    span_of,
)

MIXED = article(
    "A title\n\nFirst paragraph. It may rain.\n\nShare this\n\nLeave a Reply\nComments\n\n• an item that is long enough "
    "to go on in another row of the screen, and to hang\n\nA quote",
    {
        0: BlockKind.TITLE,
        2: BlockKind.FURNITURE,
        3: BlockKind.FURNITURE,
        4: BlockKind.ITEM,
        5: BlockKind.QUOTE,
    },
)


async def test_blocks_stand_apart_and_furniture_is_folded() -> None:
    """An empty row goes between blocks, page junk is one row, items hang, quotes stand in."""
    app = Host(MIXED)
    async with app.run_test(size=(80, 14)) as pilot:
        await pilot.pause()
        assert app.rows() == [
            "A title",
            "",
            "First paragraph. It may rain.",
            "",
            "⋯ 3 lines of page furniture",
            "",
            "• an item that is long enough to go on in another row of the",
            "  screen, and to hang",
            "",
            "▏ A quote",
            "",
            "",
            "",
            "",
        ]


async def test_furniture_unfolds_and_the_sentence_stays_where_it_is() -> None:
    """Shown furniture has its own rows; what the eye was on does not move, nor when it is folded again."""
    app = Host(MIXED)
    async with app.run_test(size=(80, 9)) as pilot:
        await pilot.press("G")
        before = app.rows().index("▏ A quote")
        app.reader.furniture = True
        await pilot.pause()
        assert "Leave a Reply" in app.rows()
        assert app.rows().index("▏ A quote") == before
        app.reader.furniture = False
        await pilot.pause()
        assert app.rows().index("▏ A quote") == before
        assert "Leave a Reply" not in app.rows()


async def test_items_without_a_marker_get_a_bullet() -> None:
    """A list from Markdown has no bullets in its text, yet it looks like a list."""
    app = Host(article("one\ntwo", {0: BlockKind.ITEM}))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert app.rows()[:2] == ["• one", "  two"]


@pytest.mark.parametrize("columns", [60, 80, 100, 140, 240])
async def test_text_keeps_its_measure(columns: int) -> None:
    """However wide the terminal is, no row is wider than 80 cells; where it is narrow, the text takes the room."""
    app = Host(prose(4, 20))
    async with app.run_test(size=(columns, 20)) as pilot:
        await pilot.pause()
        widest = max(map(len, app.rows()))
        assert min(columns - 20, 70) <= widest <= 80


async def test_a_note_stands_under_its_passage() -> None:
    """The first line of a note is a row below the paragraph, and a sign stands where the passage begins."""
    shown = prose(2, 1)
    app = Host(shown, annotations=(annotation(shown, "sentence 0", "risk", note="Ask Tokyo.\nTwice."),))
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        assert app.rows()[1:4] == [
            "✎ Ask Tokyo.",
            "",
            "Paragraph 1 has a sentence 0 that goes on for a while.",
        ]
        assert app.gutters()[0].strip("▎ ") == "R✎"


async def test_rows_go_and_the_sentence_stays_when_a_note_goes() -> None:
    """A note above that is taken away moves nothing that the reader looks at."""
    shown = prose(30, 1)
    note = annotation(shown, "Paragraph 1 has a sentence 0", "risk", note="Gone soon.")
    app = Host(shown, annotations=(note,))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("J", "J", "J", "J")
        app.reader.scroll_rows(1)
        await pilot.pause()
        where = app.rows().index(app.passage)
        app.reader.annotations = ()
        await pilot.pause()
        assert "✎ Gone soon." not in app.rows()
        assert app.rows().index(app.passage) == where


async def test_the_gutter_tells_tags_apart_without_colour() -> None:
    """Capitals where passages begin, a line where they go on, small letters for suggestions, + for more."""
    shown = article("One two three may happen. " * 4 + "Last one.")
    everything = ("risk", "commitment", "speculation", "confirmed")
    app = Host(
        shown,
        annotations=(annotation(shown, shown.body, "commitment"), annotation(shown, "two", "risk")),
        highlights=(highlight(shown, "One two three may happen.", "speculation", "may"),),
    )
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert [gutter.rstrip("▎ ") for gutter in app.gutters()[:2]] == ["sRC", "  │"]
        app.reader.annotations = (annotation(shown, "two", *everything),)
        await pilot.pause()
        assert app.gutters()[0].rstrip("▎ ") == "RC+"


async def test_a_suggestion_goes_when_it_was_decided() -> None:
    """Neither the small letter nor the underlined cue stays when the reader dismissed the suggestion."""
    shown = article("It may rain today.")
    kept = highlight(shown, "It may rain today.", "speculation", "may")
    gone = highlight(shown, "It may rain today.", "speculation", "may", decision=Decision.DISMISSED)
    app = Host(shown, highlights=(kept,))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert app.gutters()[0].rstrip("▎ ") == "  s"
        assert app.look("may").underline
        app.reader.highlights = (gone,)
        await pilot.pause()
        assert app.gutters()[0].strip("▎ ") == ""
        assert not app.look("It may rain today.").underline


async def test_likelihood_stands_beside_the_sentence_where_there_is_room() -> None:
    """The band is drawn in the margin of the row where the sentence begins, and left out in a narrow terminal."""
    shown = article("It is likely to rain.")
    likely = highlight(shown, shown.body, "speculation", "likely", likelihood=LIKELY)
    for columns, expected in ((100, True), (60, False)):
        app = Host(shown, highlights=(likely,))
        async with app.run_test(size=(columns, 4)) as pilot:
            await pilot.pause()
            assert ("55–80%" in app.reader.render_line(0).text) is expected


async def test_confidence_stands_beside_likelihood_where_there_is_more_room() -> None:
    """Both where both fit, likelihood alone where only that does, nothing in a narrow terminal."""
    shown = article("It is likely to rain.")
    sure = Confidence("high confidence", Level.HIGH)
    likely = highlight(shown, shown.body, "speculation", "likely", likelihood=LIKELY, confidence=sure)
    beside = {}
    for columns in (120, 96, 60):
        app = Host(shown, highlights=(likely,))
        async with app.run_test(size=(columns, 4)) as pilot:
            await pilot.pause()
            beside[columns] = app.reader.render_line(0).text.partition("to rain.")[2].strip()
    assert beside == {120: "55–80% · high conf.", 96: "55–80%", 60: ""}


async def test_passages_are_tinted_by_their_tag_and_the_sentence_is_lifted() -> None:
    """A tag's colour goes into the background; so does the cursor; the text stays readable on both."""
    shown = article("First one. Second one. Third one.")
    app = Host(shown, annotations=(annotation(shown, "Second one.", "confirmed"),))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        plain, tinted, lifted = (app.look(each) for each in ("Third one.", "Second one.", "First one."))
        assert len({plain.bgcolor, tinted.bgcolor, lifted.bgcolor}) == 3
        green = Color.from_rich_color(tinted.bgcolor)
        assert green.g > green.r
        for style in (plain, tinted, lifted):
            ground, ink = (Color.from_rich_color(each) for each in (style.bgcolor, style.color))
            assert abs(ground.brightness - ink.brightness) > 0.5


async def test_without_colour_weight_and_line_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves letters, a bar and bold for the sentence, slant for a passage, reverse for a selection."""
    monkeypatch.setenv("NO_COLOR", "1")
    shown = article("First one. Second one. Third one.")
    app = Host(shown, annotations=(annotation(shown, "Second one.", "confirmed"),))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert app.look("First one.").bold and not app.look("First one.").reverse
        assert app.look("Second one.").italic and not app.look("Second one.").bold
        assert app.gutters()[0].strip() == "F ▎"
        app.reader.select(span_of(shown, "Third one."))
        assert app.look("Third one.").reverse


@pytest.mark.parametrize("colors", ["ansi-dark", "ansi-light", "standard"])
async def test_the_terminals_own_colours_have_no_grounds(
    colors: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the terminal's own colours, or sixteen, tags are inks of their hue and nothing rests on a ground."""
    shown = article("First one. Second one. Third one. Fourth one.")
    marks = (annotation(shown, "Second one.", "confirmed"), annotation(shown, "Third one.", "commitment"))
    app = Host(shown, annotations=marks)
    async with app.run_test(size=(80, 4)) as pilot:
        if colors == "standard":
            monkeypatch.setattr(Host, "is_headless", False)
            app.console._color_system = ColorSystem.STANDARD
            app.reader.notify_style_update()
        else:
            app.theme = colors
        await pilot.pause()
        looks = [app.look(each) for each in ("First one.", "Second one.", "Third one.", "Fourth one.")]
        assert len({look.bgcolor for look in looks}) == 1
        assert [bool(look.bold) for look in looks] == [True, False, False, False]
        names = [look.color.name.removeprefix("bright_") for look in looks[1:3]]
        assert names == ["green", "cyan"]


async def test_inline_marks_have_looks_of_their_own() -> None:
    """Strong is bold, emphasis slanted, links coloured and not underlined as cues are."""
    marks = tuple(
        Mark(kind, start, start + 4)
        for kind, start in (
            (MarkKind.STRONG, 0),
            (MarkKind.EMPHASIS, 5),
            (MarkKind.LINK, 10),
            (MarkKind.CODE, 15),
        )
    )
    app = Host(article("bold ital link code rest of it", marks=marks))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert app.look("bold").bold
        assert app.look("ital").italic
        assert not app.look("link").underline
        assert len({app.look(each).color for each in ("link", "code", "rest of it")}) == 3


async def test_text_from_outside_is_drawn_to_the_letter() -> None:
    """Markup, controls and bidi characters show as text or as visible marks, one for each code point."""
    body = "[@click=app.bell]press[/] \x1b[31mred\x1b[0m \u202eabc\u202c \x9b2J end"
    app = Host(article(body))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        text = app.reader.render_line(0).text
        assert "[@click=app.bell]press[/]" in text
        assert not any(each in text for each in "\x1b\u202e\u202c\x9b")
        assert len(app.rows()[0]) == len(body)
        assert not any(segment.style.meta for segment in app.reader.render_line(0) if segment.style)


async def test_no_style_changes_inside_a_grapheme() -> None:
    """A span that cuts a family in two is drawn as if it held it whole."""
    shown = article(f"a {FAMILY} b")
    app = Host(shown, annotations=(annotation(shown, FAMILY[:3], "risk"),))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert FAMILY in [segment.text for segment in app.reader.render_line(0)]


async def test_every_row_fills_the_width() -> None:
    """Wide characters, families, tabs and empty rows make strips of one length."""
    app = Host(article(f"日本語と{FAMILY}\tと🇯🇵と❤️\n\nनमस्ते\tदुनिया ที่นี่"))
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert {app.reader.render_line(y).cell_length for y in range(6)} == {79}


async def test_a_new_article_starts_at_its_beginning() -> None:
    """Cursor, selection and place of the old article are gone."""
    app = Host(prose(50))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("G", "v", "l")
        app.shown = prose(3)
        app.reader.article = app.shown
        await pilot.pause()
        assert app.passage == "Paragraph 0 has a sentence 0 that goes on for a while."
        assert app.rows()[0].startswith("Paragraph 0")
        app.reader.article = None
        await pilot.pause()
        assert app.reader.passage is None
        assert app.rows() == [""] * 10


@pytest.mark.parametrize("body", ["", "\n\n"])
async def test_an_article_of_nothing_can_be_opened(body: str) -> None:
    """No key fails where there is no sentence."""
    app = Host(article(body))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press(*"jkJKGggvhlwebo0$nN[]{}amxyr", "space", "b", "escape", "down", "up")
        assert app.reader.passage is None
        assert app.asked == []


async def test_an_article_of_furniture_alone_has_no_sentence() -> None:
    """Folded, there is nothing to stand on; shown, each block can be stood on."""
    app = Host(article("Share\n\nTweet", {0: BlockKind.FURNITURE, 1: BlockKind.FURNITURE}))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("j", "G")
        assert app.reader.passage is None
        app.reader.furniture = True
        await pilot.press("j")
        assert app.passage == "Tweet"


async def test_a_theme_changes_the_looks() -> None:
    """Styles are not kept from one theme to the next."""
    app = Host(article("First one. Second one."))
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        dark = app.look("Second one.").bgcolor
        app.theme = "textual-light"
        await pilot.pause()
        assert app.look("Second one.").bgcolor != dark
