"""Answers of the record: a result holds them, verify counts them, diff names them."""

import json
from pathlib import Path

from command_line import Run

from screener.model import QuestionKind
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile, ProfileFacts
from screener.record.entries import AnswerEntry, GroundsEntry
from screener.record.files import record_beside
from screener.record.grounds import grounds_of_answer
from screener.record.record import line_entry
from screener.rulepack.load import load_pack
from screener.settling.record_files import add_to_record

FACTS = {"ship_from": "CN", "destination": "JP", "date": "2026-06-30"}
ROUTE = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")


def answered(file: Path, question: str, answer: str) -> None:
    """Add an answer for every line that asks the question to the record beside a file."""
    pack = load_pack()
    profile = Profile(facts=ProfileFacts(**FACTS))
    screener = Screener(pack, profile)
    entries: list[object] = []
    places = {}
    for screened in screen_workbook(open_source(file, profile), screener).lines:
        for found in screened.verdict.questions:
            if found.question.id == question:
                line = line_entry(screened.line)
                values = grounds_of_answer(found.question, screened.line, screened.findings, pack)
                grounds = GroundsEntry(id=f"G-{line.id[2:]}", values=values)
                places[line.id] = grounds.id
                entries += [line, grounds]
                fact = found.question.subject
    entry = AnswerEntry.model_validate(
        {
            "id": "A-0123456789",
            "question": question,
            "about": QuestionKind.FACT,
            "fact": fact,
            "answer": answer,
            "by": "K. Sato",
            "date": "2026-07-01",
            "document": "letter 12",
            "lines": places,
        }
    )
    add_to_record(record_beside(file), [*entries, entry])


def screened_as(run: Run, file: Path, out: Path) -> Path:
    """Screen a file, and return the result."""
    done = run("screen", file, *ROUTE, "--format", "jsonl", "--out", out)
    assert done.status == 0, done.err
    return out / f"{file.stem}.screened.jsonl"


def test_an_answer_is_named_as_what_turned_a_label(run: Run, tmp_path: Path) -> None:
    """Before and after it; both results are made anew as they were."""
    file = tmp_path / "bom.csv"
    file.write_text("Part number,Description\nA-1,SmCo magnet\nA-2,Pencils HB\n", encoding="utf-8")
    before = screened_as(run, file, tmp_path / "before")
    answered(file, "FACT-end_use", "military")
    after = screened_as(run, file, tmp_path / "after")
    record = json.loads(after.read_text(encoding="utf-8").splitlines()[0])
    assert record["label"] == "likely_affected"
    assert [(one["by"], one["document"], one["fate"]) for one in record["answers"]] == [
        ("K. Sato", "letter 12", "used")
    ]
    done = run("diff", before, after, "--format", "json")
    (change,) = [one for one in json.loads(done.out)["changes"] if one["kind"] == "relabelled"]
    assert change["tested"]
    assert [(one["kind"], one["id"]) for one in change["causes"]] == [("answer", "FACT-end_use")]
    for result in (before, after):
        verified = run("verify", result, "--input", file)
        assert (verified.status, "byte for byte" in verified.out) == (0, True), verified.out


def test_a_result_whose_record_is_gone_does_not_hold(run: Run, tmp_path: Path) -> None:
    """Its answers cannot be counted any more."""
    file = tmp_path / "bom.csv"
    file.write_text("Part number,Description\nA-1,SmCo magnet\n", encoding="utf-8")
    answered(file, "FACT-end_use", "military")
    result = screened_as(run, file, tmp_path / "out")
    record_beside(file).unlink()
    done = run("verify", result, "--input", file)
    assert done.status == 1
    assert "the answers and decisions are others" in done.out
