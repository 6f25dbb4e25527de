"""Whatever file is given, it is refused with a clear error or screened whole."""

import archives  # noqa: F401 - each module adds its cases
import damage  # noqa: F401
import disguises  # noqa: F401
import markup  # noqa: F401
import pytest
import sheets  # noqa: F401
import texts  # noqa: F401
from corpus import CASES, Case, Refused, Screened
from pathlib import Path
from datetime import date

from screener import Screening, load_rules, screen_file
from screener.errors import LANGUAGES, InputError
from screener.rulepack.load import Pack

ON = date(2026, 3, 12)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_rules()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_hostile_file_gets_what_it_deserves(case: Case, pack: Pack, tmp_path: Path) -> None:
    """No crash, no lost row; what is good in it is still read."""
    path = case.write(tmp_path)
    try:
        screening = screen_file(path, pack=pack, on=ON)
    except InputError as error:
        for language in LANGUAGES:
            assert path.name in error.message(language)
        assert not isinstance(case.outcome, Screened), error.message()
        assert not isinstance(case.outcome, Refused) or error.code in case.outcome.codes
        return
    assert not isinstance(case.outcome, Refused)
    _is_whole(screening)
    if isinstance(case.outcome, Screened):
        assert len(screening.lines) == case.outcome.lines
        labels = {line.line.row: line.verdict.label for line in screening.lines}
        assert {row: labels[row] for row in case.outcome.labels} == case.outcome.labels


def _is_whole(screening: Screening) -> None:
    """Every row that was counted as a part is a line."""
    assert len(screening.lines) == sum(table.rows["part"] for table in screening.tables)


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 150


def test_nothing_was_written_outside() -> None:
    """A path inside a package leads nowhere."""
    assert not Path("/tmp/screener-was-here").exists()  # noqa: S108 - where the corpus aims
