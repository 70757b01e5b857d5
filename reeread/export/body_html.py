"""An article as HTML whose text is its body, code point for code point, with the passages marked in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from reeread.export.marked import Segment, Stretch
from reeread.export.summary import Quoted
from reeread.model.body import BlockKind, MarkKind

_ELEMENTS = {BlockKind.TITLE: "h4", BlockKind.HEADING: "h4", BlockKind.QUOTE: "blockquote"}
_INLINE = {MarkKind.EMPHASIS: "em", MarkKind.STRONG: "strong", MarkKind.CODE: "code"}

# What HTML cannot hold stands as one other code point; a bare CR would be read as a newline.
_UNHELD = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_COLLAPSED = " \t\n\f"
_CR = Markup("&#13;")


def body_html(
    stretches: Iterable[Stretch],
    passages: Sequence[Quoted],
    tags: Mapping[str, int],
    letters: Mapping[str, str],
) -> Iterator[Markup]:
    """Yield the inside of the element that holds a body: its textContent is the body.

    Args:
        stretches: The body cut up.
        passages: Those that the segments name.
        tags: The numbers of the tags' colours.
        letters: The letters that stand for the tags.
    """
    for stretch in stretches:
        plain = "".join(one.text for one in stretch.segments)
        if stretch.block is None and plain.isspace():
            # Space between blocks has no room of its own: HTML collapses some of it, the rest is hidden.
            yield (
                Markup('<span class="gap">{}</span>').format(text(plain))
                if plain.strip(_COLLAPSED)
                else text(plain)
            )
            continue
        inside = Markup("").join(_segment(one, passages, tags, letters) for one in stretch.segments)
        if stretch.block is None:
            yield inside
            continue
        name = _ELEMENTS.get(stretch.block.kind, "p")
        kind = f"{stretch.block.kind} folded" if stretch.folded else stretch.block.kind.value
        yield Markup('<{} class="{}" dir="auto">{}</{}>').format(Markup(name), kind, inside, Markup(name))


def text(content: str) -> Markup:
    """Return text as HTML that is read back to the letter, but for NUL and half surrogates."""
    return Markup(escape(content.translate(_UNHELD)).replace("\r", _CR))


def _segment(
    segment: Segment, passages: Sequence[Quoted], tags: Mapping[str, int], letters: Mapping[str, str]
) -> Markup:
    """Return one segment, the labels of the passages that begin with it before it."""
    inside = text(segment.text)
    for mark in segment.marks:
        if name := _INLINE.get(mark.kind):
            inside = Markup("<{0}>{1}</{0}>").format(Markup(name), inside)
        elif mark.kind is MarkKind.FURNITURE:
            inside = Markup('<span class="junk">{}</span>').format(inside)
    if segment.passages:
        held = [passages[one] for one in segment.passages]
        colour = next((f" t{tags[tag]}" for one in reversed(held) for tag in one.tags if tag in tags), "")
        several = " several" if len(held) > 1 else ""
        inside = Markup('<mark class="m{}{}" data-of="{}">{}</mark>').format(
            colour, several, " ".join(one.key for one in held), inside
        )
    return Markup("").join([*(_label(passages[one], tags, letters) for one in segment.begun), inside])


def _label(passage: Quoted, tags: Mapping[str, int], letters: Mapping[str, str]) -> Markup:
    """Return the way back to the summary; it has no text, so that the body's stays whole."""
    colour = next((f" t{tags[tag]}" for tag in passage.tags if tag in tags), "")
    shown = " ".join([str(passage.index), "".join(letters.get(tag, "") for tag in passage.tags)]).strip()
    said = ", ".join([f"Passage {passage.number}.{passage.index}", *passage.tags])
    return Markup('<a class="label{}" id="m{}" href="#s{}" data-label="{}" aria-label="{}"></a>').format(
        colour, passage.key, passage.key, shown, said
    )
