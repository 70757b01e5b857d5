"""What a summary says of claims that do not fit."""

from dataclasses import replace
from pathlib import Path

import pytest

from reeread.export.registry import formats
from reeread.library import Library, claiming, deciding
from reeread.library.exporting import dossier
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.ruling import Ruling, Standing
from reeread.model.verdict import Verdict
from tests.export.conftest import Maker

BODIES = ("First. Varna handles 60% of the imports.", "Varna handles 75% of the imports.")
HOSTILE = "# a\n```\n- [x](http://x.test) <script>alert(1)</script> $1 `c` *d* ---\n> q www.x.test"


def claim(
    verdict: Verdict, *, label: str = "imports", ruling: Ruling | None = None, value: str = ""
) -> Claim:
    """Return a claim of the last sentences of both bodies."""
    passages = []
    for number, (body, share) in enumerate(zip(BODIES, (60, 75), strict=True), 1):
        start = body.index("Varna")
        said = (body[start:], value or f"{share}%", share, share, "%")
        passages.append(ClaimPassage(f"id-{number}", start, len(body), *said))
    return Claim(label, verdict, 2, tuple(passages), ruling)


def written(make: Maker, *claims: Claim) -> str:
    """Return the summary of two briefings with these claims."""
    entries = [
        make.entry(body=body, number=number, title=f"Port {number}") for number, body in enumerate(BODIES, 1)
    ]
    return "".join(formats()["markdown"].write(replace(make.dossier(*entries), claims=claims)))


def test_contradictions_stand_before_the_briefings(make: Maker) -> None:
    """Conflicts come before tensions, each with its figures, quotes, places and sources; what agrees is not told."""
    text = written(
        make, claim(Verdict.TENSION, label="a tension"), claim(Verdict.AGREE), claim(Verdict.CONFLICT)
    )
    assert text.index("### Contradictions (2)") < text.index("## Briefings")
    assert text.index("- **conflict** · imports · 2 independent origins\n") < text.index("**tension**")
    assert "  - **60%**: “Varna handles 60% of the imports.” — Port 1, sentence 2 [1]\n" in text
    assert "  - **75%**: “Varna handles 75% of the imports.” — Port 2, sentence 1 [2]\n" in text


def test_where_all_agrees_there_is_no_such_part(make: Maker) -> None:
    """Nor for a claim that somebody dismissed."""
    dismissed = Ruling("r", Standing.DISMISSED, "ana", "2026-03-04T00:00:00Z")
    assert "Contradictions" not in written(
        make, claim(Verdict.AGREE), claim(Verdict.CONFLICT, ruling=dismissed)
    )


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.CONFIRMED, "- **conflict** · imports · 2 independent origins · confirmed by ana\n"),
        (
            Standing.RETRACTED,
            "- **retracted** · imports · 2 independent origins · since 2026-03-04, by ana: Withdrawn.\n",
        ),
    ],
)
def test_what_somebody_decided_is_said(make: Maker, standing: Standing, said: str) -> None:
    """A confirmed conflict by whom, a retracted claim since when and why."""
    date, reason = ("2026-03-04", "Withdrawn.") if standing is Standing.RETRACTED else ("", "")
    ruling = Ruling("r", standing, "ana", "2026-03-04T00:00:00Z", False, date, reason)
    assert said in written(make, claim(Verdict.CONFLICT, ruling=ruling))


def test_hostile_claims_add_no_structure(make: Maker) -> None:
    """Labels, figures and reasons full of Markdown and HTML stay text."""
    from tests.export.test_markdown import _shape

    def text(said: str) -> str:
        ruling = Ruling("r", Standing.RETRACTED, said, "2026-03-04T00:00:00Z", False, "2026-03-04", said)
        return written(make, claim(Verdict.CONFLICT, label=said, ruling=ruling, value=said))

    assert _shape(text(HOSTILE)) == _shape(text("plain"))


def test_a_library_tells_its_contradictions(seeded: Path) -> None:
    """They are those among the chosen briefings, with what was decided; of one briefing there are none."""
    with Library.open(seeded, "ana") as lib:
        (tension,) = [one for one in claiming.claims(lib) if one.verdict is not Verdict.AGREE]
        deciding.confirm(lib, [tension], Verdict.CONFLICT)
        text = "".join(formats()["markdown"].write(dossier(lib)))
        assert "- **conflict** · " in text and "confirmed by ana" in text
        first = tension.passages[0].source
        assert "Contradictions" not in "".join(formats()["markdown"].write(dossier(lib, briefings=[first])))
        assert list(dossier(lib, briefings=[first]).claims) == []
