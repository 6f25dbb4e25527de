"""Cells of thousands of characters are read to their end, and found words keep their place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.matching.items import ItemMatcher
from screener.matching.items.windows import WINDOW, windows_of
from screener.model import Goods, ItemStatus, Line, Stated
from screener.rulepack.catalogue import load_catalogue
from screener.rulepack.load import shipped_rules

ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def matcher() -> ItemMatcher:
    return ItemMatcher(load_catalogue(shipped_rules()))


def line(**cells: str) -> Line:
    return Line("bom.xlsx", "BOM", 2, {field: Stated(text) for field, text in cells.items()})


@pytest.mark.parametrize("before", [0, 500, WINDOW - 5, 3 * WINDOW])
def test_a_listed_thing_is_found_wherever_it_stands(matcher: ItemMatcher, before: int) -> None:
    """A data sheet in one cell names it on any of its pages; the span is that of the cell."""
    text = "lorem ipsum " * (before // 12) + "dysprosium oxide 99.9 %" + " dolor sit" * 400

    found = matcher.match(line(description=text), ON)

    assert found.status is ItemStatus.CONTROLLED
    match = found.matches[0]
    assert text[slice(*match.span)] == match.text == "dysprosium oxide"
    assert all(text[slice(*one.span)] == one.text for one in match.evidence if one.span)


def test_a_short_cell_is_read_beside_every_part_of_a_long_one(matcher: ItemMatcher) -> None:
    """The material says dysprosium, the end of a long description says oxide powder."""
    text = "supplied in drums, " * 300 + "sputtering target, 3 inch"

    found = matcher.match(line(description=text, material="dysprosium"), ON)

    assert any(match.control_code.startswith("1C905") for match in found.matches)


def test_an_ordinary_beginning_makes_no_long_cell_ordinary(matcher: ItemMatcher) -> None:
    """An office chair at the top of four pages of machine data is not what the line is about."""
    text = "office chair " + "steel frame " * 400 + "radar antenna with waveguide"

    assert matcher.match(line(description=text), ON).goods is not Goods.ORDINARY


def test_digits_without_end_are_a_number_and_no_item(matcher: ItemMatcher) -> None:
    """Rubbish of one kind names nothing."""
    assert not matcher.match(line(description="1" * 50_000), ON).matches


@given(st.text(st.sampled_from("ab 磁石,"), max_size=5 * WINDOW))
def test_windows_hold_every_character_in_its_place(text: str) -> None:
    """Nothing of a cell is left out, and a window's begin is where it stands in the cell."""
    windows = windows_of((("description", text),))
    covered = 0
    for window in windows:
        ((_, piece),) = window.texts
        begin = window.begins["description"]
        assert text[begin : begin + len(piece)] == piece
        assert text[covered:begin].strip() == ""
        covered = max(covered, begin + len(piece))
    assert text[covered:].strip() == ""
