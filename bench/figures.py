"""Score the figures against the currency and percentage cases of Recognizers-Text.

    figures.py FOLDER

FOLDER holds CurrencyModel.json and PercentModel.json (microsoft/Recognizers-Text, MIT). A figure is right when it stands
at the place of a wanted one and has its value in base units; of a currency also the unit, where the case names an ISO
code. Bounds and words of approximation that our figures include are taken off first. Currency names and percent signs
without a number are no figures here and are left out of what is wanted. Printed are precision, recall and F1.
"""

import argparse
import json
from pathlib import Path

from reeread.extract.figures import figures, is_money
from reeread.model.extraction import Figure

KINDS = {"currency": "CurrencyModel.json", "percent": "PercentModel.json"}


def wanted(case: dict) -> list[tuple[int, int, float, str]]:
    """Return start, end, value and ISO code ("" when none is named) of the figures that a case wants."""
    found = []
    for result in case["Results"]:
        value = result["Resolution"].get("value")
        if value not in (None, "null"):
            number = float(value.rstrip("%").replace(",", ""))
            code = result["Resolution"].get("isoCurrency", "")
            found.append((result["Start"], result["End"] + 1, number, code))
    return found


def fits(figure: Figure, want: tuple[int, int, float, str], kind: str) -> bool:
    """Return whether the figure stands at the wanted place with the wanted value and unit."""
    start, end, value, code = want
    known = [bound for bound in (figure.low, figure.high) if bound is not None]
    return (
        figure.start < end
        and start < figure.end
        and any(abs(bound - value) <= 1e-6 * max(1.0, abs(value)) for bound in known)
        and (kind == "percent" or not code or figure.unit == code)
    )


def main() -> None:
    """Print a table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--misses", action="store_true")
    args = ask.parse_args()
    print("| cases | figures wanted | precision | recall | F1 |")
    print("| --- | --- | --- | --- | --- |")
    for kind, name in KINDS.items():
        right = total = said = 0
        for case in json.loads((args.folder / name).read_text("utf-8-sig")):
            found = [
                figure
                for figure in figures(case["Input"])
                if (figure.unit == "%" if kind == "percent" else is_money(figure.unit))
            ]
            want = wanted(case)
            hits = [w for w in want if any(fits(figure, w, kind) for figure in found)]
            right, total, said = right + len(hits), total + len(want), said + len(found)
            if args.misses and (len(hits) < len(want) or len(found) > len(want)):
                print(
                    "-",
                    repr(case["Input"][:150]),
                    "wants",
                    want,
                    "has",
                    [(f.text, f.low, f.high, f.unit) for f in found],
                )
        precision, recall = right / max(1, said), right / max(1, total)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"| {kind} | {total} | {precision:.3f} | {recall:.3f} | {score:.3f} |")


if __name__ == "__main__":
    main()
