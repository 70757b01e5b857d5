"""Sharing a library over a hub: what others did comes in, what was done here goes out, and nothing is lost."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from reeread.library.library import Library
from reeread.library.syncing import digesting
from reeread.library.syncing.differing import conflicts, settle
from reeread.library.syncing.fading import fade
from reeread.library.syncing.fields import FORMAT
from reeread.library.syncing.sifting import Sifted, sifted, take_in, unsound
from reeread.library.syncing.taking import texts_of
from reeread.library.uncollected import uncollected
from reeread.model.errors import UsageError
from reeread.model.shared import Synced, SyncState
from reeread.model.shared_text import SharedText
from reeread.store import bodies, numbers, revising, shared_texts, sharing
from reeread.store.deed import Deed
from reeread.team import exchange, hub
from reeread.team.address import address as address_of

if TYPE_CHECKING:
    from psycopg import Connection

__all__ = ["conflicts", "damaged", "is_told", "less_safe", "remembered", "settle", "state", "sync"]

_MOST = 5_000
"""Edits that are sent or taken in within one transaction."""
_MOST_TEXT = 32 * 2**20
"""Bytes of texts that are sent within one."""
_PATIENCE = 2.0
"""Seconds that what is being fetched may take when nothing more is taken in."""

Tell = Callable[[str, int], None]
"""Hears what is done, "fetched" or "sent", and of how many edits more."""


def state(lib: Library) -> SyncState | None:
    """Return how far a library is with its hub, None if it never had one; nothing is written and no hub is asked."""
    with lib.store.reading() as connection:
        partner = sharing.partner(connection)
        if partner is None:
            return None
        return SyncState(
            partner.address,
            sharing.number_pending(connection, partner.digested),
            len(conflicts(lib)),
            sharing.number_aside(connection),
        )


def remembered(lib: Library) -> str:
    """Return the address of the hub of a library, "" where it never had one."""
    with lib.store.reading() as connection:
        known = sharing.partner(connection)
    return known.address if known else ""


def less_safe(lib: Library) -> str:
    """Return what is less safe about how the hub of a library is reached than it could be, "" where nothing is.

    Raises:
        UsageError: The address that was written down is none.
    """
    known = remembered(lib)
    return address_of(known).warning if known else ""


def damaged(lib: Library) -> tuple[str, ...]:
    """Return the ids of the edits of others that are kept aside because they say what cannot be."""
    with lib.store.reading() as connection:
        return unsound(sharing.aside(connection))


def is_told(lib: Library, briefing: str) -> bool:
    """Return whether others may have heard of a briefing: then the hub keeps it, whatever becomes of it here."""
    with lib.store.reading() as connection:
        return sharing.partner(connection) is not None and briefing in sharing.things(connection, [briefing])


def sync(lib: Library, address: str | None = None, tell: Tell | None = None) -> Synced:
    """Take in what others did, send what was done here, and return how much that was.

    What is interrupted is lost nowhere: done again, it goes on where it was.

    Args:
        lib: The library.
        address: The hub's; the one of the last time unless given.
        tell: Hears how it goes.

    Raises:
        UsageError: There is no address, a password stands in it, or it is of another hub than this library's.
        HubError: The hub cannot be reached or refuses.
        StoreError: The library is read-only, or another program keeps it locked.
    """
    with lib.store.reading() as connection:
        known = sharing.partner(connection)
    if address is None:
        if known is None:
            raise UsageError(
                "This library has no hub yet.",
                next_step="Name it: reeread sync postgresql://ann@hub.example/desk",
            )
        address = known.address
    where = address_of(address)
    with hub.hub(where) as remote:
        return _Sync(lib, remote, where.text, tell or (lambda what, number: None)).run()


class _Batch(NamedTuple):
    """Pushes that are taken in within one transaction."""

    up_to: int
    """The number of the last."""
    edits: list[exchange.Fetched]
    ours: set[int]
    """Those that this library made."""


def _batch(remote: "Connection", replica: str, after: int, up_to: int) -> _Batch:
    """Return the pushes after one and up to another."""
    edits = exchange.fetch(remote, after, up_to)
    return _Batch(up_to, edits, exchange.pushes_of(remote, replica, after, up_to))


def _beside(job: Callable[[], _Batch]) -> Future[_Batch]:
    """Begin a job in a thread of its own, which keeps no program from ending: a network may never answer."""
    future: Future[_Batch] = Future()

    def run() -> None:
        try:
            future.set_result(job())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="reeread-fetch", daemon=True).start()
    return future


class _Sync:
    """One meeting of a library with its hub."""

    def __init__(self, lib: Library, remote: "Connection", address: str, tell: Tell) -> None:
        self._lib = lib
        self._remote = remote
        self._tell = tell
        self._partner = self._met(address)
        self._pulled = 0

    def run(self) -> Synced:
        """Take in, then send: what is sent has seen what was there."""
        self._digest()
        if self._partner.format != FORMAT:  # this program may understand what an earlier one kept
            with self._lib.store.reading() as connection:
                kept = sifted(sharing.aside(connection))
            texts = self._texts(texts_of(kept.edits))
            with sharing.working(self._lib.store) as deed:
                self._tell_log(deed)
                sharing.take_aside(deed.connection)
                self._partner = self._partner._replace(format=FORMAT)
                self._write(deed, kept, texts)
        for batch in self._batches():
            with uncollected():
                self._take_in(batch)
        self._digest()
        pushed = self._send()
        with self._lib.store.reading() as connection:
            aside = sharing.number_aside(connection)
        return Synced(pushed, self._pulled, aside, len(conflicts(self._lib)))

    def _met(self, address: str) -> sharing.Partner:
        """Return the hub as it is written down, now if it was not.

        Raises:
            UsageError: The library's hub is another.
        """
        identity = hub.identity(self._remote)
        with self._lib.store.reading() as connection:
            known = sharing.partner(connection)
        if known is None:
            known = sharing.Partner(address, identity, str(uuid.uuid4()), 0, 0, FORMAT)
        if known.hub != identity:
            raise UsageError(
                "This library is shared over another hub.",
                known.address,
                "One library has one hub: use another library for this one.",
            )
        return known._replace(address=address)

    def _digest(self) -> None:
        """Let what was done here since the last time wait to be sent."""
        with self._lib.store.reading() as connection:
            written = sharing.partner(connection)
            last = sharing.last(connection)
        if written == self._partner and last == written.digested:
            return
        with sharing.working(self._lib.store) as deed:
            self._tell_log(deed)

    def _tell_log(self, deed: Deed) -> None:
        connection = deed.connection
        digesting.take_in(connection, self._partner.digested)
        fade(deed)
        self._partner = self._partner._replace(digested=sharing.last(connection))
        sharing.set_partner(connection, self._partner)

    def _batches(self) -> Iterator[_Batch]:
        """Yield what others pushed since the last time; the next is fetched while one is taken in."""
        after, replica = self._partner.pulled, self._partner.replica
        coming: Future[_Batch] | None = None
        try:
            for up_to in exchange.batches(self._remote, after, _MOST):
                batch, coming = coming, _beside(partial(_batch, self._remote, replica, after, up_to))
                after = up_to
                if batch is not None:
                    yield batch.result()
            if coming is not None:
                yield coming.result()
        finally:
            wait([coming] if coming else [], _PATIENCE)  # the connection is not closed under its hands

    def _take_in(self, batch: _Batch) -> None:
        """Take in what others pushed."""
        partner = self._partner
        with self._lib.store.reading() as connection:
            own = sharing.own_pushes(connection)
            strange = [one for one in batch.edits if one.push not in own]
            if partner.pulled == 0 or batch.ours - own:
                known = sharing.known_edits(connection)
            else:
                known = sharing.begun(connection)
            new = [one for one in strange if one.edit not in known]
            given = sifted((one.edit, one.body) for one in new)
            wanted = texts_of(given.edits)
            wanted -= shared_texts.held(connection, wanted)
        texts = self._texts(wanted)
        with sharing.working(self._lib.store) as deed:
            self._tell_log(deed)  # what was done here meanwhile came before
            old, self._partner = self._partner, self._partner._replace(pulled=batch.up_to)
            try:
                self._write(deed, given, texts)
            except BaseException:
                self._partner = old
                raise
        self._pulled += len(new)
        self._tell("fetched", len(new))

    def _texts(self, wanted: Iterable[str]) -> dict[str, SharedText]:
        """Return texts that the hub has, but for those that are not what their ids say."""
        found = exchange.texts(self._remote, wanted)
        return {id: text for id, text in found.items() if shared_texts.is_sound(text)}

    def _write(self, deed: Deed, given: Sifted, texts: dict[str, SharedText]) -> None:
        connection = deed.connection
        revised = take_in(deed, given, texts)
        fade(deed)
        self._partner = self._partner._replace(digested=sharing.last(connection))
        sharing.set_partner(connection, self._partner)
        sharing.forget_pushes(connection, self._partner.pulled)
        self._carry_over(revised)

    def _carry_over(self, revised: dict[str, int]) -> None:
        """Let what was marked here move along where somebody else brought a new version."""
        for briefing, previous in revised.items():
            with self._lib.store.deed("sync", sharing.NOBODY) as deed:
                number = numbers.shown(deed.connection, briefing)
                _, version_id = numbers.row_id(deed.connection, briefing, number)
                body = bodies.read(deed.connection, version_id).body
                revising.carry_over(deed, briefing, previous, number, body)

    def _send(self) -> int:
        """Send what waits, and return how many edits that were."""
        number = 0
        while True:
            with self._lib.store.reading() as connection:
                waiting = sharing.waiting(connection, _MOST)
                lacking = exchange.lacking(
                    self._remote, dict.fromkeys(one.text for one in waiting if one.text)
                )
                batch, texts = _fitting(waiting, lacking, lambda text: shared_texts.packed(connection, text))
            if not batch:
                return number
            push = exchange.push(
                self._remote,
                self._partner.replica,
                self._lib.author,
                [(one.edit, one.body) for one in batch],
                texts,
            )
            with sharing.working(self._lib.store) as deed:
                if push == self._partner.pulled + 1:  # nobody else pushed between
                    self._partner = self._partner._replace(pulled=push)
                    sharing.set_partner(deed.connection, self._partner)
                    sharing.sent(deed.connection, batch[-1].id, 0)
                else:
                    sharing.sent(deed.connection, batch[-1].id, push)
            number += len(batch)
            self._tell("sent", len(batch))


def _fitting(
    waiting: Iterable[sharing.Waiting], lacking: set[str], packed: Callable[[str], SharedText | None]
) -> tuple[list[sharing.Waiting], list[SharedText]]:
    """Return as many edits as are sent at once, with the texts that the hub lacks for them."""
    batch: list[sharing.Waiting] = []
    texts: dict[str, SharedText] = {}
    size = 0
    for one in waiting:
        if one.text in lacking and one.text not in texts and (text := packed(one.text)) is not None:
            size += len(text.body) + len(text.raw or b"")
            if batch and size > _MOST_TEXT:
                break
            texts[one.text] = text
        batch.append(one)
    return batch, [*texts.values()]
