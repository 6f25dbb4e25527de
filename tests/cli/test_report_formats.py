"""The report from the command line, as page and as PDF."""

import sys
from pathlib import Path

import pytest
from command_line import Run

from screener.results.report import check_pdf
from screener.results.report.pdf import NoPdf

SAMPLES = Path(__file__).parents[2] / "samples"
ROUTE = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")


def test_the_page_is_written_beside_the_other_results(run: Run, tmp_path: Path) -> None:
    """In the language asked for; and never over a file without --force."""
    arguments = ("screen", SAMPLES / "radar_module_zh.xlsx", *ROUTE, "--out", tmp_path)
    done = run(*arguments, "--format", "html,jsonl", "--language", "ja")
    assert done.status == 0
    page = (tmp_path / "radar_module_zh.screened.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert '<html lang="ja">' in page
    assert "影響の可能性大" in page
    again = run(*arguments, "--format", "html")
    assert again.status == 2
    assert "output-exists" in again.err


def test_the_page_says_the_same_bytes_every_time(run: Run) -> None:
    """It holds no clock and no path."""
    arguments = ("screen", SAMPLES / "drone_en.xlsx", *ROUTE, "--format", "html", "--out", "-")
    assert run(*arguments).out == run(*arguments).out


def test_a_pdf_needs_its_library_and_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any file is screened; with what to type."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    file = SAMPLES / "drone_en.xlsx"
    done = run("screen", file, *ROUTE, "--format", "pdf,jsonl", "--out", tmp_path)
    assert done.status == 2
    assert "pip install 'screener[pdf]'" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_is_one_where_the_library_is(run: Run, tmp_path: Path) -> None:
    """It is an extra: here it either is there and works, or is reported missing."""
    file = SAMPLES / "drone_en.xlsx"
    done = run("screen", file, *ROUTE, "--format", "pdf", "--out", tmp_path)
    target = tmp_path / "drone_en.screened.pdf"
    try:
        check_pdf()
    except NoPdf:
        assert done.status == 2
        assert not target.exists()
    else:
        assert done.status == 0
        assert target.read_bytes().startswith(b"%PDF-")


def test_a_pdf_does_not_fit_standard_output(run: Run) -> None:
    """It is no text."""
    file = SAMPLES / "drone_en.xlsx"
    assert run("screen", file, *ROUTE, "--format", "pdf", "--out", "-").status == 2
