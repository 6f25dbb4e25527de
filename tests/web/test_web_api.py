"""The JSON API: the same bytes as the command line, tokens with scopes, errors that say a code."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_files import write_bom
from click.testing import CliRunner
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from screener.cli import commands

LINE = {"description": "NdFeB magnet N42SH Dy", "ship_from": "CN", "destination": "JP"}
PROFILE = {"facts": {"date": "2026-06-30", "end_user": "防衛省"}}
PASSWORD = "a rather long passphrase"  # noqa: S105 - of a test
TEAM = {"TEAM_MODE": True}


@pytest.fixture
def client() -> Client:
    """Return a program on the same machine, which needs no token."""
    cache.clear()
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def teams() -> Iterator[None]:
    """Have accounts in two teams, and no local user."""
    from django.conf import settings  # noqa: PLC0415 - after the setup

    from screener.web.accounts.administering import add_member  # noqa: PLC0415 - after the setup
    from screener.web.accounts.models import Role  # noqa: PLC0415 - after the setup

    for name, team, role in (
        ("api-ann", "Pumps", Role.SCREENER),
        ("api-rita", "Pumps", Role.READER),
        ("api-bob", "Motors", Role.ADMINISTRATOR),
    ):
        add_member(name, team, role, PASSWORD)
    middleware = [name for name in settings.MIDDLEWARE if not name.endswith("LocalUser")]
    with override_settings(TEAM_MODE=True, MIDDLEWARE=middleware):
        yield


def calling(user: str, *scopes: str, days: int = 1) -> Client:
    """Return a program that calls with a token of a user."""
    from screener.web.api.tokens import Scope, make_token  # noqa: PLC0415 - after the setup

    cache.clear()
    chosen = [Scope(scope) for scope in scopes] or list(Scope)
    token = make_token(user, "a test", chosen, days)
    return Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {token}"})


def upload(client: Client, path: Path, **fields: str) -> tuple[int, dict[str, str]]:
    sent = {"file": SimpleUploadedFile(path.name, path.read_bytes()), **fields}
    answer = client.post("/api/screenings", sent)
    return answer.status_code, answer.json()


def screened(client: Client, path: Path) -> str:
    """Screen a file; return the address of its state."""
    status, said = upload(client, path, profile=json.dumps(PROFILE))
    assert status == 201, said
    return f"/api/screenings/{said['id']}"


def test_a_screening_is_taken_polled_and_counted(client: Client, tmp_path: Path) -> None:
    status, said = upload(client, write_bom(tmp_path / "a.csv", LINE), profile=json.dumps(PROFILE))
    assert status == 201
    assert said["url"] == f"http://127.0.0.1/api/screenings/{said['id']}"
    assert client.get(said["url"]).json() == {
        "id": said["id"],
        "state": "done",
        "progress": {"lines": 1, "of": 1},
        "counts": {"likely_affected": 1, "unclear": 0, "clear": 0},
        "error": None,
    }


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
@pytest.mark.parametrize("form", ["jsonl", "csv", "html", "xlsx"])
def test_results_are_the_bytes_of_the_command_line(
    client: Client, samples: Path, tmp_path: Path, form: str, language: str
) -> None:
    source = tmp_path / "drive_unit.xlsx"
    source.write_bytes(next(samples.glob("*.xlsx")).read_bytes())
    profile = tmp_path / "profile.yaml"
    profile.write_text(json.dumps(PROFILE), encoding="utf-8")
    address = screened(client, source)
    answer = client.get(f"{address}/result?format={form}&language={language}")
    assert answer.status_code == 200
    options = ["--format", form, "--out", str(tmp_path / "out"), "--language", language]
    run = CliRunner().invoke(commands, ["screen", str(source), "--profile", str(profile), *options])
    assert run.exit_code == 0, run.output
    (written,) = (tmp_path / "out").iterdir()
    assert b"".join(answer.streaming_content) == written.read_bytes()
    assert f'filename="{written.name}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("item?text=NdFeB magnet Dy", ["item", "NdFeB magnet Dy"]),
        ("item?text=防錆油&hs=3403.19&language=ja", ["item", "防錆油", "--hs", "3403.19"]),
        ("party?name=防衛省", ["party", "防衛省"]),
        ("party?name=Kawasaki&country=JP", ["party", "Kawasaki", "--country", "JP"]),
    ],
)
def test_lookups_say_what_the_command_line_says(
    client: Client, address: str, arguments: list[str]
) -> None:
    language = ["--language", "ja"] if "language=ja" in address else []
    day = "2026-06-30"
    said = client.get(f"/api/lookup/{address}&date={day}")
    options = ["--date", day, "--format", "json", *language]
    printed = CliRunner().invoke(commands, ["lookup", *arguments, *options])
    assert printed.exit_code == 0
    assert said.json() == json.loads(printed.output)


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/screenings/8a2d5c1e-0000-4000-8000-000000000000", 404, "not-there"),
        ("get", "/api/screenings/none", 404, "not-there"),
        ("get", "/api/nothing", 404, "not-there"),
        ("get", "/api/screenings", 405, "wrong-method"),
        ("delete", "/api/lookup/item", 405, "wrong-method"),
        ("post", "/api/screenings", 400, "bad-request"),
        ("get", "/api/lookup/item", 400, "bad-request"),
        ("get", "/api/lookup/item?text=", 400, "bad-request"),
        ("get", f"/api/lookup/party?name={'x' * 2001}", 400, "bad-request"),
        ("get", "/api/lookup/item?text=x&date=yesterday", 400, "bad-request"),
    ],
)
def test_errors_say_their_code_and_a_way_out(
    client: Client, method: str, address: str, status: int, code: str
) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code == status
    assert answer.json()["code"] == code
    assert set(answer.json()) == {"code", "message", "hint"}


def test_errors_speak_the_language_of_the_request(client: Client) -> None:
    said = client.get("/api/nothing", headers={"accept-language": "ja"}).json()
    assert "このアドレス" in said["message"]


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ("{", "bad-profile"),
        ('{"fact": {}}', "bad-profile"),
        ('{"readings": {"AMB-NONE": "x"}}', "unknown-reading"),
        ('{"facts": {"date": "June"}}', "bad-date"),
    ],
)
def test_a_wrong_profile_keeps_nothing(
    client: Client, tmp_path: Path, profile: str, code: str
) -> None:
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    before = Screening.objects.count()
    status, said = upload(client, write_bom(tmp_path / "p.csv", LINE), profile=profile)
    assert (status, said["code"]) == (422, code)
    assert Screening.objects.count() == before


def test_a_file_that_cannot_be_read_is_refused(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    status, said = upload(client, path)
    assert status == 422
    assert "broken.xlsx" in said["message"]


def test_a_file_without_a_parts_list_says_so_when_polled(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear Sir,\nthank you.\n", encoding="utf-8")
    status, said = upload(client, path)
    assert status == 201
    polled = client.get(said["url"]).json()
    assert polled["state"] == "failed"
    assert polled["error"]["code"] != "our-fault"
    assert polled["error"]["hint"]
    assert f"[{polled['error']['code']}]" not in polled["error"]["hint"]
    refused = client.get(f"{said['url']}/result")
    assert (refused.status_code, refused.json()["code"]) == (409, "not-done")


def test_a_file_that_is_too_large_is_refused(client: Client, tmp_path: Path) -> None:
    path = write_bom(tmp_path / "large.csv", LINE)
    with override_settings(MAX_UPLOAD=10):
        status, said = upload(client, path)
    assert (status, said["code"]) == (413, "upload-too-large")


def test_a_page_of_another_site_cannot_use_the_local_user(client: Client, tmp_path: Path) -> None:
    path = write_bom(tmp_path / "a.csv", LINE)
    sent = {"file": SimpleUploadedFile(path.name, path.read_bytes())}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post("/api/screenings", sent, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "other-site")
    own = client.get("/api/lookup/item?text=bolt", headers={"origin": "http://127.0.0.1"})
    assert own.status_code == 200


def test_too_many_requests_have_to_wait(client: Client) -> None:
    with override_settings(API_PER_MINUTE=2):
        answers = [client.get("/api/lookup/item?text=bolt") for _ in range(5)]
    last = answers[-1]
    assert (last.status_code, last.json()["code"]) == (429, "too-often")
    assert 1 <= int(last.headers["Retry-After"]) <= 60


def test_the_document_is_served_here_and_names_every_address(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    assert {
        (method, path) for path, methods in document["paths"].items() for method in methods
    } == {
        ("post", "/api/screenings"),
        ("get", "/api/screenings/{pk}"),
        ("get", "/api/screenings/{pk}/result"),
        ("get", "/api/lookup/item"),
        ("get", "/api/lookup/party"),
    }
    for methods in document["paths"].values():
        for said in methods.values():
            assert {"400", "401", "403", "404", "422", "429"} <= set(said["responses"])


def test_a_fault_of_ours_is_json_and_shows_no_cell(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("SECRET-PART-7")

    monkeypatch.setattr("screener.web.api.endpoints.reader", failing)
    answer = client.get("/api/lookup/item?text=SECRET-PART-7")
    assert (answer.status_code, answer.json()["code"]) == (500, "our-fault")
    assert "SECRET" not in answer.content.decode()


@pytest.mark.usefixtures("teams")
def test_without_a_token_nothing_is_said() -> None:
    stranger = Client(headers={"host": "127.0.0.1"})
    wrong = Client(headers={"host": "127.0.0.1", "authorization": "Bearer screener_wrong"})
    for client in (stranger, wrong):
        answer = client.get("/api/lookup/item?text=bolt")
        assert (answer.status_code, answer.json()["code"]) == (401, "no-token")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.usefixtures("teams")
def test_a_token_does_what_its_scopes_say(tmp_path: Path) -> None:
    path = write_bom(tmp_path / "a.csv", LINE)
    address = screened(calling("api-ann", "screen"), path)
    looking = calling("api-ann", "lookup")
    assert looking.get("/api/lookup/item?text=bolt").status_code == 200
    assert looking.get(address).json()["code"] == "not-allowed"
    assert upload(looking, path)[1]["code"] == "not-allowed"
    reading = calling("api-ann", "read")
    assert reading.get(address).status_code == 200
    assert reading.get("/api/lookup/item?text=bolt").json()["code"] == "not-allowed"


@pytest.mark.usefixtures("teams")
def test_a_token_does_no_more_than_its_user(tmp_path: Path) -> None:
    """A reader's token reads the team's screenings and uploads none; another team's is no page."""
    path = write_bom(tmp_path / "a.csv", LINE)
    address = screened(calling("api-ann"), path)
    rita = calling("api-rita")
    assert rita.get(address).status_code == 200
    assert upload(rita, path) == (403, upload(rita, path)[1])
    for what in (address, f"{address}/result"):
        answer = calling("api-bob").get(what)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-there")


@pytest.mark.usefixtures("teams")
def test_a_token_ends() -> None:
    from screener.web.accounts.administering import deactivate  # noqa: PLC0415 - after the setup
    from screener.web.api.models import ApiToken  # noqa: PLC0415 - after the setup
    from screener.web.api.tokens import revoke_token  # noqa: PLC0415 - after the setup

    question = "/api/lookup/item?text=bolt"
    expired = calling("api-ann", days=0)
    assert expired.get(question).status_code == 401
    revoked = calling("api-ann")
    assert revoked.get(question).status_code == 200
    revoke_token(ApiToken.objects.latest("pk").pk)
    assert revoked.get(question).status_code == 401
    closed = calling("api-rita")
    assert closed.get(question).status_code == 200
    deactivate("api-rita")
    assert closed.get(question).status_code == 401


@pytest.mark.usefixtures("teams")
def test_a_session_is_no_token() -> None:
    """A browser that is signed in cannot be made to call the API by another page."""
    client = Client(headers={"host": "127.0.0.1"})
    assert client.login(username="api-ann", password=PASSWORD)
    assert client.get("/api/lookup/item?text=bolt").status_code == 401


def token(data: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "screener", *words, "--data", str(data)]
    return subprocess.run(  # noqa: S603 - our own command
        command, input=typed, capture_output=True, text=True, check=False
    )


@pytest.mark.own_store
def test_an_administrator_makes_lists_and_revokes_tokens(tmp_path: Path) -> None:
    """A token is printed once; no account, no token."""
    nobody = token(tmp_path, "token", "add", "ann")
    assert nobody.returncode == 2
    assert "no-such-user" in nobody.stderr
    token(tmp_path, "team", "add", "ann", "--team", "Pumps", typed=f"{PASSWORD}\n{PASSWORD}\n")
    made = token(tmp_path, "token", "add", "ann", "--name", "ERP", "--scope", "read")
    assert made.stdout.startswith("screener_")
    assert token(tmp_path, "token", "revoke", "1").returncode == 0
    listed = token(tmp_path, "token", "list").stdout
    assert listed.startswith("1\tann\tERP\tread\t")
    assert listed.endswith("\trevoked\n")
    assert made.stdout.strip() not in listed
    assert token(tmp_path, "token", "revoke", "2").returncode == 2
