"""``screener whatif``: readings and answers that are tried, and that nobody keeps."""

import json
from pathlib import Path

from command_line import Run

HISTORY = Path(__file__).parents[2] / "samples" / "history_2026_en.csv"
DAY = ("--destination", "JP", "--date", "2026-06-30")


def test_each_open_reading_is_tried_each_way(run: Run) -> None:
    """The numbers are those that screening with the reading gives."""
    done = run("whatif", HISTORY, *DAY, "--format", "json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert sum(found["counts"].values()) == 16
    tried = {
        (one["id"], way["reading"]): way["counts"]
        for one in found["readings"]
        for way in one["tried"]
    }
    # One way of each that changes something, and one that does not.
    telling = {counts["unclear"]: way for way, counts in tried.items()}
    assert len(telling) > 1
    for name, reading in telling.values():
        counts = tried[name, reading]
        reread = run("whatif", HISTORY, *DAY, "--reading", f"{name}={reading}", "--format", "json")
        assert json.loads(reread.out)["counts"] == counts, (name, reading)


def test_an_answer_is_tried_and_not_kept(run: Run, tmp_path: Path) -> None:
    """The line that hangs on it gets another label, for that answer; no file is written."""
    file = tmp_path / "bom.csv"
    file.write_text("Part number,Description\nA-1,SmCo magnet\nA-2,Pencils\n", encoding="utf-8")
    arguments = (file, *DAY, "--ship-from", "CN", "--answer", "FACT-end_use=military")
    found = json.loads(run("whatif", *arguments, "--format", "json").out)
    (change,) = [one for one in found["tried"]["changes"] if one["kind"] == "relabelled"]
    assert change["after"]["label"] == "likely_affected"
    assert [(one["kind"], one["id"]) for one in change["causes"]] == [("answer", "FACT-end_use")]
    assert [path.name for path in tmp_path.iterdir()] == ["bom.csv"]
    assert "because of answer to FACT-end_use" in run("whatif", *arguments).out


def test_an_answer_to_nothing_is_refused(run: Run) -> None:
    """With the questions that are open, and their answers."""
    for answer in ("FACT-moon=full", "AMB-CATCH-ALL=nonsense"):
        done = run("whatif", HISTORY, *DAY, "--answer", answer, "--language", "ja")
        assert done.status == 2
        assert "AMB-CATCH-ALL=narrow|broad" in done.err
