"""What a page of another site, a false host or a session that was laid out can do: nothing."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

PASSWORD = "a rather long passphrase"  # noqa: S105 - of a test
HOST = {"host": "127.0.0.1"}


@pytest.fixture(autouse=True)
def team_mode() -> Iterator[None]:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    from screener.web.accounts.administering import add_member  # noqa: PLC0415 - after the setup
    from screener.web.accounts.models import Role  # noqa: PLC0415 - after the setup

    cache.clear()
    add_member("b-ann", "B-Pumps", Role.ADMINISTRATOR, PASSWORD)
    middleware = [name for name in settings.MIDDLEWARE if not name.endswith("LocalUser")]
    with override_settings(TEAM_MODE=True, MIDDLEWARE=middleware):
        yield


def _signed_in(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    sent = {"username": "b-ann", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/sign-in/", sent).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_form_of_another_site_is_refused() -> None:
    """With the cookie of somebody who is signed in, and without the token of the page."""
    client = Client(enforce_csrf_checks=True, headers=HOST)
    _signed_in(client)
    for address in ("/screenings/", "/sign-in/", "/account/"):
        assert client.post(address, {"username": "b-ann"}).status_code == 403, address
    assert client.get("/account/").status_code == 200


def test_a_session_that_was_laid_out_for_somebody_is_not_the_one_after_signing_in() -> None:
    """Whoever knows the cookie of before knows nothing of the one after."""
    client = Client(enforce_csrf_checks=True, headers=HOST)
    laid_out = "a" * 32
    client.cookies["screener_session"] = laid_out
    _signed_in(client)
    assert client.cookies["screener_session"].value != laid_out
    assert client.cookies["screener_session"]["httponly"]
    other = Client(headers=HOST)
    other.cookies["screener_session"] = laid_out
    assert other.get("/account/").status_code == 302


def test_another_host_is_not_served() -> None:
    """No letter and no link can be made to lead elsewhere."""
    for headers in ({"host": "evil.example"}, {"host": "127.0.0.1@evil.example"}):
        assert Client(headers=headers).get("/sign-in/").status_code == 400
    forwarded = Client(headers={**HOST, "x-forwarded-host": "evil.example"}).get("/")
    assert "evil.example" not in forwarded.headers.get("location", "")


def test_no_page_can_be_framed_or_run_scripts_of_others() -> None:
    page = Client(headers=HOST).get("/sign-in/")
    policy = page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"


def test_signing_in_leads_to_no_other_site() -> None:
    client = Client(headers=HOST)
    sent = {"username": "b-ann", "password": PASSWORD}
    for target in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = client.post(f"/sign-in/?next={target}", {**sent, "next": target})
        assert answer.status_code == 302
        assert "evil" not in answer.headers["location"]
        assert "javascript" not in answer.headers["location"]
