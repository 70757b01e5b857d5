"""What the extractors of plug-ins suggest, kept in the cache: asking a model may take long, and cost money."""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reeread import places
from reeread.extract import METHOD, PART
from reeread.model.extraction import Cue, Highlight, Suggestion
from reeread.model.tag import Tag
from reeread.plugins import Extractor, complain, dropped, offered
from reeread.store import details

LONGEST = PART
"""Code points; of a longer article only our own extractor reads the sentences."""


def methods() -> str:
    """Return the names of all that reads an article now, each with its version."""
    return " ".join((METHOD, *dict.fromkeys(one.method for one in offered("extractors", Extractor))))


def suggestions(found: Sequence[Highlight], tags: Sequence[Tag]) -> tuple[tuple[Suggestion, ...], ...]:
    """Return for each sentence of an article what plug-ins suggest beside its own suggestions.

    It takes as long as they take, unless they were asked before. One that fails is told of and left out. Of an
    article that is longer than LONGEST nothing is asked.

    Args:
        found: Every sentence of the article, with suggestions under the codebook's names.
        tags: The codebook; retired tags are not offered.
    """
    said: list[tuple[Suggestion, ...]] = [()] * len(found)
    if not found or found[-1].end > LONGEST:
        return tuple(said)
    offers = tuple(tag for tag in tags if not tag.retired)
    for extractor in offered("extractors", Extractor):
        answers = _suggested(extractor, found, offers)
        said = [(*before, *more) for before, more in zip(said, answers, strict=True)]
    return tuple(said)


def forget() -> None:
    """Forget what was said of any article: nothing in the cache tells which article it was."""
    with suppress(FileNotFoundError):
        shutil.rmtree(_folder())


def _suggested(
    extractor: Extractor, found: Sequence[Highlight], tags: Sequence[Tag]
) -> Sequence[tuple[Suggestion, ...]]:
    """Return what a plug-in suggests for each sentence, as it said before or says now."""
    kept = _folder() / f"{_digest(extractor, found, tags)}.json"
    with suppress(OSError, ValueError, TypeError, KeyError):
        parts = json.loads(kept.read_text("utf-8"))
        return [
            details.unpacked(one.text, one.start, one.block.value, one.score, one.key, part).tags
            for one, part in zip(found, parts, strict=True)
        ]
    known = {tag.name for tag in tags}
    bare = tuple(one._replace(tags=()) for one in found)
    try:
        answers = [tuple(answer) for answer in extractor.suggest(found, tags)]
        said = [_sound(extractor, one, answer, known) for one, answer in zip(bare, answers, strict=True)]
    except Exception as error:  # whatever goes wrong in a plug-in concerns the plug-in only
        dropped(extractor)
        complain(
            f"The extractor {extractor.method} failed ({type(error).__name__}: {' '.join(str(error).split())}):"
            " it is not asked again until the program is started anew."
        )
        return [()] * len(found)
    with suppress(OSError):
        _keep(kept, [details.packed(one._replace(tags=tags)) for one, tags in zip(bare, said, strict=True)])
    return said


def _sound(
    extractor: Extractor, sentence: Highlight, answer: Sequence[Suggestion], known: set[str]
) -> tuple[Suggestion, ...]:
    """Return those suggestions that name a tag and words of the sentence, each with its method and model."""
    found: dict[str, Suggestion] = {}
    for one in answer:
        cues = tuple(cue for cue in one.cues if _stands(cue, sentence))
        if one.tag in known and any(not cue.negated for cue in cues):
            score = round(min(1.0, max(0.0, one.score)), 3)
            found[one.tag] = Suggestion(one.tag, score, cues, extractor.method, extractor.model)
    return tuple(found.values())


def _stands(cue: Cue, sentence: Highlight) -> bool:
    """Return whether a cue's words are in the sentence where it says."""
    start, end = cue.start - sentence.start, cue.end - sentence.start
    return 0 <= start < end and sentence.text[start:end] == cue.text


def _folder() -> Path:
    return places.cache_folder() / "suggestions"


def _digest(extractor: Extractor, found: Sequence[Highlight], tags: Sequence[Tag]) -> str:
    asked = (
        extractor.method,
        extractor.model,
        [(tag.name, tag.meaning) for tag in tags],
        [(one.start, one.block.value, one.text) for one in found],
    )
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _keep(path: Path, parts: Sequence[object]) -> None:
    """Write an answer under a name of its own first: two programs may be at it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)
