"""Articles of any size out of the seeds' sentences, numbered so that no two are alike."""

import itertools
import re
import unicodedata
from pathlib import Path

FIRST, LAST = "The first sentence stands here.", "The last sentence stands here."
"""What shows that an article is on the screen, and that its end is."""

_SEEDS = Path(__file__).parent.parent / "seeds"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SENTENCES_IN_A_PARAGRAPH = 4
_FOREIGN = (
    "日本政府は希土類の供給網を再編するため、5500億ドルの一部を充てる方針だ（{}）。",
    "两国将在六个月内选定项目，但产量可能要到二〇二八年才会上升（{}）。",
    "The minister called it a good day 👨‍👩‍👧‍👦 for both flags 🇯🇵🇺🇸 and every family 👍🏽 ({}).",
    "희토류 협력은 강화될 것으로 예상되지만 위험은 여전히 크다 ({}).",
)


def article(size: int, *, mixed: bool = False) -> str:
    """Return a text of at least so many bytes of UTF-8; a mixed one has CJK and emoji in every paragraph."""
    sentences = _sentences(_FOREIGN) if mixed else _sentences(())
    paragraphs, length = [FIRST], 0
    while length < size:
        paragraph = " ".join(itertools.islice(sentences, _SENTENCES_IN_A_PARAGRAPH))
        paragraphs.append(paragraph)
        length += len(paragraph.encode()) + 2
    return "\n\n".join([*paragraphs, LAST]) + "\n"


def _sentences(foreign: tuple[str, ...]) -> "itertools.chain[str]":
    """Return numbered sentences without end, every fourth one foreign if there are such."""
    texts = (unicodedata.normalize("NFKD", path.read_text("utf-8")) for path in sorted(_SEEDS.glob("*.txt")))
    plain = " ".join(text.encode("ascii", "ignore").decode() for text in texts)
    whole = [one[:-1] + " ({})." for one in _SENTENCE.split(" ".join(plain.split())) if 30 < len(one) < 400]
    templates = [
        foreign[place // 4 % len(foreign)] if foreign and place % 4 == 3 else one
        for place, one in enumerate(whole * 4)
    ]
    return itertools.chain.from_iterable(
        (
            template.replace("{}", str(round_ * len(templates) + place))
            for place, template in enumerate(templates)
        )
        for round_ in itertools.count()
    )
