"""What the server runs on goes away: pages say so, nothing is lost, and what ran goes on."""

import json
import os
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import psycopg
import pytest
from bad_files import write_bom
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from postgres import Postgres
from web_server import serving

USUAL = {"ship_from": "CN", "destination": "JP", "date": "2026-06-30"}
LINE = {"description": "NdFeB magnet N42SH Dy", **USUAL}
FULL = "disk of the server is full"


@pytest.fixture
def client() -> Client:
    return Client(
        headers={"host": "127.0.0.1", "accept-language": "en"}, raise_request_exception=False
    )


def asked(address: str, **headers: str) -> tuple[int, str]:
    """Return status and text of a page."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def sent(address: str, path: Path) -> str:
    """Have the API screen a file; return the address of its state."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        + path.read_bytes()
        + b"\r\n--x--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    request = urllib.request.Request(f"{address}api/screenings", body, kind)  # noqa: S310 - ours
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        return str(json.load(answer)["url"])


def state_of(url: str) -> dict[str, object]:
    """Return what the API says of a screening; while the database is away, that alone."""
    status, said = asked(url)
    assert status in {200, 503}, said
    found = json.loads(said)
    assert isinstance(found, dict)
    return found


def until(url: str, *states: str) -> dict[str, object]:
    """Wait until a screening is so far; one that is running has done some lines."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        found = state_of(url)
        if found.get("state") in states and found["progress"] != {"lines": 0, "of": 0}:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


@pytest.mark.own_store
def test_a_database_that_is_killed_loses_nothing(
    server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile every page says so in each language; then the screening is finished, once."""
    url = server.make("killed")
    monkeypatch.setenv("SCREENER_DATABASE_URL", url)
    lines = [{**LINE, "part_number": f"P-{n}", "description": f"NdFeB {n}"} for n in range(600)]
    with serving(tmp_path / "data") as address:
        screening = sent(address, write_bom(tmp_path / "a.csv", *lines))
        until(screening, "running")
        server.kill()
        try:
            for language, words in (
                ("en", "The database does not answer"),
                ("ja", "データベースが現在応答していません"),
                ("zh", "数据库目前没有响应"),
            ):
                for page in ("", "screenings/", "healthz"):
                    status, said = asked(f"{address}{page}", **{"Accept-Language": language})
                    assert status == 503, said
                    assert words in said
                    assert "Traceback" not in said
            assert state_of(screening)["code"] == "database-away"
        finally:
            server.start()
        done = until(screening, "done", "failed")
        assert done["state"] == "done", done["error"]
        assert asked(address)[0] == 200
    with psycopg.connect(url) as database:
        assert database.execute("SELECT count(*) FROM screenings_line").fetchone() == (600,)


@pytest.mark.usefixtures("engine")
def test_two_workers_do_a_screening_once(client: Client, tmp_path: Path) -> None:
    """Both look for work at the same time: every line is there once, and no label changed."""
    from screener.web.screenings.models import LabelChange, Line, Screening  # noqa: PLC0415 - as above

    lines = [{**LINE, "part_number": f"P-{number}"} for number in range(200)]
    sent = write_bom(tmp_path / "two_workers.csv", *lines).read_bytes()
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        for _ in range(2):
            client.post("/api/screenings", {"file": SimpleUploadedFile("two_workers.csv", sent)})
    command = [sys.executable, "-m", "screener.web.worker"]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - ours
    both = Screening.objects.filter(name="two_workers.csv")
    end = time.monotonic() + 300
    while both.exclude(state="done").exists() and time.monotonic() < end:
        time.sleep(0.1)
    for worker in workers:
        worker.communicate()
    assert [screening.state for screening in both] == ["done", "done"]
    assert Line.objects.filter(screening__in=both).count() == 2 * len(lines)
    assert not LabelChange.objects.filter(line__screening__in=both).exists()


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file of this process become larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("address", ["/", "/api/screenings"])
def test_an_upload_to_a_full_disk_is_refused_and_leaves_nothing(
    client: Client, address: str
) -> None:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    from screener.web.screenings.models import Screening  # noqa: PLC0415 - as above

    def kept() -> tuple[int, list[Path]]:
        return Screening.objects.count(), sorted(Path(settings.MEDIA_ROOT).iterdir())

    columns = client.post("/", {"file": SimpleUploadedFile("a.csv", b"description\nmagnet\n")})
    assert columns.status_code == 302
    before = kept()
    # More than the database's own files, which have to be written.
    upload = SimpleUploadedFile("b.csv", b"description\n" + b"magnet\n" * 2_400_000)
    # Kept in memory until it is kept for good.
    with full_disk(16_000_000), override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=20_000_000):
        refused = client.post(address, {"file": upload})
    assert refused.status_code == 507
    assert FULL in refused.content.decode()
    assert "no-space" in refused.content.decode()
    assert kept() == before


@contextmanager
def full_database(engine: str) -> Iterator[None]:
    """Have the database refuse further lines as it does where its disk is full."""
    with connection.cursor() as cursor:
        if engine == "sqlite":
            cursor.execute("PRAGMA page_count")
            (pages,) = cursor.fetchone()
            cursor.execute(f"PRAGMA max_page_count = {pages + 4}")
            yield
            cursor.execute("PRAGMA max_page_count = 1000000")
            return
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$; "
            "CREATE TRIGGER full_disk BEFORE INSERT ON screenings_line EXECUTE FUNCTION full_disk()"
        )
        yield
        cursor.execute("DROP TRIGGER full_disk ON screenings_line; DROP FUNCTION full_disk()")


def test_a_screening_that_finds_no_room_says_so_and_can_be_done_again(
    client: Client, engine: str, tmp_path: Path
) -> None:
    """The upload is kept; with room again it is screened."""
    lines = [{**LINE, "part_number": f"P-{number}"} for number in range(300)]
    path = write_bom(tmp_path / "full.csv", *lines)
    columns = client.post("/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    address = columns.headers["Location"]
    said = {"do": "screen", "date": "2026-06-30"}
    with full_database(engine):
        client.post(address, said)
        progress = client.get(address.replace("columns", "progress"))
        assert FULL in progress.content.decode()
    assert client.post(address, said).status_code == 302
    assert client.get(address.replace("columns/", "")).status_code == 200


@pytest.mark.own_store
@pytest.mark.parametrize(
    ("url", "code"),
    [("postgresql://nobody@127.0.0.1:9/none", "no-database"), ("sqlite:////", "no-database")],
)
def test_a_database_that_cannot_be_used_is_told_at_the_start(
    tmp_path: Path, url: str, code: str
) -> None:
    refused = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "screener", "team", "list", "--data", str(tmp_path)],
        env={**os.environ, "SCREENER_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2, refused.stderr
    assert code in refused.stderr
    assert "Traceback" not in refused.stderr
