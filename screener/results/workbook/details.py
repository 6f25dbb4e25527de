"""The details sheet: what the lines rest on, with a link back.

A line that is affected or unclear has a row for each condition that matters; a clear line has one
row, which names the conditions that fail. Of many lines that are judged alike, the first are told
so one by one; the rows of the others are named together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from screener.model import Effect, Evidence, Label, Line, ScreenedLine, Source, Truth
from screener.remembered import Remembered
from screener.results.explain import ConditionText, ReasonText
from screener.results.workbook.cells import Cell, OwnSheet, Place, Style
from screener.results.workbook.report import Case, Report

_COLUMNS = (
    "sheet",
    "row",
    "label",
    "item",
    "condition",
    "truth",
    "sentence",
    "rests_on",
    "questions",
    "rule",
    "clause",
    "notes",
)
_WIDTHS = (16, 7, 26, 40, 32, 11, 44, 46, 28, 40, 22, 50)
#: So many lines that are judged alike are told one by one: each shows the words it rests on.
_TOLD_EACH = 25
#: Beyond so many rows only the first line of each case is; Excel refuses many more links.
_MOST_ROWS = 50_000
#: Rows of the others that one cell names.
_NAMED_TOGETHER = 200
_ITEM_FIELDS = ("description", "part_number", "manufacturer_part_number", "material", "line_id")


class _Rule(NamedTuple):
    """A rule under one of its clauses, as far as this sheet names it."""

    title: str
    instrument: str
    clause: str


#: What is said of a condition: lines of which the same is said share the cells.
_Said = tuple[str, Truth, tuple[str, ...], tuple[_Rule, ...]]
#: Conditions that matter, each with the rules that it belongs to.
_Mattering = list[tuple[ConditionText, tuple[_Rule, ...]]]


def details_sheet(report: Report, name: str) -> OwnSheet:
    """Return the details sheet."""
    return OwnSheet(name, _WIDTHS, _rows(report), header_row=1)


def _rows(report: Report) -> Iterator[Sequence[Cell]]:
    words = report.texts.details
    yield [Cell(report.say(words[name]), Style.HEADER) for name in _COLUMNS]
    known: dict[_Said, list[Cell]] = {}
    mattering = Remembered(conditions_that_matter)
    told = Counter[int]()
    others: dict[Case, list[ScreenedLine]] = {}
    written = 0
    for line in report.screening.lines:
        case = report.case_of(line)
        number = told[id(case)]
        if number and (number == _TOLD_EACH or written > _MOST_ROWS):
            others.setdefault(case, []).append(line)
            continue
        told[id(case)] += 1
        found = mattering(case)
        rows = (
            [_one_row(report, line, found)]
            if case.label is Label.CLEAR or not found
            else list(_row_each(report, line, found, known))
        )
        written += len(rows)
        yield from rows
    for case, lines in others.items():
        yield from _others(report, case, lines)


def _others(report: Report, case: Case, lines: Sequence[ScreenedLine]) -> Iterator[Sequence[Cell]]:
    """Name the lines that are judged as the first ones are, which stand above."""
    first = case.lines[0].line
    for some in report.places_in_parts(lines, _NAMED_TOGETHER):
        said = report.say(report.texts.details["judged_alike"], row=str(first.row))
        yield [
            Cell(first.sheet),
            _row_cell(first, ()),
            report.label_cell(case.label),
            Cell(said),
            *[Cell()] * 3,
            Cell(some),
        ]


def _one_row(report: Report, screened: ScreenedLine, found: _Mattering) -> list[Cell]:
    own = screened.line
    facts = dict.fromkeys(name for condition, _ in found for name in condition.rests_on)
    stated = screened.findings.facts
    evidence = [piece for name in facts if name in stated for piece in stated[name].evidence]
    titles = dict.fromkeys(condition.title for condition, _ in found)
    truths = dict.fromkeys(condition.truth for condition, _ in found)
    return [
        Cell(own.sheet),
        _row_cell(own, evidence),
        report.label_cell(screened.verdict.label),
        Cell(_item(own)),
        Cell("\n".join(titles)),
        Cell("\n".join(report.say(report.texts.truths[truth.value]) for truth in truths)),
        Cell(report.explainer.summary(screened)),
        Cell(_rests_on(report, own, evidence)),
        *[Cell()] * 3,
        Cell("\n".join(report.explainer.notes(screened))),
    ]


def _row_each(
    report: Report, screened: ScreenedLine, found: _Mattering, known: dict[_Said, list[Cell]]
) -> Iterator[list[Cell]]:
    own = screened.line
    sheet, label, item = Cell(own.sheet), report.label_cell(screened.verdict.label), _item(own)
    notes = Cell("\n".join(report.explainer.notes(screened)))
    for condition, reasons in found:
        said = (condition.condition, condition.truth, condition.questions, reasons)
        if said not in known:
            known[said] = list(_condition(report, condition, reasons))
        evidence = report.explainer.evidence(screened, condition)
        rests_on = Cell(_rests_on(report, own, evidence))
        row = _row_cell(own, evidence)
        title, truth, sentence, *rest = known[said]
        yield [sheet, row, label, Cell(item), title, truth, sentence, rests_on, *rest, notes]
        # The colour stands once for each line; the word stands in every row, for filters.
        label, notes = Cell(label.value), Cell()


def _row_cell(line: Line, evidence: Iterable[Evidence]) -> Cell:
    return Cell(line.row, Style.LINK, link=_place(line, evidence))


def _condition(
    report: Report, condition: ConditionText, rules: tuple[_Rule, ...]
) -> Iterator[Cell]:
    """Yield the cells that are the same for all lines of which the same is said."""
    yield Cell(condition.title)
    yield Cell(report.say(report.texts.truths[condition.truth.value]))
    yield Cell(condition.text)
    yield Cell("\n".join(condition.questions))
    yield Cell("\n".join(dict.fromkeys(rule.title for rule in rules)))
    clauses = (
        report.phrase("clause", instrument=rule.instrument, clause=rule.clause) for rule in rules
    )
    yield Cell("\n".join(dict.fromkeys(clauses)))


def conditions_that_matter(case: Case) -> _Mattering:
    """Return each condition that the label rests on, once, with the rules that it belongs to.

    Of a rule that applies or may apply all conditions that are not false matter; of a rule that
    fails, the first condition that fails it.
    """
    found: dict[str, tuple[ConditionText, list[_Rule]]] = {}
    for reason in _reasons_that_matter(case):
        rule = _Rule(reason.title, reason.instrument, reason.clause)
        for condition in _of_reason(reason):
            found.setdefault(condition.condition, (condition, []))[1].append(rule)
    return [(condition, tuple(rules)) for condition, rules in found.values()]


def _of_reason(reason: ReasonText) -> list[ConditionText]:
    if reason.truth is Truth.FALSE:
        return [one for one in reason.conditions if one.truth is Truth.FALSE][:1]
    return [one for one in reason.conditions if one.truth is not Truth.FALSE]


def _reasons_that_matter(case: Case) -> Iterable[ReasonText]:
    reasons = [reason for reason in case.reasons if reason.effect is not Effect.NOTE]
    if case.label is Label.CLEAR:
        return reasons
    if case.label is Label.LIKELY_AFFECTED:
        return [
            reason
            for reason in reasons
            if reason.truth is Truth.TRUE and reason.effect is Effect.PROHIBITED
        ]
    return [reason for reason in reasons if reason.truth is not Truth.FALSE]


def _rests_on(report: Report, line: Line, evidence: Iterable[Evidence]) -> str:
    """Name the fields and words that a finding rests on; a fact of the profile is marked."""
    said = []
    for piece in evidence:
        text = piece.text or (line.text(piece.field) if piece.field else "")
        if piece.field is None or not text:
            continue
        stated = line.stated.get(piece.field)
        whole_file = stated is not None and stated.source is Source.PROFILE
        field = report.explainer.field(piece.field)
        said.append(
            report.phrase("whole_file" if whole_file else "rests_on", field=field, text=text)
        )
    return "\n".join(dict.fromkeys(said))


def _place(line: Line, evidence: Iterable[Evidence]) -> Place:
    """Return the cell that a finding rests on, or else the cell that names the item."""
    fields = [piece.field for piece in evidence if piece.field]
    for field in (*fields, *_ITEM_FIELDS):
        stated = line.stated.get(field)
        if stated and stated.column:
            return Place(line.sheet, stated.row or line.row, stated.column)
    return Place(line.sheet, line.row, 1)


def _item(line: Line) -> str:
    return next((line.text(field) for field in _ITEM_FIELDS if line.text(field)), "")
