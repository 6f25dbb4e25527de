"""Every page and every state of it, in a real browser: axe, width, language, focus, contrast modes.

The addresses are those of the program, so that a new page is walked as soon as it is there.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bad_files import write_bom
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.test import Client, RequestFactory
from playwright.sync_api import BrowserContext
from shown_pages import Shown
from test_answers import LINE, first_line
from test_decisions import CLEAR
from test_isolation import addresses
from test_people import session, team_mode
from test_screenings import screened, uploaded

from screener.text.languages import language_of

__all__ = ["team_mode"]
MINISTRY = {
    **LINE,
    "description": "ネオジム磁石 N42SH 含镝",
    "end_user": "防衛省",
    "supplier": "中科三环",
}
BOLT = {**LINE, "description": "hexagon bolt M6x20, steel", "supplier": "ACME"}

#: Texts in a language that the page does not say they are in.
FOREIGN = """
() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const element = walk.currentNode.parentElement;
    const lang = element.closest('[lang]').lang;
    const kana = /[\\u3041-\\u30fa]/.test(text);
    const han = /[\\u3400-\\u9fff]/.test(text);
    if (element.closest('script, style, option')) continue;
    if ((kana && lang !== 'ja') || (han && !/^(ja|zh)/.test(lang))) found.push(text);
  }
  return found;
}
"""
#: What the keyboard stands on: its place among all elements, and whether one sees it.
FOCUSED = """
() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== 'none' && parseInt(style.outlineWidth) >= 2;
  return [
    [...document.querySelectorAll('*')].indexOf(element),
    element === document.body || outlined,
    element.outerHTML.slice(0, 100),
  ];
}
"""


@pytest.fixture
def known(tmp_path: Path) -> dict[str, str]:
    """Have a team screen, decide, assign, answer, ask; return what addresses are made of."""
    from screener.web.accounts.models import User  # noqa: PLC0415 - after the setup
    from screener.web.api.tokens import Scope, make_token  # noqa: PLC0415 - after the setup
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    ann = session("p-ann")
    path = write_bom(tmp_path / "walk.csv", {**LINE, "end_user": "", "supplier": ""}, MINISTRY)
    screened(ann, uploaded(ann, path))
    write_bom(path, {**LINE, "end_user": "", "supplier": "ACME"}, MINISTRY, BOLT)
    columns = uploaded(ann, path)
    newest = Screening.objects.latest("created")
    previous = Screening.objects.exclude(pk=newest.pk).latest("created")
    result = screened(ann, columns, previous=str(previous.pk))
    line = first_line(ann, result)
    ann.post(f"{line}decide/", CLEAR)
    ann.post(f"{line}comment/", {"text": "asked the supplier"})
    ann.post(f"{line}assign/", {"assignee": "p-rita", "due": "2026-01-06"})
    ann.post(f"{line}answer/", {"question": "FACT-end_user", "words": "三菱重工業"})
    ann.post(f"{result}assign/", {"assignee": "p-ann", "due": "2026-01-06"})
    owner = User.objects.get(username="p-ann")
    make_token("p-ann", "ERP", list(Scope), 30)
    return {
        "team": str(newest.team.pk),
        "member": str(owner.pk),
        "token": str(owner.api_tokens.latest("pk").pk),
        "pk": str(newest.pk),
        "line": line.rstrip("/").rpartition("/")[2],
        "decision": "1",
        "form": "html",
        "language": "en",
        "name": "none.csv",
    }


def states(ann: Client, known: dict[str, str]) -> Iterator[HttpResponseBase]:
    """Yield pages that only an error or a moment shows."""
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    result = f"/screenings/{known['pk']}/"
    line = f"{result}lines/{known['line']}/"
    junk = SimpleUploadedFile("junk.xlsx", b"PK\x03\x04 broken")
    yield Client(headers={"host": "127.0.0.1"}).get("/sign-in/")
    yield session("p-rita").get("/")
    yield ann.post("/", {"file": junk})
    yield ann.post(f"{result}columns/", {"do": "read", "header_row": "99"}, follow=True)
    yield ann.post(f"{line}decide/", {**CLEAR, "reason": ""})
    yield ann.post(f"{result}replies/", {"replies": junk})
    yield ann.post("/account/tokens/", {"name": "erp", "scope": "read"})
    yield ann.post("/account/password/", {"present": "x"})
    yield ann.post("/people/add/", {"team": known["team"], "name": "a b", "password": "x"})
    yield ann.get("/no-such-page/")
    yield session("p-rita").get("/people/")
    yield render(RequestFactory().get("/"), "500.html", status=500)
    yield ann.get(f"{result}?find=nothing-like-it")
    for state in ("queued", "running", "failed"):
        Screening.objects.filter(pk=known["pk"]).update(
            state=state, error=dict.fromkeys(("en", "ja", "zh"), "It cannot be read.")
        )
        yield ann.get(f"{result}progress/")
    Screening.objects.filter(pk=known["pk"]).update(state="done")


def faults_of(shown: Shown, name: str) -> list[str]:
    """Return what is wrong with the page that is shown: wide and light, narrow and dark."""
    page = shown.page
    foreign = [text for text in page.evaluate(FOREIGN) if language_of(text)]
    found = [f"{name}: language of {text}" for text in foreign]
    if page.locator("h1").count() != 1 or not page.title().strip(" –"):
        found.append(f"{name}: no heading or title")
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        said = Axe().run(page).response["violations"]
        for one in said:
            found += [
                f"{name}, {scheme}: {one['id']}: {node['html'][:120]}" for node in one["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name}: wider than {width}")
    return found


def test_every_page_is_accessible(context: BrowserContext, known: dict[str, str]) -> None:
    """Nothing for axe, nothing that scrolls two ways, each text in the language that it is in."""
    ann = session("p-ann")
    page = context.new_page()
    shown = Shown(page, ann)
    walked: list[str] = []
    found: list[str] = []
    mine = [
        "/?lang=en",
        *(address for address, _ in addresses(known)),
        "/lookup/?name=防衛省&text=磁石",
    ]
    for address in mine:
        if not address.startswith("/api/") and "/download/" not in address and shown.open(address):
            walked.append(address)
            found += faults_of(shown, address)
    for number, answer in enumerate(states(ann, known)):
        shown.show(answer)
        walked.append(f"state {number}")
        found += faults_of(shown, f"state {number}: {page.title()}")
    assert "\n".join(found) == ""
    assert len(walked) >= 30


def test_the_keyboard_goes_through_a_page_in_order_and_is_seen(
    context: BrowserContext, known: dict[str, str]
) -> None:
    """Each stop comes after the one before it, and shows where one is, in forced colours too."""
    page = context.new_page()
    shown = Shown(page, session("p-ann"))
    result = f"/screenings/{known['pk']}/"
    for address in (f"{result}columns/", result, f"{result}lines/{known['line']}/", "/people/"):
        shown.open(address)
        page.emulate_media(forced_colors="active" if address == result else "none")
        before, stops = -1, 0
        while True:
            page.keyboard.press("Tab")
            place, seen, html = page.evaluate(FOCUSED)
            if page.evaluate("document.activeElement === document.body") or place <= 3:
                break
            if place == before and 'type="date"' in html:
                continue  # the browser's own parts of a date, with marks of their own
            assert seen, html
            assert place > before, html
            before, stops = place, stops + 1
        assert stops >= page.locator("a:visible, button:visible, select:visible").count() / 2


def test_in_forced_colours_labels_still_differ(
    context: BrowserContext, known: dict[str, str]
) -> None:
    """By border, sign and word; and a chart still has edges."""
    page = context.new_page()
    shown = Shown(page, session("p-ann"))
    page.emulate_media(forced_colors="active")
    shown.open(f"/screenings/{known['pk']}/?lang=en")
    labels = page.locator(".count .label")
    borders = labels.evaluate_all("found => found.map(one => getComputedStyle(one).borderStyle)")
    assert sorted(borders) == ["dashed", "dotted", "solid"]
    assert [text[0] for text in labels.all_inner_texts()] == ["▲", "◆", "●"]
    strokes = page.locator(".bar rect").evaluate_all(
        "found => found.map(one => getComputedStyle(one).stroke)"
    )
    assert "none" not in strokes
