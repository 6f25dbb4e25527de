"""What the tests of the web share: a database of their own, a server for browsers, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from postgres import Postgres, postgres
from web_server import serving

CHROMIUM = "/usr/bin/chromium"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_BROWSERS = {"browser", "context", "page", "site"}
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
def _django(tmp_path_factory: pytest.TempPathFactory) -> None:
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
    # Slow on purpose: no test asks how hard a password is to guess from its hash.
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    override_settings(TASKS={"default": backend}, PASSWORD_HASHERS=quick).enable()
    call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """Yield a PostgreSQL server."""
    with postgres() as started:
        yield started


@pytest.fixture(scope="session", autouse=True)
def engine(request: pytest.FixtureRequest, _django: None) -> Iterator[str]:
    """Have the application of this process use one of the databases."""
    if request.param == SQLITE:
        yield SQLITE
        return
    from other_database import on_another_database  # noqa: PLC0415 - after the setup

    url = request.getfixturevalue("server").make("in_process")
    data = request.getfixturevalue("tmp_path_factory").mktemp("data-postgresql")
    with on_another_database(url, data):
        yield POSTGRESQL


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "own_store: starts programs on a folder of its own (SQLite)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks the application in this process on both databases; browsers walk on one."""
    if "engine" not in metafunc.fixturenames:
        return
    elsewhere = _BROWSERS & set(metafunc.fixturenames)
    alone = elsewhere or metafunc.definition.get_closest_marker("own_store")
    engines = [SQLITE] if alone else [SQLITE, POSTGRESQL]
    metafunc.parametrize("engine", engines, indirect=True, scope="session")
