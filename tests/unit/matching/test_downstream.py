"""Downstream: customers that an end use or the notes speak of."""

from datetime import date
from pathlib import Path

import pytest

from screener.matching.downstream import DownstreamReader
from screener.matching.end_uses import EndUseReader
from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import load_entities
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[3] / "rules"
DAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def reader() -> DownstreamReader:
    vocabulary = load_vocabulary(RULES)
    parties = PartyMatcher(load_entities(RULES), vocabulary)
    return DownstreamReader(parties, EndUseReader(vocabulary), vocabulary)


@pytest.mark.parametrize(
    ("notes", "signals"),
    [
        ("最終顧客は三菱重工業", {"upstream"}),
        ("customer: IHI Aerospace Co., Ltd.", {"upstream"}),
        ("供应川崎重工业", {"upstream"}),
        ("parts for a defence contractor", {"upstream"}),
        ("GCAP work package", {"foreign_programme"}),
        ("三菱電機のデータシート", set()),
        ("防衛省向けではない", set()),
        ("customer: Toyota Motor Corporation", set()),
        ("stock", set()),
    ],
)
def test_notes_tell_of_customers_further_down(
    reader: DownstreamReader, notes: str, signals: set[str]
) -> None:
    """A defence customer counts where the text says that goods go on to it."""
    said = reader.read({"notes": notes}, on=DAY)
    assert {piece.values["signal"] for piece in said} == signals


def test_a_party_of_the_line_is_no_customer_of_its_own(reader: DownstreamReader) -> None:
    """The end user that the notes name again is not its own customer."""
    notes = {"notes": "for Mitsubishi Heavy Industries"}
    assert reader.read(notes, on=DAY)
    assert not reader.read(notes, on=DAY, but=frozenset({"mhi"}))
