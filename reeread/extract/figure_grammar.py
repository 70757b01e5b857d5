"""The words of figures, compiled from `figures.toml`: numbers, scales, currencies, bounds."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "figures.toml"
_LARGE = ("hundred", "thousand", "million", "billion", "trillion", "dozen")
_START = r"(?<![^\W_])"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled words of figures."""

    digits: re.Pattern[str]
    core: re.Pattern[str]
    """Groups: `digits`, `part` ("two thirds" before "of"), `share` ("three quarters" before a scale), `words`."""
    words: re.Pattern[str]
    before: re.Pattern[str]
    """Bounds and approximations that end where a number begins."""
    sign: re.Pattern[str]
    """A currency that ends where a number begins; groups `million` and `code`, or `sign`, or `percent`."""
    after: re.Pattern[str]
    scale: re.Pattern[str]
    unit: re.Pattern[str]
    millions: re.Pattern[str]
    """A currency written with its scale behind a number: "30 MUSD"; group `code`."""
    units: dict[str, str]
    scales: dict[str, float]
    numbers: dict[str, int]
    fractions: dict[str, int]
    bounds: dict[str, str]
    currencies: frozenset[str]
    """All units that are money."""
    minor: frozenset[str]
    """Units that are a hundredth of another."""
    names: frozenset[str]
    months: frozenset[str]
    not_counted: frozenset[str]


def key(text: str) -> str:
    """Return words as the tables spell them."""
    return re.sub(r"[\s-]+", "_", text.strip(" \t\n\u00a0-").lower())


def _spelled(word: str) -> str:
    text = re.escape(word).replace("_", r"[\s-]+")
    start = _START if word[0].isalnum() and word[0].isascii() else ""
    end = r"(?![^\W\d_])" if word[-1].isalnum() and word[-1].isascii() else ""
    return f"{start}{text}{end}"


def _any(words: list[str], attached: bool = False) -> str:
    """Return an alternation of words, longest first; attached ones may follow a digit directly."""
    spelled = (_spelled(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(word.removeprefix(_START) if attached else word for word in spelled)


def _pairs(row: str) -> list[tuple[str, int]]:
    return [(word, int(value)) for word, _, value in (pair.partition("=") for pair in row.split())]


@lru_cache
def grammar() -> Grammar:
    """Return the grammar, compiled once."""
    import tomllib  # only when the first figure is read

    data = tomllib.loads(_DATA.read_text("utf-8"))
    scales = {word.lower(): float(value) for value, row in data["scale"].items() for word in row.split()}
    symbols = {word.lower(): unit for unit, row in data["symbol"].items() for word in row.split()}
    names = {word.lower(): unit for unit, row in data["currency"].items() for word in row.split()}
    percents = {word.lower(): unit for unit, row in data["percent"].items() for word in row.split()}
    codes = {unit.lower(): unit for unit in (*data["symbol"], *data["currency"]) if unit.isupper()}
    dollars = dict(pair.split("=") for pair in data["words"]["dollars"].split())
    numbers = dict(_pairs(data["words"]["numbers"]))
    fractions = dict(_pairs(data["words"]["fractions"]))
    bound = data["bound"]
    kinds = {word: kind for kind in ("more", "less", "about") for word in bound[kind].split()}
    after = {word: kind for kind in ("more", "less") for word in bound[f"{kind}_after"].split()}
    word = "|".join(sorted((*numbers, *_LARGE), key=len, reverse=True))
    large = "|".join(_LARGE)
    upper = "|".join(sorted(code for code in codes.values() if len(code) == 3))
    marked = [*percents, *names, *codes, *(sign for sign in symbols if not sign.isalpha())]
    units = _any(marked, attached=True)
    hundreds = "|".join(fractions)
    digits = re.compile(
        rf"(?P<digits>(?:(?<![A-Za-z\d.,_:/])|(?<=(?-i:\b(?:{upper}))))(?<![A-Za-z][-‐‑])"
        r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)|\d+)(?:\.\d+)?(?![\d_:]))"
    )
    core = re.compile(
        digits.pattern
        + rf"|(?<![\w-])(?P<share>(?:(?:an?|one|two|three|four) )?(?:half|quarters?|thirds?)(?: an?| of an?)?)(?= (?:million|billion|trillion)\b)"
        rf"|(?<![\w-])(?P<part>(?:(?:an?|one|two|three|four|five|seven|nine)[ -])?(?:{hundreds}))(?= (?:of|as) )"
        rf"|(?<![\w-])(?P<words>(?:an? (?:{large})|(?:{word}))\b"
        rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{word})\b)*)(?!-(?!(?:{units})))",
        re.I,
    )
    prefixes = "|".join(re.escape(prefix).replace("_", r"\s") for prefix in dollars)
    plain = _any(
        [*(code.upper() for code in codes), *(w for row in data["symbol"].values() for w in row.split())]
    )
    lower = "|".join(data["words"]["codes"].split())
    return Grammar(
        digits,
        core,
        re.compile(
            rf"\b(?:{'|'.join((*numbers, *fractions, 'dozen', 'a (?:hundred|thousand|million)'))})\b", re.I
        ),
        re.compile(rf"(?:{_any(list(kinds))})\s*(?:the\s+)?$", re.I),
        re.compile(
            rf"(?:(?<![^\W_])(?i:(?P<dollars>{prefixes}|{upper}))\s?\$"
            rf"|(?<![^\W_])(?P<million>M)(?P<code>{upper})|(?<![^\W_])(?P<lower>{lower})"
            rf"|(?P<sign>{plain}))\s?$"
            r"|(?<![^\W_])(?P<percent>(?:percents?|per cent|%) of) $"
        ),
        re.compile(rf"\s?(?:{_any(list(after))})", re.I),
        re.compile(
            rf"[\s-]?(?:{_any(list(scales), attached=True)})\b(?:\.(?=\s(?-i:[a-z\d])))?|[\s-]?(?:千|万|億|兆)",
            re.I,
        ),
        re.compile(rf"[\s-]?(?:{units})", re.I),
        re.compile(rf"\s?M(?P<code>{upper})\b"),
        {**codes, **symbols, **names, **percents, **dollars},
        {**scales, "dozen": 12.0},
        numbers,
        fractions,
        {**kinds, **{f"after:{name}": kind for name, kind in after.items()}},
        frozenset((*data["symbol"], *data["currency"])),
        frozenset(data["words"]["minor"].split()),
        frozenset(data["names"]["before"].split()),
        frozenset(data["names"]["months"].split()),
        frozenset(data["names"]["not_counted"].split()),
    )
