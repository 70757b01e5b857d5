"""Whatever somebody who was let in sends, the sync of the others ends well, and all that is sound arrives."""

import json
from typing import Any
from uuid import uuid4

import hypothesis.strategies as st
import psycopg
import pytest
from hub_desk import add, everything, mark
from hypothesis import HealthCheck, Phase, given, settings

from reeread.library import Library, tagging
from reeread.library.syncing import conflicts, damaged, state
from reeread.model.shared_text import SharedText
from reeread.team import exchange
from reeread.team.address import address
from reeread.team.hub import hub
from tests.hub.conftest import Desk

_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**31, -(2**63) - 1, 10**400, 1.5, -1, "", "x" * 5_000, "\x00", "\ud800", "*", [], {}, [[[]]], {"a": 1}]),
    st.text(st.characters(codec="utf-8"), max_size=8),
)  # fmt: skip


def _places(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the paths to every value inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, one in inner for path in _places(one, (*at, key)))]


def _with(value: object, path: tuple[object, ...], odd: object) -> object:
    if not path:
        return odd
    copy = {**value} if isinstance(value, dict) else [*value]  # type: ignore[misc]
    copy[path[0]] = _with(copy[path[0]], path[1:], odd)
    return copy


def _push(desk: Desk, rows: list[tuple[str, str]], texts: tuple[SharedText, ...] = ()) -> None:
    with hub(address(desk.address)) as remote:
        exchange.push(remote, str(uuid4()), "mallory", rows, texts)


def _mark_of(desk: Desk, ann: Library) -> dict[str, Any]:
    """Return the edit by which a mark of ann's came to the hub."""
    add(ann)
    mark(ann, 0, 5, "risk")
    desk.sync(ann)
    with psycopg.connect(desk.address, password="of a reader") as reader:
        row = reader.execute(
            "SELECT body FROM reeread.edits WHERE body ->> 'subject' = 'annotation'"
        ).fetchone()
    assert row is not None
    body: dict[str, Any] = row[0]
    return body


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_garbage_keeps_nothing_else_out(desk: Desk, data: st.DataObject) -> None:
    """Edits with any values in any places, of old things and new ones, end no sync, and what others do afterwards arrives."""
    desk.clear()
    for old in desk.folder.glob("*.db*"):
        old.unlink()
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        desk.sync(ben)
        with desk.server.connection(desk.database) as owner:
            real = [body for (body,) in owner.execute("SELECT body FROM reeread.edits ORDER BY push, place")]
        rows = []
        for number in range(6):
            body: object = data.draw(st.sampled_from(real))
            assert isinstance(body, dict)
            if data.draw(st.booleans()):
                body = {**body, "thing": f"new {number}"}
            for _ in range(data.draw(st.integers(1, 2))):
                body = _with(body, data.draw(st.sampled_from(_places(body))), data.draw(_ODD))
            id = data.draw(st.sampled_from([f"{uuid4()}.{number}", f"odd {number}", f"{number}.{number}x"]))
            rows.append((id, json.dumps(body)))
        _push(desk, rows)
        mark(ann, 6, 11, "risk", "after it")
        for lib in (ann, ben, ann, ben):
            desk.sync(lib)
        assert everything(ann) == everything(ben)
        for lib in (ann, ben):
            assert "after it" in [one.note for one in tagging.annotations(lib)]
            known = state(lib)
            assert known is not None and len(damaged(lib)) <= known.aside
            conflicts(lib)


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "1",
        '"x"',
        "{}",
        "[" * 3_000 + "]" * 3_000,
        '{"a": ' + "1" * 5_000 + "}",
        '{"subject": "tag", "thing": "\\ud800", "author": "x", "at": "", "deed": "", "fields": {}, "parents": []}',
        '{"subject": "tag", "thing": "t", "author": "x", "at": "noon", "deed": "", "fields": {}, "parents": []}',
    ],
    ids=["list", "number", "text", "empty", "deep", "huge", "surrogate", "time"],
)
def test_what_is_no_edit_is_kept_as_it_came(desk: Desk, body: str) -> None:
    """What can be read as no edit is kept by its id as it came, is told, and is asked for once."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        desk.sync(ann)
        _push(desk, [("strange.0", body)])
        mark(ann, 0, 5, "risk")
        desk.sync(ann)
        assert desk.sync(ben).aside == 1
        assert damaged(ben) == ("strange.0",)
        assert desk.sync(ben).pulled == 0
        assert len(tagging.annotations(ben)) == 1
        with ben.store.reading() as connection:
            assert connection.execute("SELECT edit, body FROM sync_aside").fetchall() == [("strange.0", body)]


@pytest.mark.parametrize("id", ['", "x": "', "a,b", "\x1b[2J", "x" * 65, 7, None])
def test_an_id_that_is_none_is_kept_aside(desk: Desk, id: object) -> None:
    """An id that would break what is exported, or drive a terminal, comes into no library."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        body = _mark_of(desk, ann)
        body["thing"] = "other"
        body["fields"]["place"] |= {"start": 1, "end": 6}
        body["fields"]["origin"]["uuid"] = id
        _push(desk, [(f"{uuid4()}.0", json.dumps(body))])
        assert desk.sync(ben).aside == 1
        assert [one.anchor.start for one in tagging.annotations(ben)] == [0]


def test_a_mark_beyond_the_text_is_kept_aside(desk: Desk) -> None:
    """A place that ends behind the end of its text comes into no list."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        body = _mark_of(desk, ann)
        body["thing"] = "far"
        body["fields"]["place"] |= {"start": 10**6, "end": 10**6 + 5}
        _push(desk, [(f"{uuid4()}.0", json.dumps(body))])
        assert desk.sync(ben).aside == 1
        assert [one.anchor.start for one in tagging.annotations(ben)] == [0]


def test_a_quote_beyond_the_text_is_kept_aside(desk: Desk) -> None:
    """A claim, and what shows how a commitment ended, that quote from behind the end of a text are kept as they came; in it they come in."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        made = _mark_of(desk, ann)
        for place, kept in ((2, 0), (10**6, 2)):
            quote = {
                "briefing": made["fields"]["origin"]["briefing"],
                "version": made["fields"]["place"]["version"],
                "start": place,
                "end": place + 3,
                "exact": "abc",
            }
            fate = {"outcome": "met", "shown": quote}
            rest = {"prefix": "", "suffix": "", "value": "3", "low": 3, "high": 3, "unit": ""}
            ruling = {
                "author": "mallory", "label": "goods", "verdict": "agree", "standing": "confirmed", "grouped": False,
                "date": "", "reason": "", "made": made["at"],
            }  # fmt: skip
            mine = {
                **made["fields"],
                "place": {**made["fields"]["place"], "start": place % 1000 + 1},
                "fate": fate,
            }
            mine["place"]["end"] = mine["place"]["start"] + 4
            mine["origin"] = {**mine["origin"], "uuid": str(uuid4())}
            claim = {"origin": {"uuid": str(uuid4())}, "ruling": ruling, "passages": [quote | rest]}
            _push(
                desk,
                [
                    (f"{uuid4()}.0", json.dumps({**made, "thing": f"mark {place}", "fields": mine})),
                    (
                        f"{uuid4()}.0",
                        json.dumps({**made, "subject": "claim", "thing": f"claim {place}", "fields": claim}),
                    ),
                ],
            )
            assert desk.sync(ben).aside == kept
        with ben.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM claims").fetchone() == (1,)
        assert len(tagging.annotations(ben)) == 2
