"""A clause with what it does and who does it: the values that the rules share."""

from dataclasses import dataclass
from enum import Enum

from reeread.extract.predicate import Predicate


class Mode(Enum):
    """What a clause does."""

    FACT = "fact"
    PROMISE = "promise"
    FORECAST = "forecast"
    APPOINTMENT = "appointment"
    POSSIBLE = "possible"
    PERMITTED = "permitted"
    DUTY = "duty"
    EXPECTED = "expected"
    CONDITION = "condition"
    REPORT = "report"
    WISH = "wish"


class Who(Enum):
    """What kind of subject a clause has."""

    ACTOR = "actor"
    THING = "thing"
    PATIENT = "patient"
    PROGRAMME = "programme"
    PRONOUN = "pronoun"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Clause:
    """A predicate with its reading."""

    predicate: Predicate
    mode: Mode
    who: Who
    hedged: bool = False
    """Whether a hedge outside the verb group governs the clause."""
    main: int = -1
    """Index of the clause that this one depends on, its own when none was found, -1 for a main clause."""
