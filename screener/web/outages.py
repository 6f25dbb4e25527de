"""What keeps a server from keeping something: its database is away, its disk full, a text unfit."""

import errno
import sqlite3
from collections.abc import Iterator

from django.db import DataError, InterfaceError, OperationalError

from screener.errors import InputError


class DatabaseAway(InputError):
    """The database does not answer, or gave up what was asked of it."""

    code = "database-away"
    problem = {
        "en": "The database does not answer at the moment; nothing was changed.",
        "ja": "データベースが現在応答していません。何も変更していません。",
        "zh": "数据库目前没有响应，未做任何更改。",
    }
    way_out = {
        "en": "Try again in a minute. A screening that was running goes on by itself. "
        "If it lasts, tell whoever runs this server.",
        "ja": "1分ほどしてからもう一度試してください。実行中の判定は自動的に再開します。"
        "続く場合はサーバーの管理者に連絡してください。",
        "zh": "请一分钟后重试。正在进行的筛查会自动继续。若持续出现，请联系服务器管理员。",
    }


class NoSpace(InputError):
    """There is no room for what was to be kept."""

    code = "no-space"
    problem = {
        "en": "The disk of the server is full; nothing was kept of this.",
        "ja": "サーバーのディスクに空きがありません。この操作の内容は保存していません。",
        "zh": "服务器磁盘已满，此次内容未保存。",
    }
    way_out = {
        "en": "Delete screenings that are no longer needed, or tell whoever runs this server. "
        "Then try again.",
        "ja": "不要な判定を削除するか、サーバーの管理者に連絡してから、もう一度試してください。",
        "zh": "请删除不再需要的筛查，或联系服务器管理员，然后重试。",
    }


class CannotBeKept(InputError):
    """A text is longer than its column, or has a character that the database does not take."""

    code = "cannot-be-kept"
    problem = {
        "en": "A text is too long, or has a character that cannot be kept; nothing was changed.",
        "ja": "文字列が長すぎるか、保存できない文字が含まれています。何も変更していません。",
        "zh": "文本过长，或含有无法保存的字符，未做任何更改。",
    }
    way_out = {
        "en": "Shorten it, or type it anew without control characters.",
        "ja": "短くするか、制御文字を除いて入力し直してください。",
        "zh": "请缩短文本，或去除控制字符后重新输入。",
    }


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_IN_POSTGRESQL = "53100"


def outage_of(error: BaseException | None) -> InputError | None:
    """Return what is wrong where an error, or one that it follows from, says so."""
    chain = list(_chain(error))
    if any(isinstance(one, DataError) for one in chain):
        return CannotBeKept()
    if any(map(_is_full, chain)):
        return NoSpace()
    return DatabaseAway() if any(map(_is_away, chain)) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_full(error: BaseException) -> bool:
    return (
        (isinstance(error, OSError) and error.errno in _FULL)
        or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(error, "sqlstate", None) == _FULL_IN_POSTGRESQL
    )


def _is_away(error: BaseException) -> bool:
    # An SQLite that knows a table no longer is a fault of ours.
    faulty = getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return isinstance(error, OperationalError | InterfaceError) and not faulty
