"""Passages that other articles state, too: signs in the gutter, and the light on partners."""

import pytest
from widgets.reader_host import Host, annotation, article, span_of

from reeread.model.verdict import Verdict
from reeread.widgets.reader import Linked

TEXT = (
    "Nothing to see here.\n\n"
    "Mines supply sixty percent of it (ninety percent is refined in one country) as of today.\n\n"
    "The end."
)
SHOWN = article(TEXT)
MINES, ASIDE = (
    span_of(SHOWN, "Mines supply sixty"),
    span_of(SHOWN, "(ninety percent is refined in one country)"),
)


@pytest.mark.parametrize(
    ("verdict", "sign"), [(Verdict.AGREE, "="), (Verdict.TENSION, "≈"), (Verdict.CONFLICT, "≠")]
)
async def test_a_verdict_stands_in_the_gutter(verdict: Verdict, sign: str) -> None:
    """Where a linked passage begins, and nowhere else, its sign stands next to the text."""
    app = Host(SHOWN, linked=(Linked(MINES, verdict),))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        signed = [row for row, gutter in zip(app.rows(), app.gutters(), strict=True) if sign in gutter]
        assert [row[:5] for row in signed] == ["Mines"]


async def test_the_gravest_of_several_shows() -> None:
    """Where passages with several verdicts begin on one row, the worst is signed."""
    linked = (Linked(MINES, Verdict.CONFLICT), Linked(MINES, Verdict.AGREE), Linked(ASIDE, Verdict.TENSION))
    app = Host(SHOWN, linked=linked)
    async with app.run_test(size=(100, 12)) as pilot:
        await pilot.pause()
        assert [gutter.strip(" ▎") for gutter in app.gutters() if gutter.strip(" ▎")] == ["≠"]


async def test_letters_give_way_to_a_verdict() -> None:
    """With a link there is room for two letters; more are a plus."""
    notes = tuple(
        annotation(SHOWN, "Mines supply sixty", *tags) for tags in (("risk", "commitment", "confirmed"),)
    )
    app = Host(SHOWN, annotations=notes, linked=(Linked(MINES, Verdict.TENSION),))
    async with app.run_test(size=(100, 12)) as pilot:
        await pilot.pause()
        assert [gutter.strip() for gutter in app.gutters() if "≈" in gutter] == ["R+≈"]
        app.reader.annotations = (annotation(SHOWN, "Mines supply sixty", "risk", "confirmed"),)
        await pilot.pause()
        assert [gutter.strip() for gutter in app.gutters() if "≈" in gutter] == ["RF≈"]


async def test_only_a_partner_is_lit() -> None:
    """A lit passage is underlined on a ground of its own, an unlit one looks like the text; both can change."""
    app = Host(SHOWN, linked=(Linked(ASIDE, Verdict.AGREE, lit=True),))
    async with app.run_test(size=(100, 12)) as pilot:
        await pilot.pause()
        lit, plain = app.look("(ninety percent is refined in one country)"), app.look("The end.")
        assert lit.underline and not plain.underline
        assert lit.bgcolor != plain.bgcolor
        app.reader.linked = (Linked(ASIDE, Verdict.AGREE),)
        await pilot.pause()
        assert not any(
            part.style and part.style.underline for y in range(5) for part in app.reader.render_line(y)
        )
