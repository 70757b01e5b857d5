"""The codebook."""

import pytest

from reeread.library import Library, history
from reeread.library.codebook import PALETTE, RESERVED_KEYS, add_tag, edit_tag, free_keys, tags
from reeread.model.errors import NotFound, UsageError


def test_a_new_library_has_four_tags(lib: Library) -> None:
    """They have the keys and colours of the design, each a meaning, and none is there by a deed."""
    assert [(tag.name, tag.key, tag.color) for tag in tags(lib)] == [
        ("risk", "r", "#E69F00"),
        ("commitment", "c", "#56B4E9"),
        ("speculation", "s", "#CC79A7"),
        ("confirmed", "f", "#009E73"),
    ]
    assert all(tag.meaning for tag in tags(lib))
    assert history.undo(lib) is None


def test_a_tag_is_added_at_the_end(lib: Library) -> None:
    """It has what was given, and the next colour of the palette if none was."""
    tag = add_tag(lib, " actor ", "i", meaning="Who acts.")
    assert (tag.name, tag.key, tag.color, tag.meaning) == ("actor", "i", PALETTE[4], "Who acts.")
    assert tags(lib)[-1] == tag
    assert add_tag(lib, "source", color="#abcdef").color == "#ABCDEF"


def test_editing_changes_only_what_is_given(lib: Library) -> None:
    """Name, key, colour and meaning change by themselves; a key can be taken away."""
    before = tags(lib)[0]
    assert edit_tag(lib, "risk", meaning="Harm.").meaning == "Harm."
    assert edit_tag(lib, "risk", new_name="Risk").name == "Risk"
    after = edit_tag(lib, "Risk", key="", color="#000000")
    assert (after.key, after.color, after.position) == ("", "#000000", before.position)
    while history.undo(lib):
        pass
    assert tags(lib)[0] == before


@pytest.mark.parametrize(
    "name", ["", "  ", "a,b", "a\nb", "a\x1bb", "a\u2028b", "\ud800", "RISK", "Confirmed"]
)
def test_names_that_cannot_be_used_are_refused(lib: Library, name: str) -> None:
    """Empty ones, ones with commas or control characters, and ones that there are already."""
    with pytest.raises(UsageError):
        add_tag(lib, name)
    with pytest.raises(UsageError):
        edit_tag(lib, "speculation", new_name=name)
    assert len(tags(lib)) == 4


@pytest.mark.parametrize("key", [*sorted(RESERVED_KEYS), "r", "ab", "\x1b", "\t", "\u0301"])
def test_keys_that_cannot_be_used_are_refused(lib: Library, key: str) -> None:
    """The reader's own, another tag's, and what is no visible character: the message says which are free."""
    with pytest.raises(UsageError) as caught:
        add_tag(lib, "actor", key)
    assert "These are free: d i p z" in str(caught.value)


@pytest.mark.parametrize("color", ["red", "#12345", "#1234567", "123456", "#12345g"])
def test_colours_are_six_hex_digits(lib: Library, color: str) -> None:
    """Anything else is refused with an example."""
    with pytest.raises(UsageError, match="#E69F00"):
        add_tag(lib, "actor", color=color)


def test_free_keys_can_be_used(lib: Library) -> None:
    """Each key said to be free can be given to a tag, and is not free then."""
    for key in free_keys(lib):
        edit_tag(lib, "risk", key=key)
        assert key not in free_keys(lib)


def test_unknown_tags_are_told(lib: Library) -> None:
    """Editing a tag that is not there names those that are."""
    with pytest.raises(NotFound, match="risk, commitment, speculation, confirmed"):
        edit_tag(lib, "rsik", key="i")
