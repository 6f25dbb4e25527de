"""The cases beside the rules: lines, items, parties and end uses come out as they were signed."""

import pytest

from screener.proving import CaseOutcome, prove
from screener.rulepack.load import load_pack


@pytest.mark.parametrize(
    "outcome", list(prove(load_pack())), ids=lambda outcome: f"{outcome.file}: {outcome.name}"
)
def test_a_case_comes_out_as_it_was_signed(outcome: CaseOutcome) -> None:
    """A hit is found, and the near miss and the trap beside it are left alone."""
    assert outcome.failure is None
