"""Which column of a table means which field, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from screener.intake.content import holds
from screener.intake.content_fields import Held, field_held
from screener.intake.errors import UnknownField, UnknownHeader
from screener.intake.packages import column_number
from screener.intake.tables import Table
from screener.intake.vocabulary import Meaning, Reason, Vocabulary
from screener.model import FIELDS
from screener.text.folding import fold_text

_SAMPLE = 60  # filled cells of a column that are looked at
_EVIDENT = 2  # filled cells that make a row of a table
#: Condition → the fields of which another column must feed one.
_FED_BY_OTHERS = {
    "described": {"description"},
    "identified": {"part_number", "manufacturer_part_number"},
    "located": {"reference"},
    "counted": {"quantity"},
}
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that feeds a field; `column` is 1-based in the sheet."""

    field: str
    header: str
    column: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table that feed fields, from left to right, and those that feed none."""

    columns: tuple[Column, ...]
    unused: tuple[tuple[str, int], ...] = ()

    def of(self, field: str) -> tuple[Column, ...]:
        """Return the columns that feed one field."""
        return tuple(column for column in self.columns if column.field == field)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that are fed."""
        return frozenset(column.field for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Candidate:
    header: str
    column: int
    cells: tuple[str, ...]
    share: float
    meaning: Meaning | None


def propose_mapping(
    table: Table,
    vocabulary: Vocabulary,
    overrides: Sequence[tuple[str, str]] = (),
    *,
    unused: Sequence[str] = (),
    file: str = "",
) -> Mapping:
    """Propose which column means which field.

    Args:
        table: The table.
        vocabulary: The words of headers.
        overrides: What the user says, as (field, header); a column letter names a column without
            a header. A field that is given so is fed by no other column.
        unused: Headers, or column letters, that the user says feed no field.
        file: The name that an error shows.

    Raises:
        UnknownField: An override names no canonical field.
        UnknownHeader: An override names a header that no column has.
    """
    evident = [_is_evident(row[table.left - 1 : table.right]) for row in _body(table)]
    every = [_candidate(table, vocabulary, number, evident) for number in range(len(table.headers))]
    left_out = {found.column for header in unused for found in _named(every, header)}
    candidates = [candidate for candidate in every if candidate.column not in left_out]
    chosen = _overridden(candidates, overrides, file)
    settled = {field for field, _ in overrides}
    chosen |= _plain(candidates, chosen, settled)
    chosen |= _ambiguous(candidates, chosen, settled)
    chosen = _without_doubles(chosen)
    chosen |= _by_content(candidates, chosen, settled, vocabulary)
    columns = sorted(chosen.values(), key=lambda column: column.column)
    rest = [(c.header, c.column) for c in every if c.column not in chosen and c.header.strip()]
    return Mapping(tuple(columns), tuple(rest))


def _body(table: Table) -> Sequence[Sequence[str]]:
    return table.sheet.rows[table.first_body_row - 1 : table.last_body_row]


def _is_evident(cells: Sequence[str]) -> bool:
    """Tell whether a row holds two texts or more: a heading or a note says less of its column."""
    filled = (cell for cell in cells if cell.strip())
    return sum(1 for _ in islice(filled, _EVIDENT)) == _EVIDENT


def _candidate(
    table: Table, vocabulary: Vocabulary, index: int, evident_rows: Sequence[bool]
) -> _Candidate:
    header = table.headers[index]
    column = table.left + index
    evident: list[str] = []
    alone: list[str] = []
    seen = 0
    for row, is_evident in zip(_body(table), evident_rows, strict=True):
        cell = row[column - 1].strip()
        if is_evident:
            seen += 1
            evident += [cell] if cell else []
        elif cell:
            alone.append(cell)
        if len(evident) == _SAMPLE:
            break
    cells = tuple(evident if seen else alone)
    meaning = vocabulary.meaning(header) or vocabulary.similar(header)
    return _Candidate(header, column, cells, len(cells) / max(seen, 1), meaning)


def _overridden(
    candidates: Sequence[_Candidate], overrides: Sequence[tuple[str, str]], file: str
) -> dict[int, Column]:
    chosen: dict[int, Column] = {}
    for field, header in overrides:
        if field not in FIELDS:
            raise UnknownField(field=field, header=header, fields=", ".join(FIELDS))
        found = _named(candidates, header)
        if not found:
            headers = ", ".join(repr(c.header) for c in candidates if c.header.strip())
            raise UnknownHeader(file=file, field=field, header=header, headers=headers)
        for candidate in found:
            chosen[candidate.column] = Column(field, candidate.header, candidate.column, "override")
    return chosen


def _named(candidates: Sequence[_Candidate], header: str) -> list[_Candidate]:
    """Return the columns of a header, or else the column of these letters."""
    found = [c for c in candidates if fold_text(c.header) == fold_text(header)]
    if not found and _LETTERS.fullmatch(header):
        return [c for c in candidates if c.column == column_number(header)]
    return found


def _plain(
    candidates: Sequence[_Candidate], chosen: dict[int, Column], settled: set[str]
) -> dict[int, Column]:
    """Take the headers that have one sense."""
    return {
        candidate.column: Column(
            "line_id" if _counts_the_rows(candidate, meaning) else meaning.senses[0].field,
            candidate.header,
            candidate.column,
            meaning.reason,
        )
        for candidate in candidates
        if candidate.column not in chosen
        and (meaning := candidate.meaning)
        and len(meaning.senses) == 1
        and not meaning.senses[0].conditions
        and meaning.senses[0].field not in settled
    }


def _counts_the_rows(candidate: _Candidate, meaning: Meaning) -> bool:
    """Tell whether a column that claims to describe holds 1, 2, 3 … alone."""
    described = meaning.senses[0].field == "description" and len(candidate.cells) > _EVIDENT
    return described and holds(candidate.cells, "numbers") and holds(candidate.cells, "running")


def _ambiguous(
    candidates: Sequence[_Candidate], chosen: dict[int, Column], settled: set[str]
) -> dict[int, Column]:
    """Take the headers of several senses, from left to right; each sees what was taken before."""
    found: dict[int, Column] = {}
    for candidate in candidates:
        meaning = candidate.meaning
        if candidate.column in chosen or not meaning:
            continue
        for sense in meaning.senses:
            taken = [*chosen.values(), *found.values()]
            if sense.field not in settled and all(
                _applies(condition, candidate, taken) for condition in sense.conditions
            ):
                found[candidate.column] = Column(
                    sense.field, candidate.header, candidate.column, meaning.reason
                )
                break
    return found


def _applies(condition: str, candidate: _Candidate, taken: Sequence[Column]) -> bool:
    if condition.startswith("not_"):
        return not _applies(condition.removeprefix("not_"), candidate, taken)
    if condition == "left_of_reference":
        return any(
            column.field == "reference" and candidate.column < column.column for column in taken
        )
    if condition in _FED_BY_OTHERS:
        return any(column.field in _FED_BY_OTHERS[condition] for column in taken)
    return holds(candidate.cells, condition)


def _without_doubles(chosen: dict[int, Column]) -> dict[int, Column]:
    """Drop a similar header where another column has an exact one for the field."""
    strong = {column.field for column in chosen.values() if column.reason in {"exact", "override"}}
    return {
        number: column
        for number, column in chosen.items()
        if column.reason != "similar" or column.field not in strong
    }


def _by_content(
    candidates: Sequence[_Candidate],
    chosen: dict[int, Column],
    settled: set[str],
    vocabulary: Vocabulary,
) -> dict[int, Column]:
    """Read what columns without a known header hold."""
    found: dict[int, Column] = {}
    fields = {column.field for column in chosen.values()} | settled
    described = [column.column for column in chosen.values() if column.field == "description"]
    for candidate in candidates:
        if candidate.column in chosen or candidate.meaning:
            continue
        held = Held(
            candidate.header,
            candidate.cells,
            candidate.share,
            leads=all(candidate.column < column for column in described),
        )
        field = field_held(held, fields, vocabulary)
        if field:
            fields.add(field)
            found[candidate.column] = Column(field, candidate.header, candidate.column, "content")
    return found
