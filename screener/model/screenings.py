"""A whole file: how it was read, and its screened lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from screener.model.lines import Label
from screener.model.verdicts import PackId, ScreenedLine


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How one column was understood: `reason` is ``exact``, ``similar``, ``content``, ``override``.

    `field` is ``None`` for a column that is not used.
    """

    field: str | None
    header: str
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """One parts list of a sheet and its rows, each counted once (rows are 1-based)."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnRead, ...]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Screening:
    """One screened file.

    `skipped_sheets` are sheets that were not screened, with the reason's code; `unread_rows` says
    how many filled rows each of them holds. `facts` are those
    that the profile gives for the whole file; `readings` the readings that the company settled.
    `warnings` are codes of sentences that every output shows. `input_sha256` is that of the bytes
    of the file, `profile` the whole profile as JSON, `record_sha256` that of the record of answers:
    with the rules they make the screening anew. `overruled_readings` are those of that record that
    the profile settles in another way.
    """

    file: str
    format: str
    encoding: str | None
    tables: tuple[TableRead, ...]
    skipped_sheets: tuple[tuple[str, str], ...]
    lines: tuple[ScreenedLine, ...]
    pack: PackId
    facts: Mapping[str, str]
    readings: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    unread_rows: Mapping[str, int] = field(default_factory=dict)
    input_sha256: str = ""
    profile: str = "{}"
    record_sha256: str = ""
    overruled_readings: Mapping[str, str] = field(default_factory=dict)

    def count(self, label: Label) -> int:
        """Return how many lines have this label."""
        return sum(screened.verdict.label is label for screened in self.lines)
