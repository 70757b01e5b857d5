"""Hypothes.is: the JSON that its client exports, and that its service answers with."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from reeread.model.arrival import Bundle, Mark, Refused
from reeread.sources.annotated.fields import Unfit, about, moment, number, rows, text, texts, uuid

Row = Mapping[str, Any]


def bundle(document: Row) -> Bundle:
    """Return the annotations of a document; one that is not what it should be is refused by itself.

    Positions count the text of the page in UTF-16, which the briefing's text need not be: the quotes decide.
    """
    marks: list[Mark] = []
    refused: list[Refused] = []
    for place, row in enumerate(document["annotations"], 1):
        try:
            if not isinstance(row, dict):
                raise Unfit("it is no object")
            marks.append(_mark(row))
        except Unfit as error:
            named = row.get("id") if isinstance(row, dict) else None
            refused.append(Refused(str(named or f"annotation {place}"), error.what))
    known = tuple(map(about, dict.fromkeys(mark.text for mark in marks)))
    return Bundle("hypothesis", (), known, tuple(marks), (), tuple(refused))


def _mark(row: Row) -> Mark:
    if row.get("references"):
        raise Unfit("it is an answer to another annotation")
    targets = list(rows(row, "target"))
    address = text(row, "uri", "") or (text(targets[0], "source", "") if targets else "")
    if not address:
        raise Unfit("it does not say which page it is about")
    exact = prefix = suffix = ""
    start: int | None = None
    for target in targets[:1]:
        for selector in rows(target, "selector"):
            if selector.get("type") == "TextQuoteSelector":
                exact = text(selector, "exact")
                prefix, suffix = text(selector, "prefix", ""), text(selector, "suffix", "")
            elif selector.get("type") == "TextPositionSelector":
                start = number(selector, "start")
    told = row.get("user_info")
    shown = text(told, "display_name", "") if isinstance(told, dict) else ""
    account = text(row, "user", "").removeprefix("acct:").rpartition("@")[0]
    created = moment(row, "created")
    return Mark(
        uuid(text(row, "id", ""), address, exact, prefix, suffix, account, created),
        address,
        exact,
        prefix,
        suffix,
        start,
        None,
        texts(row, "tags"),
        text(row, "text", ""),
        shown or unquote(account),
        created,
        moment(row, "updated") or created,
    )
