"""Two and more people share a hub: what each does comes to the others, and where they differ all of it is kept."""

import pytest
from hub_desk import BODY, add, differing, everything, mark, only

from reeread.library import (
    Library,
    codebook,
    editing,
    history,
    past,
    purging,
    reading,
    removing,
    stacking,
    tagging,
    triage,
)
from reeread.library.syncing import conflicts, settle, state
from reeread.model.annotation import Passage
from reeread.model.briefing import Triage
from reeread.model.errors import UsageError
from reeread.model.span import Span
from tests.hub.conftest import Desk


def rounds(desk: Desk, *libraries: Library) -> None:
    """Let libraries meet the hub twice each."""
    for _ in range(2):
        for lib in libraries:
            desk.sync(lib)


def test_what_one_does_comes_to_another(desk: Desk) -> None:
    """A briefing with its text, tags and a note come to a library that had none of it, and both hold the same."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        assert desk.sync(ben).pulled == 2
        assert everything(ann) == everything(ben)
        (annotation,) = tagging.annotations(ben)
        assert (annotation.author, annotation.tags, annotation.note) == ("ann", ("risk",), "mind this")
        assert reading.article(ben, only(ben)).body == BODY
        assert [event.author for event in history.events(ben, limit=1)] == ["ann"]


def test_two_who_added_one_text_share_one_briefing(desk: Desk) -> None:
    """What both had before they met is there once, under the id that it has in each, with the marks of both."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        own = add(ann), add(ben)
        mark(ann, 0, 5, "risk")
        mark(ben, 0, 5, "confirmed")
        rounds(desk, ann, ben)
        assert (only(ann), only(ben)) == own
        assert {one.author for one in tagging.annotations(ann)} == {"ann", "ben"}
        assert everything(ann) == everything(ben)
        assert conflicts(ann) == ()


def test_one_person_on_two_machines_has_one_annotation(desk: Desk) -> None:
    """Who marks one passage on two machines before they meet finds the tags of both on it, and both notes."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        for lib, tag, note in ((home, "risk", "at home"), (work, "confirmed", "at work")):
            add(lib)
            mark(lib, 0, 5, tag, note)
        rounds(desk, home, work)
        for lib in (home, work):
            (annotation,) = tagging.annotations(lib)
            assert set(annotation.tags) == {"risk", "confirmed"}
            (conflict,) = conflicts(lib)
            assert {choice.text for choice in conflict.choices} == {"at home", "at work"}


@pytest.fixture
def torn(desk: Desk) -> tuple[Library, Library]:
    """Return two libraries of one person, in which one note was changed in two ways."""
    home, work = desk.library("home", "ann"), desk.library("work", "ann")
    add(home)
    mark(home, 0, 5, "risk", "first")
    rounds(desk, home, work)
    mark(home, 0, 5, note="at home")
    mark(work, 0, 5, note="at work")
    rounds(desk, home, work)
    return home, work


def test_two_changes_of_one_note_are_a_conflict(desk: Desk, torn: tuple[Library, Library]) -> None:
    """Both values are kept with who left them and when, and the later one is shown in both libraries."""
    for lib in torn:
        (conflict,) = conflicts(lib)
        assert (conflict.subject, conflict.field, conflict.about) == ("annotation", "note", "Ports")
        assert [(one.text, one.author, one.shown) for one in conflict.choices] == [
            ("at work", "ann", True),
            ("at home", "ann", False),
        ]
        assert tagging.annotations(lib)[0].note == "at work"
        known = state(lib)
        assert known is not None and known.conflicts == 1
        lib.close()


@pytest.mark.parametrize("value", ["at home", "at work"])
def test_a_choice_settles_a_conflict(desk: Desk, torn: tuple[Library, Library], value: str) -> None:
    """Choosing a value, the one that is shown too, ends the conflict everywhere; undo brings back what was shown."""
    home, work = torn
    (conflict,) = conflicts(home)
    settle(home, conflict, next(one for one in conflict.choices if one.text == value))
    rounds(desk, home, work)
    for lib in torn:
        assert conflicts(lib) == ()
        assert tagging.annotations(lib)[0].note == value
    undone = history.undo(home)
    assert undone is not None and undone.deed == "settle"
    assert tagging.annotations(home)[0].note == "at work"
    for lib in torn:
        lib.close()


@pytest.fixture(params=["taken off last", "put on last"])
def disputed(desk: Desk, request: pytest.FixtureRequest) -> tuple[Library, Library]:
    """Return two libraries of one person: in one a tag was taken off a passage, in the other taken off and put on again."""
    home, work = desk.library("home", "ann"), desk.library("work", "ann")
    add(home)
    mark(home, 0, 5, "risk")
    mark(home, 0, 5, "confirmed")
    rounds(desk, home, work)

    def off_and_on() -> None:
        for _ in range(2):
            tagging.toggle(work, Passage(only(work), Span(0, 5)), "risk")

    def off() -> None:
        tagging.toggle(home, Passage(only(home), Span(0, 5)), "risk")

    for deed in (off_and_on, off) if request.param == "taken off last" else (off, off_and_on):
        deed()
    rounds(desk, home, work)
    return home, work


@pytest.mark.parametrize("value", ["on", "off"])
def test_a_choice_settles_whether_a_tag_is_borne(
    desk: Desk, disputed: tuple[Library, Library], value: str
) -> None:
    """Choosing either, the one that is shown too, ends the conflict about one tag at once and everywhere; undo brings back what was shown."""
    home, work = disputed
    (conflict,) = conflicts(home)
    assert {choice.text for choice in conflict.choices} == {"on", "off"}
    shown = tagging.annotations(home)[0].tags
    settle(home, conflict, next(one for one in conflict.choices if one.text == value))
    assert conflicts(home) == ()
    rounds(desk, home, work)
    for lib in disputed:
        assert conflicts(lib) == ()
        assert ("risk" in tagging.annotations(lib)[0].tags) == (value == "on")
    undone = history.undo(home)
    assert undone is not None and undone.deed == "settle"
    assert tagging.annotations(home)[0].tags == shown
    for lib in disputed:
        lib.close()


def test_an_edit_of_one_tag_leaves_a_conflict_about_another(
    desk: Desk, disputed: tuple[Library, Library]
) -> None:
    """Who puts another tag on a passage has said nothing of the one that people differ about, before the next sync as after it."""
    home, work = disputed
    mark(home, 0, 5, "speculation")
    told = differing(home)
    assert len(told) == 1
    rounds(desk, home, work)
    for lib in disputed:
        assert differing(lib) == told
        lib.close()


def test_a_key_that_is_free_again_comes_back(desk: Desk) -> None:
    """A tag whose key another one had first has it as soon as that one is given a third: nothing is kept aside for it."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        rounds(desk, home, work)
        codebook.edit_tag(home, "confirmed", key="5")
        codebook.add_tag(work, "later", "5")
        codebook.edit_tag(work, "confirmed", key="4")
        rounds(desk, home, work)
        for lib in (home, work):
            keys = {tag.name: tag.key for tag in codebook.tags(lib)}
            assert (keys["confirmed"], keys["later"]) == ("4", "5")
            known = state(lib)
            assert known is not None and known.aside == 0


def test_a_name_that_is_free_again_comes_back(desk: Desk) -> None:
    """A tag that is given the name of one that was merged away meanwhile has it everywhere, without a number."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        rounds(desk, home, work)
        codebook.edit_tag(home, "risk", new_name="danger", key="5")
        codebook.merge(home, "danger", "commitment")
        codebook.edit_tag(home, "speculation", new_name="danger", key="5")
        rounds(desk, home, work)
        for lib in (home, work):
            assert {tag.name: tag.key for tag in codebook.tags(lib)} == {
                "commitment": "c",
                "confirmed": "f",
                "danger": "5",
            }
        assert everything(home) == everything(work)


def test_what_comes_back_brings_its_tags_along(desk: Desk) -> None:
    """An annotation that one deleted, whose tag he then removed, comes back with the tag where another wrote a note on it meanwhile."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        add(home)
        id = mark(home, 0, 5, "confirmed", "first")
        rounds(desk, home, work)
        editing.delete(home, [id])
        codebook.remove_tag(home, "confirmed", force=True)
        mark(work, 0, 5, note="second")
        rounds(desk, home, work)
        for lib in (home, work):
            (annotation,) = tagging.annotations(lib)
            assert (annotation.tags, annotation.note) == (("confirmed",), "second")
        assert everything(home) == everything(work)


def test_a_note_that_was_taken_away_is_nothing(desk: Desk) -> None:
    """A value that is empty is told in a word."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        add(home)
        mark(home, 0, 5, "risk", "first")
        rounds(desk, home, work)
        mark(home, 0, 5, note="")
        mark(work, 0, 5, note="second")
        rounds(desk, home, work)
        (conflict,) = conflicts(home)
        assert {choice.text for choice in conflict.choices} == {"nothing", "second"}


def test_an_ordinary_edit_settles_a_conflict(desk: Desk, torn: tuple[Library, Library]) -> None:
    """Who writes the note anew has seen both, and what he writes stands alone."""
    home, work = torn
    mark(work, 0, 5, note="both")
    rounds(desk, work, home)
    for lib in torn:
        assert conflicts(lib) == ()
        assert tagging.annotations(lib)[0].note == "both"
        lib.close()


def test_a_note_is_not_lost_to_who_deletes_it(desk: Desk) -> None:
    """An annotation that one machine deletes while the other changes its note stays, and that is a conflict; deleting it again settles it."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        add(home)
        id = mark(home, 0, 5, "risk", "first")
        rounds(desk, home, work)
        editing.delete(home, [id])
        mark(work, 0, 5, note="second")
        rounds(desk, home, work)
        for lib in (home, work):
            assert tagging.annotations(lib)[0].note == "second"
            (conflict,) = conflicts(lib)
            assert [one.text for one in conflict.choices] == ["there", "taken away"]
        settle(work, conflict, conflict.choices[1])
        rounds(desk, work, home)
        assert tagging.annotations(home) == tagging.annotations(work) == ()
        assert conflicts(home) == conflicts(work) == ()


def test_tags_of_two_join(desk: Desk) -> None:
    """Different tags put on one annotation, and different stacks of one briefing, are no conflict."""
    with desk.library("home", "ann") as home, desk.library("work", "ann") as work:
        add(home)
        mark(home, 0, 5, "risk")
        rounds(desk, home, work)
        for lib, tag, shelf in ((home, "confirmed", "one"), (work, "commitment", "two")):
            mark(lib, 0, 5, tag)
            stacking.gather(lib, [only(lib)], shelf)
        rounds(desk, home, work)
        for lib in (home, work):
            assert set(tagging.annotations(lib)[0].tags) == {"risk", "confirmed", "commitment"}
            assert reading.briefings(lib)[0].stacks == ("one", "two")
            assert conflicts(lib) == ()


def test_a_tag_stays_that_somebody_uses(desk: Desk) -> None:
    """A tag that one takes out of the codebook while another puts it on a passage stays until nothing bears it."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        rounds(desk, ann, ben)
        codebook.remove_tag(ann, "risk")
        id = mark(ben, 0, 5, "risk")
        rounds(desk, ann, ben)
        for lib in (ann, ben):
            assert tagging.annotations(lib)[0].tags == ("risk",)
        editing.delete(ben, [id])
        rounds(desk, ben, ann)
        for lib in (ann, ben):
            assert "risk" not in [tag.name for tag in codebook.tags(lib)]


def test_two_tags_of_one_name_are_told_apart(desk: Desk) -> None:
    """Two tags that two people give one name and one key keep what was said of them: one has a number, and no key."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        rounds(desk, ann, ben)
        codebook.edit_tag(ann, "risk", new_name="danger", key="5")
        codebook.edit_tag(ben, "confirmed", new_name="danger", key="5")
        rounds(desk, ann, ben)
        for lib in (ann, ben):
            named = {tag.name: tag.key for tag in codebook.tags(lib) if tag.name.startswith("danger")}
            assert sorted(named) == ["danger", "danger 2"]
            assert sorted(named.values()) == ["", "5"]
        assert everything(ann) == everything(ben)


def test_two_new_versions_of_one_briefing_stand_side_by_side(desk: Desk) -> None:
    """Two texts that came in for one source are both kept, whatever number each has in a library; the later is shown."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann), add(ben)
        rounds(desk, ann, ben)
        add(ann, BODY + "\nThe first addition.\n")
        mark(ann, 0, 5, "risk")
        add(ben, BODY + "\nThe second addition.\n")
        mark(ben, 6, 11, "risk")
        rounds(desk, ann, ben)
        for lib in (ann, ben):
            assert reading.article(lib, only(lib)).body.endswith("second addition.\n")
            assert [one.field for one in conflicts(lib)] == ["version"]
            assert len(tagging.annotations(lib)) == 2
        assert everything(ann) == everything(ben)


def test_marks_move_to_a_version_that_somebody_else_brought(desk: Desk) -> None:
    """What one marked while another brought a new version stands in the new version after they met."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        rounds(desk, ann, ben)
        add(ann, "New on top\n\n" + BODY)
        mark(ben, 0, 5, "risk")
        rounds(desk, ann, ben)
        rounds(desk, ann, ben)
        for lib in (ann, ben):
            (annotation,) = tagging.annotations(lib)
            assert annotation.anchor.start == len("New on top\n\n")
        assert everything(ann) == everything(ben)


def test_a_removal_is_shared_and_comes_back(desk: Desk) -> None:
    """A briefing that one takes out goes out of the other's lists, and undo brings it back in both."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk")
        rounds(desk, ann, ben)
        removing.remove(ben, only(ben))
        rounds(desk, ben, ann)
        assert reading.briefings(ann) == ()
        history.undo(ben)
        rounds(desk, ben, ann)
        assert [len(tagging.annotations(lib)) for lib in (ann, ben)] == [1, 1]


def test_nobody_takes_back_what_another_did(desk: Desk) -> None:
    """Undo takes back one's own deeds, those from another machine too, and never a colleague's."""
    with (
        desk.library("home", "ann") as home,
        desk.library("work", "ann") as work,
        desk.library("ben") as ben,
    ):
        add(home)
        mark(home, 0, 5, "risk")
        rounds(desk, home, work, ben)
        assert history.undo(ben) is None
        undone = history.undo(work)
        assert undone is not None and undone.deed == "tag"
        rounds(desk, work, home, ben)
        assert [tagging.annotations(lib) for lib in (home, work, ben)] == [(), (), ()]
        redone = history.redo(home)
        assert redone is not None and redone.deed == "tag"
        rounds(desk, home, ben)
        assert len(tagging.annotations(ben)) == 1


def test_a_library_as_it_was_knows_only_what_it_had(desk: Desk) -> None:
    """What a colleague did earlier and came in later is not in the library as it was in between."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        add(ben)
        mark(ann, 0, 5, "risk")
        mark(ben, 6, 11, "risk")
        between = history.events(ben, limit=1)[0].at
        rounds(desk, ann, ben)
        assert len(tagging.annotations(ben)) == 2
        with past.as_of(ben, between) as then:
            assert [one.author for one in tagging.annotations(then)] == ["ben"]


def test_what_is_ones_own_is_not_shared(desk: Desk) -> None:
    """What somebody put off or is done with concerns nobody else, and does not wait to be sent."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        rounds(desk, ann, ben)
        triage.set_state(ann, only(ann), Triage.DONE)
        waiting = state(ann)
        assert waiting is not None and waiting.pending == 0
        assert desk.sync(ann).pushed == 0
        assert desk.sync(ben).pulled == 0
        assert reading.briefings(ben)[0].state is Triage.NEW


def test_what_was_erased_stays_so(desk: Desk) -> None:
    """Neither the briefing that somebody erased for good nor anything on it comes back, and nothing of it is in the file."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "a secret word")
        rounds(desk, ann, ben)
        purging.purge(ben, only(ben))
        purging.sweep(ben)
        mark(ann, 0, 5, note="another secret word")
        mark(ann, 6, 11, "risk")
        add(ann, BODY + "\nA secret word more.\n")
        rounds(desk, ann, ben)
        assert reading.briefings(ben) == ()
        ben.close()
        held = ben.path.read_bytes()
        assert b"secret word" not in held and b"two ports" not in held


def test_meeting_twice_changes_no_byte(desk: Desk) -> None:
    """Where nothing is new, a sync leaves the library byte for byte as it was, but for how far it went."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        rounds(desk, ann, ben)
        desk.sync(ann)
        path = ann.path
    before = path.read_bytes()
    with Library.open(path, "ann") as ann:
        done = desk.sync(ann)
    assert (done.pulled, done.pushed) == (0, 0)
    assert path.read_bytes() == before


def test_what_waits_is_told_without_the_hub(desk: Desk) -> None:
    """A library tells how many changes wait to be sent, and nothing where it has no hub; asking changes no byte."""
    with desk.library("ann") as ann:
        assert state(ann) is None
        add(ann)
        desk.sync(ann)
        mark(ann, 0, 5, "risk")
        ann.close()
    before = ann.path.read_bytes()
    with Library.open(ann.path, "ann") as again:
        known = state(again)
    assert known is not None and (known.pending, known.address) == (1, desk.address)
    assert ann.path.read_bytes() == before


def test_a_library_has_one_hub(desk: Desk) -> None:
    """A library that is shared over one hub refuses another, and is left as it was."""
    with desk.library("ann") as ann:
        desk.sync(ann)
        with pytest.raises(UsageError, match="another hub"):
            desk.another().sync(ann)


def test_a_copied_library_tells_its_own(desk: Desk) -> None:
    """Two that go on from a copy of one library, known to the hub as one, lose nothing to each other."""
    with desk.library("ann") as ann:
        add(ann)
        desk.sync(ann)
        ann.close()
    twin = ann.path.with_name("twin.db")
    twin.write_bytes(ann.path.read_bytes())
    with Library.open(ann.path, "ann") as one, Library.open(twin, "ann") as other:
        mark(one, 0, 5, "risk")
        tagging.tag(other, Passage(only(other), Span(6, 11)), ["risk"])
        rounds(desk, one, other)
        assert everything(one) == everything(other)
        assert len(tagging.annotations(one)) == 2
        assert differing(one) == []
