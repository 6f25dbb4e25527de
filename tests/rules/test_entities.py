"""The lists of entities are whole, and what they say hangs together."""

from collections import Counter
from pathlib import Path

import pytest

from screener.rulepack.entities import Entities, load_entities

RULES = Path(__file__).parents[2] / "rules"
LISTS = {
    "control-list-2026-02": "mofcom-2026-11",
    "watch-list-2026-02": "mofcom-2026-12",
    "control-list-2026-06": "mofcom-2026-27",
    "watch-list-2026-06": "mofcom-2026-28",
}


@pytest.fixture(scope="module")
def entities() -> Entities:
    return load_entities(RULES)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_its_twenty_entries_in_the_order_of_the_annex(
    entities: Entities, name: str
) -> None:
    """Each annex prints twenty entries, and each cites the notice that lists it."""
    entries = [entity for entity in entities if entity.list == name]
    assert [entity.record.order for entity in entries] == list(range(1, 21))
    assert {entity.listing.by for entity in entries if entity.listing} == {LISTS[name]}


def test_every_entry_has_a_name_and_says_how_sure_it_is(entities: Entities) -> None:
    """An entry without a name finds nothing; one without confidence cannot be judged."""
    assert all(entity.record.names.every() for entity in entities)
    assert {entity.record.confidence for entity in entities} <= {"high", "medium", "low"}


def test_every_listed_entry_has_a_source(entities: Entities) -> None:
    """What is on a list is on it because a notice says so."""
    assert all(entity.sources for entity in entities if entity.listing)


def test_no_alias_stands_for_two_entities(entities: Entities) -> None:
    """A name that two entities bear is ambiguous, and belongs among the ambiguous ones."""
    aliases = Counter(alias for entity in entities for alias in {*entity.record.aliases.every()})
    assert [alias for alias, count in aliases.items() if count > 1] == []
