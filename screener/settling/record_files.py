"""The file of a record, beside the parts list: YAML that people read and git compares.

Entries are added at its end and nothing else is touched, so comments and order stay.
"""

from collections.abc import Iterable
from pathlib import Path

import yaml

from screener.errors import InputError
from screener.record.entries import SCHEMA_VERSION, Entry, RecordFile
from screener.record.record import Record
from screener.results.files import write_texts
from screener.rulepack.reading import RuleFileError, read_model

ENDING = ".screener.yaml"
_HEAD = f"""\
# Questions, answers and decisions on a parts list; docs/settling.md says what they mean.
# Entries are only added, at the end: what is wrong is withdrawn, not deleted.
schema_version: "{SCHEMA_VERSION}"
entries:
"""


class BadRecord(InputError):
    """A file is no record."""

    code = "bad-record"
    problem = {
        "en": "{file}, line {line}: {what}",
        "ja": "{file} {line}行目: {what}",
        "zh": "{file} 第{line}行: {what}",
    }
    way_out = {
        "en": "What a record holds: screener schema record. Nothing was changed.",
        "ja": "記録の形式: screener schema record。何も変更していません。",
        "zh": "记录的格式: screener schema record。未作任何更改。",
    }


def record_beside(parts_list: Path) -> Path:
    """Return where the record of a parts list stands: beside it, with its name."""
    return parts_list.with_name(f"{parts_list.stem}{ENDING}")


def read_record(path: Path) -> Record:
    """Read a record; a file that is not there is an empty one.

    Raises:
        BadRecord: The file is no record; says line and key.
    """
    if not path.exists():
        return Record()
    try:
        return Record(tuple(read_model(path, RecordFile).entries))
    except RuleFileError as error:
        raise BadRecord(**error.places) from error


def add_to_record(path: Path, entries: Iterable[Entry]) -> Record:
    """Add entries at the end of a record, and return the whole.

    Raises:
        BadRecord: The file is there and is no record; nothing is written.
    """
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
