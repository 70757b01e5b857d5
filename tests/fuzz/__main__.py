"""Fuzz the importers for a while: PYTHONPATH=tests python -m fuzz --seconds 600.

Each target in a process of its own, one after the other, with atheris where it is installed and hypothesis where not.
What is found is written to a folder; the exit code is 1 if there is any.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

from fuzz.corpus import corpus, pieces
from fuzz.findings import Findings
from fuzz.targets import Target, targets

_LONGEST = 32 * 1024
"""Bytes of an input."""


def main() -> None:
    """Fuzz all targets, or in the process of one of them that one, and say how many inputs were tried."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument(
        "--only", action="append", choices=list(targets()), help="a target; repeat for several"
    )
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default=_engine())
    parser.add_argument("--corpus", type=Path, help="a folder of further files to begin with")
    parser.add_argument("--findings", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        _fuzz(asked.only[0], asked.engine, asked.seconds, asked.corpus, asked.findings)
        return
    chosen = asked.only or list(targets())
    print(f"{asked.engine}\n| target | inputs | seconds | findings |\n| --- | ---: | ---: | ---: |")
    found = total = 0
    for name in chosen:
        words = [sys.executable, "-m", "fuzz", "--here", "--only", name, "--engine", asked.engine]
        words += ["--seconds", str(asked.seconds / len(chosen)), "--findings", str(asked.findings)]
        words += ["--corpus", str(asked.corpus)] if asked.corpus else []
        begun = time.monotonic()
        done = subprocess.run(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
        said = done.stdout.split()
        tried, kept = (int(said[-2]), int(said[-1])) if len(said) >= 2 and not done.returncode else (0, 1)
        ended = "" if said and not done.returncode else f" (its process ended: {done.returncode})"
        found, total = found + kept, total + tried
        print(f"| {name} | {tried:,} | {time.monotonic() - begun:.0f} | {kept}{ended} |", flush=True)
    print(f"{total:,} inputs, {found} findings in {asked.findings}")
    sys.exit(found > 0)


def _engine() -> str:
    return "atheris" if importlib.util.find_spec("atheris") else "hypothesis"


def _fuzz(name: str, engine: str, seconds: float, more: Path | None, folder: Path) -> None:
    findings = Findings(folder, name)
    begin = corpus(name, more)
    run = _by_coverage if engine == "atheris" else _by_chance
    run(targets()[name], name, begin, seconds, findings)
    print(findings.tried, len(findings), flush=True)


def _by_chance(target: Target, name: str, begin: list[bytes], seconds: float, findings: Findings) -> None:
    """Try what hypothesis makes of the corpus until the time is over."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    piece = st.one_of(st.binary(max_size=6), st.sampled_from(pieces(name)))
    faults = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), piece), min_size=1, max_size=8)
    until = time.monotonic() + seconds

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(raw=st.sampled_from(begin), other=st.sampled_from(begin), faults=faults, spliced=st.floats(0, 1))
    def one(raw: bytes, other: bytes, faults: list[tuple[float, int, bytes]], spliced: float) -> None:
        if spliced > 0.8:
            raw = raw[: int(spliced * len(raw))] + other[int((1 - spliced) * len(other)) :]
        for place, length, new in faults:
            at = int(place * len(raw))
            raw = raw[:at] + new + raw[at + length :]
        if time.monotonic() < until:
            findings.trying(target, raw[:_LONGEST])

    for raw in begin:
        findings.trying(target, raw)
    while time.monotonic() < until:
        one()


def _by_coverage(target: Target, name: str, begin: list[bytes], seconds: float, findings: Findings) -> None:
    """Try what libFuzzer makes of the corpus, led by the branches of our code that an input reaches."""
    import tempfile

    import atheris

    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for at, raw in enumerate(begin):
            Path(folder, f"{at:04}").write_bytes(raw)
        words = Path(folder, "pieces.dict")
        words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in pieces(name)), "utf-8")
        with atheris.instrument_imports(include=["reeread", "markdown_it", "feedparser"]):
            for raw in begin:  # importers and libraries are imported when they are first needed
                findings.trying(target, raw)

        def one(raw: bytes) -> None:
            findings.trying(target, raw)
            if time.monotonic() > until:
                print(findings.tried, len(findings), flush=True)
                os._exit(0)  # libFuzzer has no other end that lets us speak

        size, limits = f"-max_len={_LONGEST}", ("-timeout=60", "-rss_limit_mb=2048", "-verbosity=0")
        atheris.Setup([sys.argv[0], folder, f"-dict={words}", size, *limits], one)
        atheris.Fuzz()


def _escaped(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    main()
