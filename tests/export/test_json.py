"""Everything, for programs and for the way back."""

import json
from dataclasses import replace

from reeread.export.json_text import json_text
from reeread.export.registry import formats
from reeread.model.body import Mark, MarkKind
from reeread.model.decided import Decided
from reeread.model.extraction import Decision
from reeread.model.grades import Credibility, Reliability
from tests.export.conftest import Maker

BODY = "The \x1b[2J port 港 👨‍👩‍👧 reopened.\u2028It may \u202eclose \x85 again\x7f."


def test_nothing_is_lost(make: Maker) -> None:
    """Body, structure, annotations with their anchors, codebook and decisions come back equal."""
    entry = make.entry(("port 港 👨‍👩‍👧", ("risk", "confirmed"), "a\x1bnote\n"), body=BODY)
    decided = Decided(
        "d-1",
        "ben",
        "2025-10-30T09:00:00Z",
        0,
        3,
        Decision.DISMISSED,
        ("risk",),
        True,
        "paragraph",
        0.5,
        None,
    )
    graded = entry.article.briefing._replace(grade=Reliability.E)
    entry = replace(entry, annotations=(entry.annotations[0]._replace(grade=Credibility.IMPROBABLE),))
    article = entry.article._replace(briefing=graded, marks=(Mark(MarkKind.LINK, 0, 3, "https://x.test"),))
    entry = replace(entry, article=article, decisions=(decided,))
    read = json.loads("".join(formats()["json"].write(make.dossier(entry))))
    assert read["format"] == "reeread/1"
    assert [tag["name"] for tag in read["tags"]] == [
        "risk",
        "commitment",
        "speculation",
        "confirmed",
        "measure",
    ]
    one = read["briefings"][0]
    assert (one["body"], one["sha256"], one["grade"]) == (BODY, "sha", "E")
    assert one["blocks"] == [{"kind": "paragraph", "start": 0, "end": len(BODY), "level": 0}]
    assert one["marks"] == [{"kind": "link", "start": 0, "end": 3, "target": "https://x.test"}]
    mark, anchor = one["annotations"][0], entry.annotations[0].anchor
    assert mark["grade"] == 5
    assert (mark["start"], mark["end"], mark["exact"]) == (anchor.start, anchor.end, anchor.exact)
    assert (mark["prefix"], mark["suffix"], mark["note"]) == (anchor.prefix, anchor.suffix, "a\x1bnote\n")
    assert one["decisions"] == [decided._asdict() | {"decision": "dismissed", "tags": ["risk"]}]


def test_it_is_one_object_however_many_briefings(make: Maker) -> None:
    """None, one and several briefings with none, one and several annotations are all valid JSON."""
    plain = make.entry(body="a b c")
    several = make.entry(("a", ("risk",), ""), ("b", (), "n"), ("c", ("risk",), ""), body="a b c", number=2)
    for entries in ((), (plain,), (plain, several, plain)):
        read = json.loads("".join(formats()["json"].write(make.dossier(*entries))))
        assert [len(one["annotations"]) for one in read["briefings"]] == [len(e.annotations) for e in entries]


def test_json_cannot_drive_a_terminal() -> None:
    """Controls, separators, bidi marks and half surrogates are escaped, everything else is plain, all come back."""
    text = BODY + "\ud800\u200b\U000e0041 é"
    written = json_text({"t": text})
    assert not set(written) & set("\x1b\x7f\x85\u2028\u202e\ud800\u200b\U000e0041")
    assert "港 👨‍👩‍👧" in written and "é" in written
    assert json.loads(written)["t"] == text
