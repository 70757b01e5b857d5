"""Damaged sources of each kind: a well-formed result or a refusal, whatever is in them."""

import pytest
from fuzz.targets import holds_together, read
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.packing import docx, epub
from sources.printing import paragraph, pdf

from reeread.model.errors import SourceError
from reeread.sources import formats

MAIL = (
    b"Subject: =?utf-8?q?=41?=\nFrom: a@b\nDate: Tue, 5 Mar 2024 10:11:12 +0100\nMessage-ID: <a@b>\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain; charset="utf-8"\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nW=C3=B6rter.\n--x\nContent-Type: text/html\n"
    b"Content-Transfer-Encoding: base64\n\nPHA+V29yZHMuPC9wPg==\n--x--\n"
)
PAGE = (
    b"<!DOCTYPE html><html lang=en><head><title>A</title><meta charset=utf-8><meta name=author content=B></head><body>"
    b"<h1>A</h1><p>Words <b>and <a href='http://a.b/'>links</a></b>.<ul><li>x<li>y<ol start=3><li>z</ol></ul><table>"
    b"<tr><td>1<td>2</table><blockquote>q<pre>c\nd</pre></blockquote><![CDATA[x]]><!-- c --><br/></body></html>"
)
FEED = (
    b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><title type='html'>&lt;b&gt;t</title>"
    b"<updated>2024-03-05T10:11:12Z</updated><content type='html'>&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>"
)
WORD = docx(
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t>"
    "<w:footnoteReference w:id='1'/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
SAMPLES = {
    "html": PAGE,
    "mail": MAIL,
    "mbox": b"From a@b Tue Mar  5 10:11:12 2024\n" + MAIL + b"\nFrom a@b Tue Mar  5 10:11:12 2024\n" + MAIL,
    "mhtml": MAIL.replace(b"alternative", b"related"),
    "feed": FEED,
    "docx": WORD,
    "epub": epub({"a.xhtml": PAGE.decode()}),
    "pdf": pdf([paragraph(60, 700, ["Words that go on-", "and end."], 12), [(60, 30, 8, "1")]]),
}
FAULTS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 12),
        st.one_of(
            st.binary(max_size=6),
            st.sampled_from([b"<", b">", b"&#x", b"\0", b"\xff\xfe", b"9999999999", b"=?"]),
        ),
    ),
    max_size=6,
)


def damaged(sample: bytes, faults: list[tuple[float, int, bytes]]) -> bytes:
    """Return the sample with pieces of it replaced."""
    for place, length, piece in faults:
        at = int(place * len(sample))
        sample = sample[:at] + piece + sample[at + length :]
    return sample


def test_every_format_has_a_sample() -> None:
    """A kind of source that is added is damaged here as well."""
    assert set(SAMPLES) == {name for name, known in formats().items() if known.isolated}


@pytest.mark.parametrize("format", sorted(SAMPLES))
def test_samples_are_sound(format: str) -> None:
    """What is damaged below can be read as it is."""
    assert all(part.parsed for part in read(format, SAMPLES[format]))


@pytest.mark.parametrize("format", sorted(SAMPLES))
@given(faults=FAULTS)
@settings(deadline=None)
def test_damage_is_read_or_refused(format: str, faults: list[tuple[float, int, bytes]]) -> None:
    """There is a well-formed result or a SourceError, and nothing else."""
    try:
        for part in read(format, damaged(SAMPLES[format], faults)):
            if part.parsed is not None:
                holds_together(part.parsed)
    except SourceError:
        return
