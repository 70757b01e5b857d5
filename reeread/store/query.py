"""What somebody typed into a search, read as a query; whatever cannot be read so is a word to look for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reeread.store import words

_TOKEN = re.compile(
    r"""(?P<field>-?(?:tag|author|source|stack|before|after|in|sort)):(?P<value>"[^"]*"?|“[^”]*”?|[^\s()"]+)"""
    r"""|-?(?:"(?P<straight>[^"]*)"?|“(?P<curly>[^”]*)”?)\*?"""
    r"""|(?P<near>NEAR\s*\()|(?P<bracket>[()])|(?P<word>[^\s()"“”]+)""",
    re.IGNORECASE,
)
_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
_WITHIN = re.compile(r",?\s*(\d{1,3})\s*$")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BEGINNING = re.compile(r"[^\W_]{3}\Z")
"""What is long enough to be looked for as the beginning of a word; less would be in every briefing."""
_APART = 10
"""Words that may stand between those that are near each other, unless it is said."""
_TERMS, _DEPTH = 100, 20
"""Of more terms, or deeper brackets, the rest is left out: SQLite has limits of its own."""


class Filter(NamedTuple):
    """What a briefing must be like."""

    field: str
    """"tag", "author", "source", "stack", "before" or "after"."""
    value: str
    wanted: bool
    """Whether it must be so, or must not."""


class Query(NamedTuple):
    """A query as the index of words takes it."""

    match: str = ""
    """In the language of FTS5; empty where no word is asked for."""
    without: tuple[str, ...] = ()
    """Expressions that must not match, where nothing is asked for that could be lessened by them."""
    phrases: tuple[str, ...] = ()
    """What is to be shown in the text: words and phrases as typed, those that end in "*" go on to the word's end."""
    filters: tuple[Filter, ...] = ()
    newest: bool = False
    """Whether what was added last comes first, rather than what fits best."""


def read(text: str, *, begun: bool = False) -> Query:
    """Return a query as it was typed.

    Words must all be there, those in quotation marks together; `OR`, `NOT` or `-`, `AND` and brackets join them,
    `a NEAR b`, `a NEAR/5 b` and `NEAR(a b, 5)` ask for words close to each other, `*` for the beginning of one.
    `tag:`, `author:`, `source:`, `stack:`, `before:` and `after:` hold for the whole query, as do `in:title` and
    `sort:newest`. With `begun` the last word may be a beginning: it is being typed.
    """
    return _Reader(text.encode("utf-8", "replace").decode().replace("\0", " "), begun).query()


class _Token(NamedTuple):
    kind: str
    """"term", "and", "or", "not", "near", "near(", "open" or "close"."""
    text: str = ""
    within: int = 0


class _Parts(NamedTuple):
    """What stands between two ORs: what must match, and what must not."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, begun: bool) -> None:
        self._filters: list[Filter] = []
        self._phrases: list[str] = []
        self._title = self._newest = False
        self._tokens = list(self._split(text))[:_TERMS]
        self._at = 0
        if begun and text[-1:].isalnum() and self._tokens:
            last = self._tokens[-1]
            if last.kind == "term" and text.endswith(last.text) and _BEGINNING.search(last.text):
                self._tokens[-1] = _Token("term", f"{last.text}*")

    def query(self) -> Query:
        """Return what was read."""
        alternatives = self._alternatives(0)
        while self._at < len(self._tokens):  # a bracket that nobody opened
            self._at += 1
            alternatives += self._alternatives(0)
        if not alternatives and self._tokens and not self._filters:
            self._tokens = [_Token("term", token.text) for token in self._tokens if token.text]  # "OR"
            self._at = 0
            alternatives = self._alternatives(0)
        match = _either(alternatives)
        without = alternatives[0].unwanted if len(alternatives) == 1 and not match else ()
        if self._title:
            match = match and f"{{title}} : ({match})"
            without = tuple(f"{{title}} : ({one})" for one in without)
        return Query(match, without, tuple(self._phrases), tuple(self._filters), self._newest)

    def _split(self, text: str) -> Iterator[_Token]:
        """Yield the tokens of a text; fields are noted as they come by."""
        for found in _TOKEN.finditer(text):
            if found["field"] and self._noted(found["field"].lower(), found["value"].strip('"“”')):
                continue
            whole = found.group()
            phrase = found["straight"] if found["straight"] is not None else found["curly"]
            if phrase is not None:
                if whole.startswith("-"):
                    yield _Token("not")
                yield from _term(phrase + ("*" if whole.endswith("*") else ""))
            elif found["bracket"]:
                yield _Token("open" if whole == "(" else "close")
            elif found["near"] and whole.startswith("NEAR"):
                yield _Token("near(", "NEAR")
            elif whole in ("AND", "OR", "NOT"):
                yield _Token(whole.lower(), whole)
            elif near := _NEAR.fullmatch(whole):
                yield _Token("near", whole, int(near[1] or _APART))
            else:
                if whole.startswith("-") and whole[1:2].isalnum():
                    yield _Token("not")
                yield from _term(whole.removeprefix("-"))

    def _noted(self, field: str, value: str) -> bool:
        """Note what a field asks for; return whether it asks for anything."""
        name = field.lstrip("-")
        match name:
            case "in":
                if value.lower() != "title":
                    return False
                self._title = True
            case "sort":
                if value.lower() != "newest":
                    return False
                self._newest = True
            case _:
                if not value or (name in ("before", "after") and not _DAY.fullmatch(value)):
                    return False
                self._filters.append(Filter(name, value, field == name))
        return True

    def _alternatives(self, depth: int) -> list[_Parts]:
        """Read what is joined by OR, up to a closing bracket or the end."""
        found = []
        while True:
            parts = self._parts(depth)
            if parts.wanted or parts.unwanted:
                found.append(parts)
            if self._next("or") is None:
                return found

    def _parts(self, depth: int) -> _Parts:
        """Read what must all be so."""
        wanted: list[str] = []
        unwanted: list[str] = []
        while True:
            while self._next("and") is not None:
                pass
            negated = False
            while self._next("not") is not None:
                negated = True
            one = self._one(depth, shown=not negated)
            if one is None:
                return _Parts(tuple(wanted), tuple(unwanted))
            if one:
                (unwanted if negated else wanted).append(one)

    def _one(self, depth: int, *, shown: bool) -> str | None:
        """Read a term, a bracket, or words near each other; "" where nothing can be looked for, None at the end."""
        if self._next("near(") is not None:
            return self._near(shown)
        self._next("near")  # nothing stands before it
        if self._next("open") is not None:
            if depth >= _DEPTH:
                return ""
            kept = len(self._phrases)
            inner = _either(self._alternatives(depth + 1))
            self._next("close")
            if not shown:
                del self._phrases[kept:]
            return inner and f"({inner})"
        term = self._next("term")
        if term is None:
            return None
        terms, within = [term.text], 0
        while self._at + 1 < len(self._tokens) and (link := self._tokens[self._at]).kind == "near":
            if self._tokens[self._at + 1].kind != "term":
                break
            within = max(within, link.within)
            terms.append(self._tokens[self._at + 1].text)
            self._at += 2
        if shown:
            self._phrases += terms
        return _close(terms, within)

    def _near(self, shown: bool) -> str:
        """Read the words between the brackets of NEAR."""
        terms, within = [], _APART
        while (term := self._next("term")) is not None:
            terms.append(term.text)
        self._next("close")
        if len(terms) > 2 and (last := _WITHIN.fullmatch(terms[-1])):
            within = int(last[1])
            del terms[-1]
        if shown:
            self._phrases += terms
        return _close(terms, within)

    def _next(self, kind: str) -> _Token | None:
        """Return the next token if it is of a kind, and go past it."""
        if self._at < len(self._tokens) and self._tokens[self._at].kind == kind:
            self._at += 1
            return self._tokens[self._at - 1]
        return None


def _term(text: str) -> Iterator[_Token]:
    """Yield a term, if anything of it can be looked for."""
    if any(character.isalnum() for character in text):
        yield _Token("term", text)


def _phrase(text: str) -> str:
    """Return a term in the language of FTS5."""
    bare = text.rstrip("*")
    return '"' + words.spaced(bare).replace('"', " ") + '"' + (" *" if bare != text else "")


def _close(terms: list[str], within: int) -> str:
    """Return terms near each other, a single one by itself, none as ""."""
    if len(terms) < 2:
        return "".join(map(_phrase, terms))
    return f"NEAR({' '.join(map(_phrase, terms))}, {within})"


def _either(alternatives: list[_Parts]) -> str:
    """Return alternatives as one expression; one that only says what must not be adds nothing to others."""
    found = []
    for parts in alternatives:
        if parts.wanted:
            every = " AND ".join(parts.wanted)
            found.append(
                f"(({every}) NOT ({' OR '.join(parts.unwanted)}))" if parts.unwanted else f"({every})"
            )
    return " OR ".join(found)
