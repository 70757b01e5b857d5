"""The order of an annotated summary: what matters first, then each briefing, then the sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reeread.export.contradictions import Contradiction, Source, contradiction
from reeread.export.dossier import Dossier, Entry
from reeread.export.likely import Estimate, Estimates, band, placed
from reeread.model.annotation import AnchorState, Annotation
from reeread.model.briefing import Briefing
from reeread.model.claim import Claim
from reeread.model.extraction import Confidence, Likelihood, Mixture
from reeread.model.promise import Commitment
from reeread.model.span import Span
from reeread.text.sentences import sentences

OPENING = ("confirmed", "commitment", "risk", "speculation")
"""The tags that a summary opens with, in this order; the codebook's others follow."""

HEADINGS = {
    "confirmed": "Confirmed",
    "commitment": "Commitments",
    "risk": "Risks",
    "speculation": "Speculation",
}

_FATES = ("due", "open", "broken", "met")
_UNKNOWN = (len(_FATES), "")

_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "who", "which", "ich", "wir", "er", "sie", "es")
)  # fmt: skip

VERDICTS = ("conflict", "tension", "retracted")
"""In the order in which a summary tells of them."""

TITLE = 64
"""Longest title beside a quote, in characters."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a passage promises, as a summary tells it."""

    state: str
    day: str
    """ISO date of the last day in time, "" if none is known."""
    said: str
    """The deadline as printed, "" if there is none."""
    actor: str
    """As printed, "" where nobody is named: a pronoun names nobody."""
    shown: str
    """The quote that shows what became of it, "" while nobody has decided."""

    @property
    def urgency(self) -> tuple[int, str]:
        """Return what to sort by: what is due first, then by the last days."""
        return _FATES.index(self.state), self.day or "9"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as a summary quotes it."""

    quote: str
    title: str
    """Of its briefing; a long one ends in an ellipsis."""
    number: int
    """Of its briefing among the sources, from 1."""
    index: int
    """Among the passages of its briefing, from 1."""
    place: str
    """Where in the briefing: "sentence 4"; in words where that is lost or unsure."""
    tags: tuple[str, ...]
    note: str
    author: str
    modified: str
    """ISO date."""
    likelihood: Likelihood | None
    confidence: Confidence | None
    mixed: tuple[Mixture, ...]
    """What in its sentences does not go together."""
    credibility: str
    """The grade of what it says in words, e.g. "2, probably true"; "" where it has none."""
    span: Span
    """In the version that its chapter names; empty where it stands nowhere."""
    promise: Promised | None = None
    """What it promises, where it is a commitment."""
    standing: bool = True
    """Whether its place in the text is known; an orphan has none."""

    @property
    def key(self) -> str:
        """Return what it is known by in a summary: "3-12" is the twelfth passage of the third briefing."""
        return f"{self.number}-{self.index}"


@dataclass(frozen=True, slots=True)
class Band:
    """Passages of one likelihood, or those of a tag that has no likelihood."""

    label: str
    """"likely, 55–80%"; empty where likelihood does not matter."""
    passages: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the summary opens with for one tag."""

    tag: str
    heading: str
    count: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One briefing with its passages in the order of the text."""

    number: int
    briefing: Briefing
    version: str
    passages: tuple[Quoted, ...]


class Summary:
    """A dossier in the order in which a colleague wants to read it.

    Templates get it whole, so nothing that anybody may reach from it leads to the library.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self.title = dossier.title
        self.scope = dossier.scope
        self.made = dossier.made
        self.authors = dossier.authors
        self.tags = dossier.tags
        self._sources: dict[str, Source] = {}
        self.chapters = tuple(self._chapter(number, entry) for number, entry in enumerate(dossier.entries, 1))

    @cached_property
    def passages(self) -> tuple[Quoted, ...]:
        """Return all passages in order."""
        return tuple(passage for chapter in self.chapters for passage in chapter.passages)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Return what the briefings claim of the same thing, computed once."""
        return tuple(self._dossier.claims)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the briefings by their ids."""
        return self._sources

    @property
    def notes(self) -> int:
        """Return how many passages bear a note."""
        return sum(bool(passage.note) for passage in self.passages)

    @property
    def dates(self) -> str:
        """Return when the briefings were published, "2025-10-28 – 2025-10-30"; empty when none says."""
        known = sorted(
            chapter.briefing.published[:10] for chapter in self.chapters if chapter.briefing.published
        )
        return " – ".join(dict.fromkeys((known[0], known[-1]))) if known else ""

    @property
    def undated(self) -> int:
        """Return how many briefings have no date."""
        return sum(not chapter.briefing.published for chapter in self.chapters)

    @property
    def unclear(self) -> list[Quoted]:
        """Return the passages whose words of likelihood and confidence do not go together."""
        return [passage for passage in self.passages if passage.mixed]

    @cached_property
    def judgements(self) -> list[Judgement]:
        """Return what was tagged, tag by tag, without the tags that nobody used."""
        used = [tag.name for tag in self.tags]
        names = [name for name in OPENING if name in used] + [name for name in used if name not in OPENING]
        tagged = [(name, [one for one in self.passages if name in one.tags]) for name in names]
        return [
            Judgement(name, HEADINGS.get(name, name), len(passages), tuple(_bands(name, passages)))
            for name, passages in tagged
            if passages
        ]

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """Return the claims that do not fit, conflicts first, those that were retracted last."""
        found = [contradiction(claim, self._sources) for claim in self.claims]
        kept = [one for one in found if one is not None]
        return sorted(kept, key=lambda one: VERDICTS.index(one.verdict))

    def _chapter(self, number: int, entry: Entry) -> Chapter:
        """Return one briefing as the summary tells it."""
        briefing, article = entry.article.briefing, entry.article
        starts = tuple(span.start for block in article.blocks for span in sentences(article.body, block))
        title = briefing.title if len(briefing.title) <= TITLE else f"{briefing.title[: TITLE - 1].rstrip()}…"
        source = self._sources[briefing.id] = Source(number, title, starts)
        estimates = Estimates(article.body, article.blocks)
        promises = {one.annotation.id: _promised(one) for one in entry.commitments()}
        passages = tuple(
            _quoted(source, index, one, estimates.of(one), promises.get(one.id))
            for index, one in enumerate(entry.annotations, 1)
        )
        return Chapter(number, briefing, article.version, passages)


def _bands(tag: str, passages: Sequence[Quoted]) -> Iterable[Band]:
    """Return speculation by likelihood, the most likely first; other tags in one band, commitments by urgency."""
    if tag == "commitment":
        passages = sorted(passages, key=lambda one: one.promise.urgency if one.promise else _UNKNOWN)
    if tag != "speculation":
        return [Band("", tuple(passages))]
    labels = {one: band(one.likelihood) for one in passages}
    order = sorted(
        {(-(found.low if (found := placed(one.likelihood)) else -1), labels[one]) for one in passages}
    )
    return [Band(label, tuple(one for one in passages if labels[one] == label)) for _, label in order]


def _promised(one: Commitment) -> Promised:
    """Return what the summary tells of one commitment."""
    return Promised(
        one.fate.value,
        one.day,
        one.pledge.deadline.text if one.pledge.deadline else "",
        "" if one.pledge.actor.lower() in _PRONOUNS else one.pledge.actor,
        one.annotation.outcome.shown.exact if one.annotation.outcome else "",
    )


def _quoted(
    source: Source, index: int, annotation: Annotation, estimate: Estimate, promise: Promised | None
) -> Quoted:
    """Return one passage as the summary quotes it."""
    return Quoted(
        quote=annotation.anchor.exact,
        title=source.title,
        number=source.number,
        index=index,
        place=_place(source, annotation),
        tags=annotation.tags,
        note=annotation.note,
        author=annotation.author,
        modified=annotation.modified[:10],
        likelihood=estimate.likelihood,
        confidence=estimate.confidence,
        mixed=estimate.mixed,
        credibility=annotation.grade.words if annotation.grade else "",
        span=Span(0, 0) if annotation.state is AnchorState.ORPHAN else annotation.span,
        promise=promise,
        standing=annotation.state is not AnchorState.ORPHAN,
    )


def _place(source: Source, annotation: Annotation) -> str:
    """Return where a passage stands, and whether that is sure."""
    if annotation.state is AnchorState.ORPHAN:
        return "no longer in the text"
    unsure = " (place to be reviewed)" if annotation.state is AnchorState.REVIEW else ""
    return f"{source.place(annotation.span)}{unsure}"
