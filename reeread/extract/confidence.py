"""Words of confidence in a judgement, kept apart from those of likelihood (ICD 203, section D.6.e.2.b)."""

import re
from functools import lru_cache
from pathlib import Path

from reeread.model.extraction import Confidence, Level

_DATA = Path(__file__).parent / "confidence.toml"


@lru_cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Level]]:
    import tomllib  # only when the first word of confidence is met

    data = tomllib.loads(_DATA.read_text("utf-8"))
    levels = {
        word.replace("_", " "): Level(name)
        for table in (data["level"], data["adverb"])
        for name, row in table.items()
        for word in row.split()
    }
    level, adverb = (
        "|".join(
            word.replace("_", " ")
            for word in sorted(" ".join(data[table].values()).split(), key=len, reverse=True)
        )
        for table in ("level", "adverb")
    )
    before = "|".join(
        re.escape(word) for word in sorted(data["words"]["before"].split(), key=len, reverse=True)
    )
    return (
        re.compile(
            rf"(?:(?<!\w)(?:{before})\s?(?:an? |only |such )*|^)(?P<noun>(?P<level>{level})(?:[ -](?:to|and)[ -](?:{level}))?"
            r"(?: (?:analytic|analytical|overall))?[ -]confidence)\b(?! (?:in (?:the )?(?:government|bank|market|econom)|vote))"
            rf"|(?:^|[.;:(—–] ?|\b(?:our|the) )(?P<said>(?:analytic |analytical |overall )?confidence(?: level)?(?: in this judge?ment)?(?: is|:) (?P<then>{level}))\b"
            rf"|(?P<sure>(?P<how>{adverb}) confident)(?= (?:that|in (?:this|our|the) (?:judge?ment|assessment))\b)",
            re.I,
        ),
        levels,
    )


def confidence(text: str) -> Confidence | None:
    """Return how sure a sentence says that its judgement is, None where it says nothing of it.

    The confidence of consumers or in a government is none of a judgement's.
    """
    if "onfiden" not in text:
        return None
    pattern, levels = _pattern()
    found = pattern.search(text)
    if found is None:
        return None
    words = found["noun"] or found["said"] or found["sure"]
    level = found["level"] or found["then"] or found["how"]
    return Confidence(words, levels[level.lower()])
