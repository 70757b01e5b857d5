"""Who is at work."""

from pathlib import Path

import pytest

from reeread import places
from reeread.cli.settings import author
from reeread.model.errors import UsageError


@pytest.fixture
def config() -> Path:
    """Return the settings file, with an author in it."""
    file = places.config_file()
    file.parent.mkdir(parents=True)
    file.write_text('author = "From Config"\n', encoding="utf-8")
    return file


def test_the_author_is_asked_for_in_order(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--author, then the environment, then the settings, then the login name."""
    monkeypatch.setenv("REEREAD_AUTHOR", "env")
    assert author("asked") == "asked"
    assert author("  ") == author(None) == "env"
    monkeypatch.setenv("REEREAD_AUTHOR", "")
    assert author(None) == "From Config"
    config.unlink()
    monkeypatch.setenv("LOGNAME", "login")
    assert author(None) == "login"


def test_broken_settings_are_said(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings file that is no TOML is named, with what to do."""
    monkeypatch.delenv("REEREAD_AUTHOR")
    config.write_text("author = ", encoding="utf-8")
    with pytest.raises(UsageError, match=r"config\.toml"):
        author(None)
