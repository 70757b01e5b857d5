"""One finite verb group of a sentence."""

from dataclasses import dataclass


@dataclass(slots=True)
class Predicate:
    """A finite verb group; all places are token indexes."""

    start: int
    end: int
    """After the last word of the group."""
    lemma: str
    tense: str = "present"
    """"present", "past" or "perfect"; a modal or an intention stands beside it."""
    modal: str = ""
    """The modal verb, "will" for "is going to", "must" for "has to"; empty without one."""
    negated: bool = False
    passive: bool = False
    progressive: bool = False
    copular: bool = False
    to: bool = False
    """Whether this is "is to" or "are to" with a verb: a plan or an order."""
    adverbs: tuple[int, ...] = ()
    clause: int = 0
    """Where the clause begins."""
    stop: int = 0
    """Where the clause ends: the next verb group, or the end of the sentence."""
    link: str = ""
    """The conjunction, relative or mark that opens the clause; "" at the beginning of the sentence."""
    subject: int = -1
    """The head noun of the subject, -1 when none was found."""
    negative_subject: bool = False
