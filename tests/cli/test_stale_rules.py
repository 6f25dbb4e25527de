"""Rules that may have changed: every output warns, and in strict mode no line is clear."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from bad_files import write_bom
from command_line import Run
from rule_packs import change, copy_pack

from screener.rulepack.load import load_pack

PENCIL = {"description": "Graphite pencil HB", "ship_from": "CN", "destination": "JP"}
RESEARCHED = load_pack().info.researched_up_to
LAST = RESEARCHED.isoformat()
AFTER = (RESEARCHED + timedelta(days=1)).isoformat()
WARNING = f"dated after {LAST}"


def screened(run: Run, *arguments: object) -> dict:
    result = run("screen", *arguments, "--format", "jsonl", "--out", "-")
    assert result.status == 0, result.err
    return json.loads(result.out)


@pytest.mark.parametrize(("day", "warned"), [(LAST, 0), (AFTER, 1)])
def test_a_line_dated_after_the_research_carries_a_warning(
    day: str,
    warned: int,
    tmp_path: Path,
    run: Run,
) -> None:
    """In the result line, the CSV and the workbook; the day before carries none."""
    bom = write_bom(tmp_path / "bom.csv", {**PENCIL, "date": day})
    run("screen", bom, "--format", "xlsx,jsonl,csv")
    line = json.loads((tmp_path / "bom.screened.jsonl").read_text(encoding="utf-8"))
    text = (tmp_path / "bom.screened.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    book = openpyxl.load_workbook(tmp_path / "bom.screened.xlsx")
    cells = [str(cell.value) for sheet in book for found in sheet.iter_rows() for cell in found]
    assert line["label"] == "clear"
    assert any(WARNING in note for note in line["notes"]) == warned
    assert (WARNING in row["remarks"]) == warned
    assert any(WARNING in cell for cell in cells) == warned


def test_in_strict_mode_no_such_line_is_clear(tmp_path: Path, run: Run) -> None:
    """It asks whether the rules have changed; an earlier line is clear as before."""
    strict = tmp_path / "strict.yaml"
    strict.write_text("stale_rules: unclear\n", encoding="utf-8")
    late = write_bom(tmp_path / "late.csv", {**PENCIL, "date": AFTER})
    early = write_bom(tmp_path / "early.csv", {**PENCIL, "date": "2026-06-30"})
    found = screened(run, late, "--profile", strict)
    assert found["label"] == "unclear"
    assert [question["id"] for question in found["questions"]] == ["PACK-stale"]
    # The review date of the shipped pack may be past on the day of this test.
    past_review = date.today() > load_pack().info.review_by  # noqa: DTZ011 - the user's own day
    assert screened(run, early, "--profile", strict)["label"] == (
        "unclear" if past_review else "clear"
    )


def test_past_its_review_date_the_pack_warns_everywhere(tmp_path: Path, run: Run) -> None:
    """On the page as in the workbook."""
    rules = copy_pack(tmp_path / "rules")
    info = rules / "pack.yaml"
    change(info, f"researched_up_to: {LAST}", "researched_up_to: 2020-01-01")
    review = next(
        line for line in info.read_text(encoding="utf-8").splitlines() if "review_by" in line
    )
    change(info, review, "review_by: 2020-06-01")
    bom = write_bom(tmp_path / "bom.csv", {**PENCIL, "date": "2019-12-31"})
    page = run("screen", bom, "--rules", rules, "--format", "xlsx,jsonl").out
    book = openpyxl.load_workbook(tmp_path / "bom.screened.xlsx")
    cells = [str(cell.value) for sheet in book for found in sheet.iter_rows() for cell in found]
    line = json.loads((tmp_path / "bom.screened.jsonl").read_text(encoding="utf-8"))
    said = "reviewed by 2020-06-01"
    assert said in page
    assert any(said in cell for cell in cells)
    assert any(said in warning for warning in line["warnings"])


def test_what_is_not_modelled_travels_with_every_result(tmp_path: Path, run: Run) -> None:
    """With the pack's version, hash and dates."""
    bom = write_bom(tmp_path / "bom.csv", {**PENCIL, "date": "2026-06-30"})
    pack = load_pack()
    found = screened(run, bom)["rule_pack"]
    assert found == {
        "version": pack.info.version,
        "sha256": pack.sha256,
        "researched_up_to": LAST,
        "review_by": pack.info.review_by.isoformat(),
        "not_modelled": [text.en for text in pack.info.not_modelled],
    }
