"""Timing: dates in many notations, and words on contracts, stock and shipments."""

from datetime import date
from pathlib import Path

import pytest

from screener.matching.timing import TimingReader
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[3] / "rules"


@pytest.fixture(scope="module")
def reader() -> TimingReader:
    return TimingReader(load_vocabulary(RULES))


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-20",
        "2026/5/20",
        "2026.05.20",
        "20260520",
        "20 May 2026",
        "20-May-26",
        "May 20th, 2026",
        "2026年5月20日",
        "令和8年5月20日",
        "R8.5.20",
        "20.05.2026",
        "5/20/2026",
        "20/05/2026",
        "2026-05-20T00:00:00",
        "46162",
        "出荷予定 2026/05/20",
    ],
)
def test_one_day_is_read_in_any_notation(reader: TimingReader, text: str) -> None:
    """ISO, slashes, months by name, eras and the number that Excel keeps are one day."""
    finding = reader.read(text)
    assert (finding.day, finding.precision) == (date(2026, 5, 20), "day")


@pytest.mark.parametrize("text", ["2026-05", "2026年5月", "May 2026"])
def test_a_month_counts_to_its_end(reader: TimingReader, text: str) -> None:
    """A month without a day counts as its last day, on which every list of that month holds."""
    finding = reader.read(text)
    assert (finding.day, finding.precision) == (date(2026, 5, 31), "month")


@pytest.mark.parametrize(
    ("text", "precision"),
    [("05/06/2026", "ambiguous"), ("soon", "day"), ("", "day"), ("2026-13-40", "day")],
)
def test_what_is_no_date_gives_none(reader: TimingReader, text: str, precision: str) -> None:
    """Day and month that could be swapped are not guessed."""
    finding = reader.read(text)
    assert (finding.day, finding.precision) == (None, precision)


@pytest.mark.parametrize(
    ("notes", "signal"),
    [
        ("contract signed 2025-11-10", "contracted"),
        ("contract 2025-44", None),
        ("契約番号 2025-07", None),
        ("2025年契約", "contracted"),
        ("輸送中", "in_transit"),
        ("已装船", "under_way"),
        ("overseas stock, Busan", "stock_abroad"),
        ("韓国在庫", "stock_abroad"),
        ("境外库存", "stock_abroad"),
        ("PO, datasheet", None),
    ],
)
def test_notes_say_what_was_before(reader: TimingReader, notes: str, signal: str | None) -> None:
    """Agreed, sent off or in stock abroad: each has words of its own; a number is no date."""
    assert reader.read("", notes).signals == ({signal} if signal else set())


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("Antwerp depot, landed 14.11.2025", {"stock_abroad"}),
        ("lot received Sep-25, bonded store", {"stock_abroad"}),
        ("令和7年11月入庫、釜山倉庫", {"stock_abroad"}),
        ("出口日期：2025-12-20，新加坡现货", {"stock_abroad"}),
        ("imported before 6 January 2026", {"stock_abroad"}),
        ("imported 6 January 2026", set()),
        ("B/L 5 Jan 2026", {"under_way"}),
        ("提单日期 2026年1月6日", set()),
        ("stock in Hamburg since March 2026", set()),
        ("drawing rev. 2025-03, stock item", set()),
        ("alloy 2024, ex stock", set()),
        ("order no. 2025-0012", set()),
    ],
)
def test_a_word_beside_a_date_before_the_rules_tells_the_time(
    reader: TimingReader, text: str, signals: set[str]
) -> None:
    """Stock or contract and a day before the rules, wherever the text stands; no other date is."""
    in_notes = reader.read("2026-06-01", notes=text).signals
    in_description = reader.read("2026-06-01", description=text).signals
    assert (in_notes, in_description) == (signals, signals)


@pytest.mark.parametrize(
    ("notes", "before_the_ban", "before_the_listing"),
    [
        ("PO dated 2026-05-12", set(), {"contracted"}),
        ("contract signed 10 Feb 2026", set(), {"contracted"}),
        ("5月20日発注", set(), {"contracted"}),
        ("shipped on board 20 May", set(), {"under_way"}),
        ("2026年7月2日签订合同", set(), set()),
        ("stock held in Korea since 1 July 2026", set(), set()),
        ("existing contract, delivery 2 July 2026", {"contracted"}, {"contracted"}),
        ("contract signed 2025-11-10", {"contracted"}, {"contracted"}),
    ],
)
def test_a_date_is_reckoned_from_the_day_that_counts(
    reader: TimingReader, notes: str, before_the_ban: set[str], before_the_listing: set[str]
) -> None:
    """An order of May is none from before the ban, and is one from before a listing of June."""
    listed = date(2026, 6, 29)
    found = [reader.read("2026-07-05", notes, until=until).signals for until in (None, listed)]
    assert found == [before_the_ban, before_the_listing]
