"""What the status line says of the hub, in words."""

from reeread.model.shared import Synced, SyncState
from reeread.screens.reading.words import number


def state_words(state: SyncState | None, synced: str) -> tuple[str, ...]:
    """Return how far a library is with its hub, in ever fewer words; nothing for one that has none.

    Args:
        state: As it was counted.
        synced: The time of day of the last sync, "" if there was none in this sitting.
    """
    if state is None:
        return ()
    waiting = f"{state.pending:,} to send" if state.pending else ""
    apart = number(state.conflicts, "conflict") if state.conflicts else ""
    aside = f"{state.aside:,} for a newer reeread" if state.aside else ""
    when = f"synced {synced}" if synced else ""
    long = " · ".join(one for one in (waiting, apart, aside, when) if one)
    signs = " ".join(
        sign + f"{count:,}" for sign, count in (("↑", state.pending), ("≠", state.conflicts)) if count
    )
    return f"hub: {long or 'nothing to send'}", f"hub {signs or '✓'}"


def beside_words(hidden: int, hub: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands before the place in the status line, in ever fewer words; nothing where all is usual."""
    if not hidden:
        return hub
    long, *short = hub or ("",)
    words = (number(hidden, "author") + " hidden", long), (f"{hidden:,} hidden", *short)
    return tuple(" · ".join(one for one in part if one) for part in words)


def progress_words(what: str, count: int) -> str:
    """Return how a sync goes, of which so many changes more were "fetched" or "sent"."""
    how = "came in" if what == "fetched" else "went out"
    return f"Syncing: {number(count, 'change')} {how} …"


def synced_words(done: Synced, key: str) -> str:
    """Return what a sync did, and the key that shows where people differ if they do."""
    if done.pulled or done.pushed:
        said = f"{number(done.pulled, 'change')} of others came in, {done.pushed:,} went out."
    else:
        said = "Nothing new on either side."
    if done.conflicts:
        said += f" {number(done.conflicts, 'field')} differ{'s' * (done.conflicts == 1)}: {key} shows where."
    if done.aside:
        said += f" {done.aside:,} are of a newer reeread and kept until this one is upgraded."
    return said
