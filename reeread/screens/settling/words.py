"""What the board of disagreements says."""

from textual.content import Content

from reeread.model.agreement import Dispute
from reeread.text.display import line, safe

NOTHING = "nothing"
"""What a sentence is settled as that bears no tag."""


def sides(one: Dispute, tags_key: str) -> Content:
    """Return what each said of a sentence, under the digit that takes that side, and what was decided."""
    rows: list[Content] = []
    if one.decided is not None:
        reason = line(one.decided.note) or "on which all agreed"
        rows.append(Content.styled(f"✓ {tags_words(one.decided.tags)}: {reason}", "bold $success"))
    for number, (author, tags) in enumerate(one.divided.tags.items(), start=1):
        key = str(number) if number < 10 else " "
        rows.append(
            Content.assemble(
                (f"{key} ", "bold $accent"), f"{line(author)}  ", (tags_words(tags, "–"), "bold")
            )
        )
    rows.append(Content.styled(f"0 {NOTHING}   {tags_key} tags of one’s own", "$foreground-muted"))
    rows += [  # last, so that a long one hides no side
        Content.styled(f"✎ {line(author)}: {' '.join(safe(note).split())}", "italic")
        for author, notes in one.notes.items()
        for note in notes
    ]
    return Content("\n").join(rows)


def tags_words(tags: tuple[str, ...], nothing: str = NOTHING) -> str:
    """Return tags in words."""
    return ", ".join(map(line, tags)) or nothing


def progress_words(found: tuple[Dispute, ...], gold: str) -> str:
    """Return how many are settled, e.g. "12 of 40 settled"; a gold set with a name of its own is named."""
    settled = sum(one.decided is not None for one in found)
    return f"{settled:,} of {len(found):,} settled{'' if gold == 'gold' else f' in {line(gold)}'}"
