"""Tables of records of any length: Arrow batches in, Arrow batches out.

A record is a line, however many there are and in however many pieces they come: what is said of one
depends on itself, the rules and the profile alone. So pieces may be screened in any order, by any
number of processes or machines, with the same result.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from screener.intake import Mapping as Columns
from screener.intake import Sheet, Table, Vocabulary, propose_mapping
from screener.intake.cells import shown
from screener.model import FIELDS, Line, Screening, StatedCells
from screener.model import Columns as LineColumns
from screener.pipeline import Screener, dated, overrides_of
from screener.profile import Profile
from screener.ready import shipped_pack
from screener.results.arrow import result_batch
from screener.results.explain import Explainer
from screener.rulepack.load import Pack

#: Lines of one piece. It is the same for any number of processes, so that the results are.
PIECE = 20_000
#: Records by which columns are known that no header names.
_SAMPLE = 60
_SHEET, _ROW = "sheet", "row"
_PLACES = {name: place for place, name in enumerate(FIELDS)}
_NO_COLUMNS = tuple((0, name) for name in FIELDS)

LINES_SCHEMA = pa.schema(
    [pa.field(_SHEET, pa.string()), pa.field(_ROW, pa.int64())]
    + [pa.field(name, pa.string()) for name in FIELDS]
)


def screen_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    pack: Pack | None = None,
    profile: Profile | None = None,
    on: date | None = None,
    language: str = "en",
) -> Iterator[pa.RecordBatch]:
    """Screen records: one row of result for each, in order.

    Args:
        batches: Records; columns are known by the same headers as those of a spreadsheet.
        pack: The rules; ``None`` for those that come with the program.
        profile: The facts for all records, the readings settled, the meaning of columns.
        on: The shipment date of records that state none.
        language: Of what is said.

    Yields:
        One batch for each batch; `row` counts the records from 1.

    Raises:
        InputError: No column means anything, or a date is missing.
    """
    screener = Screener(pack or shipped_pack(), dated(profile, on))
    explainer = Explainer(screener.pack, language)
    about = about_records("", screener)
    for lines in line_batches(batches, screener):
        yield result_batch(screened_piece(lines, screener, about), explainer)


def about_records(file: str, screener: Screener, *, sha256: str = "") -> Screening:
    """Return what the results of all pieces of one table have in common."""
    return Screening(
        file=file,
        format="parquet",
        encoding=None,
        tables=(),
        skipped_sheets=(),
        lines=(),
        pack=screener.pack.id,
        facts=screener.profile.stated_facts(),
        readings=screener.profile.readings,
        warnings=screener.warnings(),
        input_sha256=sha256,
        profile=screener.profile.as_json(),
    )


def line_batches(
    batches: Iterable[pa.RecordBatch], screener: Screener, *, file: str = ""
) -> Iterator[pa.RecordBatch]:
    """Yield the records as lines: canonical fields, each with its number.

    The first batch tells which column means what.

    Raises:
        UnknownHeader: The profile names a column that there is not.
        NoRecords: No column means anything.
    """
    meaning: Mapping[str, Sequence[str]] | None = None
    first = 1
    for batch in batches:
        if meaning is None:
            meaning = _meaning(batch, screener, file)
        yield _as_lines(batch, meaning, first)
        first += batch.num_rows


def lines_as_batches(lines: Sequence[Line]) -> Iterator[pa.RecordBatch]:
    """Yield lines that were read from a spreadsheet in pieces."""
    for start in range(0, len(lines), PIECE):
        some = lines[start : start + PIECE]
        columns = [
            [line.sheet for line in some],
            [line.row for line in some],
            *([line.text(name) for line in some] for name in FIELDS),
        ]
        yield pa.RecordBatch.from_arrays(
            [
                pa.array(cells, field.type)
                for cells, field in zip(columns, LINES_SCHEMA, strict=True)
            ],
            schema=LINES_SCHEMA,
        )


def screened_piece(batch: pa.RecordBatch, screener: Screener, about: Screening) -> Screening:
    """Screen the lines of one piece."""
    lines = [screener.screen(line) for line in _lines(batch, about.file)]
    return replace(about, lines=tuple(lines))


def _lines(batch: pa.RecordBatch, file: str) -> Iterator[Line]:
    sheets, rows = (batch.column(name).to_pylist() for name in (_SHEET, _ROW))
    texts = zip(*(batch.column(name).to_pylist() for name in FIELDS), strict=True)
    columns: dict[str, LineColumns] = {}
    for sheet, row, cells in zip(sheets, rows, texts, strict=True):
        if sheet not in columns:
            columns[sheet] = LineColumns(sheet, _PLACES, _NO_COLUMNS)
        yield Line(file, sheet, row, StatedCells(columns[sheet], row, cells))


def _meaning(batch: pa.RecordBatch, screener: Screener, file: str) -> Mapping[str, Sequence[str]]:
    """Return the columns that feed each field, known as those of a spreadsheet are."""
    names = tuple(batch.schema.names)
    sample = batch.slice(0, _SAMPLE)
    cells = zip(*(map(shown, column.to_pylist()) for column in sample.columns), strict=True)
    sheet = Sheet(name="", rows=(names, *cells))
    table = Table(sheet, (1,), 1, sheet.height, 1, len(names), names, sheet.height)
    vocabulary = Vocabulary(screener.pack.headers)
    columns: Columns = propose_mapping(
        table, vocabulary, overrides_of(screener.profile).columns, file=file
    )
    return {
        name: [column.header for column in columns.of(name)] for name in FIELDS if columns.of(name)
    }


def _as_lines(
    batch: pa.RecordBatch, meaning: Mapping[str, Sequence[str]], first: int
) -> pa.RecordBatch:
    empty = pa.array([""] * batch.num_rows, pa.string())
    fields = [
        _joined([_texts(batch.column(header)) for header in meaning[name]])
        if name in meaning
        else empty
        for name in FIELDS
    ]
    rows = pa.array(range(first, first + batch.num_rows), pa.int64())
    return pa.RecordBatch.from_arrays([empty, rows, *fields], schema=LINES_SCHEMA)


def _texts(column: pa.Array) -> list[str]:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [text.strip() if text else "" for text in column.to_pylist()]
    return [shown(value).strip() for value in column.to_pylist()]


def _joined(columns: Sequence[list[str]]) -> pa.Array:
    """Join the columns of one field, each different text once."""
    if len(columns) == 1:
        return pa.array(columns[0], pa.string())
    rows = zip(*columns, strict=True)
    return pa.array([" ".join(dict.fromkeys(filter(None, row))) for row in rows], pa.string())
