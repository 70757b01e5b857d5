"""What a stretch of text is by its own words: the rules of patterns.toml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reeread.model.body import BlockKind

LONGEST = 160
"""No rule looks at more characters than this."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled rules."""

    rules: re.Pattern[str]
    kinds: dict[str, BlockKind]
    """The kind that each group of `rules` stands for."""
    inline: re.Pattern[str]
    sections: frozenset[str]
    header: dict[str, BlockKind]
    lead: re.Pattern[str]

    def kind(self, text: str) -> BlockKind | None:
        """Return the kind of a stretch that a rule recognises as a whole, else None."""
        if len(text) > LONGEST:
            return None
        match = self.rules.fullmatch(text.replace("\u00a0", " "))
        return self.kinds[match.lastgroup or ""] if match else None


@cache
def patterns() -> Patterns:
    """Return the rules, read once."""
    import tomllib  # not needed before the first text is read

    data = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text("utf-8"))
    parts = data["parts"]
    parts["date"] = _filled(parts["date"], parts)
    groups, kinds = [], {}
    for number, rule in enumerate(data["rule"]):
        name = f"rule_{number}"
        kinds[name] = BlockKind(rule["kind"])
        choices = "|".join(_filled(pattern, parts) for pattern in rule["patterns"])
        groups.append(f"(?P<{name}>{choices})")
    return Patterns(
        rules=re.compile("|".join(groups), re.IGNORECASE),
        kinds=kinds,
        inline=re.compile("|".join(data["inline"]["patterns"]), re.IGNORECASE),
        sections=frozenset(data["sections"]["names"]),
        header={name: BlockKind(kind) for kind, names in data["header"].items() for name in names},
        lead=re.compile(data["byline"]["lead"], re.IGNORECASE),
    )


def _filled(pattern: str, parts: dict[str, Any]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern
