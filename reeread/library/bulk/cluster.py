"""The workers of a Dask cluster: the only module that knows Dask, imported when a cluster is named."""

import contextlib
import itertools
import logging
import re
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reeread.extras import needed
from reeread.library.bulk.children import tended
from reeread.library.bulk.crew import Lost
from reeread.library.bulk.request import Answer, Make, Request
from reeread.model.errors import ReereadError, UsageError

if TYPE_CHECKING:
    from distributed import Client

ANSWERING, HIRING = 10.0, 60.0
"""Seconds that are waited for a cluster to answer, and for one without workers to get one."""
_ADDRESS = re.compile(r"(?:tcp|tls|wss?)://\S+:\d+")
_HANDING = 30.0
"""Seconds for which what came of a batch may be on its way here."""
_COUNTED = 5.0
"""Seconds for which the number of workers is taken to stay."""
_AGAIN = "Run the same command again: it goes on where it ended."


class Workers:
    """Those of one cluster."""

    batch = 64

    def __init__(self, client: "Client", address: str) -> None:
        self._client, self._address = client, address
        self._run = uuid.uuid4().hex
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[list[Answer]]] = {}
        self._lock = threading.Lock()
        self._width, self._counted = 1, -_COUNTED

    @property
    def width(self) -> int:
        """Return how many threads the workers have together."""
        if time.monotonic() - self._counted > _COUNTED:
            self._counted = time.monotonic()
            with contextlib.suppress(
                Exception
            ):  # a connection that is lost fails what waits for it, and is said there
                self._width = max(1, sum(self._client.nthreads().values()))
        return self._width

    def submit(self, request: Request) -> "Future[list[Answer]]":
        """Begin a batch; what came of it is fetched as soon as it is there, so that a worker's end takes little along."""
        ours: Future[list[Answer]] = Future()
        number = next(self._numbers)
        with self._lock:
            self._waiting[number] = ours
        try:
            theirs = self._client.submit(tended, request, key=f"reeread-{self._run}-{number}", pure=False)
        except Exception as error:
            ours.set_exception(_said(error, self._address))
            return ours

        def hand_over(done: Any) -> None:
            with self._lock:
                self._waiting.pop(number, None)
            try:
                if self._client.status != "running":
                    raise CancelledError  # to ask one that is closed for what came would wait for ever
                answers = done.result(timeout=_HANDING)
            except BaseException as error:
                _settle(ours, error=_said(error, self._address))
            else:
                _settle(ours, answers)
            done.release()

        theirs.add_done_callback(hand_over)
        return ours

    def fail(self, error: ReereadError) -> None:
        """Let nobody wait any longer."""
        with self._lock:
            waiting = [*self._waiting.values()]
            self._waiting.clear()
        for one in waiting:
            _settle(one, error=error)


def _settle(
    future: "Future[list[Answer]]", answers: list[Answer] | None = None, error: BaseException | None = None
) -> None:
    """Say what came of a batch, unless that was said before."""
    with contextlib.suppress(Exception):
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(answers or [])


def _said(error: BaseException, address: str) -> BaseException:
    """Return what a failing batch means."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return Lost(str(error))
    if isinstance(error, ReereadError):
        return error
    if isinstance(error, ImportError | AttributeError):
        return ReereadError(
            f"A worker of the cluster cannot read what it was sent ({type(error).__name__}: {error}).",
            address,
            "Install the same version of reeread on all machines.",
        )
    if isinstance(error, CancelledError):
        return ReereadError("The connection to the cluster's scheduler was lost.", address, _AGAIN)
    return ReereadError(f"The cluster stopped answering ({_short(error)}).", address, _AGAIN)


@contextmanager
def joined(address: str) -> Iterator[Workers]:
    """Lend the workers of the cluster whose scheduler has an address; certificates for tls:// are named in Dask's settings.

    Raises:
        UsageError: That is no address.
        ReereadError: Dask is not installed; or the cluster does not answer, has no worker, or has other versions.
    """
    with needed("cluster", "A cluster", ReereadError):
        from distributed import Client
    for name in (
        "distributed",
        "distributed.client",
        "tornado",
        "asyncio",
    ):  # what they have to say is said by `_said`
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not _ADDRESS.fullmatch(address):
        raise UsageError(
            "is no address of a scheduler.", address, "Write it as tcp://HOST:PORT or tls://HOST:PORT."
        )
    try:
        client = Client(address, timeout=ANSWERING, name="reeread", set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ReereadError(
            f"No cluster answers there within {ANSWERING:.0f} seconds ({_short(error)}).",
            address,
            "Name its scheduler as it says at its start, e.g. tcp://HOST:8786.",
        ) from error
    try:
        _inspect(client, address)
        crew = Workers(client, address)
        with _watched(client, crew, address):
            yield crew
    finally:
        with contextlib.suppress(Exception):  # it may have gone away
            client.close(timeout=ANSWERING)


def _inspect(client: "Client", address: str) -> None:
    """Make sure that there are workers, and that they are of our make."""
    try:
        client.wait_for_workers(1, timeout=HIRING)
    except TimeoutError as error:
        raise ReereadError(
            f"The cluster has had no worker for {HIRING:.0f} seconds.",
            address,
            f"Start one: dask worker {address}",
        ) from error
    ours = Make.ours()
    for worker, make in client.run(Make.ours, on_error="return").items():
        if isinstance(make, BaseException):
            raise ReereadError(
                f"This worker cannot say which reeread it has ({_short(make)}).",
                worker,
                "Install the same version of reeread on all machines.",
            )
        if make != ours:
            raise ReereadError(
                f"This worker has {make}, and this is {ours}.",
                worker,
                "Install the same versions on all machines.",
            )


@contextmanager
def _watched(client: "Client", crew: Workers, address: str) -> Iterator[None]:
    """Give up where the cluster has had no worker for a while, or no scheduler: nothing would ever come back."""
    over = threading.Event()

    def watch() -> None:
        seen = time.monotonic()
        while not over.wait(1.0):
            try:
                there = bool(client.nthreads())
            except Exception:
                there = False
            seen = time.monotonic() if there else seen
            if time.monotonic() - seen > HIRING:
                crew.fail(
                    ReereadError(f"The cluster has had no worker for {HIRING:.0f} seconds.", address, _AGAIN)
                )
                return

    watching = threading.Thread(target=watch, daemon=True, name="reeread-cluster")
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join(_COUNTED)


def _short(error: BaseException) -> str:
    """Return the first line of what a library says."""
    lines = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"
