"""What speaks against two figures stating the same thing: other roles, other head nouns, other wholes."""

from reeread.extract.claims.measure import Measure
from reeread.extract.claims.statement import Statement
from reeread.extract.claims.worth import CLOSE, apart
from reeread.model.verdict import Verdict

_OTHER_WHOLE = 4.0
"""Against shares of different wholes: 60% of a country's imports says nothing of 90% of the world's processing."""
_OTHER_ACTIVITY = 1.5
_OTHER_SUBJECT = 0.8


def doubts(one: Statement, two: Statement, verdict: Verdict) -> float:
    """Return what speaks against the link: other roles, other head nouns, other periods, other activities."""
    agree = verdict is Verdict.AGREE
    first, second = one.measure, two.measure
    doubt = _role_doubt(first, second, agree)
    if first.dimension == second.dimension == "count":
        doubt += _head_doubt(one, two, agree)
        if (one.parts != two.parts or first.of != second.of) and (not agree or apart(first, second) > CLOSE):
            doubt += 0.8
    if one.periods and two.periods and not one.periods & two.periods:
        doubt += 0.5 if agree else 1.0
    doubt += sum(-pole in two.poles for pole in one.poles)
    if first.dimension == second.dimension and one.activities and two.activities:
        doubt += not one.activities & two.activities
    if first.dimension == second.dimension == "share":
        doubt += _share_doubt(one, two, agree)
    if (first.per is None) != (second.per is None):
        doubt += 0.4 if agree else 0.8
    return doubt


def _share_doubt(one: Statement, two: Statement, agree: bool) -> float:
    """Return what speaks against two shares being shares of one thing."""
    for side, other in ((one, two), (two, one)):
        if side.whole.activities and not side.whole.activities & (other.whole.activities or other.activities):
            return _OTHER_WHOLE
    if one.whole.scope and two.whole.scope and not one.whole.scope & two.whole.scope:
        return 1.0 if agree else _OTHER_WHOLE
    if agree:
        return 0.0
    doubt = 0.0
    if bool(one.activities) != bool(two.activities):
        doubt += _OTHER_ACTIVITY
    if one.measure.of != two.measure.of and "ratio" not in (one.measure.role, two.measure.role):
        doubt += 1.0
    if one.subject and two.subject and one.subject != two.subject:
        doubt += _OTHER_SUBJECT
    return doubt


def _role_doubt(first: Measure, second: Measure, agree: bool) -> float:
    roles = {first.role, second.role}
    if len(roles) == 1:
        return 0.0
    if "converted" in roles:
        return 0.2 if agree else _OTHER_WHOLE  # rates of exchange differ by right
    if "prior" in roles:
        return 1.2
    if "total" in roles:
        return 0.6
    if "change" in roles:
        if agree:
            return 0.5
        return 0.3 if first.dimension == second.dimension == "share" else 1.2
    return 0.0 if agree else 0.3 if roles == {"ratio", "level"} else 0.6


def _head_doubt(one: Statement, two: Statement, agree: bool) -> float:
    wide = one.counted, two.counted
    if not wide[0] or not wide[1]:
        return 0.0
    if wide[0] & wide[1]:
        return -0.5
    if wide[0] & two.groups.keys() or wide[1] & one.groups.keys():
        return 0.2 if agree else 0.6
    return 0.6 if agree else 1.4
