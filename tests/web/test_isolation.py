"""Every address and every verb, tried by a second team, a reader and a stranger.

The addresses are those of the program, so that a new page is tried as soon as it is there.
"""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

PASSWORD = "a rather long passphrase"  # noqa: S105 - of a test
VERBS = ("get", "head", "options", "post", "put", "patch", "delete")
SECRET = "NdFeB-SECRET-MAGNET"  # noqa: S105 - the text of a cell
LIST = f"description,ship_from,destination\n{SECRET} Dy magnet,CN,JP\n".encode()
NOT_SEEN = {403, 404, 405}
_OF_A_TEAM = {"pk", "team", "token"}


@pytest.fixture(scope="module")
def known(engine: str) -> Iterator[dict[str, str]]:
    """Have one team screen, decide and comment; yield what its addresses are made of."""
    from django.conf import settings  # noqa: PLC0415 - after the setup

    assert engine  # each database has its own
    from screener.web.accounts.administering import add_member  # noqa: PLC0415 - after the setup
    from screener.web.accounts.models import Role, User  # noqa: PLC0415 - after the setup
    from screener.web.api.tokens import Scope, make_token  # noqa: PLC0415 - after the setup
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    for name, team, role in (
        ("own", "Pumps-i", Role.ADMINISTRATOR),
        ("own-reader", "Pumps-i", Role.READER),
        ("other", "Motors-i", Role.ADMINISTRATOR),
    ):
        add_member(name, team, role, PASSWORD)
    middleware = [name for name in settings.MIDDLEWARE if not name.endswith("LocalUser")]
    with override_settings(TEAM_MODE=True, FOUR_EYES=True, MIDDLEWARE=middleware):
        own = session("own")
        columns = own.post("/", {"file": SimpleUploadedFile("list-i.csv", LIST)})
        assert (
            own.post(
                columns.headers["Location"], {"do": "screen", "date": "2026-06-30"}
            ).status_code
            == 302
        )
        screening = Screening.objects.get(name="list-i.csv")
        assert screening.state == "done", screening.error
        line = screening.lines.get()
        said = {"label": "clear", "justification": "not_listed", "reason": "ours"}
        decided = own.post(f"/screenings/{screening.pk}/lines/{line.pk}/decide/", said)
        assert decided.status_code in {200, 302}
        decision = line.decisions.first()
        owner = User.objects.get(username="own")
        make_token("own", "a test", list(Scope), 1)
        yield {
            "team": str(screening.team.pk),
            "member": str(owner.pk),
            "token": str(owner.api_tokens.latest("pk").pk),
            "pk": str(screening.pk),
            "line": str(line.pk),
            "decision": str(decision.pk if decision else 1),
            "form": "jsonl",
            "language": "en",
            "name": "none.csv",
        }


def session(user: str) -> Client:
    from screener.web.accounts.models import User  # noqa: PLC0415 - after the setup

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=user))
    return client


def calling(user: str) -> Client:
    from screener.web.api.tokens import Scope, make_token  # noqa: PLC0415 - after the setup

    cache.clear()
    token = make_token(user, "a test", list(Scope), 1)
    return Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {token}"})


def _patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        else:
            yield address, pattern


def addresses(known: dict[str, str]) -> list[tuple[str, bool]]:
    """Return every address, filled in, and whether it speaks of the team's screening."""
    found = []
    for address, pattern in _patterns(get_resolver()):
        filled = address
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            kind = {"string": "str"}.get(kind, kind)
            assert f"<{kind}:{name}>" in filled, filled
            filled = filled.replace(f"<{kind}:{name}>", known[name])
        found.append((filled, not _OF_A_TEAM.isdisjoint(pattern.pattern.converters)))
    return found


def kept(known: dict[str, str]) -> tuple[object, ...]:
    """Return what is there of the team's screening."""
    from screener.web.screenings.models import RecordEntry, Screening  # noqa: PLC0415 - as above

    screening = Screening.objects.get(pk=known["pk"])
    line = screening.lines.get(pk=known["line"])
    decisions = list(line.decisions.values("pk", "approved_by", "withdrawn", "entry"))
    entries = RecordEntry.objects.filter(screening=screening).count()
    counts = (screening.state, screening.claim, screening.profile, screening.draft)
    members = screening.team.memberships.order_by("pk")
    people = list(members.values("user", "role", "user__is_active"))
    tokens = list(screening.owner.api_tokens.order_by("pk").values("pk", "revoked"))
    return (*counts, people, tokens, line.comments.count(), decisions, entries)


def test_the_addresses_of_screenings_are_tried(known: dict[str, str]) -> None:
    """The list of addresses is not empty, and holds pages and the API."""
    about = [address for address, speaks in addresses(known) if speaks]
    assert len(about) >= 15
    assert any(address.startswith("/api/") for address in about)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("way", [session, calling])
def test_another_team_sees_and_changes_nothing(
    known: dict[str, str], verb: str, way: type[Client]
) -> None:
    before = kept(known)
    for address, speaks in addresses(known):
        answer = getattr(way("other"), verb)(address)
        if speaks:
            refused = NOT_SEEN | ({302, 401} if way is calling or "/api/" in address else set())
            assert answer.status_code in refused, address
        said = b"" if answer.streaming else answer.content
        assert SECRET.encode() not in said, address
        assert known["pk"].encode() not in said.replace(address.encode(), b""), address
    assert kept(known) == before


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_a_reader_changes_nothing(known: dict[str, str], verb: str) -> None:
    before = kept(known)
    for address, speaks in addresses(known):
        if speaks:
            status = getattr(session("own-reader"), verb)(address).status_code
            assert status in NOT_SEEN | {401}, address
    assert kept(known) == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_has_to_sign_in(known: dict[str, str], verb: str) -> None:
    before = kept(known)
    stranger = Client(headers={"host": "127.0.0.1"})
    for address, speaks in addresses(known):
        if speaks:
            answer = getattr(stranger, verb)(address)
            assert answer.status_code in {302, 401, 405}, address
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/sign-in/")
    assert kept(known) == before
