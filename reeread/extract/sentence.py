"""One sentence with its words looked up: what every rule reads."""

from reeread.extract.lexicon import Lexicon
from reeread.extract.tokens import masked, tokens
from reeread.extract.words import Word


class Sentence:
    """A sentence as tokens; places of `starts` and `ends` are code points of its text."""

    __slots__ = ("capitals", "ends", "lexicon", "starts", "text", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        found = tokens(masked(text))
        self.starts = found.starts
        self.ends = found.ends
        look_up = lexicon.word
        self.words: list[Word] = [look_up(low) for low in found.words]
        self.capitals = [text[start].isupper() for start in found.starts]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.words)

    def has(self, at: int, name: str) -> bool:
        """Return whether there is a token at the index and it bears the class."""
        return 0 <= at < len(self.words) and name in self.words[at].classes

    def classes(self, lemma: str) -> frozenset[str]:
        """Return the classes of a verb's base form."""
        return self.lexicon.word(lemma).classes if lemma else frozenset()

    def low(self, at: int) -> str:
        """Return the lower-case word at the index, "" outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def slice(self, start: int, end: int) -> str:
        """Return the text from the first to before the last of these token indexes."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""
