"""The Python interface: what the package offers, documented and typed."""

import inspect
import typing
from datetime import date
from pathlib import Path

import pytest

import screener
from screener import Label, Pack, Profile, load_rules, screen_file, screen_line
from screener.pipeline import NoDate
from screener.profile import ProfileFacts

SAMPLES = Path(__file__).parents[2] / "samples"
MAGNET = {"description": "SmCo magnet", "ship_from": "CN", "destination": "JP"}
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_rules()


@pytest.mark.parametrize("name", screener.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    """And can be imported from the package itself."""
    assert inspect.getdoc(getattr(screener, name))


@pytest.mark.parametrize("name", ["screen_file", "screen_line", "load_rules"])
def test_every_public_function_is_typed(name: str) -> None:
    """Each argument and what comes back."""
    function = getattr(screener, name)
    hints = typing.get_type_hints(function)
    assert set(hints) == {*inspect.signature(function).parameters, "return"}


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    """As of every module."""
    with pytest.raises(AttributeError, match="screen_fille"):
        screener.screen_fille  # noqa: B018 - the access is what is tested


def test_a_file_is_screened(pack: Pack) -> None:
    """Every line with its row and its label."""
    screening = screen_file(SAMPLES / "drone_en.xlsx", pack=pack, on=DAY)
    assert [screened.line.row for screened in screening.lines] == list(range(5, 21))
    assert sum(screening.count(label) for label in Label) == len(screening.lines) == 16


def test_a_path_may_be_a_text(pack: Pack) -> None:
    """As in the README."""
    assert screen_file(str(SAMPLES / "drone_en.xlsx"), pack=pack, on=DAY).format == "xlsx"


def test_progress_is_told(pack: Pack) -> None:
    """Up to the last line."""
    seen: list[tuple[int, int]] = []
    screen_file(
        SAMPLES / "drone_en.xlsx",
        pack=pack,
        on=DAY,
        progress=lambda done, of: seen.append((done, of)),
    )
    assert seen[-1] == (16, 16)


def test_a_line_is_screened(pack: Pack) -> None:
    """With the facts that a profile gives."""
    profile = Profile(facts=ProfileFacts(end_user="防衛装備庁"))
    found = screen_line(MAGNET, pack=pack, profile=profile, on=DAY)
    assert found.verdict.label is Label.LIKELY_AFFECTED


def test_a_date_of_the_line_stands_against_the_one_given(pack: Pack) -> None:
    """The day before the restriction nothing was prohibited."""
    before = {**MAGNET, "end_user": "防衛装備庁", "date": "2026-01-05"}
    assert screen_line(before, pack=pack, on=DAY).verdict.label is Label.CLEAR
    on_the_day = {**before, "date": "2026-01-06"}
    assert screen_line(on_the_day, pack=pack, on=DAY).verdict.label is Label.LIKELY_AFFECTED


def test_without_a_date_nothing_is_judged(pack: Pack) -> None:
    """No clock is asked."""
    with pytest.raises(NoDate):
        screen_line(MAGNET, pack=pack)


def test_a_field_that_is_none_is_refused(pack: Pack) -> None:
    """By its name."""
    with pytest.raises(ValueError, match="colour"):
        screen_line({"colour": "red"}, pack=pack, on=DAY)


def test_a_verdict_depends_on_the_line_alone(pack: Pack) -> None:
    """The order of a file and its other lines change nothing."""
    screening = screen_file(SAMPLES / "machine_shop_ja.ods", pack=pack, on=DAY)
    for screened in reversed(screening.lines):
        assert screen_line(screened.line, pack=pack, on=DAY).verdict == screened.verdict
