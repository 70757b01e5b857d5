"""How much alike two stretches of text are."""

_LONG = 4096
"""Characters up to which a stretch is compared whole; of a longer one the two ends are."""


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 how much of two folded texts is the same in the same order; two empty ones are the same."""
    from rapidfuzz.fuzz import ratio

    if one == other:
        return 1.0
    if max(len(one), len(other)) <= _LONG:
        return ratio(one, other) / 100
    half = _LONG // 2
    return (ratio(one[:half], other[:half]) + ratio(one[-half:], other[-half:])) / 200
