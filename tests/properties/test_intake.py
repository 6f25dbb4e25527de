"""Any cells in any shape: intake does not fail, and no row is lost."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.errors import InputError
from screener.intake import (
    Area,
    Sheet,
    Vocabulary,
    find_tables,
    inspect,
    load_vocabulary,
    open_workbook,
    propose_mapping,
    read_lines,
    report_as_json,
)
from screener.intake.cells import rectangular
from screener.intake.encoding import guess_encoding

RULES = Path(__file__).parents[2] / "rules"

HEADERS = (
    "Part",
    "Description",
    "Qty",
    "数量",
    "品名",
    "Price",
    "Supplier",
    "位号",
    "Part Number",
    "",
)
CELLS = st.one_of(
    st.sampled_from(
        (
            "",
            "",
            "R1, R2",
            "Total",
            "合計",
            "〃",
            "-",
            "1",
            "17,80 €",
            "Bolt M4",
            "Note:",
            "Drawn by:",
        )
    ),
    st.sampled_from(("http://a.example", "(1)", "2", "8505.11", "Electronics", "送料")),
    st.text(max_size=8),
)
ROWS = st.one_of(
    st.lists(CELLS, max_size=7),
    st.lists(CELLS, max_size=7),
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7),
)
GRIDS = st.lists(ROWS, max_size=14)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(RULES)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    rows = rectangular(draw(GRIDS))
    areas = draw(st.lists(st.tuples(*[st.integers(1, 8)] * 4), max_size=3))
    merged = tuple(
        Area(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in areas if (a, b) != (c, d)
    )
    return Sheet("S", rows, merged=merged)


@settings(max_examples=300, deadline=None)
@given(page=sheets(), header_row=st.none() | st.integers(0, 16))
def test_every_row_of_a_sheet_is_accounted_for(
    page: Sheet, header_row: int | None, vocabulary: Vocabulary
) -> None:
    """Tables that stand under each other share no row; together they are the whole sheet."""
    if header_row is not None and header_row > page.height:
        header_row = None
    tables = find_tables(page, vocabulary, header_row=header_row)
    accounted: dict[int, set[int]] = {}
    for table in tables:
        mapping = propose_mapping(table, vocabulary)
        lines, account = read_lines(table, mapping, vocabulary, file="f")
        rows = [row.number for row in account.rows]
        assert rows == list(range(table.top, table.bottom + 1))
        assert [row for run in account.runs() for row in run] == list(account.rows)
        assert [line.row for line in lines] == [row.number for row in account.of("part")]
        assert all(
            page.rows[stated.row - 1][stated.column - 1].strip() or page.merged
            for line in lines
            for stated in line.stated.values()
        )
        for column in range(table.left, table.right + 1):
            seen = accounted.setdefault(column, set())
            assert not seen.intersection(rows)
            seen.update(rows)
    if tables:
        assert set(accounted) == set(range(1, page.width + 1))
        assert all(seen == set(range(1, page.height + 1)) for seen in accounted.values())


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(
    content: bytes, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing but an error of the catalogue comes back."""
    path = tmp_path_factory.mktemp("bytes", numbered=True) / "a.csv"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        report = report_as_json(inspect(path, vocabulary))
        assert report["sheets"]


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters='"'), min_size=1
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp932", "gb18030", "euc_kr"]),
)
def test_ascii_is_read_the_same_in_every_encoding(
    text: str, encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The mark, or none, makes no difference."""
    content = f"Part,Qty\n{text}".encode(encoding)
    guess = guess_encoding(content)
    assert guess is not None
    assert content.decode(guess).removeprefix("\ufeff") == f"Part,Qty\n{text}"
    path = tmp_path_factory.mktemp("text", numbered=True) / "a.csv"
    path.write_bytes(content)
    assert open_workbook(path).sheets[0].rows[0]
