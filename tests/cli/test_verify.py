"""Results hold up: the same bytes anywhere, and ``screener verify`` says whether they still do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "radar_module_zh.xlsx"
FACTS = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")
JSONL = ("--format", "jsonl", "--out", "out", "--force")
READINGS = ("--reading", "AMB-CATCH-ALL=narrow", "--reading", "AMB-AFFILIATES=broad")


@pytest.fixture
def result(run: Run, tmp_path: Path) -> Path:
    """A result beside its input."""
    shutil.copy(SAMPLE, tmp_path)
    file = tmp_path / SAMPLE.name
    done = run("screen", file, *FACTS, *READINGS, "--format", "jsonl", "--language", "ja")
    assert done.status == 0
    return tmp_path / "radar_module_zh.screened.jsonl"


def changed(result: Path, row: int, **values: object) -> None:
    """Change what a result says of its line of that number."""
    lines = result.read_text(encoding="utf-8").splitlines()
    record = {**json.loads(lines[row]), **values}
    lines[row] = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    result.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_result_is_made_anew_from_what_it_says_itself(run: Run, result: Path) -> None:
    """Profile, date, readings and language stand in every line."""
    done = run("verify", result)
    assert (done.status, done.out) == (0, f"{SAMPLE.name}: the same, byte for byte (10 lines)\n")


@pytest.mark.parametrize("row", [0, 9])
def test_a_label_that_somebody_changed_is_found(run: Run, result: Path, row: int) -> None:
    """With the row, and what it should be."""
    changed(result, row, label="unclear", settled_by=[])
    done = run("verify", result, "--format", "json")
    assert done.status == 1
    said = json.loads(done.out)
    assert said["standing"] == "differs"
    assert [(one["before"], one["after"]) for one in said["differences"]] == [("unclear", "clear")]


def test_words_that_differ_do_not_undo_a_label(run: Run, result: Path) -> None:
    """The result still holds, and says in how many lines the words are others."""
    changed(result, 3, summary="said otherwise")
    done = run("verify", result)
    assert done.status == 0
    assert "words differ in 1" in done.out


def test_another_input_is_told(run: Run, result: Path) -> None:
    """One more byte in the file is another file."""
    source = result.with_name(SAMPLE.name)
    source.write_bytes(source.read_bytes() + b"\0")
    done = run("verify", result, "--language", "zh")
    assert done.status == 1
    assert "输入文件已变" in done.out


def test_other_rules_under_which_all_labels_stand_hold(
    run: Run, result: Path, tmp_path: Path
) -> None:
    """A pack is named by its hash; what counts is whether a label or a question is another."""
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules", pack)
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    (pack / "pack.yaml").write_text(text.replace("2026.11.21", "2026.11.22"), encoding="utf-8")
    done = run("verify", result, "--rules", pack)
    assert done.status == 0
    assert "the rules are others: 2026.11.21" in done.out


def test_rules_that_change_a_label_are_told(run: Run, result: Path, tmp_path: Path) -> None:
    """The near miss: the same pack without the listing that the label rests on."""
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules", pack)
    (pack / "provisions" / "japan-export-ban.yaml").unlink()
    (pack / "provisions" / "japan-transfer-liability.yaml").unlink()
    (pack / "provisions" / "control-list-export.yaml").unlink()
    (pack / "provisions" / "control-list-transfer.yaml").unlink()
    done = run("verify", result, "--rules", pack)
    assert done.status == 1
    assert "likely affected → " in done.out


def test_an_input_that_is_not_there_cannot_be_verified(
    run: Run, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is named, or its folder, or lies where the command is called."""
    result.with_name(SAMPLE.name).unlink()
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    done = run("verify", result)
    assert done.status == 2
    assert "input-missing" in done.err
    assert run("verify", result, "--input", SAMPLE).status == 0
    assert run("verify", result, "--input", SAMPLE.parent).status == 0
    monkeypatch.chdir(SAMPLE.parent)
    assert run("verify", result).status == 0


@pytest.mark.parametrize("text", ["", "{}\n", "nonsense\n", '{"schema_version": "1"}\n'])
def test_what_is_no_result_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    """With the line, and what is wrong."""
    file = tmp_path / "bom.jsonl"
    file.write_text(text, encoding="utf-8")
    done = run("verify", file)
    assert done.status == 2
    assert "not-a-result" in done.err


def screened(folder: Path, sample: Path | str, *options: str, **environment: str) -> bytes:
    """Return the bytes that a process of its own writes."""
    program = "from screener.cli import main; main()"
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, "screen", str(sample), *FACTS, *options, *JSONL],
        cwd=folder,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return (folder / "out" / "radar_module_zh.screened.jsonl").read_bytes()


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Whatever the folder, the order of options, the hash seed, locale, time zone, processes."""
    shutil.copy(SAMPLE, tmp_path)
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    turned = (*READINGS[2:], *READINGS[:2])
    other = str(ROOT / "samples" / "drone_en.xlsx")
    first = screened(here, SAMPLE, *READINGS, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    second = screened(
        there,
        Path("..") / SAMPLE.name,
        *turned,
        other,
        "--jobs",
        "2",
        PYTHONHASHSEED="2",
        LC_ALL="C.UTF-8",
        TZ="Asia/Tokyo",
    )
    assert first == second
