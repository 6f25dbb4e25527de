"""Teams with accounts: nobody sees another team's work, and a role is needed for each act."""

import os
import re
import subprocess
import sys
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from bad_files import write_bom
from playwright.sync_api import Browser, BrowserContext, Page, expect
from web_server import serving

PASSWORD = "a rather long passphrase"  # noqa: S105 - of a test
LINE = {"description": "NdFeB magnet N42SH Dy", "ship_from": "CN", "destination": "JP"}


def team(data: Path, *words: str, password: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    """Run ``screener team``; the password is typed twice."""
    command = [sys.executable, "-m", "screener", "team", *words, "--data", str(data)]
    return subprocess.run(  # noqa: S603 - our own command
        command, input=f"{password}\n{password}\n", capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with two teams."""
    data = tmp_path_factory.mktemp("teams")
    for name, of, role in (
        ("ann", "Pumps", "administrator"),
        ("rita", "Pumps", "reader"),
        ("bob", "Motors", "screener"),
    ):
        added = team(data, "add", name, "--team", of, "--role", role)
        assert added.returncode == 0, added.stderr
    return data


def signed_in(browser: Browser, address: str, name: str) -> tuple[BrowserContext, Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return context, page


def test_teams_do_not_see_each_other(
    browser: Browser, teams: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one team screens is no page for the other; a reader reads and changes nothing."""
    monkeypatch.setenv("SCREENER_HOSTS", "127.0.0.1")
    monkeypatch.delenv("SCREENER_DATA", raising=False)
    with serving(teams, "--team") as address:
        ann_context, ann = signed_in(browser, address, "ann")
        ann.locator("#file").set_input_files(write_bom(tmp_path / "secret.csv", LINE))
        ann.locator("button.primary").click()
        ann.locator("button.primary").click()
        ann.wait_for_selector("#lines")
        result = ann.url
        bob_context, bob = signed_in(browser, address, "bob")
        bob.goto(f"{address}screenings/")
        expect(bob.get_by_text("There is none yet")).to_be_visible()
        for part in ("", "columns/", "progress/", "delete/", "download/jsonl/en/"):
            answer = bob.goto(result + part)
            assert answer
            assert answer.status == 404, part
        rita_context, rita = signed_in(browser, address, "rita")
        rita.goto(result)
        expect(rita.locator("#lines")).to_be_visible()
        answer = rita.goto(f"{result}delete/")
        assert answer
        assert answer.status == 403
        stranger = browser.new_context().new_page()
        stranger.goto(result)
        assert re.search(r"/sign-in/", stranger.url)
        stranger.context.close()
        for context in (ann_context, bob_context, rita_context):
            context.close()
    checked = team(teams, "audit", "--export")
    assert checked.returncode == 0, checked.stderr
    assert '"act": "uploaded"' in checked.stdout
    assert "NdFeB" not in checked.stdout


def test_too_many_wrong_passwords_have_to_wait(
    browser: Browser, teams: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_HOSTS", "127.0.0.1")
    with serving(teams, "--team") as address:
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(address)
        for _ in range(11):
            page.get_by_label("User name").fill("rita")
            page.get_by_label("Password").fill("not this one")
            page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("Too many attempts")).to_be_visible()
        page.context.close()


@pytest.mark.own_store
@pytest.mark.parametrize(
    ("hosts", "with_accounts", "said"),
    [("", True, "no-hosts"), ("127.0.0.1", False, "no-accounts")],
)
def test_a_team_is_not_served_without_hosts_and_accounts(
    teams: Path, tmp_path: Path, hosts: str, said: str, *, with_accounts: bool
) -> None:
    data = teams if with_accounts else tmp_path
    command = [sys.executable, "-m", "screener", "serve", "--team", "--port", "0", "--no-browser"]
    environment = {**os.environ, "SCREENER_HOSTS": hosts}
    refused = subprocess.run(  # noqa: S603 - our own command
        [*command, "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert refused.returncode == 2
    assert said in refused.stderr


@pytest.mark.own_store
def test_a_weak_password_is_refused(tmp_path: Path) -> None:
    refused = team(tmp_path, "add", "eve", "--team", "Pumps", password="password1234")  # noqa: S106 - weak
    assert refused.returncode == 2
    assert "weak-password" in refused.stderr


@pytest.mark.own_store
def test_behind_a_proxy_that_ends_tls(teams: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cookies go over TLS alone, one redirect leads to the sign-in, other names are refused."""
    monkeypatch.setenv("SCREENER_HOSTS", "bom.example.com,127.0.0.1")
    monkeypatch.setenv("SCREENER_PROXY", "127.0.0.1")
    through = {
        "Host": "bom.example.com",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "9.9.9.9",
    }
    with serving(teams, "--team") as address:
        proxy = HTTPConnection(urlsplit(address).netloc)

        def asked(verb: str, path: str, body: str = "", **headers: str) -> tuple[int, Message, str]:
            proxy.request(verb, path, body, {**through, **headers})
            answer = proxy.getresponse()
            return answer.status, answer.headers, answer.read().decode()

        status, headers, _ = asked("GET", "/")
        assert (status, headers["Location"]) == (302, "/sign-in/?next=/")
        status, headers, page = asked("GET", headers["Location"])
        assert status == 200
        assert "; Secure" in headers["Set-Cookie"]
        secret = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        cookie = headers["Set-Cookie"].split(";")[0]
        form = urlencode(
            {"username": "ann", "password": PASSWORD, "csrfmiddlewaretoken": secret, "next": "/"}
        )
        said = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        own, other = "https://bom.example.com", "https://evil.example"
        assert asked("POST", "/sign-in/", form, Origin=other, **said)[0] == 403
        status, headers, _ = asked("POST", "/sign-in/", form, Origin=own, **said)
        assert (status, headers["Location"]) == (302, "/")
        cookies = headers.get_all("Set-Cookie") or []
        assert len(cookies) >= 2
        assert [one for one in cookies if "; Secure" not in one] == []
        assert [one for one in cookies if "session" in one and "HttpOnly" not in one] == []
        session = "; ".join(one.split(";")[0] for one in cookies)
        assert asked("GET", "/", Cookie=session)[0] == 200
        assert asked("GET", "/", Host="evil.example")[0] == 400
        proxy.close()
