"""Feeds: each entry a briefing of its own."""

import pytest

from reeread.model.errors import SourceError
from reeread.sources import feed, parse_all

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>All of it</title><language>en-gb</language>
<item><title>On &lt;i&gt;ore&lt;/i&gt; &amp;amp; steel</title><link>https://e.org/1</link><guid>one</guid>
<pubDate>Tue, 05 Mar 2024 10:11:12 +0100</pubDate><author>jo@e.org (Jo)</author>
<description>Short.</description>
<content:encoded><![CDATA[<h2>Part</h2><p>Long <a href="/x">text</a>.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Plain</title><link>javascript:alert(1)</link><description>Only words here.</description></item>
<item><title>Only a title</title></item>
<item><guid>none</guid></item>
</channel></rss>"""


def test_entries_are_briefings() -> None:
    """The fullest text of each, as blocks and marks; one without text is its title, one without any is an error."""
    parts = list(feed.parts(RSS.encode(), "a.rss"))
    assert [(part.key, part.parsed.body if part.parsed else "") for part in parts] == [
        ("one", "Part\n\nLong text."),
        ("javascript:alert(1)", "Only words here."),
        ("3", "Only a title"),
        ("none", ""),
    ]
    assert "nothing to import" in str(parts[3].error)


def test_an_entry_says_who_and_when() -> None:
    """Title without marks, author, time in UTC, language of the feed, and an address only of the web."""
    first, second = (part.parsed for part in list(feed.parts(RSS.encode(), "a.rss"))[:2])
    assert first is not None and second is not None
    assert (first.meta.title, first.meta.published) == ("On ore & steel", "2024-03-05T09:11:12Z")
    assert (first.meta.language, first.meta.address) == ("en-gb", "https://e.org/1")
    assert [mark.target for mark in first.marks] == ["https://e.org/x"]
    assert second.meta.address == ""


def test_an_entry_keeps_its_bytes_while_others_come() -> None:
    """What is kept of an entry does not depend on the rest of the feed, so that it is known again tomorrow."""
    later = RSS.replace("<item>", "<item><guid>new</guid><title>New</title></item><item>", 1)
    before = {part.key: part.parsed.raw for part in feed.parts(RSS.encode(), "a.rss") if part.parsed}
    after = {part.key: part.parsed.raw for part in feed.parts(later.encode(), "a.rss") if part.parsed}
    assert before["one"] == after["one"]


def test_atom_by_content_alone() -> None:
    """Without an ending that says so, the bytes show that it is a feed; the child reads it."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><entry><id>urn:a</id><title>T</title>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words.</p></div></content></entry></feed>'
    )
    (part,) = parse_all(atom.encode("utf-16"), "feed.xml")
    assert (part.key, part.parsed.body if part.parsed else "") == ("urn:a", "Words.")


DOCTYPE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "raw",
    [
        f'<?xml version="1.0"?>{DOCTYPE}<rss version="2.0"/>'.encode(),
        f'<?xml version="1.0"?><!-- a > b --> {DOCTYPE.lower()}<rss version="2.0"/>'.encode(),
        f"{DOCTYPE}<rss/>".encode("utf-16"),
        f"{DOCTYPE}<rss/>".encode("utf-16-be"),
        f"\n {DOCTYPE}<rss/>".encode("utf-8-sig"),
    ],
)
def test_a_doctype_is_refused(raw: bytes) -> None:
    """In any encoding and behind comments; nothing that it declares is read."""
    with pytest.raises(SourceError, match="DOCTYPE"):
        list(feed.parts(raw, "a.rss"))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<rss version='2.0'><channel/></rss>", "no entries"),
        (b"<svg/>", "no feed"),
        (b"x", "no feed"),
        (b"<rss>&#xd800;", "feed"),
    ],
)
def test_what_is_no_feed_is_refused(raw: bytes, said: str) -> None:
    """An empty feed and other XML are told apart."""
    with pytest.raises(SourceError, match=said):
        list(feed.parts(raw, "a.rss"))


def test_a_name_of_a_file_is_never_opened() -> None:
    """Feedparser takes a short text for a path or an address; here it is never more than text."""
    with pytest.raises(SourceError, match="no feed"):
        list(feed.parts(b"/etc/passwd", "a.rss"))


def test_without_its_package_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what is missing and how to have it."""
    monkeypatch.setitem(__import__("sys").modules, "feedparser", None)
    with pytest.raises(SourceError, match=r"pip install 'reeread\[feeds\]'"):
        list(feed.parts(RSS.encode(), "a.rss"))
