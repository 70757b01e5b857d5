"""Our own JSON: everything that `reeread export json` wrote."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from reeread.model.annotation import AnchorState
from reeread.model.arrival import Bundle, Mark, Refused, Text
from reeread.model.body import Block, BlockKind, MarkKind, Meta, Parsed
from reeread.model.body import Mark as Inline
from reeread.model.briefing import Triage
from reeread.model.commitment import Fate
from reeread.model.errors import SourceError
from reeread.model.extraction import Decision
from reeread.model.grades import Credibility, Reliability
from reeread.model.ruling import Standing
from reeread.model.tag import Tag
from reeread.model.verdict import Verdict
from reeread.sources.annotated.fields import Unfit, moment, number, rows, text, texts, uuid

VERSION = "reeread/1"

Row = Mapping[str, Any]


def bundle(document: Row, name: str) -> Bundle:
    """Return what an export holds; a thing that is not what it should be is refused by itself.

    Raises:
        SourceError: A later reeread wrote it, or it is no export at all.
    """
    if document.get("format") != VERSION:
        said = document.get("format")
        raise SourceError(
            f"It is of the format {said}, which this reeread does not know.", name, "Update reeread."
        )
    refused: list[Refused] = []
    tags = _each(document, "tags", _tag, "name", refused)
    texts_, marks = [], []
    for row in rows(document, "briefings"):
        try:
            texts_.append(_text(row))
        except (Unfit, ValueError) as error:
            refused.append(Refused(str(row.get("title") or row.get("id")), _why(error)))
            continue
        marks += _each(row, "annotations", _mark, "exact", refused)
    rulings = _each(document, "claims", _ruling, "label", refused)
    return Bundle(VERSION, tuple(tags), tuple(texts_), tuple(marks), tuple(rulings), tuple(refused))


def _each(row: Row, name: str, read: Any, called: str, refused: list[Refused]) -> list[Any]:
    found = []
    try:
        for one in rows(row, name):
            try:
                found.append(read(one))
            except (Unfit, ValueError) as error:
                refused.append(Refused(str(one.get(called) or one.get("id"))[:200], _why(error)))
    except Unfit as error:
        refused.append(Refused(name, _why(error)))
    return found


def _tag(row: Row) -> Tag:
    return Tag(
        text(row, "name"),
        text(row, "key", ""),
        text(row, "color"),
        text(row, "meaning", ""),
        number(row, "position"),
        row.get("retired") is True,
        texts(row, "origins"),
    )


def _text(row: Row) -> Text:
    body = text(row, "body")
    blocks = tuple(
        Block(BlockKind(text(one, "kind")), number(one, "start"), number(one, "end"), number(one, "level"))
        for one in rows(row, "blocks")
    )
    marks = tuple(
        Inline(MarkKind(text(one, "kind")), number(one, "start"), number(one, "end"), text(one, "target", ""))
        for one in rows(row, "marks")
    )
    _inside(blocks, len(body), "blocks")
    _inside(marks, len(body), "marks")
    if any(one.end > other.start for one, other in pairwise(blocks)):
        raise Unfit("its blocks overlap")
    meta = Meta(
        text(row, "title"),
        row.get("title_derived") is True,
        text(row, "byline", ""),
        text(row, "published", ""),
        text(row, "language", ""),
        text(row, "address", ""),
    )
    encoding, format = text(row, "encoding", "utf-8"), text(row, "format", "text")
    parsed = Parsed(body, blocks, meta, marks, texts(row, "warnings"), encoding, format, body.encode())
    state: dict[str, Any] = {
        "stacks": sorted(texts(row, "stacks")),
        "state": Triage(text(row, "state", "new")).value,
    }
    state["grade"] = Reliability(text(row, "grade")).value if row.get("grade") else None
    version = number({"version": int(text(row, "version", "1")[:20])}, "version", 1)
    decisions = tuple(_decision(one) for one in rows(row, "decisions"))
    id = uuid(text(row, "id"))
    return Text(id, id, text(row, "source"), parsed, moment(row, "added"), version, state, decisions)


def _mark(row: Row) -> Mark:
    start, exact = number(row, "start"), text(row, "exact")
    if number(row, "end") != start + len(exact) or not exact:
        raise Unfit("its quote is not as long as its place")
    grade = Credibility(number(row, "grade")).value if row.get("grade") is not None else None
    outcome, shown = _outcome(row)
    return Mark(
        uuid(text(row, "id")),
        uuid(text(row, "briefing")),
        exact,
        text(row, "prefix", ""),
        text(row, "suffix", ""),
        start,
        start + len(exact),
        texts(row, "tags"),
        text(row, "note", ""),
        text(row, "author"),
        moment(row, "created"),
        moment(row, "modified"),
        AnchorState(text(row, "state", "anchored")),
        {"grade": grade, "outcome": outcome, "shown": shown},
    )


def _outcome(row: Row) -> tuple[str | None, dict[str, Any] | None]:
    outcome = row.get("outcome")
    if outcome is None:
        return None, None
    if not isinstance(outcome, dict):
        raise Unfit("“outcome” is no object")
    start, exact = number(outcome, "start"), text(outcome, "exact")
    shown = {
        "briefing": uuid(text(outcome, "briefing")),
        "version": number(outcome, "version", 1),
        "start": start,
        "end": number(outcome, "end"),
        "exact": exact,
    }
    return Fate(text(outcome, "state")).value, shown


def _decision(row: Row) -> tuple[str, dict[str, Any]]:
    details = row.get("details")
    if details is not None and not isinstance(details, dict):
        raise Unfit("“details” is no object")
    score = row.get("score", 0.0)
    if not isinstance(score, int | float):
        raise Unfit("“score” is no number")
    return uuid(text(row, "id")), {
        "author": text(row, "author"),
        "made": moment(row, "made"),
        "start": number(row, "start"),
        "end": number(row, "end", 1),
        "decision": Decision(text(row, "decision")).value,
        "key": int(row.get("key") is True),
        "block": BlockKind(text(row, "block")).value,
        "score": float(score),
        "details": details,
    }


def _ruling(row: Row) -> tuple[str, dict[str, Any]]:
    passages = [_passage(one) for one in rows(row, "passages")]
    if not passages:
        raise Unfit("it has no passages")
    return uuid(text(row, "id")), {
        "label": text(row, "label"),
        "verdict": Verdict(text(row, "verdict")).value,
        "standing": Standing(text(row, "standing")).value,
        "grouped": int(row.get("grouped") is True),
        "date": text(row, "date", ""),
        "reason": text(row, "reason", ""),
        "author": text(row, "author"),
        "made": moment(row, "made"),
        "passages": passages,
    }


def _passage(row: Row) -> dict[str, Any]:
    start, exact = number(row, "start"), text(row, "exact")
    low, high = (row.get(name) for name in ("low", "high"))
    if not all(value is None or isinstance(value, int | float) for value in (low, high)):
        raise Unfit("a bound is no number")
    return {
        "briefing": uuid(text(row, "briefing")),
        "version": number(row, "version", 1),
        "start": start,
        "end": number(row, "end", start + 1),
        "exact": exact,
        "prefix": text(row, "prefix", ""),
        "suffix": text(row, "suffix", ""),
        "value": text(row, "value", ""),
        "low": low,
        "high": high,
        "unit": text(row, "unit", ""),
    }


def _inside(spans: Any, length: int, what: str) -> None:
    if any(not 0 <= one.start <= one.end <= length for one in spans):
        raise Unfit(f"its {what} stand outside of its text")


def _why(error: Exception) -> str:
    return error.what if isinstance(error, SourceError) else str(error)
