"""What the file's people decided on claims: new, later than here, or the same."""

from collections.abc import Iterator
from typing import Any

from reeread.library.merging.coming import Coming, found
from reeread.library.tagging import fields
from reeread.model.annotation import Anchor
from reeread.model.arrival import Row, State
from reeread.store import claims as rows
from reeread.text.anchors import anchor


def bring(coming: Coming) -> Iterator[Row]:
    """Bring in the decisions whose passages all stand here."""
    deed = coming.deed
    for id, said in coming.bundle.rulings:
        passages = [_passage(coming, one) for one in said["passages"]]
        placed = [one for one in passages if one is not None]
        if len(placed) < len(passages):
            yield Row("claim", said["label"], "refused", "a passage of it is not in the library")
            continue
        state = {**said, "passages": placed}
        present = rows.state(deed.connection, id)
        if present is not None and (present["made"], present["standing"]) >= (said["made"], said["standing"]):
            yield Row("claim", said["label"], "unchanged")
            continue
        deed.change("claim", rows, id, state)
        yield Row("claim", said["label"], "new" if present is None else "changed")


def _passage(coming: Coming, said: State) -> dict[str, Any] | None:
    place = coming.places.get(said["briefing"])
    if place is None:
        return None
    quote = Anchor(said["start"], said["end"], said["exact"], said["prefix"], said["suffix"])
    span, _ = found(place, quote, known=True)
    if span is None:
        return None
    again = quote if span == quote.span and place.same else anchor(place.body, span)
    return {**said, "briefing": place.briefing, "version": place.version, **fields(again)}
