"""Which lines of two parts lists are the same part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.identity import LineIndex, Pair, key_of, pair_lines
from screener.model import Line, Source, Stated


def _line(row: int = 1, sheet: str = "BOM", **texts: str) -> Line:
    return Line("bom.xlsx", sheet, row, {name: Stated(text) for name, text in texts.items()})


def _lines(*descriptions: str) -> list[Line]:
    return [
        _line(row, line_id=str(row), description=description)
        for row, description in enumerate(descriptions, start=1)
    ]


def test_a_row_put_in_between_shifts_running_numbers_and_no_line() -> None:
    pairs = pair_lines(_lines("bolt", "magnet", "nut"), _lines("bolt", "washer", "magnet", "nut"))
    assert [(pair.before, pair.after) for pair in pairs] == [(0, 0), (None, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ({"part_number": "A-1", "line_id": "1"}, {"part_number": "a‐1", "line_id": "1"}, "whole"),
        ({"part_number": "A-1", "line_id": "1"}, {"part_number": "A-1", "line_id": "2"}, "part"),
        ({"description": "磁鐵"}, {"description": "磁铁", "line_id": "9"}, "content"),
        ({"description": "bolt", "supplier": "X"}, {"description": "bolt"}, "name"),
        ({"line_id": "7", "description": "bolt"}, {"line_id": "7", "description": "nut"}, "id"),
        ({"line_id": "7", "part_number": "A"}, {"line_id": "7", "part_number": "B"}, None),
        ({"description": "bolt"}, {"description": "nut"}, None),
    ],
)
def test_the_surest_key_that_both_have_tells_the_part(
    before: dict[str, str], after: dict[str, str], by: str | None
) -> None:
    (pair, *rest) = pair_lines([_line(**before)], [_line(**after)])
    assert (pair.by or None) == {"part": "part_and_content"}.get(by or "", by)
    assert bool(rest) == (by is None)


def test_what_is_bought_and_when_makes_no_other_part() -> None:
    dear, cheap = _line(part_number="A", unit_price="9"), _line(part_number="A", unit_price="1")
    assert key_of(dear) == key_of(cheap)
    assert pair_lines([dear], [cheap]) == (Pair(0, 0, "whole"),)


def test_another_supplier_is_another_line_but_the_same_part() -> None:
    one, other = _line(part_number="A", supplier="X"), _line(part_number="A", supplier="Y")
    assert key_of(one) != key_of(other)
    assert pair_lines([one], [other])[0].by == "part"


def test_the_profile_tells_nothing_of_a_line() -> None:
    bare = _line(part_number="A")
    filled = Line("", "BOM", 1, {**bare.stated, "end_user": Stated("ACME", Source.PROFILE)})
    assert key_of(bare) == key_of(filled)


def test_the_same_part_in_two_sheets_stays_in_its_own() -> None:
    sheets = [_line(sheet="one", part_number="A"), _line(sheet="two", part_number="A")]
    pairs = pair_lines(sheets, list(reversed(sheets)))
    assert [(pair.before, pair.after) for pair in pairs] == [(1, 0), (0, 1)]
    assert LineIndex(sheets).find(sheets[1]) == (1,)


def test_every_line_with_the_same_words_is_found() -> None:
    lines = [
        _line(1, description="bolt"),
        _line(2, description="nut"),
        _line(3, description="bolt"),
    ]
    assert LineIndex(lines).find(lines[0]) == (0, 2)
    assert LineIndex(lines).find(_line(description="washer")) == ()


_texts = st.dictionaries(
    st.sampled_from(("line_id", "part_number", "description", "supplier", "quantity")),
    st.sampled_from(("1", "2", "a")),
)
_some = st.lists(_texts.map(lambda texts: _line(**texts)), max_size=7)


@given(before=_some, after=_some)
def test_every_line_stands_in_exactly_one_pair(before: list[Line], after: list[Line]) -> None:
    pairs = pair_lines(before, after)
    assert sorted(p.before for p in pairs if p.before is not None) == list(range(len(before)))
    assert sorted(p.after for p in pairs if p.after is not None) == list(range(len(after)))
    assert all(pair.by for pair in pairs if None not in (pair.before, pair.after))


@given(lines=_some)
def test_a_list_is_the_same_as_itself(lines: list[Line]) -> None:
    said = [line for line in lines if set(line.stated) - {"quantity"}]
    assert pair_lines(said, said) == tuple(Pair(n, n, "whole") for n in range(len(said)))
