"""The laws of rules/instruments and rules/pack.yaml, and what their models refuse."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError
from rule_texts import every_text, is_simplified_chinese, is_written_in_japanese_letters

from screener.rulepack.instruments import Instrument, Window
from screener.rulepack.packinfo import PackInfo
from screener.rulepack.reading import RuleFileError, read_model

RULES = Path(__file__).parents[2] / "rules"
INSTRUMENTS = {
    path.stem: read_model(path, Instrument) for path in (RULES / "instruments").glob("*.yaml")
}
PACK = read_model(RULES / "pack.yaml", PackInfo)


@pytest.fixture(params=sorted(INSTRUMENTS))
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return INSTRUMENTS[request.param]


def all_windows(instrument: Instrument) -> list[tuple[Window, ...]]:
    return [instrument.status, *(clause.status for clause in instrument.clauses)]


def test_there_are_instruments() -> None:
    assert len(INSTRUMENTS) >= 38


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_a_file_bears_the_name_of_its_instrument(name: str) -> None:
    assert INSTRUMENTS[name].id == name


def test_every_clause_id_is_unique(instrument: Instrument) -> None:
    ids = [clause.id for clause in instrument.clauses]
    assert len(ids) == len(set(ids))


def test_windows_follow_each_other_without_overlap(instrument: Instrument) -> None:
    for windows in all_windows(instrument):
        for earlier, later in pairwise(windows):
            assert earlier.last < later.first


def test_windows_rest_on_known_instruments(instrument: Instrument) -> None:
    named = {w.by for windows in all_windows(instrument) for w in windows if w.by}
    assert named <= INSTRUMENTS.keys()


def test_every_text_stands_in_three_languages(instrument: Instrument) -> None:
    for path, text in every_text(instrument):
        assert text.en, path
        assert text.ja not in {"", text.en}, path
        assert text.zh not in {"", text.en}, path


def test_chinese_texts_are_simplified_and_japanese_ones_are_not_chinese(
    instrument: Instrument,
) -> None:
    for path, text in every_text(instrument):
        assert is_simplified_chinese(text.zh), path
        assert is_written_in_japanese_letters(text.ja), path
        assert text.ja != text.zh or len(text.ja) < 15, path


@pytest.mark.parametrize("text", ["輸出", "出口する", "对日輸出"])
def test_what_is_no_simplified_chinese_is_told_apart(text: str) -> None:
    assert not is_simplified_chinese(text)


def test_simplified_letters_are_no_japanese_ones() -> None:
    assert is_written_in_japanese_letters("対日輸出管理の強化")
    assert not is_written_in_japanese_letters("对日出口管制")


def test_an_original_is_chinese_and_no_paraphrase(instrument: Instrument) -> None:
    for clause in instrument.clauses:
        if clause.original:
            assert clause.original.isascii() is False
            assert clause.original != clause.paraphrase.zh


def test_what_is_only_secondary_says_what_was_not_verified(instrument: Instrument) -> None:
    if instrument.confidence != "primary_text_seen":
        assert instrument.unverified


def test_what_cannot_be_cited_says_so(instrument: Instrument) -> None:
    assert instrument.sources or instrument.unverified


def test_an_unknown_day_is_said_in_words(instrument: Instrument) -> None:
    if instrument.kind == "announcement":
        assert instrument.issued or instrument.issued_text
        assert instrument.effective or instrument.effective_text or instrument.unverified


def test_no_publisher_is_a_bare_address(instrument: Instrument) -> None:
    for source in instrument.sources:
        assert not source.publisher.startswith("?")


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("mofcom-2026-1", ["1", "2", "3"]),
        ("mofcom-2026-11", ["1", "2", "3", "4", "5"]),
        ("mofcom-2026-27", ["1", "2", "3", "4", "5"]),
        ("mofcom-2026-12", ["1", "2", "3", "4", "5", "6"]),
        ("mofcom-2026-28", ["1", "2", "3", "4", "5", "6"]),
        ("mofcom-2024-31-drones", ["1", "2"]),
        ("mofcom-2024-46", ["1", "2", "3"]),
    ],
)
def test_clauses_that_rules_rest_on_keep_their_ids(name: str, clauses: list[str]) -> None:
    assert [clause.id for clause in INSTRUMENTS[name].clauses] == clauses


@pytest.mark.parametrize(
    ("name", "clause", "day", "status"),
    [
        ("mofcom-2026-1", "1", date(2026, 1, 6), "in_force"),
        ("mofcom-2026-1", "1", date(2026, 1, 5), None),
        ("mofcom-2026-11", "2", date(2026, 2, 24), "in_force"),
        ("mofcom-2026-11", "2", date(2026, 2, 23), None),
        ("mofcom-2026-27", "1", date(2026, 6, 29), "in_force"),
        ("mofcom-2026-27", "1", date(2026, 6, 28), None),
        ("mofcom-2024-46", "1", date(2026, 1, 6), "in_force"),
        ("mofcom-2024-46", "2", date(2026, 1, 6), "suspended"),
        ("mofcom-2024-46", "2", date(2025, 11, 8), "in_force"),
        ("mofcom-2024-46", "2", date(2026, 11, 28), "unclear"),
        ("mofcom-gacc-2025-55-58", "57", date(2025, 11, 6), "announced"),
        ("mofcom-gacc-2025-55-58", "57", date(2026, 11, 10), "suspended"),
        ("mofcom-gacc-2025-55-58", "57", date(2026, 11, 11), "unclear"),
        ("mofcom-gacc-2025-18", "1", date(2026, 11, 11), "in_force"),
        ("mofcom-2023-27-28-drones", "2", date(2024, 9, 1), "lapsed"),
    ],
)
def test_the_status_of_a_clause_is_that_of_its_day(
    name: str, clause: str, day: date, status: str | None
) -> None:
    window = INSTRUMENTS[name].window_on(day, clause)
    assert (window and window.status) == status


def test_the_two_sentences_of_the_restriction_are_quoted() -> None:
    quoted = INSTRUMENTS["mofcom-2026-1"]
    assert "有助于提升日本军事实力" in quoted.clause("1").original
    assert "原产于中华人民共和国" in quoted.clause("2").original


def test_an_instrument_has_no_clause_that_it_does_not_state() -> None:
    assert INSTRUMENTS["mofcom-2026-1"].clause("9") is None


def test_a_window_without_a_first_day_holds_since_ever() -> None:
    assert Window.model_validate({"status": "statement"}).holds_on(date(1990, 1, 1))


TEXT = {"en": "a", "ja": "あ", "zh": "啊"}
SMALL = {
    "id": "small-1",
    "kind": "announcement",
    "authority": TEXT,
    "title": TEXT,
    "status": [{"from": "2026-01-01", "status": "in_force"}],
    "clauses": [{"id": "1", "paraphrase": TEXT}],
    "applies_to": TEXT,
    "extraterritorial": {"reach": "no"},
    "confidence": "one_secondary",
}


def windows(*spans: tuple[str, str | None]) -> list[dict[str, str]]:
    return [
        {"from": first, "status": "in_force"} | ({"to": last} if last else {})
        for first, last in spans
    ]


def test_a_small_instrument_is_accepted() -> None:
    assert Instrument.model_validate(SMALL).extraterritorial.reach == "no"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"clauses": [{"id": "1", "paraphrase": TEXT}] * 2}, "same id"),
        ({"status": windows(("2026-01-02", "2026-01-01"))}, "ends before it begins"),
        (
            {"status": windows(("2026-01-01", "2026-01-09"), ("2026-01-09", None))},
            "runs into the next",
        ),
        ({"status": windows(("2026-01-01", None), ("2026-02-01", None))}, "runs into the next"),
        ({"status": windows(("2026-01-01", "2026-01-09"), ("2026-01-11", None))}, "no status"),
        ({"status": []}, "at least 1"),
        ({"confidence": "certain"}, "confidence"),
        ({"effect": "prohibited"}, "effect"),
    ],
)
def test_an_inconsistent_instrument_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Instrument.model_validate(SMALL | change)


def test_windows_that_touch_are_accepted() -> None:
    touching = windows(("2026-01-01", "2026-01-09"), ("2026-01-10", None))
    assert Instrument.model_validate(SMALL | {"status": touching}).status[1].first.day == 10


def test_a_refused_file_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "small-1.yaml"
    file.write_text("id: small-1\nkind: rumour\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as refusal:
        read_model(file, Instrument)
    assert "small-1.yaml, line 2" in str(refusal.value)


def test_the_pack_says_how_far_it_was_researched() -> None:
    assert PACK.researched_up_to == date(2026, 10, 8)
    assert PACK.review_by == date(2026, 12, 5)


def test_the_pack_says_in_three_languages_what_it_leaves_out() -> None:
    assert len(PACK.not_modelled) >= 10
    for path, text in every_text(PACK):
        assert len({text.en, text.ja, text.zh}) == 3, path
        assert is_simplified_chinese(text.zh), path


def test_a_pack_to_be_reviewed_before_it_was_researched_is_refused() -> None:
    content = PACK.model_dump() | {"review_by": PACK.researched_up_to}
    with pytest.raises(ValidationError, match="after researched_up_to"):
        PackInfo.model_validate(content)
