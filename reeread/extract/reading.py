"""Read a body sentence by sentence and put together what each rule found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reeread.extract.commitment import THRESHOLD as COMMITMENT
from reeread.extract.commitment import commitment
from reeread.extract.confidence import confidence
from reeread.extract.confirmed import THRESHOLD as CONFIRMED
from reeread.extract.confirmed import confirmed
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.figures import figures
from reeread.extract.language import language, speaks
from reeread.extract.learned.opinion import second
from reeread.extract.learned.weights import Weights, weights
from reeread.extract.lexicon import TAGS, Hit, Lexicon, lexicon
from reeread.extract.likelihood import likelihood
from reeread.extract.modality import clauses, is_conditional
from reeread.extract.plain import THRESHOLDS, evidence
from reeread.extract.plain import likelihood as plain_likelihood
from reeread.extract.plain import read as read_plainly
from reeread.extract.plain import speaker as plain_speaker
from reeread.extract.predicates import predicates
from reeread.extract.ranking import Candidate, keys, scores
from reeread.extract.risk import THRESHOLD as RISK
from reeread.extract.risk import risk
from reeread.extract.scope import is_question, quotations
from reeread.extract.sentence import Sentence
from reeread.extract.speakers import speaker
from reeread.extract.speculation import THRESHOLD as SPECULATION
from reeread.extract.speculation import speculation
from reeread.extract.tokens import tokens
from reeread.model.body import Block, BlockKind
from reeread.model.extraction import DATE, Confidence, Cue, Figure, Highlight, Likelihood, Suggestion
from reeread.text.sentences import sentences

SILENT = frozenset((BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.DATELINE))
_ASKING = ("how", "whether", "why", "what")
_LEAD_IN = 25  # words: a shorter line ending in a colon announces and states nothing
# Speculation goes first: it marks the hedged clauses that the others must not count.
_RULES: tuple[tuple[str, Callable[[Reading], list[Evidence]], float], ...] = (
    ("speculation", speculation, SPECULATION),
    ("commitment", commitment, COMMITMENT),
    ("risk", risk, RISK),
    ("confirmed", confirmed, CONFIRMED),
)


@dataclass(slots=True)
class _Draft:
    start: int
    text: str
    block: BlockKind
    tags: tuple[Suggestion, ...]
    figures: tuple[Figure, ...]
    speaker: str | None
    likelihood: Likelihood | None
    confidence: Confidence | None = None


def highlights(
    body: str,
    blocks: Sequence[Block],
    stop: Callable[[], bool] | None = None,
    opinion: Callable[[str], Weights | None] = weights,
    published: date | None = None,
) -> tuple[Highlight, ...]:
    """Return the highlights of some blocks of a body; see `reeread.extract.part`.

    `opinion` hands out the second opinion of a language, None for the rules alone; `published` is the day
    against which "next month" is read.
    """
    name = language(body)
    words = lexicon(name) if name else None
    learned = opinion(name) if name else None
    drafts: list[_Draft] = []
    candidates: list[Candidate] = []
    last: str | None = None
    for block in blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        for span in sentences(body, block):
            if stop is not None and stop():
                return ()
            text = body[span.start : span.end]
            found = figures(text, span.start, published)
            draft, terms = _read(text, span.start, block.kind, found, words, name, learned, last)
            last = draft.speaker or last
            drafts.append(draft)
            amounts = sum(figure.unit != DATE for figure in found)
            candidates.append(Candidate(terms, len(draft.tags), amounts, block.kind not in SILENT))
    ranked = scores(candidates)
    key = keys(candidates, ranked)
    return tuple(
        Highlight(
            draft.start,
            draft.start + len(draft.text),
            draft.text,
            draft.block,
            ranked[place],
            place in key,
            draft.tags,
            draft.figures,
            draft.speaker,
            draft.likelihood,
            confidence=draft.confidence,
        )
        for place, draft in enumerate(drafts)
    )


def _read(
    text: str,
    start: int,
    kind: BlockKind,
    found: tuple[Figure, ...],
    words: Lexicon | None,
    name: str,
    learned: Weights | None,
    last: str | None,
) -> tuple[_Draft, tuple[str, ...]]:
    """Return what one sentence says, and its content words."""
    if words is None:
        terms = _terms(tokens(text).words)
        return _Draft(start, text, kind, (), found, None, None), terms
    s = Sentence(text, words)
    lows = [word.low for word in s.words]
    terms = tuple(word.low for word in s.words if "closed" not in word.classes and word.low[0].isalpha())
    if kind in SILENT or not speaks(lows, name):
        return _Draft(start, text, kind, (), found, None, None), terms
    reading = read(s)
    if words.by_cues:
        who = plain_speaker(s, last)
    else:
        who = speaker(s, [clause.predicate for clause in reading.clauses], last)
    tags: tuple[Suggestion, ...] = ()
    if not is_question(text) and not _is_fragment(reading):
        tags = suggestions(reading, start)
        if is_silent(text, len(lows)):
            tags = tuple(tag for tag in tags if tag.tag == "speculation")
        elif learned is not None:
            tags = second(learned, reading, tags, start)
    likely = plain_likelihood(text, name) if words.by_cues else likelihood(text)
    return _Draft(start, text, kind, tags, found, who, likely, confidence(text)), terms


def is_silent(text: str, words: int) -> bool:
    """Return whether a sentence states nothing: a question, or a short line that only leads in."""
    return is_question(text) or (words < _LEAD_IN and text.rstrip().endswith((":", ";")))


def _is_fragment(reading: Reading) -> bool:
    """Return whether the sentence is what is asked and no more, as in a list: "how the costs are shared"."""
    first = next((word.low for word in reading.sentence.words if word.low[0].isalpha()), "")
    if first not in _ASKING:
        return False
    return len(reading.clauses) < 2 or all(clause.main >= 0 for clause in reading.clauses)


def read(s: Sentence) -> Reading:
    """Return the sentence with its clauses and cue words."""
    if s.lexicon.by_cues:
        return read_plainly(s)
    by_tag: dict[str, list[Hit]] = {}
    for hit in s.lexicon.hits(s.words):
        by_tag.setdefault(hit.rule.tag, []).append(hit)
    found = clauses(s, predicates(s))
    return Reading(s, found, by_tag, is_conditional(s, found), quotations(s.text))


def suggestions(reading: Reading, offset: int = 0) -> tuple[Suggestion, ...]:
    """Return the tags that the rules suggest, cues placed in the body by `offset`."""
    if reading.sentence.lexicon.by_cues:
        told = [(tag, found, THRESHOLDS[tag]) for tag, found in evidence(reading).items()]
    else:
        told = [(tag, rule(reading), threshold) for tag, rule, threshold in _RULES]
    by_tag: dict[str, Suggestion] = {}
    for tag, found, threshold in told:
        if any(not e.negated for e in found):
            total = sum(e.weight for e in found if not e.negated)
            by_tag[tag] = Suggestion(
                tag,
                round(min(1.0, total / (2 * threshold)), 3),
                tuple(_cue(reading, e, offset) for e in found),
            )
    return tuple(by_tag[tag] for tag in TAGS if tag in by_tag)


def _cue(reading: Reading, evidence: Evidence, offset: int) -> Cue:
    s = reading.sentence
    start, end = s.starts[evidence.start], s.ends[evidence.end - 1]
    quoted = reading.quoted(evidence.start)
    return Cue(offset + start, offset + end, s.text[start:end], evidence.rule, evidence.negated, quoted)


def _terms(words: list[str]) -> tuple[str, ...]:
    """Return content words of a text in any language; unspaced scripts give pairs of characters."""
    terms: list[str] = []
    for word in words:
        if not word[0].isalpha():
            continue
        if word.isascii() or len(word) < 4 or ord(word[0]) < 0x2E80:
            terms.append(word)
        else:
            terms += [word[i : i + 2] for i in range(len(word) - 1)]
    return tuple(terms)
