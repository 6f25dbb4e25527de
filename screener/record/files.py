"""The file of a record, beside the parts list: YAML that people read and git compares."""

from pathlib import Path

from screener.errors import InputError
from screener.record.entries import RecordFile
from screener.record.record import Record
from screener.rulepack.reading import RuleFileError, read_model

ENDING = ".screener.yaml"


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
