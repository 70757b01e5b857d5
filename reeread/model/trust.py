"""How often what was suggested was right, by rule and by method."""

from typing import NamedTuple


class Reason(NamedTuple):
    """Who made a suggestion, and by which rules."""

    tag: str
    """As extractors call it."""
    rules: tuple[str, ...]
    """Those of the cues that counted."""
    method: str
    model: str = ""


class Trust(NamedTuple):
    """What readers made of the suggestions of one rule, or of a whole method."""

    method: str
    model: str
    rule: str
    """"" for all rules of the method and all its tags together."""
    tag: str
    """As extractors call it; "" where the rule is."""
    accepted: int = 0
    """The tag stands on the sentence, by accepting the suggestion or by hand after refusing it."""
    corrected: int = 0
    """The suggestion was accepted, and the tag taken off again."""
    dismissed: int = 0

    @property
    def decided(self) -> int:
        """Return how many suggestions somebody decided on."""
        return self.accepted + self.corrected + self.dismissed

    @property
    def right(self) -> int:
        """Return the share of those decided on whose tag stands, in whole percents."""
        return round(100 * self.accepted / self.decided) if self.decided else 0
