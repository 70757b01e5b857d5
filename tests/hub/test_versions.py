"""A hub that an older reeread made, and a library that was saved: neither loses anything, nor has anything twice."""

from pathlib import Path

import pytest
from hub_desk import add, everything, mark

from reeread.library import Library, checking
from reeread.team import hub, setup
from reeread.team.hub import HubError
from tests.hub.conftest import Desk


def test_an_older_hub_is_brought_up_and_loses_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer reeread is told to have the hub brought up, sends nothing before, and finds all of it afterwards."""
    step = tmp_path / "0002_more.sql"
    step.write_text("ALTER TABLE reeread.pushes ADD COLUMN remark text;")
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        mark(ann, 6, 11, "risk")
        steps = (*hub.STEPS, step)
        for module in (hub, setup):
            monkeypatch.setattr(module, "STEPS", steps)
        with pytest.raises(HubError, match=r"older reeread.*hub init"):
            desk.sync(ann)
        with desk.server.connection(desk.database, autocommit=True) as owner:
            assert owner.execute("SELECT count(*) FROM reeread.edits").fetchone() == (6,)
            assert setup.init(owner) == (1, 2)
            assert setup.init(owner) == (2, 2)
        assert desk.sync(ann).pushed == 1
        desk.sync(ben)
        assert everything(ann) == everything(ben)


def test_a_saved_library_meets_its_hub_again(desk: Desk) -> None:
    """A library that was saved has on its hub what it had, once, and what was done in it meanwhile arrives."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        desk.sync(ben)
        mark(ann, 6, 11, "confirmed")
        path = ann.path
    saved = desk.folder / "saved.db"
    checking.salvage(path, saved)
    with (
        Library.open(saved, "ann", clock=desk.tick, base=desk.folder) as ann,
        Library.open(desk.folder / "ben.db", "ben", clock=desk.tick, base=desk.folder) as ben,
    ):
        for lib in (ann, ben, ann):
            desk.sync(lib)
        assert everything(ann) == everything(ben)
        assert sum(key.startswith("annotation") for key in everything(ann)) == 2
        with desk.server.connection(desk.database) as owner:
            held = owner.execute("SELECT count(*), count(DISTINCT edit) FROM reeread.edits").fetchone()
        assert held == (7, 7)
