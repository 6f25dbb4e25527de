"""Adding to the file of a record: at its end, and nothing else is touched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml
from filelock import FileLock

from screener.record.entries import SCHEMA_VERSION, Entry
from screener.record.files import read_record
from screener.record.record import Record
from screener.results.files import OutputFailed, write_texts

_HEAD = f"""\
# Questions, answers and decisions on a parts list; docs/settling.md says what they mean.
# Entries are only added, at the end: what is wrong is withdrawn, not deleted.
schema_version: "{SCHEMA_VERSION}"
entries:
"""


def add_to_record(path: Path, entries: Iterable[Entry]) -> Record:
    """Add entries at the end of a record, and return the whole.

    Two calls at one time add one after the other: neither replaces what the other has added.

    Raises:
        BadRecord: The file is there and is no record; nothing is written.
        OutputFailed: The file cannot be written; the record is as it was.
    """
    with _alone(path):
        return _add(path, entries)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let nobody else add to the record meanwhile."""
    own = path.with_name(f".{path.name}.lock")
    lock = FileLock(own)
    try:
        lock.acquire()
    except OSError as error:
        raise OutputFailed(file=path, why=error.strerror or type(error).__name__) from error
    try:
        yield
    finally:
        # Whoever waits for a lock whose file is gone makes a new one; Windows keeps an open file.
        with suppress(PermissionError):
            own.unlink()
        lock.release()


def _add(path: Path, entries: Iterable[Entry]) -> Record:
    known = read_record(path)
    record = known.with_added(entries)
    added = record.entries[len(known.entries) :]
    if added:
        text = yaml.safe_dump(
            [_plain(entry) for entry in added],
            allow_unicode=True,
            sort_keys=False,
            width=100,
        )
        before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        write_texts(path, (before, text))
    return record


def _plain(entry: Entry) -> dict[str, object]:
    """Return an entry as it is written: its kind first, and nothing that is empty."""
    content = {
        name: value for name, value in entry.model_dump(mode="json", by_alias=True).items() if value
    }
    return {"kind": entry.kind, **content}
