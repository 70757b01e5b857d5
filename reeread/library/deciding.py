"""What a person makes of claims: confirmed, dismissed, retracted, put together, taken apart; each call is one deed."""

from collections.abc import Callable, Sequence
from datetime import date as calendar

from reeread.library import tagging
from reeread.library.library import Library
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.errors import AlreadyDone, NotFound, UsageError
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.store import briefings
from reeread.store import claims as rows
from reeread.store.deed import Deed, State


def confirm(lib: Library, claims: Sequence[Claim], verdict: Verdict | None = None) -> None:
    """Let claims stand with their verdicts, or with another one, whatever is computed later; what is so already stays.

    Raises:
        AlreadyDone: All were confirmed so before.
        NotFound: A passage no longer stands where it was seen.
    """

    def settled(claim: Claim) -> bool:
        same = claim.standing is Standing.CONFIRMED and claim.verdict is (verdict or claim.verdict)
        return same and claim.ruling is not None and not claim.ruling.joined and not claim.unsure

    with lib.store.deed("claim confirm", lib.author) as deed:
        for claim in _open(claims, settled, "confirmed already"):
            _rule(lib, deed, claim, Standing.CONFIRMED, verdict=verdict or claim.verdict)


def dismiss(lib: Library, claims: Sequence[Claim]) -> None:
    """Let claims be none, whatever is computed later.

    Raises:
        AlreadyDone: All were dismissed before.
        NotFound: A passage no longer stands where it was seen.
    """
    with lib.store.deed("claim dismiss", lib.author) as deed:
        for claim in _open(claims, lambda one: one.standing is Standing.DISMISSED, "dismissed already"):
            _rule(lib, deed, claim, Standing.DISMISSED)


def retract(lib: Library, claims: Sequence[Claim], reason: str, date: str = "") -> None:
    """Let claims hold no longer.

    Args:
        lib: The library.
        claims: The claims.
        reason: Why, in a few words.
        date: Since when, an ISO date; today unless told otherwise.

    Raises:
        UsageError: There is no reason, or the date is none.
        NotFound: A passage no longer stands where it was seen.
    """
    reason, date = reason.strip(), date.strip() or calendar.today().isoformat()
    if not reason:
        raise UsageError("A claim is retracted for a reason.", next_step="Say it in a few words.")
    tagging.storable(reason)
    try:
        date = calendar.fromisoformat(date).isoformat()
    except ValueError:
        raise UsageError(f"{date!r} is no date.", next_step="Write it like 2026-05-31.") from None
    with lib.store.deed("claim retract", lib.author) as deed:
        for claim in claims:
            _rule(lib, deed, claim, Standing.RETRACTED, date=date, reason=reason)


def reopen(lib: Library, claims: Sequence[Claim]) -> None:
    """Take back what was decided on claims; passages that were put together stay together.

    Raises:
        AlreadyDone: Nothing was decided on any.
    """
    with lib.store.deed("claim reopen", lib.author) as deed:
        for claim in _open(claims, lambda one: one.standing is Standing.OPEN, "open already"):
            if claim.ruling is None:
                continue
            if claim.ruling.grouped:
                open_again = {"standing": Standing.OPEN.value, "date": "", "reason": ""}
                _change(deed, claim.ruling.id, open_again)
            else:
                deed.change("claim", rows, claim.ruling.id, None)


def merge(lib: Library, claims: Sequence[Claim]) -> None:
    """Let the passages of several claims be one claim, which is called as the first of them.

    Raises:
        UsageError: There are fewer than two.
        NotFound: A passage no longer stands where it was seen.
    """
    if len(claims) < 2:
        raise UsageError("One claim alone cannot be merged.", next_step="Name two or more.")
    with lib.store.deed("claim merge", lib.author) as deed:
        passages: dict[tuple[object, ...], State] = {}
        for claim in claims:
            for state in _passages(lib, deed, claim):
                passages.setdefault(tuple(state.values()), state)
        verdict = max((claim.verdict for claim in claims), key=lambda one: one.gravity)
        state = _state(lib, deed, claims[0].label, verdict, list(passages.values()), grouped=True)
        deed.create("claim", rows, state)
        for claim in claims:
            if claim.ruling is not None:
                deed.change("claim", rows, claim.ruling.id, None)


def split(lib: Library, claim: Claim, source: str) -> None:
    """Take the passages of one briefing out of a claim: they are not joined with the others again.

    Args:
        lib: The library.
        claim: The claim; what is left of it is open.
        source: The briefing's id.

    Raises:
        UsageError: The briefing states nothing of the claim, or nobody else does.
        NotFound: A passage no longer stands where it was seen.
    """
    others = {one.source for one in (*claim.passages, *claim.lost)} - {source}
    if not any(one.source == source for one in (*claim.passages, *claim.lost)):
        raise UsageError("That briefing states nothing of this claim.", next_step="Choose one that does.")
    if not others:
        raise UsageError("No other briefing is in this claim.", next_step="Dismiss it instead.")
    with lib.store.deed("claim split", lib.author) as deed:
        every = _passages(lib, deed, claim)
        rest = [one for one in every if one["briefing"] != source]
        gone = {(one.source, one.start, one.end, one.value) for one in claim.lost}
        out = [one for one in every if one["briefing"] == source and _place(one) not in gone]
        left = _state(lib, deed, claim.label, claim.verdict, rest, grouped=True)
        if claim.ruling is not None:
            _change(deed, claim.ruling.id, left)
        else:
            deed.create("claim", rows, left)
        if out:
            deed.create("claim", rows, _state(lib, deed, claim.label, claim.verdict, out, grouped=True))


def _open(claims: Sequence[Claim], settled: Callable[[Claim], bool], how: str) -> list[Claim]:
    """Return the claims of which something is not so yet.

    Raises:
        AlreadyDone: There are none.
    """
    left = [claim for claim in claims if not settled(claim)]
    if not left:
        raise AlreadyDone(f"{'This claim is' if len(claims) == 1 else 'These claims are'} {how}.")
    return left


def _rule(
    lib: Library,
    deed: Deed,
    claim: Claim,
    standing: Standing,
    *,
    verdict: Verdict | None = None,
    date: str = "",
    reason: str = "",
) -> None:
    """Write what a claim is from now on."""
    ruling = claim.ruling
    state = {
        **_state(lib, deed, claim.label, verdict or claim.verdict, _passages(lib, deed, claim)),
        "standing": standing.value,
        "grouped": int(ruling is not None and ruling.grouped),
        "date": date,
        "reason": reason,
    }
    if ruling is None:
        deed.create("claim", rows, state)
    else:
        _change(deed, ruling.id, state)


def _change(deed: Deed, id: str, fields: State) -> None:
    """Change what was decided, unless that is gone meanwhile."""
    if rows.state(deed.connection, id) is None:
        raise NotFound(
            "What was decided on this claim is gone meanwhile.", next_step="Look at the claims anew."
        )
    deed.change("claim", rows, id, fields)


def _state(
    lib: Library,
    deed: Deed,
    label: str,
    verdict: Verdict,
    passages: Sequence[State],
    *,
    grouped: bool = False,
) -> State:
    """Return an open claim as the log writes it."""
    return {
        "author": lib.author,
        "label": label,
        "verdict": verdict.value,
        "standing": Standing.OPEN.value,
        "grouped": int(grouped),
        "date": "",
        "reason": "",
        "made": deed.at,
        "passages": list(passages),
    }


def _passages(lib: Library, deed: Deed, claim: Claim) -> list[State]:
    """Return the passages of a claim as the log writes them; those that stand no more as they were kept."""
    found = [_passage(lib, deed, one) for one in claim.passages]
    if claim.ruling is not None and claim.lost:
        kept = rows.state(deed.connection, claim.ruling.id) or {"passages": ()}
        lost = {(one.source, one.start, one.end, one.value) for one in claim.lost}
        found += [one for one in kept["passages"] if _place(one) in lost]
    return found


def _passage(lib: Library, deed: Deed, passage: ClaimPassage) -> State:
    """Return a passage as the log writes it, anchored in the version that its briefing shows."""
    _, version_id, number = briefings.shown(deed.connection, passage.source)
    anchor = tagging.anchored(lib, deed, version_id, passage.span)
    if anchor.exact != passage.text:
        raise NotFound(
            "A briefing of this claim has changed meanwhile.", next_step="Look at the claims anew."
        )
    return {
        "briefing": passage.source,
        "version": number,
        **tagging.fields(anchor),
        "value": passage.value,
        "low": None if passage.low is None else float(passage.low),
        "high": None if passage.high is None else float(passage.high),
        "unit": passage.unit,
    }


def _place(passage: State) -> tuple[object, ...]:
    return passage["briefing"], passage["start"], passage["end"], passage["value"]
