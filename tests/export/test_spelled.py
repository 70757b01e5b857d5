"""Passages spelled from what is kept: to the letter what is made of them as objects."""

import csv
import io
import json
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from reeread.export.dossier import Dossier, Spelling
from reeread.export.format import Options
from reeread.export.likely import Estimates
from reeread.export.registry import formats
from reeread.export.rows import briefing_row, mark_row
from reeread.library import Library, codebook, commitments, grading, past, reading, spelling, tagging
from reeread.library.adding import add
from reeread.library.bulk import crew
from reeread.library.bulk.crew import Here
from reeread.library.exporting import dossier
from reeread.library.reading import briefings
from reeread.model.annotation import Passage
from reeread.model.commitment import Fate
from reeread.model.extraction import Says
from reeread.model.grades import Credibility, Reliability
from reeread.model.span import Span
from reeread.store import versions
from reeread.store.engine import connect
from tests.conftest import CHECKOUT

HOSTILE = (
    "=1+1",
    '-"quoted", and\nbroken',
    "＠wide",
    "a\x1b[2J\u202eb\x7f",
    "\tTab",
    "港 👨‍👩‍👧 é\u2028",
    "'apostrophe",
    "\\back\\slash/",
)


@pytest.fixture(params=['"x"; y', '=x "y"'], ids=["plain", "computed"])
def tag(request: pytest.FixtureRequest) -> str:
    """Return the name of a tag, one of which a spreadsheet would compute."""
    return str(request.param)


@pytest.fixture
def lib(tmp_path: Path, tag: str) -> Iterator[Library]:
    """Return the worked example with what is hard to spell: hostile words everywhere, grades, outcomes, orphans."""
    path = Path(shutil.copy(CHECKOUT / "annotations.db", tmp_path / "hard.db"))
    text = tmp_path / '=hostile, "named".txt'
    text.write_text("\n\n".join(HOSTILE) + "\n\nPaid. It is likely, with high confidence. =Last\n", "utf-8")
    for author in ("ana", '=bo, "x"', "-c\u202e"):
        with Library.open(path, author) as opened:
            assert not any(one.error for one in add(opened, [str(text)]))
            if tag not in {one.name for one in codebook.tags(opened)}:
                codebook.add_tag(opened, tag)
            hostile = next(one for one in briefings(opened) if "hostile" in one.source)
            grading.grade_source(opened, hostile.id, Reliability.B)
            for words_ in HOSTILE:
                for span in tagging.occurrences(opened, hostile.id, words_):
                    tagging.tag(opened, Passage(hostile.id, span), [tag, "risk"], note=words_)
            spoken = Passage(hostile.id, tagging.occurrences(opened, hostile.id, "It is likely")[0])
            tagging.tag(opened, spoken, ["speculation", "commitment"])
            paid = Passage(hostile.id, tagging.occurrences(opened, hostile.id, "Paid.")[0])
            grading.grade_passage(opened, spoken, Credibility.DOUBTFUL)
            mark = tagging.tag(opened, spoken, ["commitment"])
            commitments.decide(opened, mark.id, Fate.MET, paid)
    text.write_text("Another text altogether.\n", "utf-8")
    with Library.open(path, "ana") as opened:
        sure = tmp_path / "sure.txt"
        sure.write_text(
            "We judge with high confidence that it is likely (20%) to fail.\n\nIt is so.\n", "utf-8"
        )
        assert not any(one.error for one in add(opened, [str(sure)]))
        judged = next(one for one in briefings(opened) if one.source.endswith("sure.txt"))
        for words_ in ("likely (20%)", "It is so"):
            span = tagging.occurrences(opened, judged.id, words_)[0]
            tagging.tag(opened, Passage(judged.id, span), ["speculation"])
        plain = tmp_path / "plain.txt"
        plain.write_text("Nothing of the kind\n\n" + "\n\n".join(HOSTILE) + "\n\nIt may likely end.", "utf-8")
        assert not any(one.error for one in add(opened, [str(text), str(plain)]))
        quiet = next(one for one in briefings(opened) if one.source.endswith("plain.txt"))
        for words_ in (*HOSTILE, "likely end"):
            span = tagging.occurrences(opened, quiet.id, words_)[0]
            tagging.tag(opened, Passage(quiet.id, span), ["speculation", tag], note=f"{words_} =")
        whole = tagging.tag(opened, Passage(quiet.id, Span(0, 10)), ["commitment"])
        commitments.decide(opened, whole.id, Fate.BROKEN, Passage(quiet.id, Span(11, 19)))
        yield opened


def read(dossier: Dossier, name: str, **options: bool) -> Any:
    """Return what an export says, parsed."""
    text = "".join(map(str, formats()[name].write(dossier, Options(**options))))
    if name == "csv":
        return list(csv.reader(io.StringIO(text, newline="")))
    return json.loads(text, object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, each of whose names stands in it once: readers differ in which they take of two."""
    told = dict(pairs)
    assert len(told) == len(pairs)
    return told


@pytest.mark.parametrize(("name", "options"), [("json", {}), ("csv", {}), ("csv", {"raw_cells": True})])
def test_both_ways_say_the_same(lib: Library, tag: str, name: str, options: dict[str, bool]) -> None:
    """JSON and CSV, guarded and raw, are the same whether passages are spelled from what is kept or made of objects."""
    whole = dossier(lib)
    told = read(whole, name, **options)
    assert told == read(replace(whole, spell=None), name, **options)
    assert len(told) > 70 if name == "csv" else sum(len(one["annotations"]) for one in told["briefings"]) > 70
    for asked in ({"tags": [tag]}, {"authors": ["-c\u202e"]}, {"since": "2026-01-01"}):
        some = dossier(lib, **asked)  # type: ignore[arg-type]
        assert read(some, name, **options) == read(replace(some, spell=None), name, **options)


def test_a_briefing_says_what_its_list_says(lib: Library) -> None:
    """JSON spells the head of a briefing by hand: it says what lists say of it, and what the article itself has."""
    told = read(dossier(lib), "json")["briefings"]
    assert any(one["copy_of"] for one in told) or any(one["stacks"] for one in told)
    for row in told:
        article = reading.article(lib, row["id"])
        listed = briefing_row(article.briefing)
        assert len(row["annotations"]) == listed.pop("annotations")
        assert row.items() >= listed.items()
        assert row["marks"] == [mark_row(mark) for mark in article.marks]
        for name in ("title_derived", "byline", "added"):
            assert row[name] == getattr(article.briefing, name)
        assert row["state"] == article.briefing.state.value and row["warnings"] == list(article.warnings)
        for name in ("version", "sha256", "language", "address", "format", "encoding", "body"):
            assert row[name] == getattr(article, name)


def test_nothing_spelled_drives_a_terminal(lib: Library) -> None:
    """Of what is spelled no control reaches a terminal that shows JSON or guarded cells."""
    for name in ("json", "csv"):
        text = "".join(map(str, formats()[name].write(dossier(lib), Options())))
        assert not set(text) & set("\x1b\u202e\x7f\u2028")


@pytest.mark.parametrize("name", ["json", "csv"])
def test_read_a_few_at_a_time_it_is_the_same(
    lib: Library, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many briefings are read at once it is the same text, and the library the same file."""
    whole = dossier(lib)
    here = "".join(map(str, formats()[name].write(whole, Options())))
    lib.store.close()
    before = lib.path.read_bytes()
    monkeypatch.setattr(spelling, "_AT_ONCE", 2)
    with Library.open(lib.path, "ana") as again:
        there = replace(dossier(again), made=whole.made)
        assert "".join(map(str, formats()[name].write(there, Options()))) == here
    assert lib.path.read_bytes() == before


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> list[Here]:
    """Return whom each export hires, all of them two processes, however little there is to do."""
    hired: list[Here] = []

    def here(jobs: int) -> Here:
        hired.append(Here(jobs))
        return hired[-1]

    monkeypatch.setattr(spelling, "_FEW", 0)
    monkeypatch.setattr(spelling, "_AT_ONCE", 2)
    monkeypatch.setattr(spelling, "_USUAL", 2**20)  # each is asked for by itself
    monkeypatch.setattr(crew, "cores", lambda: 2)
    monkeypatch.setattr(crew, "Here", here)
    return hired


@pytest.mark.parametrize(("name", "options"), [("json", {}), ("csv", {}), ("csv", {"raw_cells": True})])
def test_several_processes_say_the_same(
    lib: Library, name: str, options: dict[str, bool], several: list[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others make is the same text as what one makes, chosen or not, and the library stays the same file."""
    chosen = [dossier(lib), dossier(lib, authors=["-c\u202e"])]
    told = [read(replace(one, spell=None), name, **options) for one in chosen]
    lib.store.close()
    before = lib.path.read_bytes()
    monkeypatch.setattr(spelling, "_texts", lambda *_: pytest.fail("made here"))  # the others have their own
    with Library.open(lib.path, "ana") as again:
        asked = [dossier(again), dossier(again, authors=["-c\u202e"])]
        made = [replace(one, made=first.made) for one, first in zip(asked, chosen, strict=True)]
        assert [read(one, name, **options) for one in made] == told
    assert len(several) == 2
    assert lib.path.read_bytes() == before
    assert not [*lib.path.parent.glob(f"{lib.path.name}-*")]


def test_others_read_this_library_or_none(
    lib: Library, several: list[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another file has taken the library's place, this process makes what the others cannot: it has the library open."""
    whole = dossier(lib)
    told = read(replace(whole, spell=None), "json")
    shutil.copy(lib.path, elsewhere := lib.path.with_name("other.db"))
    elsewhere.replace(lib.path)
    assert read(whole, "json") == told
    lib.path.unlink()
    assert read(whole, "json") == told
    assert len(several) == 2


def test_a_killed_process_leaves_nothing_out(lib: Library, several: list[Here]) -> None:
    """What a process was to make is made by the next one."""
    told = read(replace(dossier(lib), spell=None), "csv")
    pieces = formats()["csv"].write(dossier(lib))
    begun = [next(pieces), next(pieces)]
    for process in several[0].children.ids():
        os.kill(process, signal.SIGKILL)
    text = "".join(map(str, chain(begun, pieces)))
    assert list(csv.reader(io.StringIO(text, newline=""))) == told


def test_whoever_stops_leaves_no_process_behind(lib: Library, several: list[Here]) -> None:
    """An export that is given up ends whom it hired."""
    pieces = formats()["json"].write(dossier(lib))
    next(pieces), next(pieces)
    hired = several[0].children.ids()
    assert len(hired) == 2
    assert isinstance(pieces, Generator)
    pieces.close()
    for process in hired:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_long_text_is_read_by_itself(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many briefings are read at once, a long one has no other in memory beside it."""
    whole = dossier(lib)
    told = read(replace(whole, spell=None), "json")
    lengths = [len(one["body"]) for one in told["briefings"]]
    monkeypatch.setattr(spelling, "_LONG", sorted(lengths)[-2])
    assert read(whole, "json") == told
    assert whole.spell is not None
    done = [count for count, _ in whole.spell(Spelling(lambda _: "o", whole=lambda *_: "o"))]
    steps = [count - before for before, count in pairwise((0, *done))]
    assert steps.count(1) >= 2 and sum(steps) == len(lengths)
    for place in (place for place, length in enumerate(lengths) if length >= sorted(lengths)[-2]):
        assert place + 1 in done and place in (0, *done)


def test_texts_are_read_only_where_something_is_said(lib: Library) -> None:
    """Of a briefing that is known to say nothing of how sure it is, hostile or not, no text is read for it."""

    def said(source: str, estimates: Estimates) -> str:
        return f"{Path(source).name}: {'silent' if estimates.silent else 'quiet' if estimates.quiet else 'read'};"

    whole = dossier(lib)
    assert whole.spell is not None
    for asked in (
        Spelling(str, whole=lambda entry, _, _told, told: said(entry.article.briefing.source, told)),
        Spelling(str, rows=lambda head, _, _told, told: said(head.source, told)),
    ):
        text = "".join(text for _, pieces in whole.spell(asked) for text in pieces)
        assert "sure.txt: read;" in text and "plain.txt: quiet;" in text and 'named".txt: silent;' in text


@pytest.mark.parametrize("state", ["review", "orphan"])
def test_a_quote_that_the_text_has_not_speaks_for_itself(lib: Library, state: str) -> None:
    """Where it is not sure that a quote stands in a text, what the quote says is told, whatever is known of the text."""
    with closing(connect(str(lib.path))) as connection:
        connection.execute("UPDATE annotations SET state = ?, exact = 'It is likely so'", (state,))
    for name in ("json", "csv"):
        told = read(dossier(lib), name)
        assert str(told).count("likely" if name == "json" else "55–80%") > len(HOSTILE)
        assert told == read(
            replace(dossier(lib), spell=None, made=told["made"] if name == "json" else ""), name
        )


def test_what_other_tables_found_is_looked_for_again(lib: Library) -> None:
    """Where a text was looked through by other tables of likelihood, or by none, the same is said of it."""
    told = {name: read(replace(dossier(lib), made=""), name) for name in ("json", "csv")}
    ids = reading.ids(lib)
    for by in ("NULL", "0"):
        with closing(connect(str(lib.path))) as connection:
            connection.execute("DROP TRIGGER IF EXISTS versions_stay")
            connection.execute(f"UPDATE versions SET says = 0, says_by = {by}")
        with lib.store.reading() as connection:
            assert versions.saying(connection, ids) == dict.fromkeys(ids, Says.MORE)
        assert {name: read(replace(dossier(lib), made=""), name) for name in ("json", "csv")} == told


def test_the_past_is_spelled_as_it_was(lib: Library) -> None:
    """A library as it was before anything was in it has no passage."""
    with past.as_of(lib, "2000-01-01T00:00:00.000Z") as then:
        assert len(read(dossier(then), "csv")) == 1
