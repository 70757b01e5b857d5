"""Run every measurement that needs no data from outside, one after the other."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALONE = ("first_paint.py", "store.py", "anchors.py")


def main() -> None:
    """Print each script's tables under its name; end with 1 when one of them failed."""
    failed = False
    for name in ALONE:
        print(f"## {name}\n", flush=True)
        failed |= subprocess.run([sys.executable, str(HERE / name)], check=False).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
