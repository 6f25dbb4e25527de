"""Results as a table of texts for other programs: one row a line, CSV with a header."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from screener.model import FIELDS, Screening
from screener.results.explain import Explainer

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
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield CSV rows with their line ends: the header, then one row a line."""
    yield _row([*COLUMNS, *FIELDS])
    warnings = " ".join(map(explainer.warning, screening.warnings))
    not_modelled = explainer.not_modelled()
    for screened in screening.lines:
        line, verdict = screened.line, screened.verdict
        text = explainer.explain(screened)
        clauses = dict.fromkeys(
            f"{reason.instrument} §{reason.clause}"
            for reason in text.reasons
            if reason.truth.value != "false"
        )
        codes = dict.fromkeys(match.control_code for match in screened.findings.item.matches)
        yield _row(
            [
                PurePath(line.file).name,
                line.sheet,
                str(line.row),
                verdict.label.value,
                text.summary,
                screened.findings.item.status.value,
                "; ".join(codes),
                "; ".join(clauses),
                "; ".join(question.id for question in text.questions),
                "; ".join(text.settled_by),
                " ".join(text.notes),
                warnings,
                f"{screening.pack.version} {screening.pack.sha256}",
                not_modelled,
                *(line.text(name) for name in FIELDS),
            ]
        )


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
