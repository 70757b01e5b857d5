"""Values as plain rows for JSON, with the field names that other programs rely on."""

from typing import Any

from reeread.export.likely import Estimate
from reeread.extract import METHOD
from reeread.model.agreement import Agreement, Dispute, Divided
from reeread.model.annotation import Annotation
from reeread.model.body import Block, Mark
from reeread.model.briefing import Article, Briefing
from reeread.model.claim import Claim
from reeread.model.commitment import Outcome
from reeread.model.decided import Decided
from reeread.model.drift import Drift, Excerpt
from reeread.model.event import Event
from reeread.model.extraction import Cue, Figure, Highlight, Suggestion
from reeread.model.promise import Commitment
from reeread.model.ruled import Ruled
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.model.trust import Trust

Row = dict[str, Any]


def briefing_row(briefing: Briefing) -> Row:
    """Return what a list says of a briefing; an unknown date is None."""
    return {
        "id": briefing.id,
        "title": briefing.title,
        "source": briefing.source,
        "published": briefing.published or None,
        "stacks": list(briefing.stacks),
        "sentences": briefing.sentences,
        "annotations": briefing.annotations,
        "grade": briefing.grade and briefing.grade.value,
        "copy_of": briefing.copy_of or None,
    }


def article_row(article: Article) -> Row:
    """Return a briefing with its body and blocks."""
    return briefing_row(article.briefing) | {
        "body": article.body,
        "blocks": [block_row(block) for block in article.blocks],
    }


def block_row(block: Block) -> Row:
    """Return a block's kind and place, in code points of the body."""
    return {"kind": block.kind.value, "start": block.start, "end": block.end, "level": block.level}


def mark_row(mark: Mark) -> Row:
    """Return an inline mark's kind, place and target."""
    return {"kind": mark.kind.value, "start": mark.start, "end": mark.end, "target": mark.target}


def annotation_row(annotation: Annotation) -> Row:
    """Return everything that is known of an annotation."""
    anchor = annotation.anchor
    return {
        "id": annotation.id,
        "briefing": annotation.briefing,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "state": annotation.state.value,
        "grade": annotation.grade and annotation.grade.value,
        "outcome": annotation.outcome and _outcome_row(annotation.outcome),
    }


def commitment_row(commitment: Commitment) -> Row:
    """Return who promised what until when, where it stands, and what shows it."""
    mark, pledge = commitment.annotation, commitment.pledge
    return {
        "id": mark.id,
        "briefing": mark.briefing,
        **{"start": mark.anchor.start, "end": mark.anchor.end, "exact": mark.anchor.exact},
        "actor": pledge.actor or None,
        "promise": pledge.promise,
        "deadline": pledge.deadline and {"text": pledge.deadline.text, "day": pledge.deadline.day or None},
        "state": commitment.fate.value,
        "shown": mark.outcome and _shown_row(mark.outcome),
        "author": mark.author,
    }


def drift_row(drift: Drift) -> Row:
    """Return where an annotation stood before its source changed, and where it stands."""
    mark = drift.annotation
    return {
        "id": mark.id,
        "briefing": mark.briefing,
        "state": mark.state.value,
        "tags": list(mark.tags),
        "note": mark.note,
        "author": mark.author,
        "old": drift.was and _excerpt_row(drift.was),
        "new": drift.now and _excerpt_row(drift.now),
    }


def _excerpt_row(excerpt: Excerpt) -> Row:
    return {
        "version": excerpt.version,
        "start": excerpt.span.start,
        "end": excerpt.span.end,
        "before": excerpt.before,
        "exact": excerpt.text,
        "after": excerpt.after,
    }


def _outcome_row(outcome: Outcome) -> Row:
    return {"state": outcome.fate.value} | _shown_row(outcome)


def _shown_row(outcome: Outcome) -> Row:
    """Return the passage that shows what became of a commitment."""
    shown = outcome.shown
    return {
        "briefing": shown.briefing,
        "version": shown.version,
        "start": shown.span.start,
        "end": shown.span.end,
        "exact": shown.exact,
    }


def highlight_row(highlight: Highlight) -> Row:
    """Return what the extractor says of a sentence, from its block to its likelihood.

    Other programs rely on these fields; confidence stands behind them only where a sentence says it.
    """
    likely, sure = highlight.likelihood, highlight.confidence
    return {
        "block": highlight.block.value,
        "start": highlight.start,
        "end": highlight.end,
        "text": highlight.text,
        "score": highlight.score,
        "highlight": highlight.key,
        "tags": [_suggestion_row(suggestion) for suggestion in highlight.tags],
        "figures": [_figure_row(figure) for figure in highlight.figures],
        "speaker": highlight.speaker,
        "likelihood": likely and {"term": likely.term, "low": likely.low, "high": likely.high},
        **({"confidence": {"term": sure.term, "level": sure.level.value}} if sure else {}),
    }


def estimate_row(estimate: Estimate) -> Row:
    """Return how likely, how sure, and what in the wording does not go together."""
    likely, sure = estimate.likelihood, estimate.confidence
    return {
        "likelihood": likely and {"term": likely.term, "low": likely.low, "high": likely.high},
        "confidence": sure and {"term": sure.term, "level": sure.level.value},
        "mixed": [
            {"kind": one.kind.value, "terms": list(one.terms), "why": one.why} for one in estimate.mixed
        ],
    }


def tag_row(tag: Tag) -> Row:
    """Return an entry of the codebook."""
    return {
        "name": tag.name,
        "key": tag.key,
        "color": tag.color,
        "meaning": tag.meaning,
        "position": tag.position,
        "retired": tag.retired,
        "origins": list(tag.origins),
    }


def decided_row(decided: Decided) -> Row:
    """Return what somebody decided on the suggestions of a sentence."""
    return decided._asdict() | {"decision": decided.decision.value, "tags": list(decided.tags)}


def ruled_row(ruled: Ruled) -> Row:
    """Return what somebody decided on a claim, with the passages that it was about."""
    ruling = ruled.ruling
    return {
        "id": ruling.id,
        "label": ruled.label,
        "verdict": ruled.verdict.value,
        "standing": ruling.standing.value,
        "grouped": ruling.grouped,
        "date": ruling.date,
        "reason": ruling.reason,
        "author": ruling.author,
        "made": ruling.made,
        "passages": [
            {
                "briefing": one.briefing,
                "version": one.version,
                **one.anchor._asdict(),
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "unit": one.unit,
            }
            for one in ruled.passages
        ],
    }


def event_row(event: Event) -> Row:
    """Return an entry of the log."""
    return {
        "id": event.id,
        "transaction": event.transaction,
        "at": event.at,
        "author": event.author,
        "deed": event.deed,
        "subject": event.subject,
        "subject_id": event.subject_id,
        "before": event.before,
        "after": event.after,
        "undoes": event.undoes,
    }


def place_row(span: Span, text: str) -> Row:
    """Return a stretch of a body with its text."""
    return {"start": span.start, "end": span.end, "text": text}


def claim_row(claim: Claim) -> Row:
    """Return a claim with its passages, each with its figure as printed and as an interval in base units."""
    return {
        "claim": claim.label,
        "verdict": claim.verdict.value,
        "origins": claim.origins,
        "passages": [
            {
                "source": passage.source,
                **place_row(passage.span, passage.text),
                "value": passage.value,
                "low": _number(passage.low),
                "high": _number(passage.high),
                "unit": passage.unit,
            }
            for passage in claim.passages
        ],
    }


def settled_row(claim: Claim) -> Row:
    """Return a claim of a library: what `claim_row` has, its id, and what a person decided on it."""
    ruling = claim.ruling
    return claim_row(claim) | {
        "id": claim.id,
        "decision": ruling
        and {
            "standing": ruling.standing.value,
            "author": ruling.author,
            "made": ruling.made,
            "date": ruling.date or None,
            "reason": ruling.reason or None,
            "grouped": ruling.grouped,
            "joined": ruling.joined,
            "review": claim.unsure,
            "lost": [{"source": one.source, "text": one.text, "value": one.value} for one in claim.lost],
        },
    }


def agreement_row(agreement: Agreement) -> Row:
    """Return how far people agree on something, coefficients to four places."""

    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "what": agreement.what,
        "units": agreement.units,
        "marked": agreement.marked,
        "alpha": short(agreement.alpha.value),
        "low": short(agreement.alpha.low),
        "high": short(agreement.alpha.high),
        "kappa": short(agreement.kappa),
        "alpha_on_text": short(agreement.spans),
    }


def divided_row(divided: Divided) -> Row:
    """Return a sentence on which people differ, with what each marked it as."""
    return {
        "briefing": divided.passage.briefing,
        **place_row(divided.passage.span, divided.text),
        "tags": {author: list(tags) for author, tags in divided.tags.items()},
    }


def dispute_row(dispute: Dispute) -> Row:
    """Return a sentence on which people differ, with what each said of it, and what was decided."""
    decided = dispute.decided
    return divided_row(dispute.divided) | {
        "notes": {author: list(notes) for author, notes in dispute.notes.items()},
        "settled": decided
        and {"gold": decided.author, "tags": list(decided.tags), "reason": decided.note, "id": decided.id},
    }


def trust_row(trust: Trust) -> Row:
    """Return what was made of the suggestions of a rule; one without a rule is of the whole method."""
    return {
        "method": trust.method,
        "model": trust.model or None,
        "rule": trust.rule or None,
        "tag": trust.tag or None,
        "accepted": trust.accepted,
        "corrected": trust.corrected,
        "dismissed": trust.dismissed,
    }


def _suggestion_row(suggestion: Suggestion) -> Row:
    """Return a suggestion; who makes it is said where it is a plug-in."""
    row = {
        "tag": suggestion.tag,
        "score": suggestion.score,
        "cues": [_cue_row(cue) for cue in suggestion.cues],
    }
    if suggestion.method in METHOD.split():
        return row
    return row | {"method": suggestion.method, "model": suggestion.model or None}


def _cue_row(cue: Cue) -> Row:
    return place_row(Span(cue.start, cue.end), cue.text) | {
        "rule": cue.rule,
        "negated": cue.negated,
        "quoted": cue.quoted,
    }


def _figure_row(figure: Figure) -> Row:
    return place_row(Span(figure.start, figure.end), figure.text) | {
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "approximate": figure.approximate,
    }


def _number(value: float | None) -> float | int | None:
    """Return a whole number as an int, so that 90 % reads 90."""
    return int(value) if value is not None and value == int(value) else value
