"""Signing in through the company's provider: by settings alone, and nobody else is let in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from oidc_provider import CLIENT, SECRET, Provider, providing
from playwright.sync_api import Browser, Page, expect
from test_flow import faults
from test_teams import team
from web_server import serving


def sign_in(browser: Browser, site: str) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(site)
    expect(page.get_by_label("Password")).to_have_count(0)
    assert faults(page) == []
    page.get_by_role("button", name="Sign in through your company").click()
    return page


def test_whom_the_provider_knows_is_let_in_as_a_reader(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody new reads, an account has its role, others are told why not; no passwords."""
    monkeypatch.delenv("SCREENER_DATA", raising=False)
    boss = ("add", "boss@firm.example", "--team", "Pumps", "--role", "administrator")
    assert team(tmp_path, *boss, "--no-password").returncode == 0
    with providing() as provider:
        for name, value in _settings(provider).items():
            monkeypatch.setenv(name, value)
        with serving(tmp_path, "--team") as site:
            provider.email = "New.Person@Firm.example"
            page = sign_in(browser, site)
            expect(page.get_by_text("new.person@firm.example")).to_be_visible()
            page.goto(f"{site}account/")
            expect(page.get_by_text("Everyone: reader.")).to_be_visible()
            expect(page.get_by_text("there is no password here")).to_be_visible()
            assert provider.asked[0]["code_challenge_method"] == "S256"
            provider.email = "boss@firm.example"
            page = sign_in(browser, site)
            expect(page.get_by_role("link", name="People and teams")).to_be_visible()
            for email, verified in (("eve@else.example", True), ("boss@firm.example", False)):
                provider.email, provider.verified = email, verified
                page = sign_in(browser, site)
                expect(page.get_by_text("company-unknown")).to_be_visible()
                assert faults(page) == []
            provider.verified, provider.email = True, "boss@firm.example"
            assert team(tmp_path, "close", "boss@firm.example").returncode == 0
            expect(sign_in(browser, site).get_by_text("company-closed")).to_be_visible()
            page.goto(f"{site}sign-in/company/callback/?code=made-up&state=made-up")
            expect(page.get_by_text("company-failed")).to_be_visible()
            sent = page.request.post(
                f"{site}sign-in/", form={"username": "boss@firm.example", "password": "x"}
            )
            assert sent.status == 403


def _settings(provider: Provider) -> dict[str, str]:
    return {
        "SCREENER_HOSTS": "127.0.0.1",
        "SCREENER_OIDC_ISSUER": provider.address,
        "SCREENER_OIDC_CLIENT_ID": CLIENT,
        "SCREENER_OIDC_CLIENT_SECRET": SECRET,
        "SCREENER_OIDC_DOMAINS": "firm.example,sister.example",
        "SCREENER_OIDC_TEAM": "Everyone",
        "SCREENER_PASSWORDS": "0",
    }


def test_half_a_provider_is_refused_at_the_start(tmp_path: Path) -> None:
    """Without domains anybody whom the provider knows would be let in."""
    command = [sys.executable, "-m", "screener", "serve", "--team", "--port", "0", "--no-browser"]
    given = {"SCREENER_OIDC_ISSUER": "http://127.0.0.1:1", "SCREENER_OIDC_CLIENT_ID": CLIENT}
    refused = subprocess.run(  # noqa: S603 - our own command
        [*command, "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **given},
    )
    assert refused.returncode == 2
    assert "SCREENER_OIDC_DOMAINS" in refused.stderr
    assert "no-way-in" in refused.stderr
