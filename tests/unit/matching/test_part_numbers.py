"""What part numbers add to the words of a line, and what they do not."""

from datetime import date
from pathlib import Path

import pytest

from screener.matching.items import ItemMatcher
from screener.model import ItemFinding, Line, Stated
from screener.rulepack.catalogue import load_catalogue


@pytest.fixture(scope="module")
def matcher() -> ItemMatcher:
    return ItemMatcher(load_catalogue(Path(__file__).parents[3] / "rules"))


def _found(matcher: ItemMatcher, **fields: str) -> ItemFinding:
    stated = {name: Stated(text) for name, text in fields.items()}
    return matcher.match(Line("bom.xlsx", "BOM", 2, stated), date(2026, 6, 1))


@pytest.mark.parametrize("field", ["part_number", "manufacturer_part_number"])
def test_lines_share_their_finding_where_the_numbers_hold_nothing(
    matcher: ItemMatcher, field: str
) -> None:
    one, other = (
        _found(matcher, description="SmCo ring", **{field: number})
        for number in ("P-000123", "GRM155R71C104KA88")
    )
    assert one is other


@pytest.mark.parametrize("number", ["7440-54-2", "QA2000-030"])
def test_a_number_in_which_something_is_known_counts(matcher: ItemMatcher, number: str) -> None:
    bare = _found(matcher, description="sensor")
    assert not bare.matches
    assert _found(matcher, description="sensor", part_number=number).matches


def test_a_control_code_in_the_part_number_counts_where_the_words_announce_it(
    matcher: ItemMatcher,
) -> None:
    announced = _found(matcher, description="ring, control code", part_number="1C902.a.4")
    assert {match.control_code for match in announced.matches} == {"1C902.a.4"}
