"""How likely a passage says that something is."""

from reeread.model.annotation import Annotation
from reeread.model.body import Block, BlockKind
from reeread.model.extraction import Likelihood

BANDS = {
    (1, 5): "almost no chance",
    (5, 20): "very unlikely",
    (20, 45): "unlikely",
    (45, 55): "roughly even",
    (55, 80): "likely",
    (80, 95): "very likely",
    (95, 99): "almost certain",
}
"""The bands of ICD 203, section D.6.e(2)(a), in whole percents."""

UNSAID = "likelihood not said"


def likelihood(annotation: Annotation) -> Likelihood | None:
    """Return what a passage of speculation says of its likelihood, None where it says nothing."""
    from reeread.extract import extract

    if "speculation" not in annotation.tags:
        return None
    quote = annotation.anchor.exact
    read = extract(quote, (Block(BlockKind.PARAGRAPH, 0, len(quote)),))
    return next((one.likelihood for one in read if one.likelihood), None)


def band(likely: Likelihood | None) -> str:
    """Return a band in words and percents: "likely, 55–80%"."""
    if likely is None:
        return UNSAID
    percents = f"{likely.low}–{likely.high}%"
    name = BANDS.get((likely.low, likely.high))
    return f"{name}, {percents}" if name else percents
