"""Results as a table of texts for other programs: one row a line, CSV with a header."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from screener.model import FIELDS, Screening
from screener.remembered import Remembered
from screener.results.explain import Explainer, ReasonText

#: Our columns, before the canonical fields; no name stands twice.
COLUMNS = (
    "file",
    "sheet",
    "row",
    "label",
    "summary",
    "item_status",
    "control_codes",
    "clauses",
    "questions",
    "settled_by",
    "remarks",
    "warnings",
    "rule_pack",
    "not_modelled",
)

# A spreadsheet takes a cell that begins so for a formula; an apostrophe keeps it a text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield CSV rows with their line ends: the header, then one row a line."""
    yield csv_header()
    for cells in table_rows(screening, explainer):
        yield _row(cells)


def csv_header() -> str:
    """Return the first row of a CSV."""
    return _row([*COLUMNS, *FIELDS])


def csv_rows(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield CSV rows without the header."""
    return map(_row, table_rows(screening, explainer))


def table_rows(screening: Screening, explainer: Explainer) -> Iterator[list[str]]:
    """Yield the cells of each line, in the order of `COLUMNS` and the canonical fields."""
    warnings = " ".join(map(explainer.warning, screening.warnings))
    pack = f"{screening.pack.version} {screening.pack.sha256}"
    not_modelled = explainer.not_modelled()
    clauses_of = Remembered(_clauses)
    name = PurePath(screening.file).name
    for screened in screening.lines:
        line, verdict, item = screened.line, screened.verdict, screened.findings.item
        questions, settled_by = explainer.open_questions(verdict)
        codes = dict.fromkeys(match.control_code for match in item.matches)
        yield [
            name,
            line.sheet,
            str(line.row),
            verdict.label.value,
            explainer.summary(screened),
            item.status.value,
            "; ".join(codes),
            clauses_of(explainer.reasons(screened)),
            "; ".join([question.id for question in questions]),
            "; ".join(settled_by),
            " ".join(explainer.notes(screened)),
            warnings,
            pack,
            not_modelled,
            *line.texts(FIELDS),
        ]


def _clauses(reasons: tuple[ReasonText, ...]) -> str:
    named = (
        f"{reason.instrument} §{reason.clause}"
        for reason in reasons
        if reason.truth.value != "false"
    )
    return "; ".join(dict.fromkeys(named))


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
