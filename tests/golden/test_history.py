"""The restriction's history on one parts list: labels, reasons, and what changed them each time."""

import pytest
from history import DAYS, lines, signed, steps

SIGNED = signed()


@pytest.mark.parametrize("place", range(len(DAYS)), ids=DAYS)
def test_a_day_gives_the_labels_and_reasons_that_were_signed(place: int) -> None:
    """Line by line, with the clause that holds, the open questions, or the condition that fails."""
    assert SIGNED["days"][place] == {"day": DAYS[place], "lines": lines(DAYS[place])}


def test_each_step_names_the_instrument_that_changed_a_label() -> None:
    """As ``screener diff`` says it between each day and the next."""
    assert list(steps()) == SIGNED["steps"]


def test_the_list_takes_every_branch() -> None:
    """Each day of the history changes a label, but for the last day of the suspension."""
    changed = {step["to"]: len(step["changes"]) for step in SIGNED["steps"]}
    assert [day for day in DAYS[1:] if not changed[day]] == ["2026-11-10"]
    labels = {line["label"] for day in SIGNED["days"] for line in day["lines"]}
    assert labels == {"likely_affected", "unclear", "clear"}
