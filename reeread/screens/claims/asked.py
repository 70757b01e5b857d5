"""Which claims are asked for with the filter line, and in which order they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reeread.model.claim import Claim
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.screens.annotations.words import Words, like

NAMES = ("verdict", "state", "briefing", "stack")
"""What can stand before a colon; any other word is looked for in labels, passages and figures."""

SORTS = ("verdict", "claim", "origins", "place")
"""What claims can be sorted by: what does not fit first, the label, the most origins first, or their place."""

_KEYS: Mapping[str, Callable[[Claim], Any]] = {
    "verdict": lambda claim: (not claim.holds, -claim.verdict.gravity, -claim.origins),
    "claim": lambda claim: claim.label.casefold(),
    "origins": lambda claim: -claim.origins,
    "place": lambda claim: 0,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filter line asks for."""

    verdicts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    """Words of titles, small."""
    stack: str | None = None
    text: tuple[str, ...] = ()
    unknown: str = ""
    """What is like nothing that there is, in a sentence; then nothing is wanted."""

    def wants(self, claim: Claim, titles: Mapping[str, str]) -> bool:
        """Return whether a claim is asked for; one that was dismissed only by its state."""
        if claim.standing not in self.states if self.states else claim.standing is Standing.DISMISSED:
            return False
        if self.verdicts and claim.verdict not in self.verdicts:
            return False
        passages = (*claim.passages, *claim.lost)
        named = [titles.get(one.source, "").casefold() for one in passages]
        if not all(any(word in title for title in named) for word in self.briefings):
            return False
        said = " ".join([claim.label, *(f"{one.text} {one.value}" for one in passages)]).casefold()
        return all(word in said for word in self.text)


def asked(typed: str, stacks: Sequence[str]) -> Asked:
    """Return what is asked for with what was typed; beginnings of names are enough."""
    words = Words.of(typed, NAMES)
    found: dict[str, tuple[str, ...]] = {}
    for name, pool in (("verdict", list(Verdict)), ("state", list(Standing))):
        for value in words.asked.get(name, ()):
            hits = like(value, [str(one) for one in pool])
            if not hits:
                return Asked(unknown=f"No {name} is like “{value}”. There are {', '.join(pool)}.")
            found[name] = (*found.get(name, ()), *hits)
    stack = None
    for value in words.asked.get("stack", ()):
        hits = like(value, stacks)
        if not hits:
            return Asked(unknown=f"No stack is like “{value}”. There are {', '.join(stacks) or 'none'}.")
        stack = hits[0]
    return Asked(
        found.get("verdict", ()),
        found.get("state", ()),
        tuple(value.casefold() for value in words.asked.get("briefing", ())),
        stack,
        tuple(words.text.casefold().split()),
    )


def in_order(claims: Sequence[Claim], sort: str, *, backwards: bool) -> tuple[Claim, ...]:
    """Return claims in an order; those that are alike in it stay as they came."""
    ordered = sorted(claims, key=_KEYS[sort])
    return tuple(reversed(ordered) if backwards else ordered)


def columns(claims: Sequence[Claim], briefings: Sequence[str]) -> tuple[str, ...]:
    """Return the briefings that say something of the claims: those that say most first, else in their order."""
    said = dict.fromkeys(briefings, 0)
    for claim in claims:
        for source in {one.source for one in (*claim.passages, *claim.lost)}:
            said[source] = said.get(source, 0) + 1
    return tuple(sorted((id for id, count in said.items() if count), key=lambda id: -said[id]))
