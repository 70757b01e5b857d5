"""What is known of words: stems, classes of words that stand for one another, turns of phrase, verbs of deeds."""

import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_VOWEL = re.compile("[aeiouy]")


@cache
def data(name: str) -> dict[str, Any]:
    """Return one of the data files of this package, parsed."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@cache
def _irregular() -> dict[str, str]:
    return {
        form: base.partition("_")[0]
        for kind in ("irregular", "plurals")
        for base, forms in data("words")[kind].items()
        for form in forms.split()
    }


@cache
def past_forms() -> frozenset[str]:
    """Return irregular forms of verbs, in small letters."""
    return frozenset(form for forms in data("words")["irregular"].values() for form in forms.split())


@cache
def stem(word: str) -> str:
    """Return what the forms of a word share; not always a word itself."""
    low = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    low = _irregular().get(low, low)
    return sys.intern(low if len(low) <= 3 else _derivation(_inflection(low)))


def _inflection(low: str) -> str:
    for ending, instead, least in (
        ("ies", "y", 2),
        ("sses", "ss", 2),
        ("shes", "sh", 1),
        ("ches", "ch", 1),
        ("xes", "x", 1),
        ("s", "", 3),
    ):
        if (
            low.endswith(ending)
            and len(low) - len(ending) >= least
            and not (ending == "s" and low[-2] in "sui")
        ):
            low = low[: -len(ending)] + instead
            break
    for ending in ("ingly", "edly", "ing", "ed"):
        base = low[: -len(ending)]
        if low.endswith(ending) and len(base) >= 3 and _VOWEL.search(base):
            return base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
    return low


def _derivation(low: str) -> str:
    if low.endswith("e") and len(low) > 3:
        low = low[:-1]
    if low.endswith("y") and len(low) > 3:
        low = low[:-1] + "i"
    for ending, instead in (
        ("isation", "is"),
        ("ization", "is"),
        ("iz", "is"),
        ("ation", ""),
        ("ment", ""),
        ("ness", ""),
        ("tion", "t"),
    ):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)] + instead
    return low


@cache
def classes(base: str) -> frozenset[str]:
    """Return the classes of a stem, marked with "#" so that they never meet a stem."""
    return _classes().get(base, frozenset())


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for field in data("classes").values():
        for name, words in field.items():
            for word in words.split():
                found.setdefault(stem(word), set()).add(sys.intern(f"#{name}"))
    return {base: frozenset(names) for base, names in found.items()}


@cache
def stop_words() -> frozenset[str]:
    """Return lower-case words that carry no claim."""
    return frozenset(data("words")["stop"].split())


@cache
def common_names() -> frozenset[str]:
    """Return lower-case words that, capitalised, do not tell one event from another."""
    return frozenset(data("words")["common_names"].split())


@cache
def generic() -> frozenset[str]:
    """Return stems of head nouns that say only that people are counted."""
    return frozenset(stem(word) for word in data("words")["generic"].split())


@cache
def phrases() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return turns of phrase, each with the stems that it stands for."""
    return tuple(
        (re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), tuple(stem(word) for word in words.split()))
        for pattern, words in data("words")["phrases"].items()
    )


@cache
def any_phrase() -> re.Pattern[str]:
    """Return one pattern that fits wherever any turn of phrase does: a quick look before the long one."""
    return re.compile(
        rf"\b(?:{'|'.join(f'(?:{pattern})' for pattern in data('words')['phrases'])})(?!\w)", re.IGNORECASE
    )
