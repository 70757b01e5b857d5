"""How often what was suggested was right: told by what readers accepted, corrected and dismissed."""

from collections import Counter
from collections.abc import Collection

from reeread.library.library import Library
from reeread.model.extraction import Decision
from reeread.model.trust import Trust
from reeread.store import judgements

_Key = tuple[str, str, str, str]


def trust(lib: Library, briefings: Collection[str] = ()) -> tuple[Trust, ...]:
    """Return what everybody made of suggestions, for each method as a whole and then for each of its rules.

    What was decided on most comes first. A suggestion of several rules counts for each of them.

    Args:
        lib: The library.
        briefings: The ids of those that alone count; all, if there are none.
    """
    counts: dict[_Key, Counter[str]] = {}
    with lib.store.reading() as connection:
        for one in judgements.judged(connection):
            if briefings and one.briefing not in briefings:
                continue
            for reason in one.reasons:
                what = _outcome(one.decision, reason.tag in one.standing)
                by = (reason.method, reason.model)
                for key in ((*by, "", ""), *((*by, rule, reason.tag) for rule in reason.rules)):
                    counts.setdefault(key, Counter())[what] += 1
    found = [
        Trust(*key, number["accepted"], number["corrected"], number["dismissed"])
        for key, number in counts.items()
    ]
    whole = {(one.method, one.model): one.decided for one in found if not one.rule}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -whole[one.method, one.model], one.method, one.model, bool(one.rule), -one.decided, one.rule, one.tag,
            ),
        )
    )  # fmt: skip


def _outcome(decision: Decision, stands: bool) -> str:
    if stands:
        return "accepted"
    return "corrected" if decision is Decision.ACCEPTED else "dismissed"
