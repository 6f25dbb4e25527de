"""The laws of rules/readings, and what their model refuses."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from rule_texts import every_text, is_simplified_chinese, is_written_in_japanese_letters

from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.instruments import Instrument
from screener.rulepack.reading import read_model

RULES = Path(__file__).parents[2] / "rules"
INSTRUMENTS = {
    path.stem: read_model(path, Instrument) for path in (RULES / "instruments").glob("*.yaml")
}
AMBIGUITIES = {
    path.stem: read_model(path, Ambiguity) for path in (RULES / "readings").glob("*.yaml")
}
CORRECTIONS = Path(__file__).parents[2] / "docs" / "corrections.md"

READINGS = {
    "AMB-ITEM-SCOPE": ("list", "definition"),
    "AMB-CATCH-ALL": ("narrow", "broad"),
    "AMB-DRONE-UNLISTED": ("narrow", "broad"),
    "AMB-PARAMETERS": ("narrow", "broad"),
    "AMB-SUSPENDED-ITEMS": ("suspended", "revived"),
    "AMB-LICENCE-EXCEPTION": ("none", "general"),
    "AMB-MILITARY-USER": ("narrow", "broad"),
    "AMB-ENHANCE": ("narrow", "broad"),
    "AMB-CONGLOMERATE": ("narrow", "broad"),
    "AMB-AFFILIATES": ("narrow", "broad"),
    "AMB-WATCHLIST-CIVIL": ("licensable", "blocked"),
    "AMB-UPSTREAM": ("narrow", "broad"),
    "AMB-DISTRIBUTOR": ("narrow", "broad"),
    "AMB-ACADEMIA": ("narrow", "broad"),
    "AMB-COASTGUARD-POLICE": ("narrow", "broad"),
    "AMB-USFJ": ("narrow", "broad"),
    "AMB-FOREIGN-PROGRAM": ("narrow", "broad"),
    "AMB-JAPANESE-ORG-ABROAD": ("narrow", "broad"),
    "AMB-INTRA-COMPANY": ("narrow", "broad"),
    "AMB-TECH-DEEMED": ("narrow", "broad"),
    "AMB-CIVIL-RE": ("official", "practice"),
    "AMB-DEMINIMIS": ("none", "tenth_percent", "zero"),
    "AMB-ORIGIN-RULE": ("customs", "control"),
    "AMB-CHINA-ROUTE": ("narrow", "broad"),
    "AMB-DOMESTIC-TRANSFER": ("narrow", "broad"),
    "AMB-EXTRATERRITORIAL-LIABILITY": ("limited", "full"),
    "AMB-CONTRACTS": ("no_grandfathering", "accrued"),
    "AMB-STOCK": ("narrow", "broad"),
    "AMB-NAME-MATCH": ("strict", "tolerant"),
    "AMB-LIST-FACTS": ("official", "press"),
    "AMB-ITEM-COUNT": ("export", "whole"),
    "AMB-SYMBOLIC": ("symbolic", "significant"),
    "AMB-SEED-DEPENDENCY": ("sixty", "seventy"),
    "AMB-SEED-FACTS": ("printed", "corrected"),
}


@pytest.fixture(params=sorted(AMBIGUITIES))
def ambiguity(request: pytest.FixtureRequest) -> Ambiguity:
    return AMBIGUITIES[request.param]


def test_no_ambiguity_is_missing_and_none_is_unknown() -> None:
    assert AMBIGUITIES.keys() == READINGS.keys()


@pytest.mark.parametrize(("name", "readings"), READINGS.items())
def test_readings_keep_the_ids_that_rules_and_profiles_use(
    name: str, readings: tuple[str, ...]
) -> None:
    assert tuple(reading.id for reading in AMBIGUITIES[name].readings) == readings


@pytest.mark.parametrize("name", sorted(AMBIGUITIES))
def test_a_file_bears_the_name_of_its_ambiguity(name: str) -> None:
    assert AMBIGUITIES[name].id == name


def test_the_words_at_issue_stand_in_a_clause(ambiguity: Ambiguity) -> None:
    for words in ambiguity.words:
        clause = INSTRUMENTS[words.instrument].clause(words.clause)
        assert clause is not None, words
        if words.original:
            assert words.original in clause.original


def test_an_open_ambiguity_has_readings_that_lead_apart(ambiguity: Ambiguity) -> None:
    if ambiguity.status == "open":
        consequences = {reading.consequence.en for reading in ambiguity.readings}
        assert len(consequences) == len(ambiguity.readings) >= 2


def test_a_settled_ambiguity_says_what_settled_it(ambiguity: Ambiguity) -> None:
    if ambiguity.status == "settled":
        assert ambiguity.reading(ambiguity.settled_as)
        assert ambiguity.later


def test_every_text_stands_in_three_languages(ambiguity: Ambiguity) -> None:
    for path, text in every_text(ambiguity):
        assert len({text.en, text.ja, text.zh}) == 3, path
        assert all((text.en, text.ja, text.zh)), path


def test_chinese_texts_are_simplified_and_japanese_ones_are_japanese(ambiguity: Ambiguity) -> None:
    for path, text in every_text(ambiguity):
        assert is_simplified_chinese(text.zh), path
        assert is_written_in_japanese_letters(text.ja), path


def test_who_holds_a_reading_is_cited(ambiguity: Ambiguity) -> None:
    cited = {source.publisher for source in ambiguity.documented_by}
    for reading in ambiguity.readings:
        assert cited.issuperset(reading.held_by)


def test_every_source_can_be_found(ambiguity: Ambiguity) -> None:
    for source in ambiguity.documented_by:
        assert source.url or (source.title and source.date)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("AMB-INTRA-COMPANY", "settled"),
        ("AMB-TECH-DEEMED", "settled"),
        ("AMB-LIST-FACTS", "settled"),
        ("AMB-CONGLOMERATE", "open"),
        ("AMB-ITEM-COUNT", "informational"),
    ],
)
def test_what_the_law_answered_is_no_longer_open(name: str, status: str | None) -> None:
    assert AMBIGUITIES[name].status == status


def test_the_table_of_corrections_links_to_readings_that_exist() -> None:
    linked = re.findall(r"\]\((\S+\.yaml)\)", CORRECTIONS.read_text(encoding="utf-8"))
    assert linked
    assert [link for link in linked if not (CORRECTIONS.parent / link).is_file()] == []


@pytest.mark.parametrize(
    "name", ["AMB-SEED-FACTS", "AMB-LIST-FACTS", "AMB-ITEM-COUNT", "AMB-SEED-DEPENDENCY"]
)
def test_what_contradicts_other_sources_stands_in_the_table_of_corrections(name: str) -> None:
    assert name in CORRECTIONS.read_text(encoding="utf-8")


TEXT = {"en": "a", "ja": "あ", "zh": "啊"}


def reading(name: str) -> dict[str, object]:
    return {"id": name, "title": TEXT, "text": TEXT, "consequence": TEXT}


SMALL = {
    "id": "AMB-SMALL",
    "question": TEXT,
    "dimension": "item",
    "status": "open",
    "documentation": "inferred",
    "words": [{"instrument": "mofcom-2026-1", "clause": "1"}],
    "readings": [reading("narrow"), reading("broad")],
    "documented_by": [{"publisher": "A", "title": "B", "date": "2026-01", "says": TEXT}],
    "resolve": [TEXT],
}


def test_a_small_ambiguity_is_accepted() -> None:
    small = Ambiguity.model_validate(SMALL)
    assert small.reading("broad").id == "broad"
    assert small.reading("wide") is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"readings": [reading("narrow")]}, "at least 2"),
        ({"readings": [reading("narrow"), reading("narrow")]}, "same id"),
        ({"readings": [reading("narrow"), reading("Broad")]}, "pattern"),
        ({"words": []}, "words at issue"),
        ({"status": "settled"}, "settled_as"),
        ({"settled_as": "broad"}, "settled_as"),
        ({"status": "settled", "settled_as": "wide"}, "names no reading"),
        ({"documented_by": []}, "at least 1"),
        ({"id": "SMALL"}, "pattern"),
    ],
)
def test_an_inconsistent_ambiguity_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Ambiguity.model_validate(SMALL | change)


def test_a_settled_ambiguity_with_its_reading_is_accepted() -> None:
    settled = Ambiguity.model_validate(SMALL | {"status": "settled", "settled_as": "broad"})
    assert settled.settled_as == "broad"
