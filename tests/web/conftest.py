"""What the tests of the web share: a database of their own, a server for browsers, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from web_server import serving

CHROMIUM = "/usr/bin/chromium"
# A machine with much else to do answers late; no test asks how fast.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a running server with one local user."""
    with serving(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """Yield a page that asks no other host for anything and has no fault in its console."""
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    elsewhere = [url for url in asked if not url.startswith((site, "data:"))]
    assert elsewhere == []
    assert [fault for fault in faults if "422" not in fault] == []


@pytest.fixture(scope="session")
def samples() -> Path:
    return Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Set Django up once, with a data folder of its own; tasks run where they are queued."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "screener.web.settings"
    os.environ["SCREENER_DATA"] = str(tmp_path_factory.mktemp("data"))
    # Playwright keeps an event loop in this thread; nothing here runs in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["SCREENER_SECRET_KEY"] = "for tests"  # noqa: S105 - of no use elsewhere
    import django  # noqa: PLC0415 - reads the environment that was just set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the setup
    from django.test.utils import override_settings  # noqa: PLC0415 - after the setup

    backend = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    override_settings(TASKS={"default": backend}).enable()
    call_command("migrate", verbosity=0)
