"""Texts that want to steer a terminal, hide, reorder, run, or take too much room."""

import random

ESCAPES = "\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x1b\\ \x1b]8;;http://evil.test\x1b\\x\x1b]8;;\x1b\\ \x1b[2J\x1b[31m \x9b31m \x9d52;c;eA==\x9c"
BIDI = "Deal is \u202enoitalucepS\u202c \u2066x\u2069 \u061c\u200f zw\u200bsp tag\U000e0041\U000e0042 \ufeff\u2028\u2029"
MARKUP = "[/] [bold red]x[/bold] [@click=app.quit]go[/] [@click=screen.bell]b[/] [link=file:///etc/passwd]l[/] [0] $error [b +"
FAMILY, FLAGS, HEART = "👨‍👩‍👧‍👦", "🇯🇵🇺🇸🇯", "❤️ 👍🏽 ☝️"
COMBINING = "e\u0301" + "\u0301" * 60 + "क्षि กำ น้ำ ﷽ Z̸̢͇a̵l̶g̷o"
CJK = "日本政府は希土類の供給網を再編する可能性がある。两国可能签署协议。희토류 공급이 위험하다."
CLAIM = "The ministry said prices may rise by 7% in May, and Tokyo agreed to invest $5 billion by 2030."
DENIAL = "The ministry said prices may rise by 9% in May, and Tokyo agreed to invest $3 billion by 2030."

SCRAPS = (
    *(ESCAPES, BIDI, MARKUP, FAMILY, FLAGS, HEART, COMBINING, CJK, CLAIM, DENIAL),
    *(
        "\t",
        "\t\tx\ty\t",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\u00a0",
        " " * 80,
        "-" * 90,
        "x" * 300,
        "“Quote.” ",
        "• item\n",
    ),
    *(
        "1. ",
        "> quoted\n",
        "Share on X\nRead more\n",
        "\u200d",
        "\u0301",
        "\x00\x07\x08\x7f\x85",
        "A shortage may stop it. ",
    ),
)


def body(rng: random.Random, scraps: int) -> str:
    """Return a text of so many scraps in any order."""
    return "".join(rng.choice(SCRAPS) for _ in range(scraps))


def articles(rng: random.Random) -> dict[str, str]:
    """Return texts by file name; one has a line of 100 KB and one is nothing but scraps without a sentence."""
    return {
        "plain.txt": f"{MARKUP}\n\n{CLAIM} {CJK}\n\nNobody outside the industry noticed. {FAMILY}\n",
        "denied.txt": f"Prices {ESCAPES}\n\n{DENIAL} {BIDI}\n\nA trader disagreed.\n",
        "esc\x1b[31m[bold]\u202e.txt": f"{ESCAPES} {body(rng, 150)}",
        "scraps.md": f"# {MARKUP}\n\n{body(rng, 200)}",
        "line.txt": f"{CLAIM} " + (f"{FAMILY} word {FLAGS} {CJK} " * 2500)[:100_000],
        "cells.txt": "\n".join((FAMILY, FLAGS, HEART, COMBINING, "\t", "", "", CJK, "x")) + "\n.",
    }
