"""Profiles: facts for silent lines, and nothing that is not known."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from screener.model import Line, Source, Stated
from screener.profile import (
    PROFILE_FIELDS,
    BadDate,
    BadProfile,
    Profile,
    ProfileFacts,
    UnknownReading,
    check_readings,
    fill_in,
    read_profile,
    shipment_date,
)
from screener.rulepack.load import Pack, load_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def line(**texts: str) -> Line:
    return Line("bom.csv", "BOM", 2, {name: Stated(text) for name, text in texts.items()})


PROFILE = Profile(facts=ProfileFacts(end_user="ACME", ship_from="CN"))


@pytest.mark.parametrize(
    ("stated", "text", "source"),
    [
        ({}, "ACME", Source.PROFILE),
        ({"end_user": " \t"}, "ACME", Source.PROFILE),
        ({"end_user": "NSK"}, "NSK", Source.CELL),
        ({"end_user": "-"}, "-", Source.CELL),
    ],
)
def test_a_profile_fills_in_what_a_line_leaves_open(
    stated: dict[str, str], text: str, source: Source
) -> None:
    """A blank is silence; a dash is the line's own word."""
    filled = fill_in(line(**stated), PROFILE)
    assert (filled.stated["end_user"].text, filled.stated["end_user"].source) == (text, source)


def test_a_line_that_says_everything_stays_as_it_is() -> None:
    """The very same line."""
    said = line(end_user="NSK", ship_from="DE")
    assert fill_in(said, PROFILE) is said


def test_a_profile_does_not_describe_an_item() -> None:
    """What a line is, the line says: only facts about the trade can be given for a whole file."""
    assert set(ProfileFacts.model_fields) == set(PROFILE_FIELDS)
    with pytest.raises(ValidationError):
        ProfileFacts.model_validate({"description": "SmCo magnet"})


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    """A country is no truth value, and a date no number."""
    path = tmp_path / "profile.yaml"
    path.write_text("facts: {ship_from: NO, date: 2026-06-30}\nheader_row: 3\n", encoding="utf-8")
    profile = read_profile(path)
    assert profile.stated_facts() == {"ship_from": "NO", "date": "2026-06-30"}
    assert profile.header_row == 3


def test_a_wrong_file_is_refused_in_every_language(tmp_path: Path) -> None:
    """With its line."""
    path = tmp_path / "profile.yaml"
    path.write_text("facts: {}\nreading: {}\n", encoding="utf-8")
    with pytest.raises(BadProfile) as refused:
        read_profile(path)
    for language in ("en", "ja", "zh"):
        message = refused.value.message(language)
        assert "2" in message.splitlines()[0]
        assert "screener schema profile" in message


@pytest.mark.parametrize("text", ["2026-02-30", "30.6.2026", "2026/06/30", "soon", ""])
def test_a_date_is_written_in_one_way(text: str) -> None:
    """The others could be read in two."""
    with pytest.raises(BadDate):
        shipment_date(text)


def test_a_date_is_read() -> None:
    """Year, month, day."""
    assert shipment_date("2026-06-30") == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("ambiguity", "reading", "offered"),
    [
        ("AMB-NOWHERE", "narrow", "AMB-ENHANCE"),
        ("AMB-ENHANCE", "sideways", "AMB-ENHANCE=broad"),
    ],
)
def test_an_unknown_reading_is_refused_with_those_there_are(
    ambiguity: str, reading: str, offered: str, pack: Pack
) -> None:
    """A slip of the pen must not leave a question silently open."""
    with pytest.raises(UnknownReading, match=offered):
        check_readings(Profile(readings={ambiguity: reading}), pack)


def test_every_reading_of_the_pack_can_be_settled(pack: Pack) -> None:
    """By its id."""
    for ambiguity in pack.ambiguities.values():
        for reading in ambiguity.readings:
            check_readings(Profile(readings={ambiguity.id: reading.id}), pack)
