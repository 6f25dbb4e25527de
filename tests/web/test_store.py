"""One command saves everything that is kept, one brings it back, one deletes what is old."""

import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from screener.web.store import InTheWay, NoBackup, NothingKept, back_up, restore

LIST = b"description,ship_from,destination\nNdFeB magnet Dy,CN,JP\n"
FIRST_SCHEMA = Path(__file__).with_name("kept") / "store_first_schema.zip"
#: When which migration ran, and the counters of SQLite itself.
OF_THE_DATABASE = {"django_migrations", "sqlite_sequence"}


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "screener", *words, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours


@pytest.fixture
def data() -> Path:
    """Return a data folder that keeps a screening."""
    from django.conf import settings  # noqa: PLC0415 - after the setup

    client = Client(headers={"host": "127.0.0.1"})
    columns = client.post("/", {"file": SimpleUploadedFile("kept.csv", LIST)})
    client.post(columns.headers["Location"], {"do": "screen", "date": "2026-06-30"})
    folder = settings.DATA
    assert isinstance(folder, Path)
    return folder


def uploads(folder: Path) -> dict[str, bytes]:
    found = sorted((folder / "screenings").rglob("*"))
    return {str(file.relative_to(folder)): file.read_bytes() for file in found if file.is_file()}


@pytest.fixture
def places(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Have commands use an empty store on a database; its data folder is not there yet."""

    def place(engine: str) -> Path:
        if engine == "sqlite":
            monkeypatch.delenv("SCREENER_DATABASE_URL", raising=False)
        else:
            server = request.getfixturevalue("server")
            monkeypatch.setenv("SCREENER_DATABASE_URL", server.make(uuid4().hex))
        return tmp_path / "again"

    return place


def test_what_was_backed_up_is_restored_and_can_be_purged(
    data: Path, tmp_path: Path, engine: str, places: Callable[[str], Path]
) -> None:
    """All uploads are there again; purged, none is, and the audit log is whole."""
    saved = tmp_path / "saved.zip"
    back_up(data, saved)
    assert saved.stat().st_mode & 0o077 == 0
    again = places(engine)
    assert run(again, "store", "restore", str(saved)).returncode == 0
    assert uploads(again) == uploads(data) != {}
    assert (again / "secret_key").exists() == (data / "secret_key").exists()
    assert run(again, "store", "purge", "--days", "1").stdout == "0\n"
    assert uploads(again) == uploads(data)
    assert int(run(again, "store", "purge", "--days", "0").stdout) >= 1
    assert uploads(again) == {}
    checked = run(again, "team", "audit", "--export")
    assert checked.returncode == 0
    assert '"act": "deleted"' in checked.stdout
    noted = run(again, "team", "audit", "--noted", checked.stderr.split()[-1])
    assert noted.returncode == 0
    gone = run(again, "team", "audit", "--noted", "0" * 63 + "1")
    assert gone.returncode == 1
    assert "cut off" in gone.stderr


@pytest.mark.own_store
def test_what_is_too_old_is_deleted_by_itself(data: Path, tmp_path: Path) -> None:
    """The worker deletes it with its files and what nothing belongs to; the audit log tells it."""
    saved, again = tmp_path / "saved.zip", tmp_path / "again"
    back_up(data, saved)
    restore(saved, again)
    young, orphan = uuid4().hex, again / "screenings" / str(uuid4())
    orphan.mkdir()
    os.utime(orphan, (0, 0))
    with closing(sqlite3.connect(again / "screener.sqlite3")) as database, database:
        database.execute("UPDATE screenings_screening SET created = '2026-01-06 00:00:00'")
        columns = [row[1] for row in database.execute("PRAGMA table_info(screenings_screening)")]
        same = ", ".join({"id": "?", "created": "?", "state": "'draft'"}.get(c, c) for c in columns)
        database.execute(
            f"INSERT INTO screenings_screening SELECT {same} FROM screenings_screening LIMIT 1",  # noqa: S608 - names of columns
            (young, datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")),
        )
    settings = {"SCREENER_DATA": str(again), "SCREENER_KEEP_DAYS": "30"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "screener.web.worker"],
        stdin=subprocess.PIPE,
        env={**os.environ, **settings},
    )
    until = time.monotonic() + 120
    while (uploads(again) or orphan.exists()) and time.monotonic() < until:
        time.sleep(0.1)
    worker.communicate()
    assert uploads(again) == {}
    assert not orphan.exists()
    with closing(sqlite3.connect(again / "screener.sqlite3")) as database:
        assert database.execute("SELECT id FROM screenings_screening").fetchall() == [(young,)]
    told = run(again, "team", "audit", "--export").stdout
    assert '"who": "(schedule)"' in told
    assert '"what": {"days": 30}' in told


def test_a_store_of_the_first_schema_is_brought_up_to_date(
    tmp_path: Path, engine: str, places: Callable[[str], Path]
) -> None:
    """What an earlier program kept is restored by this one; no row is lost."""
    taken = tmp_path / "taken.zip"
    again = places(engine)
    restored = run(again, "store", "restore", str(FIRST_SCHEMA))
    assert restored.returncode == 0, restored.stderr
    assert run(again, "team", "list").returncode == 0
    assert run(again, "store", "backup", str(taken)).returncode == 0
    now, then = rows(taken, tmp_path), rows(FIRST_SCHEMA, tmp_path)
    for table, count in (
        ("screenings_screening", 1),
        ("screenings_line", 2),
        ("cases_decision", 1),
        ("cases_comment", 1),
    ):
        assert len(then[table]) == count
        assert [row[0] for row in now[table]] == [row[0] for row in then[table]]
    assert len(now["audit_auditentry"]) == len(then["audit_auditentry"])
    checked = run(again, "team", "audit")
    # The first schema kept nothing of where the log ended; the chain itself is whole.
    assert "audit_end is missing" in checked.stderr
    assert ", 0 broken" in checked.stdout


def test_a_store_moves_to_the_other_database(
    data: Path, tmp_path: Path, engine: str, places: Callable[[str], Path]
) -> None:
    """Every row of every table is there, as it was; a store that holds something is left alone."""
    saved, taken = tmp_path / "saved.zip", tmp_path / "taken.zip"
    back_up(data, saved)
    again = places("postgresql" if engine == "sqlite" else "sqlite")
    moved = run(again, "store", "restore", str(saved))
    assert moved.returncode == 0, moved.stderr
    assert run(again, "store", "backup", str(taken)).returncode == 0
    assert rows(taken, tmp_path) == rows(saved, tmp_path)
    refused = run(again, "store", "restore", str(saved))
    assert refused.returncode == 2
    beside = run(tmp_path / "beside", "store", "restore", str(saved))
    assert beside.returncode == (2 if engine == "sqlite" else 0), beside.stderr
    assert (tmp_path / "beside").exists() == (engine == "postgresql")


def rows(saved: Path, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the database in a backup."""
    with zipfile.ZipFile(saved) as archive:
        file = archive.extract("screener.sqlite3", folder / saved.stem)
    with closing(sqlite3.connect(file)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = sorted(name for (name,) in tables if name not in OF_THE_DATABASE)
        assert "screenings_line" in names
        return {
            name: sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - its own tables
            for name in names
        }


def test_nothing_is_overwritten(data: Path, tmp_path: Path) -> None:
    saved, filled = tmp_path / "saved.zip", tmp_path / "filled"
    back_up(data, saved)
    before = saved.read_bytes()
    with pytest.raises(InTheWay):
        back_up(data, saved)
    assert saved.read_bytes() == before
    filled.mkdir()
    (filled / "mine.txt").write_text("mine")
    with pytest.raises(InTheWay):
        restore(saved, filled)
    assert [file.name for file in filled.iterdir()] == ["mine.txt"]


@pytest.mark.own_store
def test_an_empty_folder_has_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(NothingKept):
        back_up(tmp_path, tmp_path / "saved.zip")


@pytest.mark.parametrize("name", ["../outside", "screenings/../../outside", "/outside", "other"])
def test_a_file_that_leads_elsewhere_is_no_backup(tmp_path: Path, name: str) -> None:
    saved, again = tmp_path / "saved.zip", tmp_path / "again"
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("screener.sqlite3", b"")
        archive.writestr(name, b"x")
    with pytest.raises(NoBackup):
        restore(saved, again)
    assert [file.name for file in tmp_path.iterdir()] == ["saved.zip"]
