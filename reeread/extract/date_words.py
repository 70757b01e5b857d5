"""The words of dates, compiled from `dates.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "dates.toml"
_Y = r"(?:1[5-9]|20|21)\d\d"
_NTH = r"(?:st|nd|rd|th)?"
_UNITS = "days?|weeks?|fortnights?|months?|quarters?|years?|decades?"


@dataclass(frozen=True, slots=True)
class DateWords:
    """The compiled words of dates."""

    months: dict[str, int]
    """Names and abbreviations, small, with the number of the month."""
    weekdays: dict[str, int]
    """Monday is 0."""
    seasons: dict[str, int]
    ordinals: dict[str, int]
    telling: frozenset[str]
    """Words, small, without which a sentence without a year has no date."""
    numeric: re.Pattern[str]
    """A date that begins with a digit."""
    openings: dict[str, re.Pattern[str]]
    """What a date is like that begins with a word, small."""
    part: re.Pattern[str]
    """What stands before a period and means a third of it; groups `first`, `middle`, `last`."""
    bound: re.Pattern[str]
    """What stands before a date; groups `until`, `before`, `since`, `after`, `about`."""
    ahead: re.Pattern[str]
    before_year: frozenset[str]
    between_years: frozenset[str]
    before_noun: frozenset[str]
    before_month: frozenset[str]


def _any(row: str) -> str:
    words = sorted(row.split(), key=len, reverse=True)
    return "|".join(re.escape(word).replace("_", r"\s+") for word in words)


def _pairs(row: str) -> dict[str, int]:
    return {word: int(value) for word, _, value in (pair.partition("=") for pair in row.split())}


@lru_cache
def date_words() -> DateWords:
    """Return the words, compiled once."""
    import tomllib  # only when the first date is read

    data = tomllib.loads(_DATA.read_text("utf-8"))
    names = data["names"]
    full = {name: at + 1 for at, name in enumerate(names["months"].split())}
    short = {name[:3]: at for name, at in full.items()} | {"Sept": 9}
    weekdays = {name: at for at, name in enumerate(names["weekdays"].split())}
    seasons, ordinals = _pairs(names["seasons"]), _pairs(names["ordinals"])
    months = {name.lower(): at for name, at in {**short, **full}.items()}
    counts = names["counts"].split()
    number = rf"\d{{1,3}}|an?|{'|'.join(counts)}"
    which = "last|next|this|past|coming|current|previous"
    whole = "|".join(full)
    month = _by_month("|".join(sorted((*full, *short), key=len, reverse=True)), whole)
    season = "|".join(seasons)
    named = _by_which(whole, season, which, number)
    other = _by_other(season, "|".join(ordinals))
    openings = dict.fromkeys(("today", "tonight", "yesterday", "tomorrow", "q", "h"), other)
    openings |= dict.fromkeys(
        ("end", "start", "beginning", "middle", "close", "month", "quarter", "year"), other
    )
    openings |= dict.fromkeys((*seasons, *ordinals), other)
    openings |= dict.fromkeys(("within", "in", "a", "an", *counts), _distance(number))
    openings |= dict.fromkeys(which.split("|"), named)
    openings |= dict.fromkeys(months, month)
    openings |= dict.fromkeys((name.lower() for name in weekdays), _by_weekday("|".join(weekdays)))
    openings["last"] = openings["final"] = _either(named, other)
    part, bound, before = data["part"], data["bound"], data["before"]
    return DateWords(
        months,
        {name.lower(): at for name, at in weekdays.items()},
        seasons,
        ordinals,
        frozenset(openings) - {"in", "a", "an", "end", "start", "close", "middle", *counts, *ordinals}
        | frozenset(names["telling"].split()),
        _numeric("|".join(sorted((*full, *short), key=len, reverse=True))),
        openings,
        re.compile(
            rf"(?<![\w-])(?:the )?(?:(?P<first>{_any(part['first'])})|(?P<middle>{_any(part['middle'])})"
            rf"|(?P<last>{_any(part['last'])}))(?:[ -](?:the )?)$",
            re.I,
        ),
        re.compile(
            r"(?<![\w-])(?:"
            + "|".join(rf"(?P<{kind}>{_any(words)})" for kind, words in bound.items())
            + r")(?:\s+(?:the|on))?\s+$",
            re.I,
        ),
        re.compile(rf"(?<!\w)(?:{_any(data['direction']['ahead'])})(?!\w)", re.I),
        frozenset(before["year"].split()),
        frozenset(before["years"].split()),
        frozenset(before["noun"].split()),
        frozenset((*before["year"].split(), *before["month"].split())),
    )


def _numeric(month: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d-])(?P<iso_year>\d{{4}})[-/](?P<iso_month>\d\d?)[-/](?P<iso_day>\d\d?)(?![\d-])"
        rf"|(?P<cjk_year>\d{{4}})年(?:(?P<cjk_month>\d\d?)月(?:(?P<cjk_day>\d\d?)日)?)?"
        rf"|(?<![\d.])(?P<dot_day>\d\d?)\.(?P<dot_month>\d\d?)\.(?P<dot_year>\d{{4}})(?!\d)"
        rf"|(?<![\d.,/-])(?P<day>\d\d?){_NTH}(?:\s?(?:[-–]|and|to)\s?(?P<to>\d\d?){_NTH})?\s(?:of\s)?(?P<month>{month})\b\.?"
        rf"(?:,?\s(?P<year>{_Y})\b(?![,.]\d))?"
        rf"|(?<![\d.,/$€£-])(?P<from_year>{_Y})(?:\s?[-–]\s?(?P<to_year>{_Y}|\d\d)|/(?P<slash_year>\d\d))(?![\d-])"
        rf"|(?<![\d.,/$€£-])(?P<decade>(?:1[5-9]|20|21)\d0)s\b"
        rf"|(?<![\d.,/$€£-])(?P<quarter_year>{_Y})[’']s (?P<quarter_nth>first|second|third|fourth) quarter\b"
        rf"|(?<![\d.,/$€£])(?<!\d[-–])(?P<bare>{_Y})(?![\d:-]|[.,/]\d|\s?%)"
        rf"|(?<![\d.,])(?P<count>\d{{1,3}})[ -](?P<unit>{_UNITS}) (?P<sense>ago|from now)\b"
    )


def _by_month(months: str, whole: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<month>{months})\b\.?\s(?P<day>\d\d?){_NTH}(?:\s?(?:[-–]|and|to)\s?(?P<to>\d\d?){_NTH})?"
        rf"(?![\w%]|[.,:]\d|\s?(?:%|percent|per cent|million|billion))(?:,?\s(?P<year>{_Y})\b(?![,.]\d))?"
        rf"|(?P<month_name>{months})\b\.?,?\s(?:of\s)?(?P<month_year>{_Y})\b"
        rf"|(?P<alone>{whole})\b"
    )


def _by_weekday(days: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<weekday>{days})\b(?!\s(?:Times|Post|Mail|Telegraph|Mirror|Express|Tribune|Night)\b)"
        r"(?:\s(?P<day_week>(?i:last|next|this)) week)?"
    )


def _by_which(whole: str, season: str, which: str, number: str) -> re.Pattern[str]:
    days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    return re.compile(
        rf"(?P<which_month>(?i:last|next|this|coming))\s(?P<of_which>{whole}|(?i:{season}))\b"
        rf"|(?P<which_day>(?i:last|next|this coming|this))\s(?P<weekday>{days})\b"
        rf"|(?i:(?P<which>{which}) (?:(?P<times>{number}) )?"
        r"(?P<which_unit>week(?:s|end)?|days|months?|quarters?|years?|decades?)\b)"
    )


def _by_other(season: str, nth: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<near>today|tonight|yesterday|tomorrow)\b"
        rf"|(?P<season>{season})(?: of)? (?P<season_year>{_Y})\b"
        rf"|(?P<season_alone>{season})\b(?! [a-z]+ly\b)"
        rf"|(?P<nth>{nth})[ -](?P<what>quarter|half)\b(?: of (?:(?:fiscal |financial )?(?:year )?(?P<nth_year>{_Y})\b"
        r"|(?P<nth_which>this|next|last|the) year\b))?"
        rf"|q(?P<q>[1-4])\b(?:[ /-]?(?P<q_year>{_Y})\b)?|h(?P<h>[12])[ /-](?P<h_year>{_Y})\b"
        r"|(?P<of_part>end|start|beginning|middle|close) of the (?P<of_the>month|quarter|year|decade)\b"
        r"|(?P<unit_end>month|quarter|year)-end\b",
        re.I,
    )


def _distance(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<within>within|in) (?:the (?P<span_which>next|coming|past|last) )?(?P<span_count>{number})[ -](?P<span_unit>{_UNITS})\b"
        r"(?P<time>[’']?s?[’']? time| from now)?"
        rf"|(?P<ago_count>{number}) (?P<ago_unit>{_UNITS}) (?P<ago_sense>ago|from now)\b",
        re.I,
    )


def _either(first: re.Pattern[str], second: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that finds what either finds; the second ignores case."""
    return re.compile(rf"{second.pattern.join(('(?i:', ')'))}|{first.pattern}")
