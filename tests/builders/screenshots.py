"""Pictures of every page in three languages: ``python tests/builders/screenshots.py [FOLDER]``."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from web_server import serving

CHROMIUM = "/usr/bin/chromium"
DOCS = Path(__file__).parents[2] / "docs" / "web"
_SIZE = {"width": 1000, "height": 1000}
_SAMPLES = {
    "en": "drone_en.xlsx",
    "ja": "ev_motor_ja_cp932.csv",
    "zh": "radar_module_zh.xlsx",
}
_PEOPLE = (("tanaka", "administrator"), ("sato", "reviewer"), ("li", "reader"))
_PASSWORD = "a rather long passphrase"  # noqa: S105 - of a folder that is thrown away
# A page has few colours.
_COLOURS = 48

Keep = Callable[[Page, str], None]


def shoot(folder: Path) -> None:
    """Walk through the pages in each language, and keep a picture of each."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        for name, role in _PEOPLE:
            _team_add(Path(data), name, role)
        os.environ["SCREENER_HOSTS"] = "127.0.0.1"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(Path(data), "--team") as address:
            for language, sample in _SAMPLES.items():
                _shoot(browser, address, language, sample, folder)
        browser.close()


def _team_add(data: Path, name: str, role: str) -> None:
    command = [sys.executable, "-m", "screener", "team", "add", name, "--team", "Pumps"]
    options = ["--role", role, "--password", _PASSWORD, "--data", str(data)]
    subprocess.run([*command, *options], check=True, capture_output=True)  # noqa: S603 - ours


def _shoot(browser: Browser, address: str, language: str, sample: str, folder: Path) -> None:
    def keep(page: Page, name: str) -> None:
        path = folder / f"{name}_{language}.png"
        page.screenshot(path=path)
        with Image.open(path) as taken:
            taken.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(
                path, optimize=True
            )

    page = browser.new_context(viewport=_SIZE, device_scale_factor=0.75).new_page()
    page.goto(f"{address}?lang={language}")
    keep(page, "sign_in")
    page.locator("#username").fill("tanaka")
    page.locator("#password").fill(_PASSWORD)
    page.locator("button.primary").click()
    _flow(page, sample, keep)
    _others(page, address, keep)


def _flow(page: Page, sample: str, keep: Keep) -> None:
    """File, columns and facts, result, a line and its case."""
    keep(page, "file")
    page.get_by_role("button", name=sample).click()
    page.locator("#ship_from").select_option("CN")
    page.locator("#destination").select_option("JP")
    page.locator("#end_user").fill("三菱重工業（株）")
    page.locator("#end-user-found .found").wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    keep(page, "columns")
    page.evaluate("document.querySelector('#facts').scrollIntoView()")
    keep(page, "facts")
    page.locator("button[value=screen]").click()
    page.wait_for_selector("#lines")
    keep(page, "result")
    page.locator("details.assign summary").click()
    page.locator("#who-shown").select_option("tanaka")
    page.locator("#due-shown").fill("2026-11-01")
    page.locator("details.assign button").click()
    page.wait_for_selector("#overdue")
    page.evaluate("document.querySelector('#list').scrollIntoView()")
    keep(page, "lines")
    page.goto(page.url.split("#")[0])
    line = page.locator("tr details .more a").first.get_attribute("href")
    page.goto(f"{page.url.split('/screenings')[0]}{line}")
    keep(page, "detail")
    page.locator("details:has(> form[action$='/decide/']) > summary").click()
    page.locator("[name=justification]").select_option(index=1)
    page.locator("[name=reason]").fill("Parameter sheet 12")
    page.locator("form[action$='/decide/'] button").click()
    page.locator(".note form").first.wait_for()
    page.evaluate("document.querySelector('#case').scrollIntoView()")
    keep(page, "case")


def _others(page: Page, address: str, keep: Keep) -> None:
    for name, path in (
        ("mine", "mine/"),
        ("history", "screenings/"),
        ("lookup", "lookup/?name=防衛装備庁&text=NdFeB magnet N42SH"),
        ("exposure", "exposure/"),
        ("people", "people/"),
        ("account", "account/"),
        ("missing", "no-such-page/"),
    ):
        page.goto(f"{address}{path}")
        keep(page, name)


if __name__ == "__main__":
    shoot(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
