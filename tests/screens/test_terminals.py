"""What terminals differ about: emoji, colours, and the looks that need neither."""

import json
from pathlib import Path

import pytest
from screens.reading_app import AUTHOR, SMALL, Opened, desk, press, settled, shown
from textual.color import Color
from textual.theme import Theme

from reeread import places
from reeread.app import ReereadApp
from reeread.library import Library
from reeread.library.adding import add
from reeread.screens.terminals import emoji_setting, identity, wrong_emoji
from reeread.screens.themes import CONTRAST, DARK, LIGHT
from reeread.text.emoji import SAMPLES
from reeread.widgets.lists.cards import Cards

TMUX = {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}


def test_emoji_are_replaced_as_set_or_as_measured() -> None:
    """The setting comes first, then what was measured of this terminal, then what is known of it."""
    everything = frozenset(SAMPLES)
    assert wrong_emoji("narrow", {}, {}) == everything
    assert wrong_emoji("wide", {"tmux 3.3a": ["flag"]}, TMUX) == frozenset()
    assert wrong_emoji("auto", {"tmux 3.3a": ["flag"]}, TMUX) == {"flag"}
    assert wrong_emoji("auto", {}, TMUX) == {"presentation", "skin", "keycap"}
    assert wrong_emoji("auto", {}, {"TERM": "xterm-kitty"}) == frozenset()


def test_terminals_are_known_by_what_they_call_themselves() -> None:
    """Program and version, else the kind of terminal."""
    assert identity(TMUX) == "tmux 3.3a"
    assert identity({"TERM": "xterm-kitty"}) == "xterm-kitty"


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ('[screen]\nemoji = "narrow"\n', "narrow"),
        ('[screen]\nemoji = "tiny"\n', "auto"),
        ("screen = 3\n", "auto"),
        ("[screen\n", "auto"),
    ],
)
def test_the_setting_is_read_or_else_automatic(tmp_path: Path, text: str, setting: str) -> None:
    """A setting that makes no sense changes nothing."""
    file = tmp_path / "config.toml"
    assert emoji_setting(file) == "auto"
    file.write_text(text, "utf-8")
    assert emoji_setting(file) == setting


async def test_every_widget_draws_emoji_narrow(tmp_path: Path, state: Path) -> None:
    """Article, title and lists show what takes the same cells; text and offsets stay."""
    file = places.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[screen]\nemoji = "narrow"\n', "utf-8")
    text = tmp_path / "own.txt"
    text.write_text("🧭 A title of 🇯🇵\n\nIt may rain 👨‍👩‍👧‍👦 today.", "utf-8")
    with Library.open(tmp_path / "own.db", AUTHOR, create=True) as lib:
        list(add(lib, [str(text)]))
    app = ReereadApp(tmp_path / "own.db", AUTHOR, state=state)
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        screen = shown(pilot)
        assert "◇  A title of JP" in screen
        assert "rain ◇  today" in screen
        assert not any(part in screen for part in "🧭👨\u200d\U0001f1ef")
        assert "👨‍👩‍👧‍👦" in desk(pilot).article.body


async def test_what_was_measured_is_used(library: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state file says which kinds this terminal draws wrong."""
    state.write_text(json.dumps({"terminals": {"box 1": ["flag"]}}), "utf-8")
    monkeypatch.setenv("TERM_PROGRAM", "box")
    monkeypatch.setenv("TERM_PROGRAM_VERSION", "1")
    app = ReereadApp(library, AUTHOR, state=state)
    async with app.run_test(size=SMALL):
        assert len(app.get_line_filters()) == 1 + len(super(ReereadApp, app).get_line_filters())
    assert json.loads(state.read_text("utf-8"))["terminals"] == {"box 1": ["flag"]}


async def test_without_colours_there_are_no_greys(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves the terminal's own ink and ground everywhere; the line of a list is told by being reversed."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as pilot:
        await press(pilot, "r", "tab")
        strips = pilot.app.screen._compositor.render_strips()
        for strip in strips:
            for segment in strip:
                if segment.style is not None:
                    assert segment.style.color is None or segment.style.color.is_default
                    assert segment.style.bgcolor is None or segment.style.bgcolor.is_default
        assert any(
            part.style.reverse for part in pilot.app.screen.query_one("#highlights", Cards).render_line(0)
        )


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme: Theme) -> None:
    """Text has the contrast that WCAG 2.2 asks for (4.5), in high contrast 7; signs and messages have 4."""
    least = 7.0 if theme is CONTRAST else 4.5
    for ground in (theme.background, theme.surface, theme.panel):
        for ink in (theme.foreground, theme.accent, theme.warning, theme.error):
            assert contrast(Color.parse(ink), Color.parse(ground)) >= (
                least if ink == theme.foreground else 4.0
            )


async def test_in_high_contrast_nothing_in_the_article_is_faint(opened: Opened) -> None:
    """Whatever the article writes with, signs of authors too, is not mixed with its ground."""
    async with opened() as pilot:
        pilot.app.theme = CONTRAST.name
        await press(pilot, "j")
        reader = desk(pilot).reader
        inks = {name: reader.get_component_styles(name).color for name in reader.COMPONENT_CLASSES}
        assert {name for name, ink in inks.items() if ink.a < 1} == set()


def contrast(ink: Color, ground: Color) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(ink), luminance(ground)))
    return (high + 0.05) / (low + 0.05)
