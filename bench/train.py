"""Train the second opinion on labelled briefings and write its weights.

    train.py [GOLD] [--part all|seen] [--words-only] [-o FILE]

GOLD holds training_tags.jsonl beside the folder training/ (tests/data/gold by default). A third of its documents, those
whose name's SHA-256 is divisible by three, was not read while the rules were written: "--part seen" leaves them out, so
that `extraction.py` can score on them; the shipped weights are trained on all. Needs scikit-learn (the group "train").

The rules know the documents that they were written with better than they will know others. So a sentence of such a
document is read without the phrases that fire in no other one: whoever wrote them may have had them from there. What is
then still surer than on texts that the writer had not seen is disturbed at random: verdicts dropped, false ones added,
each sentence several times over. Margins are chosen by cross-validation over documents, disturbed in the same way.
"""

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from reeread.extract.learned import METHOD
from reeread.extract.learned.features import SCALES, text_features, verdict_features
from reeread.extract.learned.opinion import DOUBT, FAMILIAR
from reeread.extract.learned.weights import packed
from reeread.extract.lexicon import TAGS, lexicon
from reeread.extract.reading import SILENT, is_silent, read, suggestions
from reeread.extract.sentence import Sentence
from reeread.model.body import BlockKind
from reeread.model.extraction import Suggestion
from reeread.text.blocks import blocks
from reeread.text.sentences import sentences

ROOT = Path(__file__).parents[1]
DROPPED = {"risk": 0.0, "commitment": 0.15, "speculation": 0.05, "confirmed": 0.02}
ADDED = {"risk": 0.10, "commitment": 0.015, "speculation": 0.03, "confirmed": 0.05}
COPIES = 5
STRENGTH = 4.0  # C of the regression
RARE = 2  # a feature of fewer sentences is not learned
FAINT = 0.004  # a weight below this share of the largest counts for nothing
FOLDS = 8
ADD_MARGINS = (0.25, 0.5, 0.75, 1.0, 1.5)  # never less: the rules hold on text unlike this, words do not
VETO_MARGINS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
TEXT_FAMILIES = frozenset("wbtc")


Phrase = tuple[str, str]
"""A rule's name and the line of its data file that fired."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence before it is read."""

    document: str
    text: str
    tags: frozenset[str]
    unsure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence with what the rules make of it."""

    document: str
    tags: frozenset[str]
    unsure: frozenset[str]
    given: tuple[Suggestion, ...]
    features: dict[str, float]
    content: tuple[str, ...]
    """The features of its content words, by which the opinion knows how familiar the sentence is."""


def unread(name: str) -> bool:
    """Return whether a document is of the third that the rules' writer did not read."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def labelled(gold: Path, part: str) -> Iterator[Row]:
    """Yield the labelled sentences as the program cuts them, those aside that the rules do not read."""
    rows: dict[str, list[dict]] = {}
    for line in (gold / "training_tags.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["doc"], []).append(row)
    for document, given in rows.items():
        if part == "seen" and unread(document):
            continue
        body = (gold / "training" / document).read_text("utf-8-sig")
        spans, at = [], 0
        for row in given:
            start = max(body.find(row["text"], at), 0)
            at = start + 1
            spans.append((start, start + len(row["text"]), row))
        for block in blocks(body):
            if block.kind is BlockKind.FURNITURE or block.kind in SILENT:
                continue
            for span in sentences(body, block):
                text = body[span.start : span.end]
                size = (span.end - span.start) / 2
                near = (r for b, e, r in spans if min(e, span.end) - max(b, span.start) >= size)
                row = next(near, None)
                if row is not None and not is_silent(text, len(Sentence(text, lexicon("en")))):
                    yield Row(document, text, frozenset(row["tags"]), frozenset(row.get("unsure", ())))


def peculiar(rows: Iterable[Row]) -> dict[str, set[Phrase]]:
    """Return for each document that the rules' writer read the phrases that fire in no other one."""
    places: dict[Phrase, set[str]] = {}
    for row in rows:
        for hits in read(Sentence(row.text, lexicon("en"))).hits.values():
            for hit in hits:
                places.setdefault((hit.rule.name, hit.phrase), set()).add(row.document)
    found: dict[str, set[Phrase]] = {}
    for phrase, documents in places.items():
        if len(documents) == 1:
            found.setdefault(min(documents), set()).add(phrase)
    return {document: phrases for document, phrases in found.items() if not unread(document)}


def example_of(row: Row, without: set[Phrase], words_only: bool) -> Example:
    """Return a labelled sentence as the rules read it when they do not have some phrases."""
    reading = read(Sentence(row.text, lexicon("en")))
    reading.hits = {
        tag: [hit for hit in hits if (hit.rule.name, hit.phrase) not in without]
        for tag, hits in reading.hits.items()
    }
    given = () if words_only else suggestions(reading)
    found: dict[str, float] = {}
    for name, value in text_features(reading):
        if not words_only or name[0] in TEXT_FAMILIES:
            found[name] = found.get(name, 0.0) + value
    words = (word for word in reading.sentence.words if "closed" not in word.classes)
    content = tuple(f"w:{word.low}" for word in words if word.low[0].isalpha())
    return Example(row.document, row.tags, row.unsure, given, found, content)


def disturbed(example: Example, chance: random.Random) -> Example:
    """Return the example with the rules' verdicts as wrong as they are on new text; as it is, if it is new."""
    if unread(example.document):
        return example
    by_tag = {suggestion.tag: suggestion for suggestion in example.given}
    features = dict(example.features)
    for tag in TAGS:
        if tag in by_tag:
            if tag in example.tags and chance.random() < DROPPED[tag]:
                del by_tag[tag]
        elif tag not in example.tags and chance.random() < ADDED[tag]:
            by_tag[tag] = Suggestion(tag, 0.6, ())
            features[f"h:{chance.choice(cue_rules(tag))}"] = SCALES["h"]
    return replace(example, given=tuple(by_tag.values()), features=features)


@cache
def cue_rules(tag: str) -> list[str]:
    """Return the names of the rules whose cue words speak for a tag."""
    return [rule.name for rule in lexicon("en").rules.values() if rule.tag == tag and rule.phrases]


def matrix(found: Sequence[Example], places: dict[str, int]) -> csr_matrix:
    """Return the examples as rows of known features."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for example in found:
        for name, value in (*example.features.items(), *verdict_features(example.given)):
            if name in places:
                columns.append(places[name])
                values.append(value)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(found), len(places)))


def vocabulary(found: Iterable[Example]) -> dict[str, int]:
    """Return a column for each feature that is not rare, and for each verdict."""
    counts = Counter(name for example in found for name in example.features)
    names = {name for name, count in counts.items() if count >= RARE}
    return {name: i for i, name in enumerate(sorted(names | {f"{k}:{tag}" for k in "vs" for tag in TAGS}))}


def fitted(
    found: Sequence[Example], words_only: bool
) -> tuple[dict[str, int], dict[str, LogisticRegression]]:
    """Return the columns and, for each tag, the regression of one against the rest."""
    chance = random.Random(0)
    copies = 1 if words_only else COPIES
    many = [example if words_only else disturbed(example, chance) for _ in range(copies) for example in found]
    places = vocabulary(found)
    x = matrix(many, places)
    models = {}
    for tag in TAGS:
        model = LogisticRegression(
            C=STRENGTH / copies, class_weight="balanced", solver="liblinear", random_state=0
        )
        sure = [i for i, example in enumerate(many) if tag not in example.unsure]
        models[tag] = model.fit(x[sure], [tag in many[i].tags for i in sure])
    return places, models


def f1(right: np.ndarray, said: np.ndarray) -> float:
    """Return the harmonic mean of precision and recall."""
    hits = int((right & said).sum())
    return 2 * hits / max(1, int(right.sum()) + int(said.sum()))


def margins(found: Sequence[Example], words_only: bool) -> dict[str, list[float]]:
    """Return for each tag how far from even odds the opinion adds and takes away; prints what it cost."""
    groups = [example.document for example in found]
    odds = {tag: [] for tag in TAGS}
    asked: list[Example] = []
    doubts: list[np.ndarray] = []
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=1).split(groups, groups=groups):
        places, models = fitted([found[i] for i in train], words_only)
        for seed in range(1 if words_only else 3):
            chance = random.Random(100 + seed)
            rows = [found[i] if words_only else disturbed(found[i], chance) for i in test]
            x = matrix(rows, places)
            asked += rows
            known = [sum(name in places for name in row.content) / max(1, len(row.content)) for row in rows]
            doubts.append(DOUBT * np.maximum(0.0, FAMILIAR - np.array(known)))
            for tag in TAGS:
                odds[tag].append(models[tag].decision_function(x))
    chosen: dict[str, list[float]] = {"add": [], "veto": []}
    print("| tag | rules, disturbed | with the opinion | adds above | takes away below |")
    print("| --- | --- | --- | --- | --- |")
    for tag in TAGS:
        sure = [i for i, example in enumerate(asked) if tag not in example.unsure]
        z, doubt = np.concatenate(odds[tag])[sure], np.concatenate(doubts)[sure]
        right = np.array([tag in asked[i].tags for i in sure])
        ruled = np.array([any(g.tag == tag for g in asked[i].given) for i in sure])
        value, veto, add = max(
            (round(f1(right, np.where(ruled, z > -veto - doubt, z > add + doubt)), 3), veto, add)
            for veto in VETO_MARGINS
            for add in ADD_MARGINS
        )
        chosen["add"].append(add)
        chosen["veto"].append(veto)
        print(f"| {tag} | {f1(right, ruled):.3f} | {value:.3f} | {add} | {-veto} |")
    return chosen


def main() -> None:
    """Train, and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path, nargs="?", default=ROOT / "tests/data/gold")
    ask.add_argument("--part", choices=("all", "seen"), default="all")
    ask.add_argument("--words-only", action="store_true", help="without the rules' verdicts and cue words")
    ask.add_argument("-o", "--out", type=Path, default=ROOT / "reeread/extract/learned/en.weights")
    args = ask.parse_args()
    rows = list(labelled(args.gold, args.part))
    without = peculiar(rows)
    found = [example_of(row, without.get(row.document, set()), args.words_only) for row in rows]
    documents = len({example.document for example in found})
    about = {
        "method": METHOD,
        "trained": f"{len(found)} sentences of {documents} briefings ({args.part} of {args.gold.name}/training)",
        **margins(found, args.words_only),
    }
    places, models = fitted(found, args.words_only)
    table = np.array([models[tag].coef_[0] for tag in TAGS])
    strong = (np.abs(table) / np.abs(table).max(axis=1, keepdims=True)).max(axis=0) >= FAINT
    weighed = {name: table[:, i].tolist() for name, i in places.items() if strong[i] or name[0] in "wb"}
    about["bias"] = [float(models[tag].intercept_[0]) for tag in TAGS]
    args.out.write_bytes(packed(about, weighed))
    print(
        f"\n{len(weighed):,} features, {args.out.stat().st_size:,} bytes: {args.out.name}, {about['trained']}."
    )


if __name__ == "__main__":
    main()
