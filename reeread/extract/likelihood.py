"""Words of likelihood and their bands after ICD 203 (Analytic Standards, section D.6.e.2.a)."""

import re
from functools import lru_cache
from pathlib import Path

from reeread.model.extraction import Likelihood

_DATA = Path(__file__).parent / "likelihood.toml"
_HINT = re.compile(
    r"like|prob|chance|odds|certain|remote|doubtful|presum|toss|even|50-50|fifty|inevit|imposs|small", re.I
)


@lru_cache
def _bands() -> dict[tuple[int, int], list[str]]:
    import tomllib  # only when the first word of likelihood is met

    bands = tomllib.loads(_DATA.read_text("utf-8"))["band"]
    return {(band["low"], band["high"]): band["terms"].strip().split("\n") for band in bands}


@lru_cache
def _terms() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    bands = {term.strip(): band for band, terms in _bands().items() for term in terms}
    longest = sorted(bands, key=len, reverse=True)
    spelled = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest)
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-])", re.I), bands


def likelihood(text: str) -> Likelihood | None:
    """Return the first word of likelihood in a sentence with its band in whole percents, or None."""
    if not _HINT.search(text):
        return None
    pattern, bands = _terms()
    match = pattern.search(text)
    if match is None:
        return None
    low, high = bands[re.sub(r"\s+", " ", match.group().lower())]
    return Likelihood(match.group(), low, high)


def bands() -> tuple[tuple[str, int, int], ...]:
    """Return name, low and high of each band, from the least likely to the most."""
    return tuple((terms[0].strip(), low, high) for (low, high), terms in sorted(_bands().items()))


def band_name(likely: Likelihood) -> str:
    """Return what ICD 203 itself calls the band, e.g. "very likely" for 80 to 95%."""
    return _bands()[likely.low, likely.high][0].strip()
