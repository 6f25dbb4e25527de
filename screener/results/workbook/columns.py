"""The six columns at the right of each screened table: what they say, row by row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from screener.model import Effect, Label, ScreenedLine, TableRead, Truth
from screener.remembered import Remembered
from screener.results.explain import ReasonText
from screener.results.sentences import sentences
from screener.results.workbook.cells import Cell, Style, column_letters, lines_needed, lines_of_text
from screener.results.workbook.report import Case, Report, shortened

COLUMNS = ("label", "why", "clause", "settled_by", "questions", "decision")
WIDTHS = (26.0, 72.0, 20.0, 56.0, 24.0, 26.0)

_WHY = COLUMNS.index("why")
_OTHER_WIDTHS = tuple(width for place, width in enumerate(WIDTHS) if place != _WHY)
_WHY_CHARACTERS = 200
_SETS_NAMED = 3
_QUESTIONS_NAMED = 5
_INSTRUMENTS_NAMED = 4
_WORST_FIRST = (Label.LIKELY_AFFECTED, Label.UNCLEAR, Label.CLEAR)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Our cells in one row, and how many lines of text they need."""

    cells: tuple[Cell, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Our columns for one table: `header_row` is ``None`` where there is no row for headings.

    `table_columns` are the first and last column of the table itself. `rows` are the numbers of
    the rows that have lines, in order; what our columns say there, `said` makes when it is written.
    """

    header_row: int | None
    rows: Sequence[int]
    table_columns: tuple[int, int]
    headers: tuple[Cell, ...]
    said: Callable[[int], OwnRow]

    @property
    def first_row(self) -> int:
        """The first row that has a line."""
        return self.rows[0]

    @property
    def last_row(self) -> int:
        """The last row that has a line."""
        return self.rows[-1]

    def overlaps(self, other: "ColumnBlock") -> bool:
        """Return whether the two cannot stand in the same columns."""
        return self._top <= other.last_row and other._top <= self.last_row  # noqa: SLF001 - same class

    @property
    def _top(self) -> int:
        return self.header_row or self.first_row


def column_blocks(report: Report) -> dict[str, list[ColumnBlock]]:
    """Return the columns for every sheet that has lines, table by table."""
    by_sheet: dict[str, list[TableRead]] = {}
    for table in report.screening.tables:
        by_sheet.setdefault(table.sheet, []).append(table)
    lines: dict[tuple[str, int], list[ScreenedLine]] = {}
    for line in report.screening.lines:
        tables = by_sheet.get(line.line.sheet, [])
        key = (line.line.sheet, _table_of(line, tables) if len(tables) > 1 else 0)
        lines.setdefault(key, []).append(line)
    blocks: dict[str, list[ColumnBlock]] = {}
    words = _Words(report)
    for (sheet, number), found in lines.items():
        tables = by_sheet.get(sheet, [])
        table = tables[number] if tables else _table_of_lines(sheet, found)
        beside = any(_beside(table, other) for other in tables if other is not table)
        blocks.setdefault(sheet, []).append(_block(words, table, found, beside=beside))
    return blocks


def _table_of(line: ScreenedLine, tables: Sequence[TableRead]) -> int:
    """Return the number of the table that a line stands in, by its rows, then by its columns."""
    stated = {cell.column for cell in line.line.stated.values() if cell.column}
    row = line.line.row

    def fit(number: int) -> tuple[bool, int]:
        table = tables[number]
        shared = stated & {column.column for column in table.columns}
        return table.first_row <= row <= table.last_row, len(shared)

    return max(range(len(tables)), key=fit, default=0)


def _table_of_lines(sheet: str, lines: Sequence[ScreenedLine]) -> TableRead:
    rows = [line.line.row for line in lines]
    return TableRead(sheet, (), min(rows), max(rows), (), {})


def _beside(table: TableRead, other: TableRead) -> bool:
    return table.first_row <= other.last_row and other.first_row <= table.last_row


def _block(
    words: "_Words", table: TableRead, lines: Iterable[ScreenedLine], *, beside: bool
) -> ColumnBlock:
    by_row: dict[int, tuple[ScreenedLine, ...]] = {}
    for line in lines:
        by_row[line.line.row] = (*by_row.get(line.line.row, ()), line)
    columns = [column.column for column in table.columns] or [1]
    span = (min(columns), max(columns))
    return ColumnBlock(
        header_row=_header_row(table),
        rows=sorted(by_row),
        table_columns=span,
        headers=tuple(_headers(words.report, span if beside else None)),
        said=lambda row: words.of(by_row[row]),
    )


def _header_row(table: TableRead) -> int | None:
    if table.header_rows:
        return table.header_rows[-1]
    return table.first_row - 1 or None


def _headers(report: Report, span: tuple[int, int] | None) -> Iterable[Cell]:
    """Name the columns; where two tables stand side by side, with the columns of the table."""
    for name in COLUMNS:
        said = report.say(report.texts.columns[name])
        if span:
            letters = report.phrase(
                "row_range", first=column_letters(span[0]), last=column_letters(span[1])
            )
            said = report.say(report.texts.column_of_table, column=said, table=letters)
        yield Cell(said, Style.HEADER)


class _Words:
    """What our columns say of a row; only the reason is each line's own."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._same_for_all = Remembered(self._of_case)
        self._rows = Remembered(self._row)

    def of(self, lines: Sequence[ScreenedLine]) -> OwnRow:
        """Say what is said of a row; of several lines on it, the one with the gravest label."""
        report = self.report
        if len(lines) == 1:
            (line,) = lines
            return self._rows(report.case_of(line), report.explainer.summary(line))
        line = min(lines, key=_gravity)
        same = self._same_for_all(report.case_of(line))
        label, clause, settled_by, _, decision = same.cells
        summary = report.explainer.summary(line)
        more = report.phrase("other_lines", n=str(len(lines) - 1))
        why = shortened(summary, _WHY_CHARACTERS - len(more) - 1) + "\n" + more
        questions = Cell(_question_ids(report, map(report.case_of, lines)))
        needed = lines_of_text([label, clause, settled_by, questions], _OTHER_WIDTHS)
        cells = (label, Cell(why), clause, settled_by, questions, decision)
        return OwnRow(cells, max(needed, lines_needed(why, WIDTHS[_WHY])))

    def _row(self, case: Case, summary: str) -> OwnRow:
        """Say what is said of each row of a case of which the summary says the same."""
        same = self._same_for_all(case)
        label, clause, settled_by, questions, decision = same.cells
        why = shortened(summary, _WHY_CHARACTERS)
        cells = (label, Cell(why), clause, settled_by, questions, decision)
        return OwnRow(cells, max(same.lines, lines_needed(why, WIDTHS[_WHY])))

    def _of_case(self, case: Case) -> OwnRow:
        report = self.report
        cells = (
            report.label_cell(case.label),
            Cell(clauses(report, case)),
            Cell(_settled_by(report, case)),
            Cell(_question_ids(report, [case])),
            Cell("", Style.INPUT),
        )
        return OwnRow(cells, lines_of_text(cells, _OTHER_WIDTHS))


def _gravity(line: ScreenedLine) -> int:
    return _WORST_FIRST.index(line.verdict.label)


def deciding_clauses(case: Case) -> list[tuple[str, str]]:
    """Return the clauses that decide a label: instrument and clause.

    A clear line has none: no clause reaches it.
    """
    truths = {
        Label.LIKELY_AFFECTED: {(Effect.PROHIBITED, Truth.TRUE)},
        Label.UNCLEAR: {
            (effect, truth)
            for effect in (Effect.PROHIBITED, Effect.REVIEW)
            for truth in (Truth.TRUE, Truth.UNKNOWN)
        },
        Label.CLEAR: set(),
    }[case.label]
    reasons = [reason for reason in case.reasons if (reason.effect, reason.truth) in truths]
    # The rule that least is open for stands first: it is the nearest to apply.
    reasons.sort(key=_open_questions)
    return list(dict.fromkeys((reason.instrument, reason.clause) for reason in reasons))


def _open_questions(reason: ReasonText) -> int:
    return len({name for condition in reason.conditions for name in condition.questions})


def clauses(report: Report, case: Case) -> str:
    """Return the deciding clauses, one instrument below the other."""
    by_instrument: dict[str, str] = {}
    for instrument, clause in deciding_clauses(case):
        known = by_instrument.get(instrument)
        by_instrument[instrument] = (
            report.phrase("clauses", clauses=known, clause=clause)
            if known
            else report.phrase("clause", instrument=instrument, clause=clause)
        )
    named = list(by_instrument.values())[:_INSTRUMENTS_NAMED]
    if len(by_instrument) > len(named):
        named.append(report.phrase("and_more", n=str(len(by_instrument) - len(named))))
    return "\n".join(named)


def _settled_by(report: Report, case: Case) -> str:
    if case.label is not Label.UNCLEAR:
        return ""
    sets = case.verdict.settled_by
    if not sets:
        return report.say(sentences().summary["nothing_settles"])
    said = [_with_label(report, case, number) for number in range(min(len(sets), _SETS_NAMED))]
    said[1:] = [report.phrase("or_set", answers=answers) for answers in said[1:]]
    if len(sets) > _SETS_NAMED:
        said.append(report.phrase("and_more", n=str(len(sets) - _SETS_NAMED)))
    return "\n".join(said)


def _with_label(report: Report, case: Case, number: int) -> str:
    """Say a set of answers, with the label that follows where one answer is enough."""
    said = case.settled_by[number]
    answers = case.verdict.settled_by[number]
    if len(answers) > 1:
        return said
    (question, answer) = answers[0]
    for found in case.questions:
        for one in found.answers:
            if (found.id, one.answer) == (question, answer):
                label = report.label_text(one.label)
                return report.phrase("answer_label", answer=said, label=label)
    return said


def _question_ids(report: Report, cases: Iterable[Case]) -> str:
    ids = list(dict.fromkeys(question.id for case in cases for question in case.questions))
    named = ids[:_QUESTIONS_NAMED]
    if len(ids) > len(named):
        named.append(report.phrase("and_more", n=str(len(ids) - len(named))))
    return "\n".join(named)
