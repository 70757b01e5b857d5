"""What was typed or pressed and is in no library yet: a file each, outside of it, until it is kept or dropped."""

import json
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reeread.model.annotation import Passage
from reeread.model.errors import NotFound
from reeread.model.span import Span

if TYPE_CHECKING:
    from reeread.library.library import Library


class Draft(NamedTuple):
    """A note or tags for a passage, or another text that was being written."""

    kind: str
    """"note", "tags" or "text"."""
    about: str
    """The passage's words; what the text was to be, where it belongs to no passage."""
    text: str = ""
    """The note, or the other text."""
    tags: tuple[str, ...] = ()
    briefing: str = ""
    """The id of the passage's briefing, empty where the text belongs to no passage."""
    start: int = 0
    end: int = 0

    @property
    def passage(self) -> Passage | None:
        """Return where the note or the tags belong."""
        return Passage(self.briefing, Span(self.start, self.end)) if self.briefing else None


class Drafts:
    """The drafts of one author in one library.

    Args:
        folder: Where the files lie; made when the first is kept.
        library: The library that they are for.
        author: Who wrote them.
        sealed: Whether none are kept and none offered, because the library is open for reading only.
    """

    def __init__(self, folder: Path, library: Path, author: str, *, sealed: bool = False) -> None:
        self._folder = folder
        self._for = {"library": str(library.resolve()), "author": author}
        self._sealed = sealed
        self._kept: set[Path] = set()

    def keep(self, draft: Draft, *, writing: bool = False) -> bool:
        """Keep a draft in the place of one for the same passage, and return whether there was room for it.

        A text without words is dropped.

        Args:
            draft: The draft.
            writing: Whether it is still being written here, and not to be offered elsewhere meanwhile.
        """
        if self._sealed:
            return False
        file = self._file(draft)
        if not draft.text.strip() and not draft.tags:
            self.drop(draft)
            return True
        held = {**self._for, **draft._asdict(), "writer": os.getpid() if writing else 0}
        beside = file.with_name(f".{file.name}.{os.getpid()}.new")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as new:
                new.write(json.dumps(held, ensure_ascii=False).encode("utf-8", "surrogatepass"))
                new.flush()
                os.fsync(new.fileno())
            beside.replace(file)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            return False
        self._kept.add(file)
        return True

    def toggle(self, draft: Draft) -> bool:
        """Keep tags together with those that were kept for the passage; one that was kept already goes."""
        before = next((one.tags for one in self.left() if self._file(one) == self._file(draft)), ())
        tags = (
            *(tag for tag in before if tag not in draft.tags),
            *(t for t in draft.tags if t not in before),
        )
        return self.keep(draft._replace(tags=tags))

    def drop(self, draft: Draft) -> None:
        """Forget a draft: it is in the library now, or nobody wants it."""
        file = self._file(draft)
        if file in self._kept:
            with suppress(OSError):
                file.unlink(missing_ok=True)
            self._kept.discard(file)

    def left(self) -> tuple[Draft, ...]:
        """Return the drafts that nobody is writing on now, the eldest first."""
        found = []
        offered = self._folder.is_dir() and not self._sealed
        for file in self._folder.glob("*.json") if offered else ():
            try:
                held = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
                draft = _draft(held)
                if any(held[name] != value for name, value in self._for.items()) or _alive(held["writer"]):
                    continue
                found.append((file.stat().st_mtime_ns, draft))
                self._kept.add(file)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # no draft, or a half one of somebody who had no room
        return tuple(draft for _, draft in sorted(found))

    def _file(self, draft: Draft) -> Path:
        whose = zlib.crc32("\0".join(self._for.values()).encode("utf-8", "surrogatepass"))
        what = draft.briefing or f"{zlib.crc32(draft.about.encode('utf-8', 'surrogatepass')):08x}"
        place = "".join(char if char.isalnum() else "-" for char in what)
        return self._folder / f"{whose:08x}-{place}-{draft.start}-{draft.end}-{draft.kind}.json"


def forget(folder: Path, briefing: str) -> None:
    """Delete everybody's drafts for passages of a briefing that was erased."""
    for file in folder.glob("*.json"):
        with suppress(OSError, ValueError, AttributeError):
            if json.loads(file.read_bytes().decode("utf-8", "surrogatepass")).get("briefing") == briefing:
                file.unlink()


def put_in(lib: "Library", draft: Draft) -> None:
    """Put a draft where it belongs: its note or tags on their passage, wherever that stands now.

    Raises:
        NotFound: Its passage is not in the library, or not any more.
        StoreError: It still cannot be kept.
    """
    from reeread.library import reading, tagging

    if draft.passage is None:
        raise NotFound("This text belongs to no passage.", next_step="Copy it, then drop it.")
    body = reading.article(lib, draft.briefing).body
    passage = draft.passage
    if passage.span.within(body) != draft.about:
        places = tagging.occurrences(lib, draft.briefing, draft.about)
        if len(places) != 1:
            raise NotFound(
                "The passage is not in the text any more.", next_step="Copy the draft, then drop it."
            )
        passage = Passage(draft.briefing, places[0])
    if draft.tags:
        tagging.tag(lib, passage, draft.tags)
    else:
        tagging.note(lib, passage, draft.text)


def _draft(held: dict[str, Any]) -> Draft:
    """Return a draft from its JSON; raises KeyError, TypeError or ValueError if it is none."""
    kind, about, text, briefing = (str(held[name]) for name in ("kind", "about", "text", "briefing"))
    tags = tuple(str(tag) for tag in held["tags"])
    return Draft(kind, about, text, tags, briefing, int(held["start"]), int(held["end"]))


def _alive(process: object) -> bool:
    """Return whether somebody else is still writing."""
    if not isinstance(process, int) or process in (0, os.getpid()):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
