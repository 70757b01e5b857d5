"""Dates, weekdays, years and times of day of a sentence."""

import re
from collections.abc import Iterator
from functools import cache

from reeread.extract.claims.measure import Measure
from reeread.extract.claims.numbers import ones, small

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH_NUMBERS = {name: at + 1 for at, name in enumerate(MONTHS)}
_MONTH_NUMBERS |= {name[:3]: at for name, at in list(_MONTH_NUMBERS.items())} | {"sept": 9}
_FIRST_DAY = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_M = "|".join(sorted((name.capitalize() for name in _MONTH_NUMBERS), key=len, reverse=True))

_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_M})\b\.?(?:,?\s+(?P<y1>\d{{4}})\b)?"
    rf"|\b(?P<m2>{_M})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|per|million|billion)|,\d{{3}}|\.\d)"
    r"(?:,?\s+(?P<y2>\d{4})\b)?"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
    rf"|\b(?P<m5>{_M})\.?\s+(?P<y5>(?:19|20)\d\d)\b"
    rf"|(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\b[Oo]f )|(?<=\b[Ss]ince )|(?<=\b[Ff]rom )|(?<=\b[Uu]ntil )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )"
    rf"|(?<=\b[Tt]hrough )|(?<=\b[Dd]uring )|(?<=\b[Ll]ast )|(?<=\b[Nn]ext )|(?<=\b[Tt]his )|(?<=\b[Ee]arly )|(?<=\b[Ll]ate )"
    rf"|(?<=\bmid-)|(?<=\b[Mm]id ))(?P<m4>{_M})\b"
)
_MONTH = re.compile(rf"\b(?:{_M})\b|\d-\d")
_CENTURY = re.compile(r"\b(?:19|20)\d\d")
"""Quick looks before the long patterns."""
_PERIOD = re.compile(
    r"\b(?P<nth>first|second|third|fourth|last|final)[ -](?P<what>quarter|half)\b(?! of (?!the year|this|next|last|\d))"
    r"(?: of)?(?: (?P<y1>(?:19|20)\d\d))?"
    r"|\bQ(?P<q>[1-4])\b(?:[ -](?P<y2>(?:19|20)\d\d))?|\bH(?P<h>[12])\b(?:[ -](?P<y4>(?:19|20)\d\d))?"
    r"|\b(?:in|by|this|next|until|of|during|since|last|the) (?P<season>spring|summer|autumn|winter)\b"
    r"(?:(?: of)? (?P<y3>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_SEASONS = {"spring": (60, 151), "summer": (152, 243), "autumn": (244, 334), "winter": (335, 424)}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Bb]y )|(?<=\b[Uu]ntil )|(?<=\b[Oo]f )|(?<=\b[Ll]ate )|(?<=\b[Ee]arly )|(?<=\bmid-)"
    r"|(?<=\b[Ff]rom )|(?<=\b[Tt]o )|(?<=\b[Tt]hrough )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\b[Aa]nd )|(?<=\b[Dd]uring )|(?<=\b[Aa]round )"
    r"|(?<=\b[Ff]or )|(?<=\b[Bb]etween )|(?<=\b[Tt]han )|(?<=\b[Ff]iscal )|(?<=\b[Ss]ummer )|(?<=\b[Ss]pring )|(?<=\b[Aa]utumn )"
    r"|(?<=\b[Ww]inter )|(?<=\()|(?<=\b[Yy]ear ))(?P<a>(?:19|20)\d\d)(?:\s?[–-]\s?(?P<b>(?:19|20)?\d\d))?\b"
    r"(?!,\d|\.\d|\s?%|\s+[a-z]+s\b(?<!\bwas)(?<!\bis)(?<!\bhas))"
)
_WEEKDAY = re.compile(r"\b(" + "|".join(day.capitalize() for day in DAYS) + r")\b")
_CLOCK = re.compile(
    r"(?<![\d.,:$€£])(?P<h>[01]?\d|2[0-3])(?:(?P<sep>[:.])(?P<m>[0-5]\d)(?::\d\d)?)?\s?(?P<half>[ap]\.?m\b\.?)?(?!\s?%|[\d,]\d|\.\d)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|by|before|after|around|until|from|about|shortly|just|since|till|near|past|and|to|time|:)\s*$",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(
    r"\s*(?:%|per|million|billion|bn|to the|percent|km|metres|points|dollars|euros|kg|tonnes|against|times|m\b|magnitude)"
)
_HOUR = "|".join(list(ones())[1:13])
_SPOKEN = re.compile(
    rf"\b(?P<noon>noon|midday|midnight)\b|\b(?P<part>half past|a? ?quarter past|a? ?quarter to|ten to|ten past|five to|five past"
    rf"|twenty past|twenty to) (?P<of>{_HOUR})\b"
    rf"|\b(?P<hour>\d{{1,2}}|{_HOUR}) o['’]clock\b(?: in the (?P<p1>morning|afternoon|evening))?"
    rf"|(?:(?<=\b[Aa]t )|(?<=\b[Bb]y )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter ))(?P<hour2>\d{{1,2}}|{_HOUR})"
    r"(?:(?: (?:that|the same|in the|this|on \w+))? (?P<p2>morning|afternoon|evening|night)\b|(?=[.,;]?\s*$))",
    re.IGNORECASE,
)
_COUNTED_AT = re.compile(
    r"\b(?:number|toll|total|tally|count|figure|put|puts|stood|stands?|estimated?|valued?)\b[^.;]*$",
    re.IGNORECASE,
)
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15, "ten to": -10, "ten past": 10, "five to": -5, "five past": 5,
         "twenty past": 20, "twenty to": -20}  # fmt: skip
_SOON_BEFORE = re.compile(r"\b(?:shortly|just|soon|minutes) before\s*$", re.IGNORECASE)
_SOON_AFTER = re.compile(r"\b(?:shortly|just|soon|minutes) after\s*$", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:about|around|roughly|near|nearly|almost|some)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|before|until|end of|no later than)(?: the)?(?: end of)?\s*$", re.IGNORECASE)
_PART = re.compile(r"\b(early|mid|late|end of)(?: in)?[ -]$", re.IGNORECASE)
_PARTS = {"early": (1, 121), "mid": (121, 244), "late": (244, 366), "end of": (305, 366)}
_DAY_BEFORE = re.compile(r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|[–-])\s*$")
_QUICK = re.compile(
    r"\d|[A-Z][a-z]|noon|midday|midnight|quarter|half|clock|spring|summer|autumn|winter|night|morning|evening"
)


def times(text: str) -> list[Measure]:
    """Return the dates and times of a sentence, none overlapping, in no order."""
    if not _QUICK.search(text):
        return []
    found: list[Measure] = []
    for source in (_dates, _periods, _years, _spoken, _clocks, _weekdays):
        for measure in source(text):
            if not any(measure.start < other.end and other.start < measure.end for other in found):
                found.append(measure)
    return found


@cache
def month(word: str) -> int:
    """Return the number of a month by name or abbreviation, 0 for another word."""
    return _MONTH_NUMBERS.get(word.lower().rstrip("."), 0)


def _dates(text: str) -> Iterator[Measure]:
    if not _MONTH.search(text):
        return
    for match in _DATE.finditer(text):
        part = match.groupdict()
        name = part["m1"] or part["m2"] or part["m4"] or part["m5"]
        number = month(name) if name else int(part["m3"])
        day = part["d1"] or part["d2"] or part["d3"]
        year = part["y1"] or part["y2"] or part["y3"] or part["y5"] or ""
        if not 1 <= number <= 12 or (day and not 1 <= int(day) <= 31):
            continue
        before = text[: match.start()]
        start, low, high = match.start(), _FIRST_DAY[number - 1] + 1, _FIRST_DAY[number]
        if day:
            low = high = _FIRST_DAY[number - 1] + int(day)
            if first := _DAY_BEFORE.search(before):
                start, low = first.start(), _FIRST_DAY[number - 1] + int(first["d"])
        elif re.search(r"\bmid[- ]$", before):
            low, high = low + 9, low + 20
        elif before.endswith("early "):
            high = low + 12
        elif before.endswith("late "):
            low += 17
        elif re.search(r"\bend of $", before):
            low = high - 2
        bound = "by" if _UNTIL.search(before) else ""
        end = match.end() - (text[match.end() - 1] == "." and len(name or "") > 4)
        yield Measure(
            start, end, "date", low, high, year, digits=3 if day else 1 + (low == high - 2), bound=bound
        )


def _periods(text: str) -> Iterator[Measure]:
    for match in _PERIOD.finditer(text):
        year = match["y1"] or match["y2"] or match["y3"] or match["y4"] or ""
        if match["season"]:
            low, high = _SEASONS[match["season"].lower()]
        elif match["q"] or (match["what"] or "").lower() == "quarter":
            number = int(match["q"] or _NTH.get((match["nth"] or "").lower(), 4))
            low, high = (number - 1) * 91 + 1, number * 91 + 1
        else:
            number = int(match["h"] or min(2, _NTH.get((match["nth"] or "").lower(), 2)))
            low, high = (number - 1) * 181 + 1, number * 183
        yield Measure(match.start(), match.end(), "date", low, high, year)


def _years(text: str) -> Iterator[Measure]:
    if not _CENTURY.search(text):
        return
    for match in _YEAR.finditer(text):
        first = int(match["a"])
        last = first
        if match["b"]:
            last = int(match["b"] if len(match["b"]) == 4 else str(first)[:2] + match["b"])
        if last >= first:
            bound = "by" if _UNTIL.search(text[: match.start()]) else ""
            part = _PART.search(text[: match.start()])
            if part and first == last:
                low, high = _PARTS[part[1].lower()]
                yield Measure(match.start(), match.end(), "date", low, high, str(first), bound=bound)
            else:
                yield Measure(match.start(), match.end(), "year", first, last, digits=2, bound=bound)


def _weekdays(text: str) -> Iterator[Measure]:
    for match in _WEEKDAY.finditer(text):
        number = DAYS.index(match[1].lower())
        yield Measure(match.start(), match.end(), "weekday", number, number)


def _clocks(text: str) -> Iterator[Measure]:
    for match in _CLOCK.finditer(text):
        hour, minute, half, sign = int(match["h"]), match["m"], match["half"], match["sep"]
        before = text[max(0, match.start() - 20) : match.start()]
        if not half:
            if not minute or not (_AT.search(before) or (sign == ":" and match.start() == 0)):
                continue
            if sign == "." and not re.search(
                r"\b(?:at|by|before|after|around|until|from|about|till|past|:)\s*$", before
            ):
                continue
            if _NO_CLOCK.match(text, match.end()):
                continue
        elif hour > 12:
            continue
        minutes = hour * 60 + int(minute or 0)
        if half:
            minutes = hour % 12 * 60 + int(minute or 0) + (720 if half[0] in "pP" else 0)
        unsure = not half and hour <= 12 and not match["h"].startswith("0")
        end = match.start() + len(match.group().rstrip())
        yield _blurred(text, match.start(), end, minutes, unsure, 3 if minute else 2)


def _spoken(text: str) -> Iterator[Measure]:
    for match in _SPOKEN.finditer(text):
        part = (match["p1"] or match["p2"] or "").lower()
        if match["noon"]:
            minutes, unsure = (1440 if match["noon"].lower() == "midnight" else 720), False
        elif match["of"]:
            past = _PAST[match["part"].lower().removeprefix("a ").strip()]
            minutes, unsure = (small(match["of"].lower()) or 0) * 60 + past, True
        else:
            hour = small((match["hour"] or match["hour2"]).lower())
            if hour is None or not 1 <= hour <= 12:
                continue
            if not part and _COUNTED_AT.search(text[: match.start()]):
                continue
            late = part in ("afternoon", "evening") or (part == "night" and hour > 5)
            minutes, unsure = hour % 12 * 60 + (720 if late else 0), not part
        yield _blurred(text, match.start(), match.end(), minutes, unsure, 2)


def _blurred(text: str, start: int, end: int, minutes: int, unsure: bool, digits: int) -> Measure:
    before = text[max(0, start - 20) : start]
    low = high = minutes
    if _SOON_BEFORE.search(before):
        low -= 30
    elif _SOON_AFTER.search(before):
        high += 30
    elif _NEARLY.search(before):
        low, high = low - 15, high + 15
    grain = 30 if digits < 3 else 5 if minutes % 5 == 0 else 1
    return Measure(start, end, "clock", low, high, digits=digits, half_day=unsure, grain=grain)


@cache
def _period_names() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:this|next|last|previous|coming) (?:year|month|week|quarter|decade)\b"
        r"|\b(?:first|second|third|fourth) (?:quarter|half)\b|\b(?:"
        + "|".join(name for name in MONTHS if name != "may")
        + r")\b"
        r"|\b(?:19|20)\d\d\b"
    )


def periods(text: str) -> frozenset[str]:
    """Return the periods that a stretch of text names: figures of different periods differ by right."""
    return frozenset(_period_names().findall(text.lower()))
