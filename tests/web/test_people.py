"""Pages of accounts: administrators manage their own teams' people, everybody their own account."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from test_screenings import text_of

PASSWORD = "a rather long passphrase"  # noqa: S105 - of a test
OTHER = "quite another passphrase"
PEOPLE = (
    ("p-ann", "P-Pumps", "administrator"),
    ("p-rita", "P-Pumps", "reader"),
    ("p-bob", "P-Motors", "administrator"),
)


@pytest.fixture(autouse=True)
def team_mode() -> Iterator[None]:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    from screener.web.accounts.administering import add_member  # noqa: PLC0415 - after the setup
    from screener.web.accounts.models import Role  # noqa: PLC0415 - after the setup

    cache.clear()
    for name, team, role in PEOPLE:
        add_member(name, team, Role(role), PASSWORD)
    middleware = [name for name in settings.MIDDLEWARE if not name.endswith("LocalUser")]
    with override_settings(TEAM_MODE=True, MIDDLEWARE=middleware):
        yield


def session(name: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"host": "127.0.0.1", "accept-language": "en"})
    client.post("/sign-in/", {"username": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def keys(team: str, member: str) -> tuple[int, int]:
    from screener.web.accounts.models import Team, User  # noqa: PLC0415 - after the setup

    return Team.objects.get(name=team).pk, User.objects.get(username=member).pk


def address(team: str, member: str) -> str:
    return "/people/{}/{}/".format(*keys(team, member))


def roles(page: str) -> dict[str, str]:
    """Return who has which role, as the page shows it."""
    rows = re.findall(r'<th scope="row"[^>]*>([\w.-]+).*?<td>(.*?)</td>', page)
    chosen = ((name, re.search(r'value="(\w+)" selected', cell)) for name, cell in rows)
    return {name: found[1] for name, found in chosen if found}


def test_an_administrator_adds_changes_closes_and_removes() -> None:
    ann = session("p-ann")
    team = keys("P-Pumps", "p-ann")[0]
    said = {"team": team, "name": "p-eve", "role": "screener", "password": OTHER}
    assert ann.post("/people/add/", said).status_code == 302
    eve = session("p-eve", OTHER)
    assert is_in(eve)
    eve_is = address("P-Pumps", "p-eve")
    ann.post(eve_is, {"do": "role", "role": "reviewer"})
    page = text_of(ann.get("/people/"))
    assert roles(page)["p-eve"] == "reviewer"
    assert "p-bob" not in page
    ann.post(eve_is, {"do": "close"})
    assert not is_in(eve)
    assert not is_in(session("p-eve", OTHER))
    ann.post(eve_is, {"do": "open"})
    assert is_in(session("p-eve", OTHER))
    ann.post(eve_is, {"do": "password", "password": PASSWORD})
    assert is_in(session("p-eve"))
    ann.post(eve_is, {"do": "remove"})
    assert "p-eve" not in text_of(ann.get("/people/"))


def test_what_is_refused_says_why() -> None:
    """A weak password, a bad name, one's own role, the password of another team's member."""
    ann = session("p-ann")
    team, _ = keys("P-Pumps", "p-ann")
    new = {"team": team, "name": "p-new", "password": "password1234"}
    for said, code in (
        (new, "weak-password"),
        ({**new, "name": "a b/c", "password": OTHER}, "bad-user-name"),
        ({**new, "name": "p-bob", "password": OTHER}, "name-taken"),
    ):
        answer = ann.post("/people/add/", said)
        assert (answer.status_code, code in text_of(answer)) == (422, True), code
    for act in ("role", "close", "remove"):
        answer = ann.post(address("P-Pumps", "p-ann"), {"do": act, "role": "reader"})
        assert "own-account" in text_of(answer), act
    assert is_in(session("p-bob"))
    assert "p-new" not in roles(text_of(ann.get("/people/")))


def test_somebody_of_two_teams_is_closed_by_neither() -> None:
    """Taken in by another team, bob keeps his password; that team only gives and takes the role."""
    ann, team = session("p-ann"), keys("P-Pumps", "p-ann")[0]
    ann.post("/people/add/", {"team": team, "name": "p-bob", "role": "reader"})
    bob = address("P-Pumps", "p-bob")
    for said in ({"do": "close"}, {"do": "password", "password": OTHER}):
        ann.post(bob, said)
    assert is_in(session("p-bob"))
    ann.post(bob, {"do": "remove"})
    assert is_in(session("p-bob"))


def test_others_have_no_page_of_people() -> None:
    """A reader may not, and an administrator of another team finds nobody to change."""
    rita, bob = session("p-rita"), session("p-bob")
    assert rita.get("/people/").status_code == 403
    for act in ("role", "close", "open", "remove", "password"):
        said = {"do": act, "role": "administrator", "password": OTHER}
        assert rita.post(address("P-Pumps", "p-rita"), said).status_code == 404
        assert bob.post(address("P-Pumps", "p-rita"), said).status_code == 404
    said = {"team": keys("P-Pumps", "p-ann")[0], "name": "p-bob", "role": "administrator"}
    assert bob.post("/people/add/", said).status_code == 404
    assert is_in(session("p-rita"))


def test_whoever_founds_a_team_administers_it() -> None:
    ann = session("p-ann")
    ann.post("/people/teams/", {"name": "P-Valves"})
    assert "P-Valves" in text_of(ann.get("/people/"))
    assert "P-Valves" not in text_of(session("p-bob").get("/people/"))
    session("p-rita").post("/people/teams/", {"name": "P-Rita"})
    assert "P-Rita" not in text_of(ann.get("/people/"))
    from screener.web.accounts.models import Team  # noqa: PLC0415 - after the setup

    assert not Team.objects.filter(name="P-Rita").exists()


def test_one_changes_ones_own_password() -> None:
    rita, elsewhere = session("p-rita"), session("p-rita")
    wrong = {"present": "not it", "new": OTHER, "again": OTHER}
    assert "wrong-password" in text_of(rita.post("/account/password/", wrong))
    twice = {"present": PASSWORD, "new": OTHER, "again": OTHER + "x"}
    assert "not-the-same" in text_of(rita.post("/account/password/", twice))
    changed = rita.post("/account/password/", {**wrong, "present": PASSWORD})
    assert "The password was changed." in text_of(changed)
    assert is_in(rita)
    assert not is_in(elsewhere)
    assert is_in(session("p-rita", OTHER))


def test_wrong_passwords_on_ones_own_page_have_to_wait() -> None:
    rita = session("p-rita")
    said = {"present": "not it", "new": OTHER, "again": OTHER}
    statuses = [rita.post("/account/password/", said).status_code for _ in range(11)]
    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_a_token_is_shown_once_counts_and_is_revoked_by_its_owner_alone() -> None:
    rita = session("p-rita")
    made = text_of(rita.post("/account/tokens/", {"name": "erp", "scope": "lookup", "days": "30"}))
    secret = re.search(r'value="(screener_[^"]+)"', made)
    assert secret
    assert "screener_" not in text_of(rita.get("/account/"))
    caller = Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {secret[1]}"})
    assert caller.get("/api/lookup/item?text=magnet").status_code == 200
    assert caller.get("/api/screenings/00000000-0000-0000-0000-000000000000").status_code == 403
    revoke = re.search(r'action="(/account/tokens/\d+/revoke/)"', text_of(rita.get("/account/")))
    assert revoke
    assert "no-such-token" in text_of(session("p-ann").post(revoke[1]))
    assert caller.get("/api/lookup/item?text=magnet").status_code == 200
    rita.post(revoke[1])
    assert caller.get("/api/lookup/item?text=magnet").status_code == 401


def test_on_a_single_machine_there_are_no_accounts() -> None:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    middleware = [*settings.MIDDLEWARE]
    at = middleware.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
    middleware.insert(at, "screener.web.accounts.middleware.LocalUser")
    with override_settings(TEAM_MODE=False, MIDDLEWARE=middleware):
        client = Client(headers={"host": "127.0.0.1"})
        assert client.get("/account/").status_code == 404
        assert client.get("/people/").status_code == 404
