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

LONG = 2_000_000
"""Characters of a body beyond which looking for the nearest passage would take too long."""

SHOWN = 12
"""How many places of a quote a message names."""


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
        raise NotFound(f"The quote stands nowhere in “{one.title}”.", next_step=_nearest(lib, one.id, quote))
    chosen = [span for span in spans if start in (None, span.start)]
    if not chosen:
        raise NotFound(f"The quote does not begin at {start}; it does at {_places(spans)}.")
    if len(chosen) > 1 and among:
        chosen = [span for span in chosen if span in among] or chosen
    if len(chosen) > 1:
        raise Ambiguous(
            f"The quote stands {len(chosen)} times in “{one.title}”, at {_places(chosen)}.",
            next_step=f"Choose with --start, e.g. --start {chosen[0].start}.",
        )
    return Passage(one.id, chosen[0])


def _places(spans: Collection[Span]) -> str:
    """Return where quotes begin, in code points; of very many only the first."""
    shown = ", ".join(str(span.start) for span in list(spans)[:SHOWN])
    return f"{shown} and {len(spans) - SHOWN} more places" if len(spans) > SHOWN else shown


def _nearest(lib: Library, briefing: str, quote: str) -> str:
    """Return a sentence that shows the passage most like the quote, or that says what to look at."""
    from rapidfuzz import fuzz

    body = article(lib, briefing).body
    alike = len(quote) <= len(body) <= LONG and fuzz.partial_ratio_alignment(quote, body, score_cutoff=NEAR)
    if not alike:
        return f"`reeread show {briefing}` prints its text."
    start, end = alike.dest_start, alike.dest_end
    while start > 0 and not body[start - 1].isspace():
        start -= 1
    while start < end and body[start].isspace():
        start += 1
    while end < len(body) and not body[end].isspace():
        end += 1
    return f"The nearest passage is “{body[start:end].rstrip()}” at {start}."
