"""The details sheet: one row per line and condition, with what it rests on and a link back."""

from collections.abc import Iterable, Iterator, Sequence

from screener.model import Effect, Evidence, Label, Line, Source, Truth
from screener.results.explain import ConditionText, ReasonText
from screener.results.workbook.cells import MAX_ROWS, Cell, OwnSheet, Place, Style
from screener.results.workbook.report import ExplainedLine, Report

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
#: Excel refuses a sheet with more links.
_MOST_LINKS = 65_000
_ITEM_FIELDS = ("description", "part_number", "manufacturer_part_number", "material", "line_id")


def details_sheet(report: Report, name: str) -> OwnSheet:
    """Return the details sheet."""
    return OwnSheet(name, _WIDTHS, _rows(report), header_row=1)


def _rows(report: Report) -> Iterator[Sequence[Cell]]:
    words = report.texts.details
    yield [Cell(report.say(words[name]), Style.HEADER) for name in _COLUMNS]
    written, links = 1, 0
    for number, line in enumerate(report.lines):
        rows = list(_line(report, line, linked=links < _MOST_LINKS))
        if written + len(rows) >= MAX_ROWS:
            left = len(report.lines) - number
            yield [Cell(report.say(words["left_out"], n=str(left)))]
            return
        written += len(rows)
        links += len(rows)
        yield from rows


def _line(report: Report, line: ExplainedLine, *, linked: bool) -> Iterator[list[Cell]]:
    own = line.screened.line
    found = list(conditions_that_matter(line))
    notes = "\n".join(line.text.notes)
    for number, (condition, reasons) in enumerate(found or [(None, list(line.text.reasons))]):
        place = _place(own, condition.evidence if condition else ())
        rests_on, questions = "", ""
        if condition:
            rests_on = _rests_on(report, own, condition.evidence)
            questions = "\n".join(condition.questions)
        yield [
            Cell(own.sheet),
            Cell(own.row, Style.LINK, link=place) if linked else Cell(own.row, Style.NUMBER),
            report.label_cell(line.label),
            Cell(_item(own)),
            Cell(condition.title if condition else ""),
            Cell(report.say(report.texts.truths[condition.truth.value]) if condition else ""),
            Cell(condition.text if condition else line.text.summary),
            Cell(rests_on),
            Cell(questions),
            Cell("\n".join(dict.fromkeys(reason.title for reason in reasons))),
            Cell("\n".join(_clauses(report, reasons))),
            Cell("" if number else notes),
        ]


def conditions_that_matter(
    line: ExplainedLine,
) -> Iterator[tuple[ConditionText, list[ReasonText]]]:
    """Yield each condition that the label rests on, once, with the rules that it belongs to.

    Of a rule that applies or may apply all conditions that are not false matter; of a rule that
    fails, the conditions that fail it.
    """
    found: dict[str, tuple[ConditionText, list[ReasonText]]] = {}
    for reason in _reasons_that_matter(line):
        for condition in reason.conditions:
            failed = condition.truth is Truth.FALSE
            if failed == (reason.truth is Truth.FALSE):
                found.setdefault(condition.condition, (condition, []))[1].append(reason)
    yield from found.values()


def _reasons_that_matter(line: ExplainedLine) -> Iterable[ReasonText]:
    reasons = [reason for reason in line.text.reasons if reason.effect is not Effect.NOTE]
    if line.label is Label.CLEAR:
        return reasons
    if line.label is Label.LIKELY_AFFECTED:
        return [
            reason
            for reason in reasons
            if reason.truth is Truth.TRUE and reason.effect is Effect.PROHIBITED
        ]
    return [reason for reason in reasons if reason.truth is not Truth.FALSE]


def _clauses(report: Report, reasons: Iterable[ReasonText]) -> Iterable[str]:
    return dict.fromkeys(
        report.phrase("clause", instrument=reason.instrument, clause=reason.clause)
        for reason in reasons
    )


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
