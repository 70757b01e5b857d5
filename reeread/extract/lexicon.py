"""The cue words, word classes and grammar of one language, loaded from its folder of data files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reeread.extract.patterns import Pattern, pattern
from reeread.extract.words import Endings, Morphology, Word

CUES = Path(__file__).parent / "cues"
TAGS = ("risk", "commitment", "speculation", "confirmed")
_MEMORY = 60_000  # words remembered before the memory is emptied: bounds it on endless text


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One named entry of a data file."""

    name: str
    tag: str
    kind: str
    """What a hit means: "cue" speaks for the tag, every other kind is read by the tag's module."""
    weight: float
    note: str
    yes: str
    """A sentence that must bear the tag by this rule; "" where the rule is no cue."""
    no: str
    """A sentence that looks alike and must not bear the tag."""
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found in a sentence; `start` and `end` count tokens."""

    rule: Rule
    start: int
    end: int
    phrase: str = ""
    """The line of the data file that was found."""


_Phrase = tuple[Rule, str]


class Lexicon:
    """Everything that the rules know of one language's words."""

    def __init__(self, language: str) -> None:
        """Load the folder of the language; raises FileNotFoundError when there is none."""
        folder = CUES / language
        grammar = _toml(folder / "grammar.toml")
        self.by_cues = grammar.get("reading") == "cues"
        """Whether sentences are read by cues alone: the verbs and clauses of the language have no program."""
        self._classes: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        more = {} if self.by_cues else _toml(folder / "classes.toml")["classes"]
        for table in (grammar["classes"], more):
            for name, words in table.items():
                for word in words.split():
                    where = self._stems if word.endswith("*") else self._classes
                    where.setdefault(word.removesuffix("*"), set()).add(name)
        verbs = {} if self.by_cues else _toml(folder / "verbs.toml")
        self._morphology = Morphology(
            verbs.get("base", "").split(), verbs.get("irregular", ""), verbs.get("not_verbs", "").split()
        )
        endings = grammar.get("endings", {"exceptions": ""})
        self._endings = Endings(
            {name: words.split() for name, words in endings.items() if name != "exceptions"},
            endings["exceptions"].split(),
        )
        self.rules: dict[str, Rule] = {}
        # Phrases under their first word; they are compiled when that word is first met.
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_stem: dict[str, list[_Phrase]] = {}
        self._by_ending: dict[str, list[_Phrase]] = {}
        self._by_lemma: dict[str, list[_Phrase]] = {}
        self._by_class: dict[str, list[_Phrase]] = {}
        for tag in TAGS:
            for name, entry in _toml(folder / f"{tag}.toml")["rule"].items():
                self._add(_rule(f"{tag}.{name}", tag, entry))
        self._stem_lengths = sorted({len(s) for s in (*self._by_stem, *self._stems)})
        self._words: dict[str, Word] = {}
        self._first: dict[str, tuple[tuple[Rule, Pattern], ...]] = {}

    def _add(self, rule: Rule) -> None:
        self.rules[rule.name] = rule
        for phrase in rule.phrases:
            for choice in phrase.partition(" ")[0].split("|"):
                if choice.endswith("*"):
                    table, key = self._by_stem, choice[:-1]
                elif choice[0] in "*=@#":
                    table = {"*": self._by_ending, "=": self._by_lemma}.get(choice[0], self._by_class)
                    key = choice[1:] or "number"
                else:
                    table, key = self._by_word, choice
                table.setdefault(key, []).append((rule, phrase))

    def word(self, low: str) -> Word:
        """Return what is known of a lower-case word."""
        known = self._words.get(low)
        if known is None:
            if len(self._words) > _MEMORY:
                self._words.clear()
                self._first.clear()
            known = self._words[low] = self._read(low)
        return known

    def _read(self, low: str) -> Word:
        classes = set(self._classes.get(low, ()))
        for stem in self._heads(low):
            classes |= self._stems.get(stem, set())
        if low[0].isdigit():
            classes.add("number")
        elif not low[0].isalpha() and len(low) == 1:
            classes.add("mark")
        classes |= self._endings.classes(low)
        lemma, forms = ("", 0) if self.by_cues or "closed" in classes else self._morphology.verb(low)
        return Word(low, frozenset(classes), lemma, forms)

    def _heads(self, low: str) -> list[str]:
        return [low[:n] for n in self._stem_lengths if n <= len(low)]

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Return every pattern found, in order of its start; of one rule at one place the longest."""
        found: list[Hit] = []
        for at, word in enumerate(words):
            candidates = self._first.get(word.low)
            if candidates is None:
                candidates = self._first[word.low] = self._candidates(word)
            if not candidates:
                continue
            longest: dict[str, Hit] = {}
            for rule, candidate in candidates:
                end = candidate.end(words, at)
                if end > at and (rule.name not in longest or longest[rule.name].end < end):
                    longest[rule.name] = Hit(rule, at, end, candidate.source)
            found += longest.values()
        return found

    def _candidates(self, word: Word) -> tuple[tuple[Rule, Pattern], ...]:
        low = word.low
        found = list(self._by_word.get(low, ()))
        for stem in self._heads(low):
            found += self._by_stem.get(stem, ())
        for ending, entries in self._by_ending.items():
            if low.endswith(ending):
                found += entries
        if word.lemma:
            found += self._by_lemma.get(word.lemma, ())
        for name in word.classes:
            found += self._by_class.get(name, ())
        return tuple((rule, _compiled(phrase)) for rule, phrase in dict.fromkeys(found))


@cache
def _compiled(phrase: str) -> Pattern:
    return pattern(phrase)


def _rule(name: str, tag: str, entry: dict[str, Any]) -> Rule:
    phrases = [*entry.get("words", "").split(), *_lines(entry.get("phrases", ""))]
    return Rule(
        name,
        tag,
        entry.get("kind", "cue"),
        float(entry.get("weight", 1)),
        entry["note"],
        entry.get("yes", ""),
        entry.get("no", ""),
        tuple(phrases),
    )


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # only when the first sentence is read: the reader's first paint needs no rules

    return tomllib.loads(path.read_text("utf-8"))


@lru_cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, loaded once."""
    return Lexicon(language)


@lru_cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of cues."""
    return tuple(sorted(path.name for path in CUES.iterdir() if (path / "grammar.toml").is_file()))
