"""Pictures of every page in three languages: ``python tests/builders/screenshots.py [FOLDER]``."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from web_server import serving

CHROMIUM = "/usr/bin/chromium"
DOCS = Path(__file__).parents[2] / "docs" / "web"
_SIZE = {"width": 1000, "height": 1000}


def shoot(folder: Path) -> None:
    """Walk through the pages in each language, and keep a picture of each."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language, sample in _SAMPLES.items():
            page = browser.new_context(viewport=_SIZE, device_scale_factor=0.75).new_page()
            _walk(page, address, language, sample, folder)
        browser.close()


_SAMPLES = {
    "en": "drone_en.xlsx",
    "ja": "ev_motor_ja_cp932.csv",
    "zh": "radar_module_zh.xlsx",
}


def _walk(page: Page, address: str, language: str, sample: str, folder: Path) -> None:
    def keep(name: str) -> None:
        page.screenshot(path=folder / f"{name}_{language}.png")

    page.goto(f"{address}?lang={language}")
    keep("file")
    page.get_by_role("button", name=sample).click()
    page.locator("#ship_from").select_option("CN")
    page.locator("#destination").select_option("JP")
    page.locator("#end_user").fill("三菱重工業（株）")
    page.locator("#end-user-found .found").wait_for()
    keep("columns")
    page.locator("button[value=screen]").click()
    page.wait_for_selector("#lines")
    keep("result")
    page.locator("tr details summary").first.click()
    page.wait_for_selector("tr details .detail")
    page.goto(page.url)
    address_of_line = page.locator("tr details .more a").first.get_attribute("href")
    page.goto(f"{address.rstrip('/')}{address_of_line}")
    keep("detail")
    page.goto(f"{address}lookup/?name=防衛装備庁&text=NdFeB magnet N42SH")
    keep("lookup")
    page.goto(f"{address}exposure/")
    keep("exposure")
    page.goto(f"{address}screenings/")
    keep("history")


if __name__ == "__main__":
    shoot(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
