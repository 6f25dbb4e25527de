"""End uses: what a text says, and what else its words say."""

from pathlib import Path

import pytest

from screener.matching.end_uses import EndUseReader, signals_of
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[3] / "rules"


@pytest.fixture(scope="module")
def reader() -> EndUseReader:
    return EndUseReader(load_vocabulary(RULES))


@pytest.mark.parametrize(
    ("text", "end_use"),
    [
        ("passenger car; also for missiles", "military"),
        ("乗用車用、一部は護衛艦向け", "military"),
        ("automotive radar", "civil"),
        ("automotive and aerospace", "ambiguous"),
        ("civil use: washing machine motor", "civil"),
        ("not for military use, EV traction motor", "civil"),
        ("not for military use", "not_stated"),
        ("MIL-STD-810 tested missile housing", "military"),
        ("submarine pipeline", "not_stated"),
        ("submarine", "military"),
        ("特機", "ambiguous"),
        ("軍事用途には使用しません", "not_stated"),
        ("not to be used in any missile or other weapon", "not_stated"),
        ("不会用于导弹", "not_stated"),
        ("not only cars; missiles too", "military"),
        ("crop spraying drone", "civil"),
        ("police drone", "ambiguous"),
    ],
)
def test_the_gravest_use_counts_and_the_longest_words_are_read(
    reader: EndUseReader, text: str, end_use: str
) -> None:
    """Military wins over civil; a denial names no use; a word inside a longer one says nothing."""
    assert reader.read(text).end_use == end_use


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("GCAP wing rib", {"foreign_programme"}),
        ("stock", {"resale"}),
        ("民生用", {"vague_civil"}),
        ("not for military use", {"denial"}),
        ("US Navy ship repair", {"us_forces"}),
        ("巡視船のレーダー", {"coast_guard_or_police"}),
        ("ATLA funded research", {"defence_funded"}),
        ("brackets for a tier 2 defence supplier", {"upstream"}),
        ("washing machine", set()),
    ],
)
def test_words_say_more_than_the_use(reader: EndUseReader, text: str, signals: set[str]) -> None:
    """Who resells, who is behind the user and what a text denies are told apart from the use."""
    assert signals_of(reader.read(text)) == signals


def test_the_evidence_points_at_the_words(reader: EndUseReader) -> None:
    """The span counts characters of the text as it stands in the cell."""
    text = "用途：　ﾐｻｲﾙ 部品"
    evidence = reader.read(text).evidence[0]
    assert evidence.span is not None
    assert text[slice(*evidence.span)] == "ﾐｻｲﾙ"


def test_words_that_nobody_knows_are_said_to_be_unknown(reader: EndUseReader) -> None:
    """A use that no list knows is not stated, and the evidence says that it was not understood."""
    finding = reader.read("frobnication")
    assert [entry.code for entry in finding.evidence] == ["end-use-unrecognised"]
