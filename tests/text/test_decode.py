"""Bytes to text: each way of telling the encoding, and what is refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.model.errors import SourceError
from reeread.text.decode import decode

JAPANESE = "レアアースの供給網を日米で再編する。"


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "guessed"),
    [
        ("Größe\n".encode(), "Größe\n", "utf-8", False),
        ("\ufeffGröße".encode(), "Größe", "utf-8", False),
        ("日本 rare earths".encode("utf-16"), "日本 rare earths", "utf-16-le", True),
        ("日本 rare earths".encode("utf-16-be"), "日本 rare earths", "utf-16-be", True),
        ("rare earths".encode("utf-32-le"), "rare earths", "utf-32-le", True),
        (JAPANESE.encode("cp932"), JAPANESE, "cp932", True),
        (JAPANESE.encode("iso2022_jp"), JAPANESE, "iso2022_jp", True),
        ("Цены на редкие земли выросли.".encode("cp1251"), "Цены на редкие земли выросли.", "cp1251", True),
        ("Le café – “déjà vu”, 5 €.".encode("cp1252"), "Le café – “déjà vu”, 5 €.", "cp1252", True),
        (b"caf\xe9", "café", "cp1252", True),
        (b"One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n", "utf-8", False),
        (b"RIFF is a word.", "RIFF is a word.", "utf-8", False),
    ],
)
def test_encoding_is_told_and_a_guess_is_said(raw: bytes, text: str, encoding: str, guessed: bool) -> None:
    """The text comes out right, the encoding is named, and whatever is not plain UTF-8 is said."""
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding, bool(decoded.warnings)) == (text, encoding, guessed)


def test_a_person_overrides_every_guess() -> None:
    """`encoding` is obeyed even where UTF-8 would do, and a surrogate can be read by another encoding."""
    assert decode("é".encode(), "cp1252").text == "Ã©"
    assert decode(b"a\xed\xa0\x80b", "cp1252").text == "aí\xa0€b"


def test_what_the_source_declares_is_tried() -> None:
    """A declared encoding is used when it fits, and its failure is said when it does not."""
    assert decode("Ж".encode("koi8-r"), declared="koi8-r").text == "Ж"
    wrong = decode("Ж".encode(), declared="ascii")
    assert wrong.text == "Ж"
    assert "ascii" in wrong.warnings[0]


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r\n", b"\xff\xfe", " \n".encode("utf-16")]
)
def test_blank_sources_are_nothing_to_import(raw: bytes) -> None:
    """Nothing, white space and a lone byte order mark are refused."""
    with pytest.raises(SourceError, match="nothing to import"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"PK\x03\x04abc", "ZIP"),
        (b"%PDF-1.7 abc", "PDF"),
        (b"SQLite format 3\x00abc", "SQLite"),
        (b"\x89PNG\r\n\x1a\nabc", "PNG"),
        (random.Random(1).randbytes(4096), "binary"),
        (bytes(range(1, 20)) * 50, "binary"),
        (b"\x00\x01\x02", "binary"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, name: str) -> None:
    """Known kinds of binary files are named, others are known by their controls."""
    with pytest.raises(SourceError, match=rf"looks like .*{name}.*, not text"):
        decode(raw)


@pytest.mark.parametrize("raw", [b"a\xed\xa0\x80b", b"a\xed\xa0\xbd\xed\xb8\x80b" + "é".encode() * 9])
def test_encoded_surrogates_are_refused_at_their_byte(raw: bytes) -> None:
    """Half a surrogate pair in otherwise valid UTF-8 is named with its byte and the way out."""
    with pytest.raises(SourceError, match=r"invalid UTF-8 at byte 1\b.*--encoding"):
        decode(raw)


def test_nuls_are_kept_and_said() -> None:
    """A NUL stays in the text."""
    decoded = decode(b"abc\0def")
    assert decoded.text == "abc\0def"
    assert "NUL" in decoded.warnings[0]


def test_a_broken_place_does_not_turn_utf8_into_other_letters() -> None:
    """Text cut inside a character stays UTF-8; the broken place is shown and said with its byte."""
    raw = (JAPANESE * 5).encode()[:-1]
    decoded = decode(raw)
    assert decoded.text == (JAPANESE * 5)[:-1] + "\ufffd"
    assert f"byte {len(raw) - 2}" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("name", "said"), [("utf-9", "no encoding named"), ("ascii", "byte 0"), ("hex", "encoding")]
)
def test_an_encoding_that_does_not_fit_is_refused(name: str, said: str) -> None:
    """A name that is no text encoding, or bytes that it has not, give one clear error."""
    with pytest.raises(SourceError, match=said):
        decode("é".encode(), name)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_refusal(raw: bytes) -> None:
    """Whatever the bytes, there is text that UTF-8 can hold, or a SourceError."""
    try:
        text = decode(raw).text
    except SourceError:
        return
    assert "\r" not in text
    assert text.encode("utf-8").decode("utf-8") == text
