"""The labelled names of the benchmark: listed parties are found, and strangers left alone."""

import csv
from pathlib import Path

import pytest

from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import load_entities
from screener.rulepack.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
LABELLED = ROOT / "benchmarks" / "labelled"
LEAST_RECALL = 0.95
MOST_FALSE = 0.02


@pytest.fixture(scope="module")
def parties() -> PartyMatcher:
    return PartyMatcher(load_entities(RULES), load_vocabulary(RULES))


def _labelled(file: str) -> list[dict[str, str]]:
    with (LABELLED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_listed_names_are_found_and_strangers_are_not(parties: PartyMatcher) -> None:
    """Nearly every listed party is named for certain, and hardly a stranger is asked about."""
    missed, alarms, listed, strangers = [], [], 0, 0
    for row in _labelled("name_queries.tsv"):
        found = parties.match(row["query"], "end_user", country=row["country"] or None)
        if row["entity"] == "-":
            strangers += 1
            alarms += [row["query"]] if found.outcome != "no_match" else []
            assert found.outcome != "match", row["query"]
        else:
            listed += 1
            right = (found.outcome, found.entity) == ("match", row["entity"])
            missed += [] if right else [row["query"]]
    assert len(missed) <= (1 - LEAST_RECALL) * listed, missed
    assert len(alarms) <= MOST_FALSE * strangers, alarms


def test_two_names_are_one_party_only_where_they_are(parties: PartyMatcher) -> None:
    """Languages, scripts and former names make no other party; a parent or a sister is one."""
    missed, false, same_pairs, others = [], [], 0, 0
    for row in _labelled("name_pairs.tsv"):
        found = [parties.match(row[side], "end_user") for side in ("one", "other")]
        certain = all(party.outcome == "match" for party in found)
        is_same = certain and found[0].entity == found[1].entity
        if row["same"] == "yes":
            same_pairs += 1
            missed += [] if is_same else [row]
        else:
            others += 1
            false += [row] if is_same else []
    assert len(missed) <= (1 - LEAST_RECALL) * same_pairs, missed
    assert len(false) <= MOST_FALSE * others, false
