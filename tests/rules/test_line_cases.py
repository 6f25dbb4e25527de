"""The cases of lines: what whoever signs them reads."""

import pytest

from screener.model import FIELDS
from screener.rulepack.cases import LineCase, load_line_cases
from screener.rulepack.load import shipped_rules

CASES = [
    (name, case) for name, cases in load_line_cases(shipped_rules()).items() for case in cases.cases
]


@pytest.mark.parametrize(("file", "case"), CASES, ids=lambda part: getattr(part, "name", part))
def test_a_case_states_fields_that_exist(file: str, case: LineCase) -> None:
    """A misspelt field would be left out of the line, and the case would prove nothing."""
    assert set(case.line) <= set(FIELDS), file


@pytest.mark.parametrize(("file", "case"), CASES, ids=lambda part: getattr(part, "name", part))
def test_a_case_says_why(file: str, case: LineCase) -> None:
    """Whoever signs a case reads a reason."""
    assert case.why, file


@pytest.mark.parametrize("file", sorted({file for file, _ in CASES}))
def test_a_file_of_cases_names_each_case_once(file: str) -> None:
    """A case is called by its name."""
    names = [case.name for found, case in CASES if found == file]
    assert len(names) == len(set(names))
