"""Handing over what is exported: a file here, or, where the reader sits before a browser, a download there."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App


@contextmanager
def handed_over(app: App[Any], path: Path) -> Iterator[tuple[Path, str]]:
    """Lend the file to write to, and how to call the place; call it in a thread.

    In a browser that is a file of its own, which is thrown away once the browser was given it: of the path only
    the name counts, and nothing is written where a visitor wishes.
    """
    if not app.is_web:
        yield path, str(path)
        return
    with tempfile.TemporaryDirectory(prefix="reeread-") as folder:
        file = Path(folder) / path.name
        yield file, f"{path.name}, which your browser keeps"
        app.call_from_thread(partial(app.deliver_binary, file.open("rb"), save_filename=path.name))
