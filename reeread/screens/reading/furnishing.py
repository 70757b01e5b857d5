"""What stands around the article: it is put there once the article shows, bound to what lies on the desk."""

from textual.binding import Keymap
from textual.containers import Vertical
from textual.widgets import Static

from reeread import places
from reeread.screens.deeds import Place, declared, tagging
from reeread.screens.keymap import checked, keys_from
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.people import People
from reeread.screens.reading.screen import ReadingScreen
from reeread.text.display import line
from reeread.widgets.counts import TagCounts
from reeread.widgets.find import FindBar
from reeread.widgets.heading import Heading
from reeread.widgets.keyline import KeyLine
from reeread.widgets.lists import BriefingList, HighlightList
from reeread.widgets.reader import Reader
from reeread.widgets.status import StatusLine
from reeread.widgets.title import TitleLine

_WELCOME = """\
Nothing to read yet.

Press o and name a file or a folder, or leave with q and run
  reeread add FILE…

Text, Markdown, web pages, PDF, Word, mail, feeds and books can be
read; each becomes a briefing with its highlights beside it."""

_TOO_SMALL = "reeread needs at least 40 columns and 10 rows. Make the window larger, or the letters smaller."


async def furnish(screen: ReadingScreen) -> None:
    """Mount the lists, the title and the lines below, and read how they look."""
    looks = screen.app.stylesheet
    looks.read_all([places.shipped("styles") / name for name in ("around.tcss", "contrast.tcss")])
    looks.parse()
    title = TitleLine(id="title").data_bind(
        ReadingScreen.pane, Desk.narrow, shown=Desk.title_words, counts=Desk.counts
    )
    briefings = (
        Heading("BRIEFINGS", id="briefings-heading").data_bind(count=Desk.briefing_count),
        BriefingList(id="briefings").data_bind(
            Desk.briefings, Desk.opened, Desk.codebook, ReadingScreen.disputes
        ),
        Heading("TAGS HERE", id="tags-heading"),
        TagCounts(id="counts").data_bind(Desk.annotations, Desk.codebook),
    )
    highlights = (
        Heading("HIGHLIGHTS", id="highlights-heading").data_bind(count=Desk.key_count),
        HighlightList(id="highlights").data_bind(
            Desk.highlights,
            Desk.annotations,
            Desk.codebook,
            Desk.passage,
            People.initials,
            briefing=Desk.opened,
        ),
    )
    status = StatusLine(id="status").data_bind(Desk.words, Desk.place, Desk.message, Desk.beside)
    keys = KeyLine(id="keys").data_bind(Desk.hints)
    await screen.query_one("#briefings-pane").add_class("-filled").mount(*briefings)
    await screen.query_one("#highlights-pane").add_class("-filled").mount(*highlights)
    await screen.query_one("#article-pane").mount(Static(_WELCOME, id="welcome", markup=False))
    too_small = Static(_TOO_SMALL, id="too-small", markup=False)
    await screen.mount(title, Vertical(status, keys, id="foot"), too_small)


def own_keys(screen: ReadingScreen) -> Keymap:
    """Use the keys of the settings file and return them; say which of them cannot be used."""
    asked = keys_from(places.config_file())
    everywhere = (*declared(ReadingScreen, {}), *declared(type(screen.app), {}))
    panes = [declared(one, {}) for one in (Reader, BriefingList, HighlightList)]
    together = [(*tagging(screen.codebook), *pane, *everywhere) for pane in panes]
    if asked.keymap:
        from reeread.screens.boards import BOARDS  # needed for settings only
        from reeread.screens.compare import CompareScreen, Side

        app = declared(type(screen.app), {})
        together.extend((*place.deeds, *app) for board in BOARDS for place in board.places({}))
        beside = (*declared(Reader, {}), *declared(Side, {}), *declared(CompareScreen, {}))
        together.append((*tagging(screen.codebook), *beside, *app))
    remapped = checked(asked, together)
    screen.app.set_keymap(remapped.keymap)
    for complaint in remapped.complaints:
        screen.notify(line(complaint), severity="warning", markup=False)
    return remapped.keymap


def key_places(screen: ReadingScreen) -> tuple[Place, ...]:
    """Return every key of the screen by the place where it works."""
    keymap = screen.keymap
    return (
        Place("article", (*tagging(screen.codebook), *declared(Reader, keymap)), "#article"),
        Place("highlights", declared(HighlightList, keymap), "#highlights"),
        Place("briefings", declared(BriefingList, keymap), "#briefings"),
        Place("find bar", declared(FindBar, keymap), "#find"),
        Place("everywhere", (*declared(ReadingScreen, keymap), *declared(type(screen.app), keymap))),
    )
