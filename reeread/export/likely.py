"""How likely a passage says that something is."""

from reeread.model.annotation import Annotation
from reeread.model.extraction import Likelihood

UNSAID = "likelihood not said"


def likelihood(annotation: Annotation) -> Likelihood | None:
    """Return what a passage of speculation says of its likelihood, None where it says nothing."""
    from reeread.extract.likelihood import likelihood as said

    return said(annotation.anchor.exact) if "speculation" in annotation.tags else None


def band(likely: Likelihood | None) -> str:
    """Return a band in words and percents: "likely, 55–80%"."""
    from reeread.extract.likelihood import band_name

    return f"{band_name(likely)}, {likely.low}–{likely.high}%" if likely else UNSAID
