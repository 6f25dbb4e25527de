"""Whatever file is given, it is refused with a clear error or screened whole."""

from datetime import date
from pathlib import Path

import archives  # noqa: F401 - each of these modules adds its cases
import damage  # noqa: F401
import disguises  # noqa: F401
import markup  # noqa: F401
import pytest
import sheets  # noqa: F401
import texts  # noqa: F401
from corpus import CASES, Case, Refused, Screened

from screener import Screening, load_rules
from screener.errors import LANGUAGES, InputError
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile, ProfileFacts

ON = date(2026, 3, 12)


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener(load_rules(), Profile(facts=ProfileFacts(date=ON.isoformat())))


def _screen(path: Path, screener: Screener) -> Screening | InputError:
    try:
        return screen_workbook(open_source(path, screener.profile), screener)
    except InputError as error:
        return error


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_hostile_file_gets_what_it_deserves(
    case: Case, screener: Screener, tmp_path: Path
) -> None:
    """No crash, no lost row; what is good in it is still read."""
    path = case.write(tmp_path)
    result = _screen(path, screener)
    if isinstance(result, InputError):
        assert all(path.name in result.message(language) for language in LANGUAGES)
        assert not isinstance(case.outcome, Screened), result.message()
        assert not isinstance(case.outcome, Refused) or result.code in case.outcome.codes
        return
    assert not isinstance(case.outcome, Refused)
    assert len(result.lines) == sum(table.rows["part"] for table in result.tables)
    if isinstance(case.outcome, Screened):
        assert len(result.lines) == case.outcome.lines
        labels = {line.line.row: line.verdict.label for line in result.lines}
        assert {row: labels[row] for row in case.outcome.labels} == case.outcome.labels


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 150


def test_nothing_was_written_outside() -> None:
    """A path inside a package leads nowhere."""
    assert not Path("/tmp/screener-was-here").exists()  # noqa: S108 - where the corpus aims
