"""Dossiers for pages: a small one of everything, and one that means harm."""

from dataclasses import replace

from reeread.export.dossier import Dossier, Entry
from reeread.library.library import first_tags
from reeread.model.body import Block, BlockKind
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.commitment import Deadline, Fate, Pledge
from reeread.model.grades import Credibility, Reliability
from reeread.model.promise import Commitment
from reeread.model.verdict import Verdict
from tests.export.conftest import Maker

PORTS = "Port reopens\n\n• The port 😀 handles 60% of imports.\n\nIt is likely to stay open. The state pledged to pay by May.\nShare this"
SHIPS = "The port handles 75% of imports. A strike would close it, we assess with high confidence that it is likely."

ATTACK = (
    "</div></article></style></title></script><script>window.harmed = 1</script>"
    "<img src=x onerror='window.harmed = 2'><iframe srcdoc='<script>parent.harmed = 3</script>'></iframe>"
    "<svg onload='window.harmed = 4'><a href='javascript:window.harmed = 5' id=filter>x</a>"
    "<link rel=stylesheet href=http://x.test/a.css><meta http-equiv=refresh content='0;url=http://x.test/'>"
    "\"' onfocus=window.harmed=6 autofocus x='&#x3c;script&#x3e;"
)


def everything() -> Dossier:
    """Return two briefings by two authors with all that a page can show."""
    make = Maker()
    ports = _blocks(
        make.entry(
            ("The port 😀 handles 60% of imports.", ("confirmed",), "Which port?"),
            ("60% of imports.\n\nIt is likely", ("risk",), ""),
            ("It is likely to stay open.", ("speculation",), ""),
            ("The state pledged to pay by May.", ("commitment",), ""),
            ("by May", (), "Which year?"),
            body=PORTS,
            source="https://ports.test/reopens?a=1&b=2",
        )
    )
    briefing = ports.article.briefing._replace(byline="Ana Bo", grade=Reliability.B)
    marks = (ports.annotations[0]._replace(grade=Credibility.PROBABLE), *ports.annotations[1:])
    promise = Commitment(
        marks[3], briefing.title, Pledge("The state", "pay", Deadline("by May", "2026-05-31")), Fate.DUE
    )
    ports = replace(
        ports,
        article=ports.article._replace(briefing=briefing),
        annotations=marks,
        commitments=lambda: (promise,),
    )
    ships = make.entry(
        ("A strike would close it", ("risk", "speculation"), ""),
        ("we assess with high confidence that it is likely.", ("speculation",), ""),
        body=SHIPS,
        number=2,
        title="Ships wait",
        author="bo",
    )
    claim = Claim(
        "share of imports",
        Verdict.CONFLICT,
        2,
        tuple(
            ClaimPassage(f"id-{number}", body.index("handles"), body.index("imports"), body[4:30], value, share, share, "%")
            for number, body, value, share in ((1, PORTS, "60%", 60.0), (2, SHIPS, "75%", 75.0))
        ),
    )  # fmt: skip
    return replace(make.dossier(ports, ships), tags=first_tags(), claims=(claim,))


def hostile() -> Dossier:
    """Return a dossier in which every text from outside tries to run something."""
    entry = Maker().entry(
        (ATTACK, ("risk",), ATTACK), body=f"{ATTACK} end", title=ATTACK, source="javascript:window.harmed=7"
    )
    entry = replace(entry, annotations=tuple(one._replace(author=ATTACK) for one in entry.annotations))
    tag = first_tags()[0]._replace(name="risk", key='"')
    return replace(Maker().dossier(entry, title=ATTACK), tags=(tag,), scope=ATTACK)


def large(briefings: int, passages: int) -> Dossier:
    """Return many briefings with many passages each."""
    tags = first_tags()
    sentence = "Ship {} waits for the port to open, and nobody says when it will."
    entries = []
    for number in range(1, briefings + 1):
        quotes = [sentence.format(at) for at in range(passages)]
        marks = [(quote, (tags[at % len(tags)].name,), "") for at, quote in enumerate(quotes)]
        entries.append(Maker().entry(*marks, body=" ".join(quotes), number=number, title=f"Port {number}"))
    return replace(Maker().dossier(*entries), tags=tags)


def _blocks(entry: Entry) -> Entry:
    """Return an entry whose body has a title, an item, a paragraph and furniture."""
    body = entry.article.body
    bounds = [
        (BlockKind.TITLE, "Port reopens"),
        (BlockKind.ITEM, "• The port 😀 handles 60% of imports."),
        (BlockKind.PARAGRAPH, "It is likely to stay open. The state pledged to pay by May."),
        (BlockKind.FURNITURE, "Share this"),
    ]
    blocks = tuple(
        Block(kind, body.index(text), body.index(text) + len(text), 1 if kind is BlockKind.ITEM else 0)
        for kind, text in bounds
    )
    return replace(entry, article=entry.article._replace(blocks=blocks))
