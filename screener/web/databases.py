"""Which database is used, and how: a file of SQLite, or a server of PostgreSQL."""

from pathlib import Path

import dj_database_url
from dj_database_url import DBConfig

from screener.errors import InputError

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


class NoDriver(InputError):
    """A PostgreSQL is named, and what speaks to it is not installed."""

    code = "no-postgres-extra"
    problem = {
        "en": "SCREENER_DATABASE_URL names PostgreSQL, whose driver is not installed.",
        "ja": "SCREENER_DATABASE_URL は PostgreSQL ですが、ドライバーがありません。",
        "zh": "SCREENER_DATABASE_URL 指定了 PostgreSQL，但未安装其驱动程序。",
    }
    way_out = {
        "en": "Install it: pip install 'screener[postgres]'",
        "ja": "インストール: pip install 'screener[postgres]'",
        "zh": "安装：pip install 'screener[postgres]'",
    }


class NoDatabase(InputError):
    """The database cannot be used when the program starts."""

    code = "no-database"
    problem = {
        "en": "The database cannot be used: {why}",
        "ja": "データベースを使用できません: {why}",
        "zh": "无法使用数据库：{why}",
    }
    way_out = {
        "en": "Is it running, may this user make tables in it, and is SCREENER_DATABASE_URL right?",
        "ja": "起動しているか、テーブルを作る権限があるか、"
        "SCREENER_DATABASE_URL が正しいかを確認してください。",
        "zh": "请检查数据库是否运行、该用户是否有权建表，以及 SCREENER_DATABASE_URL 是否正确。",
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
