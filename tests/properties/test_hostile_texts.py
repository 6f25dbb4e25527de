"""Whatever is written into a file of ours or a cell: an answer or a clear error, nothing else."""

import contextlib
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener import load_rules
from screener.errors import LANGUAGES, InputError
from screener.intake.reading import read_here
from screener.matching import LineReader
from screener.model import FIELDS, Line, Stated
from screener.pipeline import Screener
from screener.profile import Profile, ProfileFacts, read_profile
from screener.record.files import read_record
from screener.record.record import Record
from screener.settling.loop import ask
from screener.settling.replies import Reply
from screener.settling.taking import Taker

SAMPLES = Path(__file__).parents[2] / "samples"
ON = date(2026, 6, 30)
few = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

#: Pieces that readers of names, items, quantities and end uses look for, in any order.
_PIECES = (
    *("三菱重工業", "株式会社", "MHI", "Co., Ltd.", "（", "）", "(", "旧", "/", "／", "and", "、"),
    *("SmCo magnet", "Dy 2.5 wt%", "純度 4N5", "φ12×3", "±0.1", "10^6", "½", "㎜", "1e999", "٣"),
    *("99.9%", "5 GHz", "≥", "~", "-55C to +125C", "not for military use", "防衛装備庁", "軍用"),
    *("1C905.a.4", "8505.11", "7440-44-0", "2026-01-06", "CN→DE→JP", "\u200b", "\u202e", "\u0301"),
    *("=1+1", "\x00", "\r\n", "\t", "ﷺ", "İ", "ﬃ", "\U0001f9f2"),
)
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=12).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda gap: gap.join(pieces))
)


@pytest.fixture(scope="session")
def reader() -> LineReader:
    return LineReader(load_rules())


def _told(error: InputError) -> None:
    assert all(error.message(language) for language in LANGUAGES)


@few
@given(cells=st.dictionaries(st.sampled_from(FIELDS), TEXTS, min_size=1, max_size=6))
def test_any_cells_are_read_and_what_is_quoted_stands_in_them(
    cells: dict[str, str], reader: LineReader
) -> None:
    """Items, quantities, names, end uses, ways and dates alike."""
    line = Line("f", "S", 2, {name: Stated(text) for name, text in cells.items()})
    found = reader.read(line, ON)
    for evidence in (one for state in found.facts.values() for one in state.evidence):
        if evidence.field in cells and evidence.span:
            start, end = evidence.span
            assert 0 <= start < end <= len(cells[evidence.field])


_SOURCES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".csv", ".ods"})


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@settings(few, max_examples=40)
@given(data=st.data())
def test_a_damaged_part_of_a_package_is_read_or_refused(
    data: st.DataObject, tmp_path: Path
) -> None:
    """Damage within the parts, under right checksums: no flipped bit gets there."""
    source = data.draw(st.sampled_from([path for path in _SOURCES if path.suffix != ".csv"]))
    parts = _parts(source)
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, max(len(content) - 1, 0)))
        gone = data.draw(st.integers(0, 40))
        content[start : start + gone] = data.draw(
            st.sampled_from(
                (b"", b"<", b">", b'"', b"&x;", b"99999999999", b"-1", b"\x00\xff", b"]]>")
            )
        )
    path = tmp_path / f"damaged{source.suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for other, kept in parts.items():
            package.writestr(other, bytes(content) if other == name else kept)
    try:
        workbook = read_here(path)
    except InputError as error:
        _told(error)
    else:
        assert all(len(row) == sheet.width for sheet in workbook.sheets for row in sheet.rows)


@few
@given(data=st.data())
def test_a_damaged_text_is_read_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    source = data.draw(st.sampled_from([path for path in _SOURCES if path.suffix == ".csv"]))
    content = bytearray(source.read_bytes()[: data.draw(st.integers(1, 4000))])
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(content)))
        content[start:start] = data.draw(
            st.sampled_from(
                (b'"', b"\r", b"\x00", b"\xff\xfe", b";;;;", b"\t", b"\xf0\x9f", b"\x1b$B")
            )
        )
    path = tmp_path / "damaged.csv"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        assert read_here(path).sheets


_YAML = (
    *("facts:", "date:", "readings:", "columns:", "mappings:", "sheet:", "- ", "? ", ": ", "  "),
    *("&a ", "*a", "<<: ", "!!python/object:os.system ", "!x ", "[", "]", "{", "}", "|", ">", "'"),
    *('"', "#", "---", "...", "%YAML 9", "\n", "\n  ", "2026-01-06", "AMB-DEMINIMIS", "null", "~"),
    *("schema_version: '1'", "entries:", "kind: answer", "id: A-00000000", "\t", "\x00", "\ud800"),
)


@settings(few, max_examples=250)
@given(text=st.lists(st.sampled_from(_YAML) | st.text(max_size=4), max_size=20).map("".join))
@pytest.mark.parametrize("read", [read_profile, read_record], ids=["profile", "record"])
def test_any_yaml_is_read_or_refused(
    read: Callable[[Path], object], text: str, tmp_path: Path
) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read(path)
    except InputError as error:
        _told(error)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nreadings: {c: *b}\n",
        "k0: &k0 [x]\n"
        + "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 40)),
        "&a [*a]\n",
        "[" * 5000,
        "- " * 5000,
        "{a: " * 5000,
        "? [a, b]\n: c\n",
        "? {a: b}\n: c\n",
    ],
    ids=["alias", "bomb", "cycle", "brackets", "dashes", "braces", "list-key", "map-key"],
)
def test_yaml_that_is_more_than_it_seems_is_refused(text: str, tmp_path: Path) -> None:
    """Aliases that grow without end, nesting without end, keys that are no texts."""
    path = tmp_path / "profile.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_profile(path)
    _told(refused.value)


@pytest.fixture(scope="session")
def asked(reader: LineReader, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What was asked about a list: facts, values, and readings of the law."""
    path = tmp_path_factory.mktemp("asked") / "bom.csv"
    path.write_text(
        "description,supplier,ship_from,destination\n"
        "antimony oxide powder,Nordic Metals,CN,JP\nSmCo magnet,深圳市磁力科技有限公司,,JP\n",
        "utf-8",
    )
    screener = Screener(reader.pack, Profile(facts=ProfileFacts(date="2026-06-30")), reader=reader)
    return Record(ask(read_here(path), screener, today=ON, language="en").entries)


@few
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 30),
            st.dictionaries(
                st.sampled_from(("answer", "details", "on", "by", "document")), TEXTS, max_size=5
            ),
        ),
        max_size=6,
    )
)
def test_any_questionnaire_that_comes_back_is_taken_or_told(
    rows: list[tuple[int, dict[str, str]]], asked: Record, reader: LineReader
) -> None:
    """Every row is an entry, an error with its cell, or empty."""
    taker = Taker(reader.pack, asked, reader, ON)
    known = [*asked.asked, "Q-0000000f"]
    replies = [
        Reply(
            "back.xlsx",
            "S",
            number,
            known[which % len(known)],
            texts,
            dict.fromkeys(texts, f"A{number}"),
        )
        for number, (which, texts) in enumerate(rows, start=1)
    ]
    taken = taker.take(replies)
    for error in taken.errors:
        _told(error)
    filled = len(replies) - taken.empty
    assert len(taken.errors) <= filled
    assert len(taken.entries) <= filled - len(taken.errors)
