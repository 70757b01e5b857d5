"""The words of figures, compiled from `figures.toml`: numbers, scales, currencies, bounds, things counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "figures.toml"
_LARGE = ("hundred", "thousand", "million", "billion", "trillion", "dozen")
_START = r"(?<![^\W_])"
_GAP = "[ \u00a0\u202f\u2009]"
_VULGAR = "½⅓⅔¼¾⅕⅛⅜⅝⅞"
_DIGITS = (
    rf"[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?![\d,]|\.\d{{3}}|{_GAP}\d)"  # 50 000
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.])|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"  # 1.234.567,89
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)"  # 1,234 and 12,34,567
    r"|\d+,\d{1,2}(?=(?:\s?[%€]|\s(?:Mio|Mrd|Milli|Prozent|Euro|EUR)))|\d+|(?=\.\d)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What tells a number that counts something from one that names or dates something."""

    names: frozenset[str]
    months: frozenset[str]
    places: frozenset[str]
    nothing: frozenset[str]
    """Words that cannot be the thing that is counted."""
    plurals: frozenset[str]
    done: frozenset[str]
    singular: frozenset[str]
    attributive: frozenset[str]
    crowds: frozenset[str]
    spans: frozenset[str]
    measures: frozenset[str]
    casualties: frozenset[str]
    nations: frozenset[str]
    endings: tuple[str, ...]
    signs: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled words of figures."""

    digits: re.Pattern[str]
    core: re.Pattern[str]
    """Groups: `digits`, `part` ("two thirds"), `ratio` ("one in eight") with `few` and `many`, `vague` ("dozens"),
    `share` ("three quarters" before a scale), `words`."""
    spelled: frozenset[str]
    """Words without which a sentence has no number in words."""
    openings: frozenset[str]
    """Words with which a number in words begins."""
    sign: re.Pattern[str]
    """A currency that ends where a number begins; groups `million` and `code`, or `sign`, or `percent`."""
    sign_words: frozenset[str]
    """Last words of such currencies, small, where they are words."""
    scale: re.Pattern[str]
    scale_words: frozenset[str]
    unit: re.Pattern[str]
    unit_words: frozenset[str]
    """First words of units, small."""
    millions: re.Pattern[str]
    """A currency written with its scale behind a number: "30 MUSD"; group `code`."""
    units: dict[str, str]
    dollars: dict[str, str]
    """What makes a "$" behind it another country's."""
    scales: dict[str, float]
    numbers: dict[str, int]
    fractions: dict[str, int]
    vague: dict[str, float]
    before: dict[tuple[str, ...], str]
    """Bounds and approximations that stand before a number: "more", "less" or "about"."""
    after: re.Pattern[str]
    after_kinds: dict[str, str]
    near: frozenset[tuple[str, ...]]
    far: frozenset[str]
    during: frozenset[str]
    reach: frozenset[str]
    currencies: frozenset[str]
    """All units that are money."""
    ambiguous: frozenset[str]
    minor: frozenset[str]
    pointed: frozenset[str]
    """Units that are a hundredth of another."""
    counted: Counted


def key(text: str) -> str:
    """Return words as the tables spell them."""
    return re.sub(r"[\s-]+", "_", text.strip(" \t\n\u00a0-").lower())


def _spelled(word: str) -> str:
    text = re.escape(word).replace("_", r"[\s-]+")
    start = _START if word[0].isalnum() and word[0].isascii() else ""
    end = r"(?![^\W\d_])" if word[-1].isalnum() and word[-1].isascii() else ""
    return f"{start}{text}{end}"


def _any(words: Iterable[str], attached: bool = False) -> str:
    """Return an alternation of words, longest first; attached ones may follow a digit directly."""
    spelled = (_spelled(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(word.removeprefix(_START) if attached else word for word in spelled)


def _pairs(row: str) -> dict[str, float]:
    return {word: float(value) for word, _, value in (pair.partition("=") for pair in row.split())}


def _inverted(table: dict[str, str]) -> dict[str, str]:
    """Return what each word of a table stands for."""
    return {word.lower(): name for name, row in table.items() for word in row.split()}


def _phrases(row: str) -> Iterable[tuple[str, ...]]:
    return (tuple(word.split("_")) for word in row.split())


@lru_cache
def grammar() -> Grammar:
    """Return the grammar, compiled once."""
    import tomllib  # only when the first figure is read

    data = tomllib.loads(_DATA.read_text("utf-8"))
    words, bound = data["words"], data["bound"]
    scales = {word: float(value) for word, value in _inverted(data["scale"]).items()}
    symbols, names, percents = (_inverted(data[table]) for table in ("symbol", "currency", "percent"))
    codes = {unit.lower(): unit for unit in (*data["symbol"], *data["currency"]) if unit.isupper()}
    dollars = dict(pair.split("=") for pair in words["dollars"].split())
    numbers = {word: int(value) for word, value in _pairs(words["numbers"]).items()}
    fractions = {word: int(value) for word, value in _pairs(words["fractions"]).items()}
    vague = _pairs(words["vague"])
    upper = "|".join(sorted(code for code in codes.values() if len(code) == 3))
    units = [*percents, *names, *codes, *(sign for sign in symbols if not sign.isalpha())]
    hyphened = _any([*units, *data["counted"]["attributive"].split()], attached=True)
    after = _inverted({kind: bound[f"{kind}_after"] for kind in ("more", "less", "about")})
    touching = "|".join(
        rf"(?<=\b{sign})" for row in data["symbol"].values() for sign in row.split() if sign.isalpha()
    )
    digits = (
        rf"(?P<digits>(?:(?<![A-Za-z\d.,_:/])|(?-i:(?<=\b(?:{upper}))|{touching}))(?:(?<![A-Za-z][-‐‑])|(?<=\d[mkb]-)|(?<=\d[bmt]n-))(?<!\w\+)"
        rf"(?:{_DIGITS})(?:\.\d+)?[{_VULGAR}]?(?![\d_:])|(?<![\w.])[{_VULGAR}])"
    )
    return Grammar(
        digits=re.compile(digits),
        core=re.compile(_core(digits, numbers, fractions, words["several"], hyphened), re.I),
        spelled=frozenset((*numbers, *_LARGE, *fractions, *vague, "couple")),
        openings=frozenset(
            (
                *numbers,
                *_LARGE,
                *fractions,
                *vague,
                "a",
                "an",
                *(row[0] for row in _phrases(words["several"])),
            )
        ),
        sign=re.compile(_sign(data["symbol"], codes, dollars, words["codes"], upper)),
        sign_words=frozenset(
            (*codes, *(f"m{code}" for code in codes), *(sign for sign in symbols if sign[0].isalpha()), "of")
        ),
        scale=re.compile(
            rf"[\s-]?(?:{_any(scales, attached=True)})\b(?:\.(?=\s(?-i:[a-zA-Z\d€])))?|[\s-]?(?:千|万|億|兆)",
            re.I,
        ),
        scale_words=frozenset(scales),
        unit=re.compile(rf"[\s-]?(?:{_any(units, attached=True)})", re.I),
        unit_words=frozenset(unit.split("_")[0] for unit in units),
        millions=re.compile(rf"\s?M(?P<code>{upper})\b"),
        units={**codes, **symbols, **names, **percents},
        dollars=dollars,
        scales=scales,
        numbers=numbers,
        fractions=fractions,
        vague=vague,
        before={phrase: kind for kind in ("more", "less", "about") for phrase in _phrases(bound[kind])},
        after=re.compile(rf"\s?(?:{_any(after)})", re.I),
        after_kinds=after,
        near=frozenset(_phrases(bound["near"])),
        far=frozenset(bound["far"].split()),
        during=frozenset(bound["during"].split()),
        reach=frozenset(bound["reach"].split()),
        currencies=frozenset((*data["symbol"], *data["currency"])),
        ambiguous=frozenset(words["ambiguous"].split()),
        minor=frozenset(words["minor"].split()),
        pointed=frozenset(words["pointed"].split()),
        counted=_counted(data["names"], data["counted"]),
    )


def _core(
    digits: str,
    numbers: dict[str, int],
    fractions: dict[str, int],
    several: str,
    units: str,
) -> str:
    """Return the pattern of a number in figures or words."""
    word = "|".join(sorted((*numbers, *_LARGE), key=len, reverse=True))
    large = "|".join(_LARGE)
    small = "|".join(sorted(numbers, key=len, reverse=True))
    parts = "|".join(fractions)
    one = "half|third|quarter|fifth|sixth|eighth|tenth|twentieth|hundredth"
    few = "|".join(name.replace("_", " ") for name in several.split())
    number = rf"(?:\d{{1,3}}(?:,000)?|an?|(?:{small})(?:-(?:{small}))?|(?:an? |one )?(?:hundred|thousand))"
    return (
        rf"(?<![\w.,/-])(?P<ratio>(?P<few>(?:\d{{1,3}}|{small})) (?:in|out of)(?: every| the)? "
        rf"(?P<many>{number})\b(?![.,/:]?\d)(?!-))"
        rf"|(?<![\w-])(?P<part>(?:one|two|three|four|five|six|seven|eight|nine)[ -](?:{parts})(?![\w-])(?! (?:of (?:an?|one) )?(?:{large}|percent|percentage|per cent|points?)\b)"
        rf"|an?[ -](?:{one})(?= (?:of|as) (?!(?:an?|one) (?:{large}|percent|percentage|per cent|point)\b))"
        rf"|(?:(?<=\bby )|(?<=than )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=around )|(?<=over )|(?<=under )|(?<=roughly )|(?<=least ))"
        rf"an? (?:{one})(?=[.,;)]|$| (?:since|in|to|from|on|compared|over|last|this)\b)"
        rf"|half(?= (?:of(?! (?:an?|one) (?:percent|per cent|point))|the|its|their|his|her|all|our|my|as)\b)"
        rf"|(?:(?<=than )|(?<=over )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=around )|(?<=least )|(?<=roughly )|(?<=under )|(?<=\bby ))"
        rf"half(?! (?:an?|past|hour)\b)(?![\w-])"
        r"|[1-9]/[1-9]\d?(?= (?:of|majority)))"
        rf"|(?<![\w-])(?P<vague>(?:(?:tens|scores) of (?:{large})s|scores(?= (?:of|were|have)\b)|tens(?= of)"
        rf"|(?:dozen|{large})s)(?: of (?:{large})s)*(?![\w-])|(?:{few}) (?:{large})\b|a couple(?= of [^\W\d_]+))"
        rf"|{digits}"
        r"|(?<![\w-])(?P<share>(?:(?:an?|one|two|three|four)[ -])?(?:half|quarters?|thirds?)(?: (?:of )?(?:an?|one))?)"
        rf"(?=(?: (?:{large}|percentage|percent|per cent|points?|hour|year|decade|century)|-(?:percentage-)?point)\b)"
        rf"|(?<![\w-])(?P<words>(?:an? (?:{large})|(?:{word}))\b"
        rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{word})\b)*)(?!-(?!(?:{units})))"
    )


def _sign(
    symbols: dict[str, str], codes: dict[str, str], dollars: dict[str, str], small: str, upper: str
) -> str:
    """Return the pattern of a currency that ends where a number begins."""
    # One letter is a word as well: "A $2 million deal" is in no Australian dollars.
    one = "|".join(prefix.upper() for prefix in dollars if len(prefix) == 1)
    more = "|".join(
        re.escape(prefix).replace("_", r"\s")
        for prefix in sorted(dollars, key=len, reverse=True)
        if len(prefix) > 1
    )
    signs = [*(code.upper() for code in codes), *(sign for row in symbols.values() for sign in row.split())]
    return (
        rf"(?:(?<![^\W_])(?P<dollars>(?i:{more}|{upper}))\s?\$|(?<![\w’'])(?P<letter>(?:{one})(?=\$)|[Cc](?= ?\$))\s?\$"
        rf"|(?<![^\W_])(?P<million>M)(?P<code>{upper})|(?<![^\W_])(?P<lower>{'|'.join(small.split())})"
        rf"|(?P<sign>{_any(signs)}))\s?$"
        r"|(?<![^\W_])(?P<percent>(?:percents?|per cent|%) of) $"
    )


def _counted(names: dict[str, Any], counted: dict[str, Any]) -> Counted:
    """Return what is told of things counted and things named."""

    def words(row: str) -> frozenset[str]:
        return frozenset(row.split())

    signs = "|".join(
        re.escape(sign).replace("_", " ") for sign in sorted(counted["signs"].split(), key=len, reverse=True)
    )
    return Counted(
        words(names["before"]),
        words(names["months"]),
        words(names["places"]),
        words(names["not_counted"]),
        words(counted["plurals"]),
        words(counted["done"]),
        words(counted["singular"]),
        words(counted["attributive"]),
        words(counted["crowds"]),
        words(counted["spans"]),
        words(counted["measures"]),
        words(counted["casualties"]),
        words(counted["nations"]),
        tuple(counted["endings"].split()),
        re.compile(rf"(?:[ \u00a0\u202f-]?(?P<sign>{signs})|(?<=\d)(?P<degrees>[CF]))(?![\w²³])"),
    )
