"""Who works through batches: processes of this machine, or the workers of a cluster."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

from reeread.library.bulk.children import Children
from reeread.library.bulk.request import Answer, Request
from reeread.model.errors import UsageError
from reeread.plugins import named

FEW = 32
"""Up to so many sources are read in this process: others would take longer to start than they save."""


class Lost(Exception):
    """A batch of which nothing came back, because each process that was to hand it on came to an end."""


class Crew(Protocol):
    """Who works through batches."""

    batch: int
    """Documents that are worth a batch."""

    @property
    def width(self) -> int:
        """Return how many batches can be at work at once."""

    def submit(self, request: Request) -> "Future[list[Answer]]":
        """Begin a batch. The future fails with Lost where its documents are to be tried one by one."""


class Here:
    """Processes of this machine."""

    batch = 16

    def __init__(self, jobs: int) -> None:
        self.width = jobs
        self.children = Children()
        self._threads = ThreadPoolExecutor(jobs, "reeread-bulk")

    def submit(self, request: Request) -> "Future[list[Answer]]":
        """Begin a batch."""
        return self._threads.submit(self.children.tend, request)

    def close(self) -> None:
        """End the processes; what waits for them is given up."""
        self.children.end()
        self._threads.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """Return how many processes can be at work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def hired(jobs: int, cluster: str | None = None) -> Iterator[Crew | None]:
    """Lend who works through batches; None where this process is to do it.

    Plug-ins may not be asked by several processes at once: where the settings name some, this process does it.

    Args:
        jobs: How many processes of this machine.
        cluster: The address of a Dask scheduler, e.g. "tcp://10.0.0.5:8786".

    Raises:
        UsageError: A cluster is named, and plug-ins are, too.
        ReereadError: The cluster does not answer, has no worker, or has other versions.
    """
    if cluster is not None:
        if named():
            raise UsageError(
                "Plug-ins cannot be asked on a cluster.",
                next_step="Take them out of config.toml, or leave --cluster out.",
            )
        from reeread.library.bulk.cluster import joined

        with joined(cluster) as crew:
            yield crew
    elif jobs < 2 or named():
        yield None
    else:
        here = Here(jobs)
        try:
            yield here
        finally:
            here.close()
