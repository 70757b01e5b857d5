"""The HTML report in a real browser."""

import base64
import json
from pathlib import Path

import pytest

from reeread.export.registry import formats
from tests.browser.chromium import Chromium
from tests.browser.conftest import Open
from tests.browser.reports import ATTACK, PORTS, SHIPS, everything, hostile, large
from tests.export.conftest import Maker

SHOWN = "[...document.querySelectorAll('{}')].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())"


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "print"])
def test_it_meets_wcag_aa(look: str, opened: Open, axe: str) -> None:
    """axe-core finds nothing to blame, whatever the page is shown on, and has looked at the colours of passages."""
    page = opened(everything(), width=400 if look == "narrow" else 1280, height=6000)
    page.dress(dark=look == "dark", media="print" if look == "print" else "")
    # What is not rendered yet cannot be judged.
    page.run(
        "for (const one of document.querySelectorAll('article, .chapter')) one.style.contentVisibility = 'visible'"
    )
    page.run(f"{axe}; 0")
    found = page.run(
        "axe.run().then((found) => ({"
        "blamed: found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),"
        "judged: found.passes.find((one) => one.id === 'color-contrast').nodes.map((node) => node.html)}))"
    )
    assert found["blamed"] == []
    assert any("<mark" in html for html in found["judged"])
    assert any("chip" in html for html in found["judged"])


def test_nothing_is_fetched_and_nothing_fails(opened: Open) -> None:
    """Opening the page asks for its own file alone, and neither the policy nor the script complains."""
    page = opened(everything())
    asked = [one["request"]["url"] for one in page.told("Network.requestWillBeSent")]
    assert len(asked) == 1 and asked[0].startswith("file:")
    assert page.told("Log.entryAdded") == [] and page.told("Runtime.exceptionThrown") == []


def test_a_hostile_article_runs_nothing(opened: Open) -> None:
    """Texts from outside that are programs stay text: nothing runs, nothing is asked for, the body is whole."""
    page = opened(hostile())
    page.run("for (const one of document.querySelectorAll('a, summary, button')) one.focus()")
    assert page.run("window.harmed === undefined")
    assert len(page.told("Network.requestWillBeSent")) == 1
    assert page.run("document.querySelectorAll('script, iframe, img, link').length") == 1
    assert page.run("document.querySelector('[data-briefing]').textContent") == f"{ATTACK} end"
    assert page.run("document.title") == ATTACK
    assert page.run("document.querySelector('form').id") == "filter"


def test_the_policy_stops_what_would_get_through(opened: Open) -> None:
    """Even script, style and pictures that are put into the page do not come to life."""
    page = opened(everything())
    page.run(
        'document.body.insertAdjacentHTML(\'beforeend\', \'<img src="http://x.test/a.png" onerror="window.harmed=1">'
        '<p style="color: red" id="styled" onclick="window.harmed=2">x</p><a id="js" href="javascript:window.harmed=3">y</a>\');'
        "const script = document.createElement('script'); script.textContent = 'window.harmed = 4';"
        "document.body.append(script); document.getElementById('styled').click(); document.getElementById('js').click();"
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    assert page.run("window.harmed === undefined")
    assert page.run("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
    assert not [one for one in page.told("Network.responseReceived") if "x.test" in one["response"]["url"]]


def test_offsets_land_on_the_same_characters(opened: Open) -> None:
    """The text of an article is its body; the passages, which overlap and cross blocks, are marked to the letter."""
    page = opened(everything())
    texts = page.run("[...document.querySelectorAll('[data-briefing]')].map((one) => one.textContent)")
    assert texts == [PORTS, SHIPS]
    said = page.run(
        "Object.fromEntries(['1-1', '1-2', '1-3', '1-5'].map((key) => [key, "
        "[...document.querySelectorAll('mark')].filter((one) => one.dataset.of.split(' ').includes(key))"
        ".map((one) => one.textContent).join('|')]))"
    )
    assert said == {
        "1-1": "The port 😀 handles |60% of imports.",
        "1-2": "60% of imports.|It is likely",
        "1-3": "It is likely| to stay open.",
        "1-5": "by May",
    }


def test_code_points_keep_their_places(browser: Chromium) -> None:
    """Each of the first plane but NUL, and one in 61 beyond, is in the page as it was; it is parsed and not shown."""
    codes = (*range(1, 0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x110000, 61))
    body = "".join(map(chr, codes))
    html = "".join(map(str, formats()["html"].write(Maker().dossier(Maker().entry(body=body)))))
    page = browser.page("about:blank")
    parsed = f"new DOMParser().parseFromString({json.dumps(html)}, 'text/html')"
    assert page.run(f"{parsed}.querySelector('[data-briefing]').textContent") == body
    page.close()


def test_filters_narrow_every_part(opened: Open) -> None:
    """By tag, author and briefing: lists, briefings, articles and marks keep only what fits, and the count says so."""
    page = opened(everything())

    def chosen(script: str) -> tuple[str, list[str]]:
        page.run(f"{script}; document.getElementById('filter').dispatchEvent(new Event('change'))")
        shown = page.run(SHOWN.format(".passage blockquote"))
        return page.run("document.getElementById('shown').textContent"), shown

    risk = page.run("document.querySelector('[name=tag]').value")
    said, shown = chosen("document.querySelector('[name=tag]').checked = true")
    assert said == "2 of 7 passages" and risk == "0"
    assert shown == ["“60% of imports.\n\nIt is likely”", "“A strike would close it”"]
    assert page.run(SHOWN.format("#judgements h3")) == ["Risks (2)", "Speculation (1 of 3)"]
    assert page.run(SHOWN.format("a.label")) == ["", ""]
    assert page.run("document.querySelector('mark.off').textContent") == "The port 😀 handles "
    assert chosen("document.querySelector('[name=author]').value = '1'")[0] == "1 of 7 passages"
    assert page.run(SHOWN.format("#briefings h3")) == ["[2] Ships wait"]
    page.run("document.querySelector('button[type=reset]').click()")
    page.until("document.getElementById('shown').textContent === '7 passages'")
    said, _ = chosen("document.querySelector('[name=briefing]').value = '1'")
    assert said == "5 of 7 passages"
    assert page.run(SHOWN.format("article h3")) == ["[1] Port reopens"]


def test_keys_go_from_passage_to_passage_and_to_their_places_and_back(opened: Open) -> None:
    """On a passage's link j and k go on and back, enter goes into the article, and from there to the summary."""
    page = opened(everything())
    page.run("document.querySelector('#s1-1 a.to').focus()")
    page.press("j", "j", "k")
    assert page.run("document.activeElement.closest('.passage').id") == "s1-2"
    page.press("Enter")
    page.until("document.activeElement.id === 'm1-2'")
    page.press("j")
    assert page.run("document.activeElement.id") == "m1-3"
    page.press("Enter")
    page.until("document.activeElement.closest('.passage').id === 's1-3'")


def test_every_control_is_reached_by_tab(opened: Open) -> None:
    """From the top of the page tab comes by the way past the menus, the menu, and each field of the filter."""
    page = opened(everything())
    seen = []
    for _ in range(18):
        page.press("Tab")
        seen.append(page.run("document.activeElement.textContent || document.activeElement.name"))
    assert seen[:2] == ["To the key judgements", "Key judgements"]
    assert seen.count("tag") == 5 and "Show all" in seen


def test_furniture_is_folded_and_can_be_shown_without_scripts(opened: Open) -> None:
    """What is page furniture is hidden until its box is ticked, by the style sheet alone."""
    page = opened(everything())
    folded = "document.querySelector('.folded').checkVisibility()"
    assert page.run(folded) is False
    page.run("document.querySelector('.fold input').checked = true")
    assert page.run(folded) is True


def test_without_scripts_it_is_whole(opened: Open) -> None:
    """Where scripts are off everything is there to read, and what only they can do is not offered."""
    page = opened(everything())
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.call("Page.reload")
    page.reloaded()
    tree = page.call("DOMSnapshot.captureSnapshot", computedStyles=["display"])
    text = " ".join(tree["strings"])
    assert "we assess with high confidence that it is likely." in text and "Which year?" in text
    form = page.call(
        "Runtime.evaluate", expression="document.getElementById('filter').hidden", returnByValue=True
    )
    assert form["result"]["value"] is True


def test_it_prints(opened: Open, tmp_path: Path) -> None:
    """On paper stand all quotes and articles, and nothing that only a screen needs."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = opened(everything())
    file = tmp_path / "report.pdf"
    file.write_bytes(base64.b64decode(page.call("Page.printToPDF")["data"]))
    pdf = pypdfium2.PdfDocument(file)
    try:
        text = " ".join(one.get_textpage().get_text_range() for one in pdf).split()
        assert len(pdf) >= 3
    finally:
        pdf.close()
    printed = " ".join(text)
    for quote in ("The state pledged to pay by May.", "A strike would close it", "Which port?"):
        assert printed.count(quote) >= 1 + ("?" not in quote)
    assert "Show all" not in printed and "To the key judgements" not in printed


def test_a_large_one_stays_usable(opened: Open) -> None:
    """With 200 briefings and 5,000 passages filters and jumps do what they do in a small one."""
    page = opened(large(200, 25))
    page.run("document.querySelector('[name=tag]').click()")
    assert page.run("document.getElementById('shown').textContent") == "1,400 of 5,000 passages"
    page.run("document.querySelector('#s200-1 a.to').focus()")
    page.press("Enter")
    page.until("document.activeElement.id === 'm200-1'")
    top = page.run("document.getElementById('m200-1').getBoundingClientRect().top")
    assert 0 <= top < 900, json.dumps(top)
