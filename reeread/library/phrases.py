"""Deeds in words, for what an undo took back: what was done comes first, so that a narrow line shows it."""

from collections.abc import Iterable, Mapping, Sequence

from reeread.model.event import Event


def phrase(deed: str, changes: Sequence[Event], names: Mapping[str, str], about: str) -> str:
    """Return a deed in words, to stand after "took back".

    Args:
        deed: What the log calls it.
        changes: Its events.
        names: The names of tags by id, in the order of the codebook.
        about: The quote, title or name that its first event was about.
    """
    what = f"“{_short(about)}”" if len(changes) == 1 else f"{len(changes)} {_THINGS[changes[0].subject]}"
    if deed in {"tag", "untag"}:
        tags = ", ".join(name for tag, name in names.items() if tag in _changed(changes[:1], "tags"))
        if tags:
            return f"tagging {what} as {tags}" if deed == "tag" else f"taking {tags} off {what}"
    if deed in {"accept", "add"} or deed.startswith(
        "claim "
    ):  # several things change, of which the first is the one that was meant
        what = f"“{_short(about)}”"
    if deed in _OF_CLAIMS:
        what = f"the claim {what}" if len(changes) == 1 else f"{len(changes)} claims"
    if deed in {"codebook edit", "codebook import", "codebook merge"}:
        what = _tags(changes[-1:] if deed == "codebook edit" else changes, names)
    elif deed == "codebook remove":
        what = f"“{_short(about)}”" if len(changes) == 1 else _tags(changes[:1], names)
    if deed == "merge":
        what = _counted(changes)
    stacks = " and ".join(f"“{name}”" for name in sorted(_changed(changes, "stacks")))
    state = (changes[-1].after or {}).get("state", "")
    return _PHRASES[deed].format(what, stacks=stacks, state=state)


_OF_CLAIMS = {"claim confirm", "claim dismiss", "claim reopen", "claim retract"}
"""What may be done to several claims alike."""

_PHRASES = {
    "accept": "accepting {}",
    "accept anchor": "accepting the place of {}",
    "add": "adding {}",
    "broken": "marking {} as broken",
    "claim confirm": "confirming {}",
    "claim dismiss": "dismissing {}",
    "claim merge": "merging the claims {}",
    "claim reopen": "reopening {}",
    "claim retract": "retracting {}",
    "claim split": "taking a passage out of the claim {}",
    "codebook add": "adding the tag {}",
    "codebook edit": "the change of the tag {}",
    "codebook import": "taking in the tags {}",
    "codebook merge": "merging the tags {}",
    "codebook order": "the order of the tags",
    "codebook remove": "removing the tag {}",
    "codebook restore": "restoring the tag {}",
    "codebook retire": "retiring the tag {}",
    "delete": "deleting {}",
    "detach": "detaching {}",
    "dismiss": "dismissing {}",
    "gold": "settling {}",
    "gold agreed": "taking {} on which all agree into the gold set",
    "grade passage": "the grade of {}",
    "grade source": "the grade of the source of {}",
    "merge": "merging {}",
    "met": "marking {} as met",
    "move": "the borders of {}",
    "note": "the note on {}",
    "remove": "removing {}",
    "reopen": "reopening {}",
    "reopen commitment": "opening {} again",
    "retag": "retagging {}",
    "search remove": "removing the search {}",
    "search rename": "renaming the search {}",
    "search save": "keeping the search {}",
    "settle": "settling {}",
    "stack": "gathering {} in {stacks}",
    "stack remove": "removing the stack {stacks}",
    "stack rename": "renaming the stack {stacks}",
    "tag": "the note on {}",
    "triage": "marking {} as {state}",
    "unstack": "taking {} out of {stacks}",
    "untag": "untagging {}",
}

_NAMED = 3
"""How many tags a sentence names."""

_THINGS = {
    "annotation": "passages",
    "briefing": "briefings",
    "claim": "claims",
    "highlight": "sentences",
    "search": "searches",
    "tag": "tags",
}


def _counted(changes: Sequence[Event]) -> str:
    """Return how many things of each kind events are about."""
    things = {kind: {one.subject_id for one in changes if one.subject == kind} for kind in _THINGS}
    return ", ".join(f"{len(ids)} {_THINGS[kind]}" for kind, ids in things.items() if ids)


def _changed(changes: Iterable[Event], field: str) -> set[str]:
    """Return what was put into, or taken out of, a field that is a list."""
    found: set[str] = set()
    for change in changes:
        before, after = (set((state or {}).get(field, ())) for state in (change.before, change.after))
        found |= before ^ after
    return found


def _tags(changes: Sequence[Event], names: Mapping[str, str]) -> str:
    """Return the names of the tags that events are about, in their order in time."""
    found = []
    for change in reversed([one for one in changes if one.subject == "tag"]):
        own = (change.after or {}).get("name") or (change.before or {}).get("name")
        found.append(f"“{own or names.get(change.subject_id, '')}”")
    more = [f"{len(found) - _NAMED} more"] if len(found) > _NAMED else []
    return " and ".join([*found[:_NAMED], *more])


def _short(text: str, longest: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
