"""What fuzzing found: each fault once, with the smallest input that showed it so far."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from fuzz.targets import Target

SLOW = 10.0
"""Seconds of the processor for one input from which on it is a finding."""


class Findings:
    """A folder with a file for each fault: its input, and how it showed."""

    def __init__(self, folder: Path, target: str) -> None:
        self._folder, self._target = folder, target.replace(" ", "-")
        self._smallest: dict[str, int] = {}
        self.tried = 0
        """How many inputs were tried."""
        folder.mkdir(parents=True, exist_ok=True)

    def __len__(self) -> int:
        return len(self._smallest)

    def trying(self, target: Target, raw: bytes) -> None:
        """Try one input, and keep it if it shows a fault that is new, or shows one in fewer bytes."""
        with self._kept(raw):
            target(raw)

    @contextmanager
    def _kept(self, raw: bytes) -> Iterator[None]:
        self.tried += 1
        begun = time.process_time()
        try:
            yield
        except Exception as fault:
            self._keep(_place(fault), raw, traceback.format_exc())
        spent = time.process_time() - begun
        if spent > SLOW:
            self._keep("slow", raw, f"{spent:.1f} seconds\n")

    def _keep(self, what: str, raw: bytes, said: str) -> None:
        if len(raw) >= self._smallest.get(what, len(raw) + 1):
            return
        self._smallest[what] = len(raw)
        name = f"{self._target}-{sha256(what.encode()).hexdigest()[:8]}"
        (self._folder / f"{name}.input").write_bytes(raw)
        (self._folder / f"{name}.said").write_text(f"{what}\n{len(raw)} bytes\n{said}", "utf-8")


def _place(fault: Exception) -> str:
    """Return what tells a fault from others: its kind and where in our code it came up last."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "reeread" in frame.filename or "fuzz" in frame.filename]
    last = (ours or frames)[-1]
    return f"{type(fault).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"
