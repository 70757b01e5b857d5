"""What is known of a word without its sentence: its classes and the verb that it may be a form of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BASE, THIRD, PAST, PARTICIPLE, GERUND = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Word:
    """One word form."""

    low: str
    classes: frozenset[str]
    lemma: str = ""
    """The verb that it may be a form of, "" for none."""
    forms: int = 0
    """Which forms of that verb it may be: a sum of BASE, THIRD, PAST, PARTICIPLE, GERUND."""


class Morphology:
    """Verb forms of one language: a list of base forms, a table of irregular ones, and endings."""

    def __init__(self, bases: Iterable[str], irregular: str, not_verbs: Iterable[str]) -> None:
        self._bases = set(bases)
        self._not_verbs = frozenset(not_verbs)
        self._irregular: dict[str, tuple[str, int]] = {}
        for row in irregular.split("\n"):
            if not row.strip():
                continue
            base, past, participle = row.split()
            self._bases.add(base)
            for form, kind in ((past, PAST), (participle, PARTICIPLE)):
                lemma, kinds = self._irregular.get(form, (base, 0))
                self._irregular[form] = (lemma, kinds | kind)
        for form, (lemma, kinds) in list(self._irregular.items()):
            if form in self._bases:
                self._irregular[form] = (form if lemma == form else lemma, kinds | BASE)

    def verb(self, low: str) -> tuple[str, int]:
        """Return the lemma and the possible forms of a lower-case word, ("", 0) when it is no verb."""
        if low in self._not_verbs:
            return "", 0
        if low in self._irregular:
            return self._irregular[low]
        if low in self._bases:
            return low, BASE
        if "-" in low:
            head, _, tail = low.partition("-")
            if head in ("re", "over", "under", "out", "co", "mis", "de", "pre"):
                lemma, forms = self.verb(tail)
                return (f"{head}{lemma}", forms) if lemma else ("", 0)
            return "", 0
        if low.endswith("ed") and len(low) > 3:
            return self._known(_past_stems(low)), PAST | PARTICIPLE
        if low.endswith("ing") and len(low) > 4:
            lemma = next((stem for stem in _gerund_stems(low) if stem in self._bases), "")
            return (lemma, GERUND) if lemma else ("", 0)
        if low.endswith("s") and not low.endswith("ss"):
            lemma = next((stem for stem in _third_stems(low) if stem in self._bases), "")
            return (lemma, THIRD) if lemma else ("", 0)
        return "", 0

    def _known(self, stems: list[str]) -> str:
        return next((stem for stem in stems if stem in self._bases), stems[-1] if stems else "")


def _past_stems(low: str) -> list[str]:
    stems = []
    if low.endswith("ied"):
        stems.append(low[:-3] + "y")
    if low.endswith("eed"):
        stems.append(low[:-1])
    stems += [low[:-1], low[:-2]]
    if len(low) > 5 and low[-3] == low[-4]:
        stems.insert(0, low[:-3])
    return stems


def _gerund_stems(low: str) -> list[str]:
    stem = low[:-3]
    stems = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stems.append(stem[:-1])
    if stem.endswith("y"):
        stems.append(stem[:-1] + "ie")
    return stems


def _third_stems(low: str) -> list[str]:
    stems = [low[:-1]]
    if low.endswith("es"):
        stems.append(low[:-2])
    if low.endswith("ies"):
        stems.append(low[:-3] + "y")
    return stems


class Endings:
    """Classes that a word earns by its ending, with exceptions."""

    def __init__(self, table: Mapping[str, Iterable[str]], exceptions: Iterable[str]) -> None:
        self._table = {name: tuple(endings) for name, endings in table.items()}
        self._exceptions = frozenset(exceptions)

    def classes(self, low: str) -> set[str]:
        """Return the classes of a lower-case word by its ending."""
        if low in self._exceptions or len(low) < 5:
            return set()
        return {name for name, endings in self._table.items() if low.endswith(endings)}
