"""Result files: written by the same writers as on the command line, kept beside the upload."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from screener.model import Screening as Result
from screener.pipeline import screen_workbook
from screener.results.explain import Explainer
from screener.results.files import write_texts, write_whole
from screener.results.records import write_jsonl
from screener.results.report import write_html, write_pdf
from screener.results.table import write_csv
from screener.results.workbook import SheetCells, write_workbook
from screener.web.rules import pack
from screener.web.screenings.models import Screening
from screener.web.screenings.source import profile_of, workbook_of
from screener.web.screenings.verdicts import screener_of

#: format → what a browser is told that it is.
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
_Write = Callable[[Path, Screening, Result, Explainer], None]


def forms() -> tuple[str, ...]:
    """Return the formats that can be written here, in the order in which a page offers them."""
    # Found, not loaded: it takes a second.
    known = ("xlsx", "html", "pdf", "csv", "jsonl")
    return tuple(form for form in known if form != "pdf" or find_spec("weasyprint"))


def result_file(screening: Screening, form: str, language: str) -> Path:
    """Return a result file of a finished screening; writes it if nobody asked for it before."""
    path = _folder(screening) / f"{language}.{_ending(screening, form)}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[form](path, screening, _result(screening), Explainer(pack(), language))
    return path


def _ending(screening: Screening, form: str) -> str:
    """Return the ending of a result: macros stay only under their own."""
    macros = form == "xlsx" and screening.name.lower().endswith(".xlsm")
    return "xlsm" if macros else form


def _folder(screening: Screening) -> Path:
    """Return the folder of the result files of this very run: another run has another one."""
    run = screening.claim.hex if screening.claim else "none"
    return screening.folder / "results" / run


def _result(screening: Screening) -> Result:
    screener = screener_of(screening)
    return screen_workbook(workbook_of(screening, screener.profile), screener)


def _write_workbook(path: Path, screening: Screening, result: Result, explainer: Explainer) -> None:
    source = Path(screening.upload.path)
    cells = [
        SheetCells(sheet.name, sheet.rows)
        for sheet in workbook_of(screening, profile_of(screening)).sheets
    ]
    write_workbook(source, path, result, explainer, cells)


def _write_jsonl(path: Path, _: Screening, result: Result, explainer: Explainer) -> None:
    write_texts(path, (f"{line}\n" for line in write_jsonl(result, explainer)))


def _write_csv(path: Path, _: Screening, result: Result, explainer: Explainer) -> None:
    # Spreadsheet programs take a CSV for UTF-8 only with a mark.
    write_texts(path, write_csv(result, explainer), encoding="utf-8-sig")


def _write_html(path: Path, _: Screening, result: Result, explainer: Explainer) -> None:
    write_texts(path, write_html(result, explainer))


def _write_pdf(path: Path, _: Screening, result: Result, explainer: Explainer) -> None:
    write_whole(path, lambda out: write_pdf(out, result, explainer))


_WRITERS: dict[str, _Write] = {
    "xlsx": _write_workbook,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "html": _write_html,
    "pdf": _write_pdf,
}
