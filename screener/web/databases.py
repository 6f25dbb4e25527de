"""Which database is used, and how: a file of SQLite, or a server of PostgreSQL."""

from pathlib import Path

import dj_database_url
from dj_database_url import DBConfig

FILE = "screener.sqlite3"
_SECONDS_TO_CONNECT = 5
# A connection is kept for the next request of its thread, and tried before it is used.
_SECONDS_KEPT = 60

_SQLITE = {
    # Whoever is going to write takes the lock before reading: nobody writes on what is outdated.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str, data: Path) -> DBConfig:
    """Return the settings of the database that a URL names; without one, the data folder's file."""
    if not url:
        return file_database(data / FILE)
    found = dj_database_url.parse(url, conn_max_age=_SECONDS_KEPT, conn_health_checks=True)
    if found["ENGINE"] == "django.db.backends.postgresql":
        found["OPTIONS"] = {"connect_timeout": _SECONDS_TO_CONNECT, **found.get("OPTIONS", {})}
    return found


def file_database(path: Path) -> DBConfig:
    """Return the settings of a database in a file."""
    found = dj_database_url.parse(f"sqlite:///{path}")
    found["OPTIONS"] = dict(_SQLITE)
    return found
