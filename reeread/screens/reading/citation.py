"""A passage as one quotes it: the words, where they stand, and whose they are."""

from reeread.model.body import BlockKind
from reeread.model.briefing import Article
from reeread.model.span import Span


def citation(article: Article, span: Span) -> str:
    """Return the quotation in curly marks, then a dash, byline, title, date and source where known."""
    briefing = article.briefing
    title = f"{briefing.title} (derived title)" if briefing.title_derived else briefing.title
    parts = [briefing.byline, title, briefing.published[:10], briefing.source]
    quote = " ".join(span.within(article.body).split())
    return f"“{quote}” — {', '.join(part for part in parts if part and part != '-')}"


def sentence_at(article: Article, offset: int) -> Span:
    """Return the block at an offset, or the first one that is no furniture: where reading can begin."""
    blocks = [block for block in article.blocks if block.kind is not BlockKind.FURNITURE]
    here = next((block for block in blocks if block.end > offset), blocks[-1] if blocks else None)
    return here.span if here else Span(0, 0)
