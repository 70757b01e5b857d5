"""Text from outside made safe to show: every dangerous code point becomes one visible code point."""

import re

_ESCAPE, _DELETE, _NEWLINE, _UNKNOWN = "␛", "␡", "␤", "�"
_RIGHTWARD, _LEFTWARD, _NEUTRAL = "↦", "↤", "↔"
_GAP, _HYPHEN, _ANNOTATION = "␣", "‧", "⁂"

MARKS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: _DELETE,
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    0x85: _NEWLINE,
    # C1 forms of the sequences that a terminal obeys: DCS, SOS, CSI, ST, OSC, PM, APC.
    **dict.fromkeys((0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F), _ESCAPE),
    0xAD: _HYPHEN,
    **dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), _RIGHTWARD),
    **dict.fromkeys((0x061C, 0x200F, 0x202B, 0x202E, 0x2067), _LEFTWARD),
    **dict.fromkeys((0x202C, 0x2068, 0x2069), _NEUTRAL),
    **dict.fromkeys((0x2028, 0x2029), _NEWLINE),
    **dict.fromkeys((0x180E, 0x200B, *range(0x2060, 0x2066), 0xFEFF), _GAP),
    **dict.fromkeys(range(0x206A, 0x2070), _NEUTRAL),
    **dict.fromkeys((0xFFF9, 0xFFFA, 0xFFFB), _ANNOTATION),
    **dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000), *range(0xE0000, 0xE0080)), _UNKNOWN),
}
"""The visible stand-in of each dangerous code point.

ZWJ, ZWNJ and variation selectors are not among them: emoji and several scripts need them. Lone surrogates are,
because file names can carry them and no terminal can be sent one.
"""

_LINE_MARKS = {**MARKS, ord("\n"): " ", ord("\t"): " "}
_DANGEROUS = re.compile(
    # The keys of MARKS as ranges: a class of each by itself would take the first paint longer than the paint.
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


_CONTROLS = bytes(code for code in MARKS if code < 0x80)


def harmless(text: str) -> bool:
    """Return whether a long text is ASCII without controls, which `safe` would leave as it is: a quick look."""
    return text.isascii() and len(text.encode().translate(None, _CONTROLS)) == len(text)


def safe(text: str) -> str:
    """Return the text with each dangerous code point replaced by one visible one, so that offsets hold.

    Newline and tab stay; everything else that could steer a terminal or hide or reorder text does not.
    """
    if (text.isascii() and text.isprintable()) or _DANGEROUS.search(text) is None:
        return text
    return text.translate(MARKS)


def line(text: str) -> str:
    """Return the text safe to show on one line: as `safe`, and newlines and tabs become spaces."""
    return text if text.isascii() and text.isprintable() else text.translate(_LINE_MARKS)
