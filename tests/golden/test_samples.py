"""Every line of every sample gets the label that was read and signed."""

from pathlib import Path

import pytest
from expectations import EXPECTED, SAMPLES, expected, found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_what_was_signed(sample: Path) -> None:
    """Label, item status and control code of every row."""
    assert found(sample) == expected(sample)


def test_every_table_has_its_sample() -> None:
    """And the other way round."""
    tables = {path.name.removesuffix(".yaml") for path in EXPECTED.iterdir()}
    assert tables == {path.name for path in SAMPLES}


def test_the_samples_show_the_whole_range() -> None:
    """All three labels, all four degrees of evidence, three languages of files."""
    rows = [row for sample in SAMPLES for row in expected(sample)]
    assert {row["label"] for row in rows} == {"likely_affected", "unclear", "clear"}
    assert {row["item"] for row in rows} == {
        *("controlled", "possibly_controlled"),
        *("not_matched", "not_identified"),
    }
