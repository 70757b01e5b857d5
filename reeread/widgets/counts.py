"""How often each tag stands in the article."""

from collections import Counter
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reeread.model.annotation import Annotation
from reeread.model.tag import Tag
from reeread.text.display import line
from reeread.widgets.ink import ink


class TagCounts(Widget):
    """A row a tag: letter, name, number, and a bar as long as its share of the largest."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"counts--zero"}

    annotations: reactive[tuple[Annotation, ...]] = reactive(())
    codebook: reactive[tuple[Tag, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """Return the rows, in the order of the codebook."""
        counted = Counter(tag for mark in self.annotations for tag in mark.tags)
        most = max(counted.values(), default=0)
        width = self.content_size.width
        names = max((len(line(tag.name)) for tag in self.codebook), default=0)
        names = min(names, max(4, width - 8))
        zero = self.get_visual_style("counts--zero", partial=True)
        rows = []
        for tag in self.codebook:
            number = counted[tag.name]
            name = Content(line(tag.name)).truncate(names, ellipsis=True, pad=True)
            room = max(0, width - names - 8)
            bar = "▇" * (max(1, room * number // most) if number and room else 0)
            color = ink(self, tag.color)
            rows.append(
                Content.assemble(
                    (f"{tag.letter} ", f"bold {color}" if number else zero),
                    (name.plain, "" if number else zero),
                    (f"{number:>4} ", "" if number else zero),
                    (bar, color),
                )
            )
        return Content("\n").join(rows)
