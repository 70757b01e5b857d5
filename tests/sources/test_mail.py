"""Messages and mailboxes: the text, the headers, what is attached, and parts without end."""

from email.message import EmailMessage

import pytest

from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import mail, mbox, parse, parse_all
from reeread.sources.part import Part

HTML = "<html><body><p>Hello <b>you</b>.</p><table><tr><td><p>Laid out.</p></td></tr></table></body></html>"


def message(text: str | None = "Hello.\n", html: str | None = None, **headers: str) -> EmailMessage:
    """Return a message."""
    made = EmailMessage()
    for name, value in {"Subject": "On ore", "From": "Jo Doe <jo@e.org>", **headers}.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    if html is not None and text is None:
        made.set_content(html, subtype="html")
    elif html is not None:
        made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage) -> Parsed:
    """Return what the importer makes of a message."""
    return mail.parse(made.as_bytes(), "a.eml")


def test_headers_say_who_and_when() -> None:
    """Subject, the sender's name and the date, encoded words decoded."""
    meta = read(message(Subject="Über Erz", Date="Tue, 05 Mar 2024 10:11:12 +0100")).meta
    assert (meta.title, meta.byline, meta.published) == ("Über Erz", "Jo Doe", "2024-03-05T10:11:12+01:00")


def test_text_goes_before_html() -> None:
    """The text part is the body, as plain text is read."""
    parsed = read(message("Hello.\n\n- one\n- two\n", HTML))
    assert parsed.body.split() == ["Hello.", "-", "one", "-", "two"]
    assert [block.kind.value for block in parsed.blocks] == ["paragraph", "item", "item"]


@pytest.mark.parametrize("text", [None, " ", "HTML."])
def test_html_is_read_where_text_is_missing_or_only_points_to_it(text: str | None) -> None:
    """Its layout of tables is no table."""
    html = HTML.replace("</table>", "</table><p>And some more words for the reader of this.</p>")
    assert (
        read(message(text, html)).body
        == "Hello you.\n\nLaid out.\n\nAnd some more words for the reader of this."
    )


def test_attachments_are_named() -> None:
    """What is attached is left out, and said; a message in a message too."""
    made = message()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment("text", filename="b.txt")
    made.add_attachment(message("Inner."))
    parsed = read(made)
    assert parsed.body.strip() == "Hello."
    assert parsed.warnings[0] == "Attachments are left out: “a.pdf”, “b.txt”, “message/rfc822”."


def test_the_declared_charset_is_tried() -> None:
    """A message in a code page is read by it; without one, as any text."""
    raw = b"Subject: a\nContent-Type: text/plain; charset=koi8-r\n\n" + "Москва".encode("koi8-r")
    assert mail.parse(raw, "a.eml").body == "Москва"
    assert mail.parse(b"Subject: a\n\n" + "Möwe und Überzug".encode(), "a.eml").body == "Möwe und Überzug"


@pytest.mark.parametrize("depth", [30, 3000])
def test_parts_without_end_are_refused(depth: int) -> None:
    """Parts in parts in parts: said, not read."""
    raw = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at) for at in range(depth)
    )
    with pytest.raises(SourceError, match="nested too deep"):
        mail.parse(raw + b"\r\nx", "a.eml")


def test_a_message_of_many_parts_is_refused() -> None:
    """More than any person sends."""
    raw = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 600 + b"--b--\r\n"
    with pytest.raises(SourceError, match="too many"):
        mail.parse(raw, "a.eml")


@pytest.mark.parametrize(
    "raw",
    [b"Subject: a\n\n \n", b"Content-Type: image/png\n\nx", bytes(range(256)) * 4],
    ids=["blank", "picture", "noise"],
)
def test_without_text_there_is_nothing_to_import(raw: bytes) -> None:
    """An empty message, a picture, noise."""
    with pytest.raises(SourceError):
        mail.parse(raw, "a.eml")


def mailbox(*messages: bytes) -> bytes:
    """Return a mailbox."""
    return b"\n".join(b"From x@y Tue Mar  5 10:11:12 2024\n" + one.rstrip(b"\n") + b"\n" for one in messages)


def found(raw: bytes) -> list[Part]:
    """Return the messages of a mailbox as the child reads them."""
    return list(parse_all(raw, "a.mbox"))


def test_each_message_of_a_mailbox_is_a_briefing() -> None:
    """With its own bytes; its Message-ID tells it from the others, its number where there is none or two are one."""
    one = message("One.\n", Message_ID="<a@b>").as_bytes()
    two = message("Two.\n\n>From here on.\n").as_bytes()
    parts = found(mailbox(one, two, one))
    assert [(part.key, part.parsed.body.strip()) for part in parts if part.parsed] == [
        ("a@b", "One."),
        ("2", "Two.\n\nFrom here on."),
        ("3", "One."),
    ]
    assert parts[0].parsed and parts[0].parsed.raw == one


def test_a_message_that_fails_does_not_stop_the_rest() -> None:
    """It is yielded with its error, which names it."""
    parts = found(mailbox(b"Subject: empty\nMessage-ID: <e>\n", message("Two.\n").as_bytes()))
    assert [str(part.error or "") for part in parts] == [
        "a.mbox#e: nothing to import: the message has no text.",
        "",
    ]


def test_several_messages_are_not_one_briefing() -> None:
    """Who wants one body is told that there are several."""
    raw = mailbox(message("One.\n").as_bytes(), message("Two.\n").as_bytes())
    with pytest.raises(SourceError, match="several briefings"):
        parse(raw, "a.mbox")
    assert parse(mailbox(message("One.\n").as_bytes()), "a.mbox").body.strip() == "One."


def test_no_mailbox_is_refused() -> None:
    """Where no message begins there is none."""
    with pytest.raises(SourceError, match="no mailbox"):
        list(mbox.parts(b"Hello.\n", "a.mbox"))


def test_a_saved_page_is_read() -> None:
    """The page of an archive, with the address that it was saved from."""
    words = "Words that stand on the page, and that a reader would want to read in the morning. " * 3
    page = f"<html><head><title>Saved</title></head><body><h1>Saved</h1><p>{words}<a href='/x'>link</a></p></body></html>"
    made = message(None, page, Snapshot_Content_Location="https://e.org/a")
    del made["From"]
    made["From"] = "<Saved by Blink>"
    made.make_related()
    made.add_related(b"x", maintype="image", subtype="png", cid="<p>")
    parsed = parse(made.as_bytes(), "a.mhtml")
    assert (parsed.format, parsed.meta.title, parsed.meta.address) == ("mhtml", "Saved", "https://e.org/a")
    assert [mark.target for mark in parsed.marks] == ["https://e.org/x"]
    assert parsed.meta.byline == ""
