"""A PostgreSQL server for tests: in a folder of its own, reached through its socket alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root; Debian's package brings this user.
_OWNER = "postgres"
_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"


@dataclass(frozen=True)
class Postgres:
    """A server that can be started, stopped and killed; the URL names a database of it."""

    folder: Path

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"{_SETTINGS} -k {self.folder}"
        log = self.folder / "log"
        self._run("pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", log, "-o", options)

    def kill(self) -> None:
        """End it at once, as a crash does: what is not committed is lost."""
        self._run("pg_ctl", "stop", "-w", "-D", self.folder / "data", "-m", "immediate")

    def url(self, name: str) -> str:
        """Return the address of a database as ``SCREENER_DATABASE_URL`` says it."""
        return f"postgresql://{_OWNER}@{quote(str(self.folder), safe='')}/{name}"

    def make(self, name: str) -> str:
        """Make an empty database, and return its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def initialise(self) -> None:
        """Make the files of the server."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, _OWNER, _OWNER)
        made = self.folder / "data"
        self._run("initdb", "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--no-sync", "-D", made)

    def _run(self, program: str, *words: object) -> None:
        user = {"user": _OWNER, "group": _OWNER, "extra_groups": ()} if os.geteuid() == 0 else {}
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [str(_program(program)), *map(str, words)],
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            check=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            **user,
        )


def _program(name: str) -> Path:
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which(name)
    assert versions or on_path, "The tests need PostgreSQL: make postgres"
    return versions[-1] if versions else Path(str(on_path))


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Have a server; it and its files are gone afterwards."""
    # Not in pytest's folder: the path of a socket is short, and another user owns it.
    with tempfile.TemporaryDirectory(prefix="screener-pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.kill()
