"""Which language's cues a sentence may be read with."""

from collections.abc import Sequence
from functools import lru_cache

from reeread.extract.lexicon import CUES, languages
from reeread.extract.tokens import tokens

_SAMPLE = 20_000  # code points of a body that are enough to tell its language
_ENOUGH = 0.15
_FEW = "en"  # what a text of a few words is read as
_SHORT = 0.1  # of fewer words than forty a single one says less
_SENTENCE = 0.05
_TELLING = (
    25  # different words, or letters of a script that puts no spaces between them, by which it can be told
)


@lru_cache
def _function_words(language: str) -> frozenset[str]:
    import tomllib  # only when the first body is read

    data = tomllib.loads((CUES / language / "grammar.toml").read_text("utf-8"))
    return frozenset(data["function"].split())


def language(body: str) -> str:
    """Return the language of a body for which there are cues, "" when there is none."""
    words = _words(body[:_SAMPLE])
    best = max(languages(), key=lambda name: (_share(words, name), name == _FEW))
    short = len(words) < 40
    return best if _share(words, best) >= (_SHORT if short else _ENOUGH) or _latin_few(words) else ""


def foreign(body: str) -> bool:
    """Return whether a body is long enough to tell that there are no cues for its language."""
    words = set(_words(body[:_SAMPLE]))
    unspaced = sum(len(word) for word in words if _unspaced(word))
    return max(len(words), unspaced) >= _TELLING and not language(body)


def _unspaced(word: str) -> bool:
    return word[0] >= "\u0e00" and not word[0].isupper() and not word[0].islower()


def speaks(words: list[str], name: str) -> bool:
    """Return whether a sentence of these lower-case words can be in the language."""
    letters = [word for word in words if word[0].isalpha()]
    if not letters:
        return False
    if sum(not word.isascii() for word in letters) * 2 > len(letters) + 1:
        return False
    return len(letters) < 8 or _share(letters, name) >= _SENTENCE


@lru_cache(maxsize=8)
def _words(sample: str) -> tuple[str, ...]:
    """Return the words of a sample; one text after the other is asked about, by several and part by part."""
    return tuple(word for word in tokens(sample).words if word[0].isalpha())


def _share(words: Sequence[str], name: str) -> float:
    known = _function_words(name)
    return sum(word in known for word in words) / len(words) if words else 0.0


def _latin_few(words: Sequence[str]) -> bool:
    """Return whether the text is too short to be judged by its function words."""
    return 0 < len(words) < 6 and all(word.isascii() for word in words)
