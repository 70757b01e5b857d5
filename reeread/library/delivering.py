"""Exports on their way out: text, bytes, folders and databases, each whole or not at all."""

from pathlib import Path

from reeread.export import writing
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Page, Shape, Statement
from reeread.export.typeset import made, typesetter
from reeread.store import databases

OURS = "reeread_id"
"""What each file of a folder says near its beginning or end, by which it may be replaced."""


def deliver(format: Format, dossier: Dossier, target: Path, options: Options = DEFAULTS) -> None:
    """Write a dossier to a file, or into a folder; a failure leaves what was there before.

    The ending may ask for what another program makes of the format: .pdf of HTML, .docx and .odt of Markdown.

    Raises:
        ReereadError: The place cannot be written, or what the format or the ending needs is not installed.
    """
    pieces = format.write(dossier, options)
    if setter := typesetter(format, target):
        with writing.replacing(target) as draft:
            draft.write_bytes(made(setter, (one for one in pieces if isinstance(one, str)), target))
    elif format.shape is Shape.FOLDER:
        writing.write_folder(target, (one for one in pieces if isinstance(one, Page)), OURS)
    elif format.shape is Shape.DATABASE:
        with writing.replacing(target) as draft:
            databases.build(draft, (one for one in pieces if isinstance(one, Statement)))
    else:
        writing.write(target, (one for one in pieces if isinstance(one, str | bytes)))
