"""How far people agree as a picture: a bar for each alpha, with its bounds."""

from collections.abc import Iterator, Sequence
from html import escape

from reeread.model.agreement import Agreement
from reeread.text.display import line

_ROW, _LEFT, _WIDE, _TOP = 34, 240, 420, 46
_INK, _PALE, _BAR, _BOUND = "#1f2328", "#8c959f", "#0072b2", "#1f2328"
_MARKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_SHORT = 34


def picture(found: Sequence[Agreement]) -> Iterator[str]:
    """Yield an SVG; what it shows stands in its description as text, too."""
    height, width = _TOP + _ROW * len(found) + 20, _LEFT + _WIDE + 90
    said = "; ".join(f"{line(one.what)}: {_told(one)}" for one in found)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="t d" font-family="sans-serif" font-size="14" fill="{_INK}">\n'
        f'<title id="t">Krippendorff’s alpha on sentences, with its 95 % bounds</title>\n<desc id="d">{escape(said)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
    )
    for mark in _MARKS:
        at = _x(mark)
        yield f'<line x1="{at}" x2="{at}" y1="{_TOP - 12}" y2="{height - 16}" stroke="{_PALE}" stroke-width="0.5"/>\n'
        yield f'<text x="{at}" y="{_TOP - 18}" text-anchor="middle">{mark:.1f}</text>\n'
    for number, one in enumerate(found):
        yield from _row(one, _TOP + _ROW * number)
    yield "</svg>\n"


def _row(one: Agreement, top: int) -> Iterator[str]:
    name = line(one.what)
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
    yield f'<text x="{_LEFT - 12}" y="{top + 17}" text-anchor="end">{escape(short)}</text>\n'
    value, low, high = one.alpha
    if value is not None:
        wide = max(0.0, _x(value) - _LEFT)
        yield f'<rect x="{_LEFT}" y="{top + 3}" width="{wide:.1f}" height="18" fill="{_BAR}"/>\n'
    if low is not None and high is not None:
        middle = top + 12
        yield (
            f'<path d="M{_x(low):.1f} {middle}H{_x(high):.1f}M{_x(low):.1f} {middle - 5}v10M{_x(high):.1f} {middle - 5}v10"'
            f' stroke="{_BOUND}" stroke-width="1.5" fill="none"/>\n'
        )
    yield f'<text x="{_LEFT + _WIDE + 12}" y="{top + 17}">{_told(one)}</text>\n'


def _x(value: float) -> float:
    return round(_LEFT + _WIDE * min(1.0, max(0.0, value)), 1)


def _told(one: Agreement) -> str:
    return "nothing differs" if one.alpha.value is None else f"{one.alpha.value:.2f}"
