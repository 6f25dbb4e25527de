"""The cases of items: none is missing, and none stands twice."""

from functools import cache

import pytest

from screener.matching.items import ItemMatcher
from screener.rulepack.catalogue import Catalogue, load_catalogue
from screener.rulepack.item_cases import load_item_cases
from screener.rulepack.load import shipped_rules

CASES = [
    (cases.on, case) for cases in load_item_cases(shipped_rules()).values() for case in cases.cases
]
#: Entries that no line names: shares of rare earths in foreign goods, and a measure that expired.
UNNAMED = ("a61-", "uav-temporary")


@cache
def catalogue() -> Catalogue:
    return load_catalogue(shipped_rules())


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The entries that some case's line names, kept or taken away."""
    matcher = ItemMatcher(catalogue())
    findings = [matcher.match(case.bom_line(), on) for on, case in CASES]
    return {match.entry for found in findings for match in (*found.matches, *found.removed)}


def test_every_entry_that_a_line_can_name_has_a_case(seen: set[str]) -> None:
    """An entry without a case could be dropped and no test would fail."""
    named = {entry.id for entry in catalogue().entries if not entry.id.startswith(UNNAMED)}

    assert named - seen == set()


def test_no_two_cases_are_the_same_line() -> None:
    """A case is worth something once."""
    lines = [tuple(sorted(case.line.items())) for _, case in CASES]

    assert len(lines) == len(set(lines))
