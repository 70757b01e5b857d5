"""The lines of "key: value" between two "---" at the top of a Markdown file."""

import re
from collections.abc import Mapping

from reeread.model.body import Meta
from reeread.text.structure import iso_date

_MOST_LINES = 200
_FENCE, _END = "---", ("---", "...")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40})\s*:(?:\s+(?P<value>.*))?")
_MORE = re.compile(r"\s|-\s|#|\Z")
"""What belongs to the value above or is a comment: lists and nested values are not read, only passed over."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")
_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "byline", "by", "authors", "creator"),
    "published": ("date", "published", "created"),
    "address": ("source", "url", "link", "canonical", "canonical_url"),
    "language": ("lang", "language"),
}


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the simple values by small key, and where the text proper begins; ({}, 0) if there are none."""
    first, newline, _ = text.partition("\n")
    if not newline or first.rstrip() != _FENCE:
        return {}, 0
    values: dict[str, str] = {}
    at = len(first) + 1
    for _ in range(_MOST_LINES):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)].rstrip()
        at = end + 1 if end >= 0 else len(text)
        if line in _END:
            return (values, at) if values else ({}, 0)
        if pair := _PAIR.fullmatch(line):
            values.setdefault(pair["key"].strip().casefold(), _unquoted(pair["value"] or ""))
        elif not _MORE.match(line):
            break
        if end < 0:
            break
    return {}, 0


def with_front_matter(found: Meta, values: Mapping[str, str]) -> Meta:
    """Return the meta with what the front matter says in the place of what was found in the text."""
    said = {
        name: next((values[key] for key in keys if values.get(key)), "") for name, keys in _FIELDS.items()
    }
    whole = _ISO.fullmatch(said["published"])
    said["published"] = said["published"].replace(" ", "T") if whole else iso_date(said["published"])
    kept = {name: value for name, value in said.items() if value}
    return found._replace(**kept, title_derived=found.title_derived and "title" not in kept)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value[:1] in ("[", "{", "|", ">", "&") else value
