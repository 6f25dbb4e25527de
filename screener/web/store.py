"""The whole store in one file and back: the database, uploads, results, the secret key."""

import os
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath

from screener.errors import InputError
from screener.results.files import whole_file
from screener.web.audit.end import FILE as END
from screener.web.databases import FILE
from screener.web.serving import prepare

_SECRET = "secret_key"  # noqa: S105 - the name of a file
_FILES = "screenings"


class DatabaseInUse(InputError):
    """The database that is to take a backup holds something."""

    code = "database-in-use"
    problem = {
        "en": "The database of SCREENER_DATABASE_URL is not empty; nothing was written.",
        "ja": "SCREENER_DATABASE_URL のデータベースは空ではありません。何も書き込みませんでした。",
        "zh": "SCREENER_DATABASE_URL 指定的数据库不是空的，未写入任何内容。",
    }
    way_out = {
        "en": "Make an empty database, and name that one.",
        "ja": "空のデータベースを作成し、それを指定してください。",
        "zh": "请新建一个空数据库并指定它。",
    }


class NothingKept(InputError):
    """The data folder has no database."""

    code = "nothing-kept"
    problem = {
        "en": "{folder} holds no screenings.",
        "ja": "{folder} に保存された判定はありません。",
        "zh": "{folder} 中没有已保存的筛查。",
    }
    way_out = {
        "en": "Name the data folder: --data DIR",
        "ja": "データフォルダーを指定してください: --data DIR",
        "zh": "请指定数据文件夹: --data DIR",
    }


class InTheWay(InputError):
    """Something is there already, and is never overwritten."""

    code = "in-the-way"
    problem = {
        "en": "{path} is already there; nothing was written.",
        "ja": "{path} は既にあります。何も書き込みませんでした。",
        "zh": "{path} 已存在，未写入任何内容。",
    }
    way_out = {
        "en": "Take another name, or move it away.",
        "ja": "別の名前にするか、移動してください。",
        "zh": "请换一个名称，或将其移走。",
    }


class NoBackup(InputError):
    """A file is no whole backup."""

    code = "no-backup"
    problem = {
        "en": "{file} is no backup of screener, or is damaged.",
        "ja": "{file} は screener のバックアップではないか、壊れています。",
        "zh": "{file} 不是 screener 的备份，或已损坏。",
    }
    way_out = {
        "en": "Take a file that 'screener store backup' wrote.",
        "ja": "「screener store backup」で作成したファイルを指定してください。",
        "zh": "请使用“screener store backup”写出的文件。",
    }


def back_up(data: Path, target: Path) -> None:
    """Write everything that is kept to one file; the server may be running.

    Raises:
        InTheWay: The file is there already.
        NothingKept: There is no database.
    """
    if target.exists():
        raise InTheWay(path=target)
    if not (_elsewhere() or (data / FILE).is_file()):
        raise NothingKept(folder=data)
    with whole_file(target) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        # The database before the uploads: every one that it names is there before it. The end of
        # the audit log before the database, which may have grown by then.
        if (data / END).is_file():
            archive.write(data / END, END)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / FILE
            (_copy_server if _elsewhere() else _copy_file)(data, copy)
            archive.write(copy, FILE)
        found = [data / _SECRET, *sorted((data / _FILES).rglob("*"))]
        for file in found:
            if file.is_file():
                archive.write(file, file.relative_to(data).as_posix())
    # It holds the key and a company's parts.
    target.chmod(0o600)


def _elsewhere() -> bool:
    """Tell whether the database is not the file of the data folder."""
    return bool(os.environ.get("SCREENER_DATABASE_URL"))


def _copy_file(data: Path, copy: Path) -> None:
    with closing(sqlite3.connect(data / FILE)) as kept, closing(sqlite3.connect(copy)) as made:
        kept.backup(made)


def _copy_server(data: Path, copy: Path) -> None:
    prepare(data)
    from screener.web.copying import DEFAULT, copy_rows, database_file  # noqa: PLC0415 - after it

    with database_file(copy) as file:
        copy_rows(DEFAULT, file)


def restore(source: Path, data: Path) -> None:
    """Make a data folder of a backup, and fill an empty database elsewhere: whole, or not at all.

    Raises:
        InTheWay: The folder holds something.
        DatabaseInUse: The database does.
        CannotBeKept: The database does not take a text of the backup.
        NoBackup: The file is no whole backup.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise InTheWay(path=data)
    data.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{data.name}.", dir=data.parent))
    try:
        _unpack(source, made)
        if _elsewhere():
            _fill_server(made, data)
        else:
            _put(made, data)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _fill_server(made: Path, data: Path) -> None:
    prepare(made)
    from django.db import DataError, transaction  # noqa: PLC0415 - after it

    from screener.web.copying import (  # noqa: PLC0415 - after it
        DEFAULT,
        copy_rows,
        database_file,
        holds_something,
    )

    if holds_something(DEFAULT):
        raise DatabaseInUse
    from screener.web.outages import CannotBeKept  # noqa: PLC0415 - after it

    with transaction.atomic():
        try:
            with database_file(made / FILE) as file:
                copy_rows(file, DEFAULT)
        except DataError as error:
            raise CannotBeKept from error
        (made / FILE).unlink()
        _put(made, data)


def _put(made: Path, data: Path) -> None:
    if data.exists():
        data.rmdir()
    made.replace(data)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if FILE not in names or not all(map(_is_ours, names)):
                raise NoBackup(file=source)
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise NoBackup(file=source) from error
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _is_ours(name: str) -> bool:
    """Tell whether a name belongs into a data folder, and leads nowhere else."""
    parts = PurePosixPath(name).parts
    return name in {FILE, _SECRET, END} or (parts[0] == _FILES and ".." not in parts)
