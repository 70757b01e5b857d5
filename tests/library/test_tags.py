"""The codebook."""

from pathlib import Path

import pytest

from reeread.library import Library, history, tagging
from reeread.library.codebook import (
    PALETTE,
    RESERVED_KEYS,
    add_tag,
    edit_tag,
    free_keys,
    merge,
    remove_tag,
    reorder,
    restore,
    retire,
    tags,
    use,
)
from reeread.library.codebook_files import read, take_in, written
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, SourceError, UsageError
from reeread.model.span import Span
from reeread.model.tag import Tag


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
    "name",
    ["", "  ", "/", "a/", "/b", "a//b", "a,b", "a\nb", "a\x1bb", "a\u2028b", "\ud800", "RISK", "Confirmed"],
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


def names(lib: Library) -> list[str]:
    """Return the names of the tags in their order."""
    return [tag.name for tag in tags(lib)]


def test_tags_stand_below_others(lib: Library) -> None:
    """A "/" parts a tag from the one above, which need not be there; renamed, that takes those below along."""
    tag = add_tag(lib, "risk / supply")
    assert (tag.name, tag.parent, tag.leaf, tag.depth) == ("risk/supply", "risk", "supply", 1)
    assert add_tag(lib, "where/east/north").depth == 2
    add_tag(lib, "risky")
    edit_tag(lib, "risk", new_name="danger")
    assert names(lib)[0] == "danger" and names(lib)[4:] == ["danger/supply", "where/east/north", "risky"]
    with pytest.raises(UsageError, match="Danger/Supply"):
        edit_tag(lib, "risky", new_name="Danger/Supply")
    undone = history.undo(lib)
    assert undone and undone.text == "Took back the change of the tag “danger”."
    assert names(lib)[0] == "risk" and names(lib)[4] == "risk/supply"
    edit_tag(lib, "risk", new_name="risk/all")
    assert names(lib)[4] == "risk/all/supply"


def test_a_retired_tag_is_offered_no_more(lib: Library, levy: Briefing) -> None:
    """Its key is free and it takes none; what bears it keeps it and can lose it; restored it is usable again."""
    borne = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk", "confirmed"])
    assert (retire(lib, "risk").retired, tags(lib)[0].key) == (True, "")
    assert "r" in free_keys(lib)
    assert tagging.tag(lib, borne.passage, ["risk"]) == borne
    assert tagging.toggle(lib, borne.passage, "risk")
    for refused in (
        lambda: tagging.toggle(lib, borne.passage, "risk"),
        lambda: edit_tag(lib, "risk", key="r"),
        lambda: merge(lib, "confirmed", "risk"),
    ):
        with pytest.raises(UsageError, match="retired"):
            refused()
    assert not restore(lib, "risk").retired
    assert tagging.toggle(lib, borne.passage, "risk") is not None
    told = [getattr(history.undo(lib), "text", "") for _ in range(4)]
    assert (
        told[1] == "Took back restoring the tag “risk”." and told[3] == "Took back retiring the tag “risk”."
    )
    assert tags(lib)[0].key == "r"


def test_tags_are_put_in_order(lib: Library) -> None:
    """Those named come first, the others as they were; annotations show their tags in that order."""
    assert [tag.name for tag in reorder(lib, ["confirmed", "speculation", "confirmed"])] == [
        "confirmed", "speculation", "risk", "commitment",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        reorder(lib, ["rsik"])
    undone = history.undo(lib)
    assert undone and undone.text == "Took back the order of the tags."
    assert names(lib)[0] == "risk"


def test_merged_tags_are_one(lib: Library, levy: Briefing) -> None:
    """Everybody's passages bear the other tag, once; notes and times stay; one undo parts the tags again."""
    both = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk", "confirmed"], "Both.")
    one = tagging.tag(lib, Passage(levy.id, Span(6, 9)), ["risk"])
    with Library.open(lib.path, "bob") as other:
        tagging.tag(other, Passage(levy.id, Span(0, 5)), ["risk", "speculation"])
    before = tagging.annotations(lib), tags(lib)
    assert merge(lib, "risk", "confirmed").name == "confirmed"
    found = tagging.annotations(lib)
    assert [annotation.tags for annotation in found] == [
        ("confirmed",), ("speculation", "confirmed"), ("confirmed",),
    ]  # fmt: skip
    assert (found[0].note, found[0].modified, found[2].id) == ("Both.", both.modified, one.id)
    assert "risk" not in names(lib) and "r" in free_keys(lib)
    undone = history.undo(lib)
    assert undone and undone.text == "Took back merging the tags “risk” and “confirmed”."
    assert (tagging.annotations(lib), tags(lib)) == before
    with pytest.raises(UsageError, match="itself"):
        merge(lib, "risk", "risk")
    with pytest.raises(NotFound):
        merge(lib, "risk", "rsik")


def test_a_tag_in_use_goes_only_by_force(lib: Library, levy: Briefing) -> None:
    """What it would touch is said; forced, it comes off, what has nothing else is gone, and undo brings all back."""
    tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    tagging.tag(lib, Passage(levy.id, Span(6, 9)), ["risk"], "Stays.")
    tagging.tag(lib, Passage(levy.id, Span(9, 12)), ["risk", "confirmed"])
    before = tagging.annotations(lib), tags(lib)
    used = use(lib, "risk")
    assert (used.annotations, used.briefings, used.alone) == (3, 1, 1)
    with pytest.raises(
        UsageError, match="3 annotations in 1 briefing bear the tag 'risk', 1 of them nothing"
    ):
        remove_tag(lib, "risk")
    assert remove_tag(lib, "risk", force=True) == used
    assert [(one.tags, one.note) for one in tagging.annotations(lib)] == [
        ((), "Stays."),
        (("confirmed",), ""),
    ]
    undone = history.undo(lib)
    assert undone and undone.text == "Took back removing the tag “risk”."
    assert (tagging.annotations(lib), tags(lib)) == before
    assert remove_tag(lib, "speculation").annotations == 0
    assert names(lib) == ["risk", "commitment", "confirmed"]


@pytest.mark.parametrize("format", ["toml", "json"])
def test_a_codebook_comes_back_from_its_file(lib: Library, tmp_path: Path, format: str) -> None:
    """Written by one library and taken in by another, names, keys, colours, meanings and retirement are there."""
    add_tag(lib, "risk/supply", "z", "#123456", 'Says "so",\nor\\ \x7f\u202e\U000e0041 日本 👩‍👩‍👧')
    edit_tag(lib, "confirmed", meaning="Seen.")
    retire(lib, "speculation")
    text = "".join(written(tags(lib), format))
    assert not set(text) & set("\x7f\u202e\U000e0041")
    with Library.open(tmp_path / "other.db", "bob", create=True) as other:
        taken = take_in(other, read(text, "tags"))
        assert (taken.added, taken.changed) == (("risk/supply",), ("speculation", "confirmed"))
        assert (taken.unchanged, taken.remarks) == (("risk", "commitment"), ())
        assert tags(other) == tags(lib)
        assert take_in(other, read(text, "tags")).changed == ()
        undone = history.undo(other)
        assert undone and undone.text.startswith("Took back taking in the tags “speculation”")
        assert names(other) == ["risk", "commitment", "speculation", "confirmed"]


def test_keys_that_are_taken_are_left_out_and_told(lib: Library) -> None:
    """A tag whose key the reader or another tag has comes without it; what the file leaves empty stays."""
    taken = take_in(lib, read('[{"name": "actor", "key": "j"}, {"name": "RISK", "key": "c"}]', "tags.json"))
    assert (taken.added, taken.unchanged) == (("actor",), ("risk",))
    assert len(taken.remarks) == 2 and "'j'" in taken.remarks[0] and "'commitment'" in taken.remarks[1]
    assert (tags(lib)[0].key, tags(lib)[0].color) == ("r", "#E69F00")
    assert tags(lib)[4] == Tag("actor", "", PALETTE[4], "", 5, origins=("actor",))


@pytest.mark.parametrize(
    "text", ["", "[[tag]", "{}", "[]", "tags = 1", '[[tag]]\nkey = "x"', "[[tag]]\nname = 1", '["risk"]']
)
def test_files_that_are_no_codebook_are_told(text: str) -> None:
    """What is no TOML or JSON, has no tags, or a tag without a name, is refused with the file's name."""
    with pytest.raises(SourceError, match=r"tags\.toml"):
        read(text, "tags.toml")
