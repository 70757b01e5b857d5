"""The dates that a sentence names, each with the period that it means against the day of the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reeread.extract.date_words import DateWords
from reeread.extract.figure_grammar import grammar
from reeread.extract.periods import Period, day, months, piece, year
from reeread.extract.relative_dates import Near, distance, is_rough, relative, weekday

_YEAR = re.compile(r"\d{4}|\d[./]\d\d?[./]")
_PLACES = re.compile(r"\d+|[^\W\d_]+")
_NO_WEEKDAY = re.compile(r"\b(?:Black|Good|Bloody|Super|Cyber|Easter|Ash|Palm|Holy|Man) $")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ -]$")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_IN_THE = re.compile(r"\b(?:in|by|until|since|during|before|after)(?: the)? $", re.I)
_REACH = 24
_CLAUSE = 60
"""How far before a date a word may point ahead, in code points."""
_SHORT = len("Sept")
_SO_OFTEN = ("once ", "twice ", "times ", "time ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as it is written, in code points of the sentence."""

    start: int
    end: int
    period: Period | None
    """None where the article's day would have to be known, and is not."""
    month: int = 0
    of_month: int = 0
    """Month and day of a date without a year, which may take it from one that follows."""
    about: bool = False


def mentions(words: DateWords, text: str, published: date | None) -> list[Mention]:
    """Return the dates of a sentence in order, none overlapping."""
    found: list[Mention] = []
    if words.telling.isdisjoint(_PLACES.findall(text.lower())) and not _YEAR.search(text):
        return found
    end = 0
    for place in _PLACES.finditer(text):
        start, word = place.start(), place.group()
        if start < end:
            continue
        if word[0].isdigit():
            match = words.numeric.match(text, start)
        else:
            pattern = words.openings.get(word.lower())
            match = pattern.match(text, start) if pattern else None
        if match is None or text[max(0, start - 6) : start].lower().endswith(_SO_OFTEN):
            continue
        near = Near(
            published,
            published is not None and bool(words.ahead.search(text, max(end, start - _CLAUSE), start)),
        )
        mention = _mention(words, text, match, near, found[-1].end if found else -1)
        if mention is not None:
            found.append(mention)
        if mention is not None or match.groupdict().get("month"):
            end = match.end()
    return found


def _mention(words: DateWords, text: str, match: re.Match[str], near: Near, last: int) -> Mention | None:
    """Return what a match means, None where its words date nothing; the date before it ended at `last`."""
    part = {name: value for name, value in match.groupdict().items() if value}
    span, part["whole"] = match.span(), match.group()
    try:
        if "month" in part or "alone" in part:
            return _of_month(words, text, span, part, near)
        if "bare" in part:
            fits = _is_year(words, text, match, last)
            return Mention(*span, year(int(part["bare"]))) if fits else None
        if "weekday" in part:
            if _NO_WEEKDAY.search(text, max(0, span[0] - _REACH), span[0]):
                return None
            return Mention(*span, weekday(words, part, near))
        if "span_count" in part or "unit" in part or "ago_unit" in part:
            period = distance(part, near)
            return Mention(*span, period, about=is_rough(part)) if period else None
        if _says_nothing(part, near):
            return None
        if "season_alone" in part and not _IN_THE.search(text, max(0, span[0] - _REACH), span[0]):
            return None
        about = "season" in part or "season_alone" in part or "of_part" in part
        return Mention(*span, _fixed(words, part) or relative(words, part, near), about=about)
    except (ValueError, OverflowError):
        return None  # 31 June, the year 12000


def _says_nothing(part: dict[str, str], near: Near) -> bool:
    """Return whether words date nothing: "the second half", "the last days", "the next two weeks" of no known day."""
    if part.get("what", "").lower() == "half":
        return "nth_year" not in part and "nth_which" not in part
    if "times" in part:
        return near.published is None
    return part.get("which_unit", "").endswith("s") and part["which"].lower() != "coming"


def in_year(number: int, month: int, of_month: int, to: int = 0) -> Period:
    """Return a month of a year, or a day or days of it.

    Raises:
        ValueError: The year has no such day.
    """
    if not of_month:
        return months(number, month)
    first = day(number, month, of_month)
    return Period(first.first, day(number, month, to).last) if to > of_month else first


def _of_month(
    words: DateWords, text: str, span: tuple[int, int], part: dict[str, str], near: Near
) -> Mention | None:
    """Return "18 July 2025", "October 28", "in October"."""
    name = part.get("month") or part["alone"]
    if "year" not in part and len(name) > _SHORT:
        span = (span[0], span[1] - part["whole"].endswith("."))  # the full stop of the sentence
    if "alone" in part:
        before = _WORD_BEFORE.search(text, max(0, span[0] - _REACH), span[0])
        if before is None or before[1].lower() not in words.before_month:
            return None
    month = words.months[name.lower()]
    of_month, to = int(part.get("day", 0)), int(part.get("to", 0))
    if "year" in part:
        return Mention(*span, in_year(int(part["year"]), month, of_month, to))
    in_year(2024, month, of_month, to)  # a day that no year has is no date
    return Mention(*span, near.closest(_each_year(near, month, of_month, to)), month, of_month)


def _each_year(near: Near, month: int, of_month: int, to: int = 0) -> Iterator[Period]:
    """Yield a month or day in the year of the article, the one before and the one after."""
    for number in near.years:
        try:
            yield in_year(number, month, of_month, to)
        except ValueError:
            continue  # 29 February


def _is_year(words: DateWords, text: str, match: re.Match[str], last: int) -> bool:
    """Return whether four digits are a year where they stand; the date before them ended at `last`."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    after = _WORD_AFTER.match(text, match.end())
    following = after[1].lower() if after else ""
    if following in grammar().counted.crowds or following in grammar().unit_words:
        return False
    if before is None:
        return text[match.start() - 1 : match.start()] == "("
    word = before[1].lower()
    if word in words.before_noun:
        return bool(following) and following.islower() and following not in grammar().counted.nothing
    if word in words.before_year or (last >= 0 and text[last : match.start()].strip() in words.between_years):
        return True
    bound = words.bound.search(text, max(0, match.start() - _REACH), match.start())
    return bound is not None and bound.lastgroup != "about"


def _fixed(words: DateWords, part: dict[str, str]) -> Period | None:
    """Return a period that needs no article to be known."""
    for kind in ("iso", "cjk", "dot"):
        if f"{kind}_year" in part:
            number, month = int(part[f"{kind}_year"]), int(part.get(f"{kind}_month", 0))
            return in_year(number, month, int(part.get(f"{kind}_day", 0))) if month else year(number)
    if "from_year" in part:
        first = int(part["from_year"])
        last = part.get("to_year") or part["slash_year"]
        end = int(last if len(last) == 4 else str(first)[:2] + last)
        if not first < end <= first + 200:
            raise ValueError("no range of years")
        return year(first, end - first + 1)
    if "month_name" in part:
        return months(int(part["month_year"]), words.months[part["month_name"].lower()])
    if "decade" in part:
        return year(int(part["decade"]), 10)
    if "season_year" in part:
        return months(int(part["season_year"]), words.seasons[part["season"].lower()], 3)
    if "quarter_year" in part:
        return piece(int(part["quarter_year"]), "quarter", words.ordinals[part["quarter_nth"].lower()])
    for kind, what in (("q", "quarter"), ("h", "half")):
        if f"{kind}_year" in part:
            return piece(int(part[f"{kind}_year"]), what, int(part[kind]))
    if "nth_year" in part:
        return piece(int(part["nth_year"]), part["what"].lower(), words.ordinals[part["nth"].lower()])
    return None
