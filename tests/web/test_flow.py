"""The whole flow in a real browser, as somebody who never saw it walks through it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect


def counts_on(page: Page) -> list[int]:
    """Return the three counts of the result page."""
    return [int(text) for text in page.locator(".count .big").all_inner_texts()]


def upload(page: Page, site: str, path: Path, language: str = "en") -> None:
    page.goto(f"{site}?lang={language}")
    page.locator("#file").set_input_files(path)
    page.locator("button.primary").click()
    page.wait_for_url("**/columns/")


def faults(page: Page) -> list[str]:
    """Return what axe has to say of a page."""
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


class Sample(NamedTuple):
    file: str
    language: str
    tag: str
    header: str
    lines: int


SAMPLES = (
    Sample("drone_en.xlsx", "en", "en", "Description", 16),
    Sample("ev_motor_ja_cp932.csv", "ja", "ja", "用途", 12),
    Sample("office_purchase_zh_gb18030.csv", "zh", "zh-Hans", "用途", 8),
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_file_becomes_a_result_in_three_clicks(
    page: Page, site: str, samples: Path, sample: Sample
) -> None:
    """Every page is in the language, counts add up, every page is accessible."""
    upload(page, site, samples / sample.file, sample.language)
    expect(page.locator("html")).to_have_attribute("lang", sample.tag)
    expect(page.get_by_role("rowheader", name=sample.header).first).to_be_visible()
    assert faults(page) == []
    page.locator("button.primary").click()
    page.wait_for_selector("#lines")
    assert sum(counts_on(page)) == sample.lines
    page.locator("#lines tr summary").first.click()
    expect(page.locator("#lines .detail").first).to_be_visible()
    assert faults(page) == []


def test_the_end_user_is_looked_up_while_typing(page: Page, site: str, samples: Path) -> None:
    upload(page, site, samples / "drone_en.xlsx")
    page.locator("#end_user").press_sequentially("防衛装備庁")
    expect(page.locator("#end-user-found .match")).to_be_visible()
    page.locator("#end_user").fill("Tanaka Noodles K.K.")
    expect(page.locator("#end-user-found .no_match")).to_be_visible()


def test_without_javascript_everything_works(browser: Browser, site: str, samples: Path) -> None:
    """Upload, look up, screen, filter, open a line, come back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    upload(page, site, samples / "drone_en.xlsx")
    page.locator("#ship_from").select_option("CN")
    page.locator("#end_user").fill("防衛装備庁")
    page.locator("button[value=facts]").click()
    expect(page.locator("#end-user-found .match")).to_be_visible()
    expect(page.locator("#ship_from")).to_have_value("CN")
    page.locator("button.primary").click()
    page.wait_for_selector("#lines")
    page.locator("#label-clear").check()
    page.locator(".filter button").click()
    expect(page.locator("#shown")).to_contain_text("16 of 16")
    page.locator("#lines tr summary").first.click()
    page.locator("#lines tr details a").first.click()
    expect(page.locator(".detail")).to_be_visible()
    page.go_back()
    expect(page.locator("#shown")).to_contain_text("16 of 16")
    context.close()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the tab key until the keyboard stands on something."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(wanted)


def test_by_keyboard_alone(page: Page, site: str) -> None:
    """From the first page to an answer in place: tab, space, enter and letters, never a mouse."""
    page.goto(f"{site}?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="drone_en.xlsx"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/columns/")
    tab_to(page, page.locator("#end_use"))
    page.keyboard.type("pump for water works")
    tab_to(page, page.locator("button.primary"))
    page.keyboard.press("Enter")
    page.wait_for_selector("#lines")
    tab_to(page, page.locator("#lines tr summary").first)
    page.keyboard.press("Enter")
    expect(page.locator("#lines .detail").first).to_be_visible()
    user = page.locator('#lines form:has([value="FACT-end_user"])').first
    tab_to(page, user.get_by_role("textbox", name="or in words"))
    page.keyboard.type("防衛省")
    tab_to(page, user.get_by_role("button", name="Answer"))
    page.keyboard.press("Enter")
    expect(page.locator("#lines").get_by_text("Answers given for this line")).to_be_visible()


def test_the_back_button_loses_nothing(page: Page, site: str, samples: Path) -> None:
    """Back from the result stand the columns with all that was said; a filter is an address."""
    upload(page, site, samples / "drone_en.xlsx")
    page.locator("#ship_from").select_option("CN")
    page.locator("#end_use").fill("survey drone for farms")
    page.locator("button.primary").click()
    page.wait_for_selector("#lines")
    page.locator("#label-clear").check()
    expect(page.locator("#shown")).to_contain_text("16 of 16")
    assert "label=clear" in page.url
    page.reload()
    expect(page.locator("#shown")).to_contain_text("16 of 16")
    page.go_back()
    expect(page.locator("#shown")).not_to_contain_text("16 of 16")
    page.get_by_role("link", name="Columns and facts").first.click()
    expect(page.locator("#end_use")).to_have_value("survey drone for farms")
    expect(page.locator("#ship_from")).to_have_value("CN")
