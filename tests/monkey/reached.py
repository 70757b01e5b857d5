"""What there is to reach in the program, read from its code, and what was reached."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import reeread
from reeread.app import ReereadApp


class Reached:
    """The screens that were seen and the deeds that were done, by their names in the code."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.screens: set[str] = set()
        self.deeds: set[str] = set()
        dispatch = App._dispatch_action

        async def noted(app: App[Any], owner: Any, action: str, *rest: Any) -> bool:
            self.deeds.add(_deed(type(owner), action))
            return await dispatch(app, owner, action, *rest)

        patch.setattr(App, "_dispatch_action", noted)

    def look(self, app: App[Any]) -> None:
        """Take note of the screen that shows."""
        self.screens.add(type(app.screen).__name__)

    @property
    def missing(self) -> set[str]:
        """Return what was never seen or done."""
        return (all_screens() - self.screens) | (all_deeds() - self.deeds)


def all_screens() -> set[str]:
    """Return the screens that the code makes anywhere: those that are only built upon are never called."""
    ours = {one.__name__ for one in _ours(Screen)}
    called: set[str] = set()
    for path in Path(reeread.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                called.add(node.func.id)
    return ours & called


def all_deeds() -> set[str]:
    """Return the deeds of every key that our classes bind."""
    return {
        _deed(ReereadApp if binding.action.startswith("app.") else owner, binding.action)
        for owner in _ours(DOMNode)
        for binding in Binding.make_bindings(owner.__dict__.get("BINDINGS", ()))
    }


def _deed(owner: type[Any], action: str) -> str:
    """Return a deed by the class that does it."""
    name = action.partition("(")[0].rpartition(".")[2]
    method = getattr(owner, f"action_{name}", None) or getattr(owner, f"_action_{name}", None)
    return getattr(method, "__qualname__", f"{owner.__name__}.action_{name}")


def _ours(base: type[Any]) -> Iterator[type[Any]]:
    """Return our own classes built upon one."""
    for module in pkgutil.walk_packages(reeread.__path__, "reeread."):
        if module.name.startswith(("reeread.screens", "reeread.widgets", "reeread.app")):
            importlib.import_module(module.name)
    found, waiting = set(), [base]
    while waiting:
        for one in waiting.pop().__subclasses__():
            if one not in found:
                found.add(one)
                waiting.append(one)
    return (one for one in found if one.__module__.startswith("reeread."))
