"""The mapping that a profile remembers for a set of headers."""

from datetime import date
from pathlib import Path

import pytest
from spreadsheets import write_xlsx

from screener.pipeline import screen_file
from screener.profile import BadProfile, read_profile

PROFILE = """
mappings:
- headers: [Zzz, Yyy, Qty]
  columns: {description: Zzz, end_user: Yyy}
"""


def test_a_profile_says_what_columns_mean(tmp_path: Path) -> None:
    """Only where the headers are these."""
    profile = tmp_path / "acme.yaml"
    profile.write_text(PROFILE, "utf-8")
    known = [["Qty", "Zzz", "Yyy"], [1, "Pencil", "City Library"]]
    other = [["Qty", "Part", "Yyy"], [1, "Pencil", "City Library"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Known": known, "Other": other})
    screening = screen_file(path, profile=read_profile(profile), on=date(2026, 6, 1))
    assert [
        (line.line.sheet, line.line.text("description"), line.line.text("end_user"))
        for line in screening.lines
    ] == [("Known", "Pencil", "City Library"), ("Other", "Pencil", "")]


def test_a_field_takes_several_columns_and_a_column_none(tmp_path: Path) -> None:
    """Named columns feed the field together; an unused one feeds nothing, whatever its header."""
    profile = tmp_path / "acme.yaml"
    profile.write_text(
        "mappings: [{headers: [Zzz, Description, End user, Qty], unused: [End user],"
        " columns: {description: [Zzz, Description]}}]",
        "utf-8",
    )
    rows = [["Zzz", "Description", "End user", "Qty"], ["Pencil", "HB", "City Library", 1]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Known": rows})
    line = screen_file(path, profile=read_profile(profile), on=date(2026, 6, 1)).lines[0].line
    assert "Pencil" in line.text("description")
    assert "HB" in line.text("description")
    assert line.text("end_user") == ""
    assert line.text("quantity") == "1"


@pytest.mark.parametrize(
    "text",
    [
        "mappings: [{headers: [A, B], columns: {colour: A}}]",
        "mappings: [{headers: [A, B], columns: {description: C}}]",
    ],
)
def test_a_mapping_that_cannot_be_is_refused(text: str, tmp_path: Path) -> None:
    """An unknown field, and a column that is not among the headers."""
    profile = tmp_path / "acme.yaml"
    profile.write_text(text, "utf-8")
    with pytest.raises(BadProfile):
        read_profile(profile)
