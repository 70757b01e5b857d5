"""REFI-QDA codebook: the tags, for programs of qualitative analysis."""

from collections.abc import Iterator

from reeread.export import refi
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.xml_text import value
from reeread.model.errors import NotFound


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the codebook as the standard's schema Codebook.xsd has it.

    Raises:
        NotFound: There are no tags, and the standard knows no empty codebook.
    """
    if not dossier.tags:
        raise NotFound("The codebook is empty.", next_step="reeread codebook add NAME makes a tag.")
    yield f'{refi.HEAD}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin={value(refi.ORIGIN)}>\n'
    yield from refi.codes(dossier.tags)
    yield "</CodeBook>\n"


FORMAT = Format(
    "qdc",
    ".qdc",
    Shape.TEXT,
    "The codebook, for NVivo, ATLAS.ti, MAXQDA and others (REFI-QDA).",
    write,
    "Everything but the tags' names, colours and meanings.",
)
