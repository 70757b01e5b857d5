"""Which passage of a briefing a quote on the command line means."""

from collections.abc import Collection

from reeread.library import Library
from reeread.library.reading import article, find
from reeread.library.tagging import occurrences
from reeread.model.annotation import Passage
from reeread.model.errors import Ambiguous, NotFound
from reeread.model.span import Span

NEAR = 60
"""Similarity in percent from which a passage is worth showing as the nearest."""


def passage(
    lib: Library, briefing: str, quote: str, start: int | None, among: Collection[Span] | None = None
) -> Passage:
    """Return the one place where the quote stands, or the one that begins at `start`.

    With `among`, one of these is preferred where the quote stands several times.
    Raises NotFound where it does not stand and Ambiguous where it stands several times.
    """
    one = find(lib, briefing)
    spans = occurrences(lib, one.id, quote)
    if not spans:
        raise NotFound(f"the quote stands nowhere in “{one.title}”.", next_step=_nearest(lib, one.id, quote))
    chosen = [span for span in spans if start in (None, span.start)]
    if not chosen:
        raise NotFound(f"the quote does not begin at {start}; it does at {_places(spans)}.")
    if len(chosen) > 1 and among:
        chosen = [span for span in chosen if span in among] or chosen
    if len(chosen) > 1:
        raise Ambiguous(
            f"the quote stands {len(chosen)} times in “{one.title}”, at {_places(chosen)}.",
            next_step=f"Choose with --start, e.g. --start {chosen[0].start}.",
        )
    return Passage(one.id, chosen[0])


def _places(spans: Collection[Span]) -> str:
    """Return where quotes begin, in code points."""
    return ", ".join(str(span.start) for span in spans)


def _nearest(lib: Library, briefing: str, quote: str) -> str:
    """Return a sentence that shows the passage most like the quote, or that says what to look at."""
    from rapidfuzz import fuzz

    body = article(lib, briefing).body
    near = fuzz.partial_ratio_alignment(quote, body, score_cutoff=NEAR)
    if near is None or len(quote) > len(body):
        return f"`reeread show {briefing}` prints its text."
    return f"The nearest passage is “{body[near.dest_start : near.dest_end]}” at {near.dest_start}."
