"""A sync that is interrupted, wherever: done again, everything is there once."""

from collections.abc import Iterator

import pytest
from hub_desk import add, everything, mark
from postgres import Server, new_hub, new_server

from reeread.library import syncing
from reeread.library.syncing import exchange
from reeread.store import sharing
from reeread.team.hub import HubError
from tests.hub.conftest import Desk


class Ended(Exception):
    """The client's end."""


def test_a_client_that_ends_after_the_hub_committed_sends_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the hub's commit and its own mark, a library sends again what the hub has already, and it is there once."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")

        def ended(*_: object) -> None:
            raise Ended

        with monkeypatch.context() as killed, pytest.raises(Ended):
            killed.setattr(sharing, "sent", ended)
            desk.sync(ann)
        mark(ann, 6, 11, "risk")
        assert desk.sync(ben).pulled == 2
        for lib in (ann, ben, ann):
            desk.sync(lib)
        with desk.server.connection(desk.database) as owner:
            held = owner.execute("SELECT count(*), count(DISTINCT edit) FROM reeread.edits").fetchone()
        assert held == (7, 7)
        assert everything(ann) == everything(ben)


def test_a_client_that_ends_while_it_takes_in_goes_on_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken in and how far it went are written together: neither is there without the other."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk")
        desk.sync(ann)

        def ended(*_: object) -> None:
            raise Ended

        with monkeypatch.context() as killed, pytest.raises(Ended):
            killed.setattr(sharing, "forget_pushes", ended)
            desk.sync(ben)
        assert everything(ben).keys() == {
            key for key in everything(ben) if not key.startswith(("brief", "annot"))
        }
        desk.sync(ben)
        assert everything(ann) == everything(ben)


@pytest.fixture
def mortal() -> Iterator[Server]:
    """Return a server for a test that ends it."""
    made = new_server(durable=True)
    try:
        yield made
    finally:
        made.remove()


def test_a_hub_that_is_killed_during_pushes_loses_nothing(
    mortal: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended with kill -9 before, between and after what a push does, the hub has all of it once when it is back."""
    home = Desk(mortal, new_hub(mortal), desk.folder, desk.tick)
    monkeypatch.setattr(syncing, "_MOST", 4)
    push, when = exchange.push, iter(("before", "after", "before"))

    def killing(*given: object) -> int:
        moment = next(when, "")
        if moment == "before":
            mortal.kill()
        number = push(*given)  # type: ignore[arg-type]
        if moment == "after":
            mortal.kill()
        return number

    with home.library("ann") as ann, home.library("ben") as ben:
        add(ann)
        for start in range(20):
            mark(ann, start, start + 5, "risk")
        with monkeypatch.context() as dying:
            dying.setattr(exchange, "push", killing)
            for _ in range(3):
                with pytest.raises(HubError, match="lost on the way"):
                    home.sync(ann)
                mortal.start()
        home.sync(ann)
        home.sync(ben)
        assert everything(ann) == everything(ben)
        with mortal.connection(home.database) as owner:
            held = owner.execute("SELECT count(*) FROM reeread.edits").fetchone()
        assert held == (4 + 1 + 20,)
