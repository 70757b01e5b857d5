"""What the options of `reeread claims` do to a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reeread.model.claim import Claim
from reeread.model.errors import Ambiguous, NotFound, UsageError
from reeread.model.verdict import Verdict

if TYPE_CHECKING:
    from reeread.library import Library


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done to claims."""

    name: str
    """"confirm", "dismiss", "retract", "reopen", "merge" or "split"."""
    claims: tuple[str, ...]
    """Their ids, which may be shortened."""
    verdict: str | None = None
    reason: str = ""
    date: str = ""
    source: str = ""
    """The id of the briefing to take out."""

    def do(self, lib: "Library", claims: Sequence[Claim]) -> str:
        """Do it to those that it names among the claims, and return a sentence that says so.

        Raises:
            NotFound: There is no such claim or briefing.
            Ambiguous: Several claims are like an id.
            UsageError: It makes no sense as asked.
            AlreadyDone: It is so already.
        """
        from reeread.library import deciding, reading

        found = [_of(claims, id) for id in self.claims]
        claim, label = found[0], f"“{found[0].label}”"
        match self.name:
            case "confirm":
                verdict = Verdict(self.verdict) if self.verdict else claim.verdict
                deciding.confirm(lib, [claim], verdict)
                return f"Confirmed {label} as {verdict}."
            case "dismiss":
                deciding.dismiss(lib, [claim])
                return f"Dismissed {label}."
            case "retract":
                deciding.retract(lib, [claim], self.reason, self.date)
                return f"Retracted {label}."
            case "reopen":
                deciding.reopen(lib, [claim])
                return f"Reopened {label}."
            case "merge":
                deciding.merge(lib, found)
                return f"Merged {len(found)} claims into {label}."
        if not self.source:
            raise UsageError("--split needs the briefing to take out.", next_step="Name it with --from ID.")
        briefing = reading.find(lib, self.source)
        deciding.split(lib, claim, briefing.id)
        return f"Took “{briefing.title}” out of {label}."


def _of(claims: Sequence[Claim], id: str) -> Claim:
    """Return the claim of an id, or of a beginning or ending of it that no other has."""
    asked = id.strip().lower()
    hits = [one for one in claims if one.id == asked] or [
        one for one in claims if asked and (one.id.endswith(asked) or one.id.startswith(asked))
    ]
    if not hits:
        raise NotFound(f"No claim has the id {id}.", next_step="`reeread claims` shows the ids.")
    if len(hits) > 1:
        raise Ambiguous(f"Several claims have an id like {id}.", next_step="Give more of it.")
    return hits[0]
