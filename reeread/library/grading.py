"""How far sources can be relied on and passages believed: two grades, set apart from each other."""

from reeread.library import tagging
from reeread.library.library import Library
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing
from reeread.model.grades import Credibility, Reliability
from reeread.store import annotations, briefings


def grade_source(lib: Library, briefing: str, grade: Reliability | None) -> Briefing:
    """Grade the source of a briefing, for everybody, or take the grade off; return the briefing.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.deed("grade source", lib.author) as deed:
        briefings.current(deed.connection, briefing)
        deed.change("briefing", briefings, briefing, {"grade": grade and grade.value})
        return briefings.one(deed.connection, briefing)


def grade_passage(lib: Library, passage: Passage, grade: Credibility | None) -> Annotation | None:
    """Grade what a passage says, as one's own annotation of it, or take the grade off; return what it is now.

    An annotation may bear a grade and nothing else; one that is left with nothing is gone.

    Raises:
        NotFound: The library has no such briefing.
        UsageError: The passage lies outside the body.
    """
    with lib.store.deed("grade passage", lib.author) as deed:
        current = annotations.at(deed.connection, passage.briefing, passage.span, lib.author)
        value = grade and grade.value
        if current is None:
            if grade is None:
                return None
            _, state = tagging.new(lib, deed, passage, (), "", value)
            return annotations.one(deed.connection, deed.create("annotation", annotations, state))
        if grade is not current.grade:
            kept = bool(grade or current.tags or current.note)
            fields = {"grade": value, "modified": deed.at} if kept else None
            deed.change("annotation", annotations, current.id, fields)
        return annotations.one(deed.connection, current.id)
