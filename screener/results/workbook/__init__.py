"""The labelled workbook: the user's own, with our columns and sheets added."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from screener.model import Screening
from screener.results.explain import Explainer
from screener.results.files import write_whole
from screener.results.workbook.cells import SheetCells
from screener.results.workbook.legend import Remark
from screener.results.workbook.markup import Unpatchable
from screener.results.workbook.patch import patch
from screener.results.workbook.report import Report

__all__ = ["SheetCells", "write_workbook"]

_PACKAGES = ("xlsx", "xlsm")


def write_workbook(
    source: Path,
    out: Path,
    screening: Screening,
    explainer: Explainer,
    sheets: Sequence[SheetCells],
) -> None:
    """Write the labelled workbook; it appears whole or not at all, and `source` is only read.

    An xlsx or xlsm file is added to: every part that we do not write into stays byte for byte. Of
    any other file, and of a package that cannot be added to safely, `out` is a new workbook with
    the same cells as text; the legend says so.

    Args:
        source: The file that was screened.
        out: Where to write. Macros stay only where it ends with ``.xlsm``.
        screening: What was found and decided.
        explainer: Says it in one language.
        sheets: The cells of the source as they were read.

    Raises:
        OutputFailed: The workbook could not be written; nothing is left behind.
    """
    report = Report(screening, explainer)
    write_whole(out, lambda made: _write(source, made, report, sheets))


def _write(source: Path, made: Path, report: Report, sheets: Sequence[SheetCells]) -> None:
    if report.screening.format in _PACKAGES:
        try:
            patch(source, made, report, remarks=[Remark("patched")])
        except Unpatchable:
            if not sheets:
                raise
        else:
            return
    _write_new(made, report, sheets)


def _write_new(made: Path, report: Report, sheets: Sequence[SheetCells]) -> None:
    """Write the cells into a new workbook first; then it is added to like any other."""
    # Most files are added to as they are: they need no library that makes new ones.
    from screener.results.workbook.fresh import write_cells  # noqa: PLC0415

    package = report.screening.format in _PACKAGES
    remark = (
        Remark("fallback") if package else Remark("fresh", (("format", report.screening.format),))
    )
    headers: dict[str, set[int]] = {}
    for table in report.screening.tables:
        headers.setdefault(table.sheet, set()).update(table.header_rows)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.xlsx"
        names = write_cells(plain, sheets, report.say(report.texts.fonts), headers)
        renamed = [
            Remark("renamed", (("sheet", old), ("name", new)))
            for old, new in names.items()
            if old != new
        ]
        patch(plain, made, report, remarks=[remark, *renamed], names=names)
