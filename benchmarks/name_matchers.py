"""The matchers of names that are compared: ours, two of nomenklatura, two plain ones of rapidfuzz.

Every one gets the same forms of the same entities, and answers with an entity or with nobody. The
others answer at the threshold that their authors or their users start from.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

import rapidfuzz
from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm

from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import Entities, Entity
from screener.rulepack.vocabulary import Vocabulary

_LOGIC_THRESHOLD = 0.7  # from which a screening with nomenklatura gives an alert
_FUZZY_THRESHOLD = 90.0


class Answer(NamedTuple):
    """Whom a matcher takes a name for; `certain`: it says so without asking a person."""

    entity: str | None
    certain: bool = True


class Matcher(NamedTuple):
    """A matcher: its name, how it screens one name, and how it judges a pair."""

    title: str
    screen: Callable[[str, str | None], Answer]
    is_same: Callable[[str, str], bool]


def matchers(entities: Entities, vocabulary: Vocabulary) -> Iterator[Matcher]:
    """Yield every matcher, with the forms of the entities."""
    forms = {entity.id: tuple(forms_of(entity)) for entity in entities}
    yield _ours(entities, vocabulary)
    yield _logic("logic-v2", forms)
    yield _logic("logic-v1", forms)
    yield _fuzzy("WRatio", rapidfuzz.fuzz.WRatio, forms)
    yield _fuzzy("token_set_ratio", rapidfuzz.fuzz.token_set_ratio, forms)


def forms_of(entity: Entity) -> Iterator[str]:
    """Yield the names that an entity bears by itself, the doubtful short ones among them."""
    record = entity.record
    yield from record.names.every()
    yield from record.aliases.every()
    yield from (*record.former, *record.ambiguous, *record.shared)


def _ours(entities: Entities, vocabulary: Vocabulary) -> Matcher:
    matcher = PartyMatcher(entities, vocabulary)

    def screen(name: str, country: str | None) -> Answer:
        found = matcher.match(name, "end_user", country=country)
        return Answer(found.entity, certain=found.outcome == "match")

    def is_same(one: str, other: str) -> bool:
        found = [screen(name, None) for name in (one, other)]
        return all(answer.certain for answer in found) and found[0].entity == found[1].entity

    return Matcher("**screener**", screen, is_same)


def _logic(algorithm: str, forms: Mapping[str, tuple[str, ...]]) -> Matcher:
    scorer = get_algorithm(algorithm)
    assert scorer is not None, algorithm
    config = scorer.default_config()
    numbers = count()  # it remembers names by id: no two parties may share one

    def company(*names: str) -> EntityProxy:
        content = {"id": f"party-{next(numbers)}", "schema": "Company", "properties": {}}
        return EntityProxy.from_dict({**content, "properties": {"name": list(names)}})

    listed = [(entity, company(*names)) for entity, names in forms.items()]

    def screen(name: str, _: str | None) -> Answer:
        query = company(name)
        scored = [(scorer.compare(query, party, config).score, entity) for entity, party in listed]
        score, entity = max(scored)
        return Answer(entity if score >= _LOGIC_THRESHOLD else None)

    def is_same(one: str, other: str) -> bool:
        return scorer.compare(company(one), company(other), config).score >= _LOGIC_THRESHOLD

    return Matcher(f"nomenklatura {algorithm}", screen, is_same)


def _fuzzy(
    title: str, scorer: Callable[..., float], forms: Mapping[str, tuple[str, ...]]
) -> Matcher:
    prepare = rapidfuzz.utils.default_process
    texts = [(prepare(form), entity) for entity, names in forms.items() for form in names]

    def screen(name: str, _: str | None) -> Answer:
        found = rapidfuzz.process.extractOne(
            prepare(name), [text for text, _ in texts], scorer=scorer, score_cutoff=_FUZZY_THRESHOLD
        )
        return Answer(texts[found[2]][1] if found else None)

    def is_same(one: str, other: str) -> bool:
        return scorer(prepare(one), prepare(other)) >= _FUZZY_THRESHOLD

    return Matcher(f"rapidfuzz {title} ≥ {_FUZZY_THRESHOLD:.0f}", screen, is_same)
