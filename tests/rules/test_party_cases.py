"""The cases beside the lists and the words: every one of them holds."""

from pathlib import Path

import pytest

from screener.matching.end_uses import EndUseReader
from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import load_entities
from screener.rulepack.name_cases import Expected, load_end_use_cases, load_party_cases
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def parties() -> PartyMatcher:
    return PartyMatcher(load_entities(RULES), load_vocabulary(RULES))


@pytest.fixture(scope="module")
def end_uses() -> EndUseReader:
    return EndUseReader(load_vocabulary(RULES))


@pytest.mark.parametrize("case", tuple(load_party_cases(RULES)), ids=lambda case: case.text)
def test_a_name_is_whom_its_case_says(case: Expected, parties: PartyMatcher) -> None:
    """A listed name is recognised however it is written, and a near miss is left alone."""
    found = parties.match(case.text, "end_user", country=case.country)
    assert (found.outcome, found.entity) == (case.outcome, case.entity)


@pytest.mark.parametrize(
    "case", tuple(load_end_use_cases(RULES)), ids=lambda case: case.text or "blank"
)
def test_an_end_use_says_what_its_case_says(case: Expected, end_uses: EndUseReader) -> None:
    """A military word is read in three languages, and a trap that holds one says nothing."""
    assert end_uses.read(case.text).end_use == case.outcome
