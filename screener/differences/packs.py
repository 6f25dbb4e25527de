"""Two rule packs side by side: what was added, removed and changed, and what says less than before.

A change that takes lines out of a rule's reach is called out, whoever made it and however small it
looks: a lower effect, a narrower condition, a listing, an entry, a word or a case that is gone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from screener.differences.narrowing import Reach, reach_of, together
from screener.differences.packfiles import PackChange, Weakens, compare_cases, compare_words
from screener.differences.shrinking import entity_reach, entry_reach, window_reach
from screener.model import Effect
from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.catalogue_files import NotListed
from screener.rulepack.entities import Entity
from screener.rulepack.instruments import Instrument
from screener.rulepack.law import Condition, Fact, Rule
from screener.rulepack.load import Pack
from screener.rulepack.reading import ModelT, RuleModel

_EFFECTS = (Effect.NOTE, Effect.REVIEW, Effect.PROHIBITED)
_WEAKENS: Mapping[Reach, Weakens] = {
    Reach.SAME: "no",
    Reach.WIDER: "no",
    Reach.NARROWER: "yes",
    Reach.OTHER: "maybe",
}


def compare_packs(before: Pack, after: Pack) -> tuple[PackChange, ...]:
    """Compare two rule packs thing by thing; what may weaken a rule stands first."""
    changes = [
        *_rules(before, after),
        *_each("condition", before.law.conditions, after.law.conditions, _condition),
        *_each("fact", before.law.facts, after.law.facts, _fact),
        *_each("reading", before.ambiguities, after.ambiguities, _ambiguity, removed="maybe"),
        *_each("instrument", before.instruments, after.instruments, _instrument, removed="no"),
        *_entities(before, after),
        *_entries(before, after),
        *_not_listed(before, after),
        *compare_cases(before.root, after.root),
        *compare_words(before.root, after.root),
    ]
    order: tuple[Weakens, ...] = ("yes", "maybe", "no")
    return tuple(sorted(changes, key=lambda change: order.index(change.weakens)))


def _each(  # noqa: PLR0913 - what two folders of one kind are compared by
    what: str,
    before: Mapping[str, ModelT],
    after: Mapping[str, ModelT],
    weakens: Callable[[ModelT, ModelT], Weakens],
    *,
    removed: Weakens = "yes",
    added: Weakens = "no",
) -> Iterator[PackChange]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield PackChange(what, name, "added", (), added)
        elif new is None:
            yield PackChange(what, name, "removed", (), removed)
        elif old != new:
            yield PackChange(what, name, "changed", _fields(old, new), weakens(old, new))


def _fields(old: RuleModel, new: RuleModel) -> tuple[str, ...]:
    fields = type(new).model_fields
    return tuple(
        found.alias or name
        for name, found in fields.items()
        if getattr(old, name) != getattr(new, name)
    )


def _rules(before: Pack, after: Pack) -> Iterator[PackChange]:
    for change in _each("rule", before.law.rules, after.law.rules, _rule):
        gone = before.law.rules.get(change.id)
        # A note decides no label.
        if change.how == "removed" and gone and gone.effect is Effect.NOTE:
            yield replace(change, weakens="no")
        else:
            yield change


def _rule(old: Rule, new: Rule) -> Weakens:
    effects = _EFFECTS.index(new.effect) - _EFFECTS.index(old.effect)
    if effects < 0:
        return "yes"
    return _WEAKENS[together([reach_of(old.when, new.when), window_reach(old.window, new.window)])]


def _condition(old: Condition, new: Condition) -> Weakens:
    return _WEAKENS[reach_of(old.when, new.when)]


def _fact(old: Fact, new: Fact) -> Weakens:
    decisive = ("field", "values", "answers", "open_status", "parameters")
    same = all(_meaning(getattr(old, name)) == _meaning(getattr(new, name)) for name in decisive)
    return "no" if same else "maybe"


def _meaning(part: object) -> object:
    """Return what a part of a fact decides, without its words."""
    if isinstance(part, dict):
        return {name: getattr(found, "values", None) for name, found in part.items()}
    return part


def _ambiguity(old: Ambiguity, new: Ambiguity) -> Weakens:
    """A reading that is settled now leaves no question open; fewer readings ask less."""
    ids = [{reading.id for reading in one.readings} for one in (old, new)]
    if old.status != new.status or old.settled_as != new.settled_as:
        return "maybe" if new.status != "open" else "no"
    return "maybe" if ids[0] != ids[1] else "no"


def _instrument(old: Instrument, new: Instrument) -> Weakens:
    return "maybe" if old.status != new.status else "no"


def _entities(before: Pack, after: Pack) -> Iterator[PackChange]:
    old, new = before.entities.by_id, after.entities.by_id
    for name in dict.fromkeys([*old, *new]):
        if name not in old:
            yield PackChange("entity", name, "added")
        elif name not in new:
            yield PackChange("entity", name, "removed", (), "yes")
        elif _of_entity(old[name]) != _of_entity(new[name]):
            fields = _fields(old[name].record, new[name].record)
            reach = entity_reach(old[name], new[name])
            yield PackChange("entity", name, "changed", fields, _WEAKENS[reach])


def _of_entity(entity: Entity) -> object:
    return (
        entity.record,
        entity.list,
        entity.listing,
        entity.listed_standing,
        entity.standings,
        entity.countries,
        entity.anywhere,
        entity.disputed,
    )


def _entries(before: Pack, after: Pack) -> Iterator[PackChange]:
    old, new = ({entry.id: entry for entry in pack.catalogue.entries} for pack in (before, after))
    yield from _each("entry", old, new, lambda one, other: _WEAKENS[entry_reach(one, other)])


def _not_listed(before: Pack, after: Pack) -> Iterator[PackChange]:
    """Yield what looks listed and is not: more of it takes matches away."""
    old, new = ({item.id: item for item in pack.catalogue.not_listed} for pack in (before, after))
    yield from _each("not-listed", old, new, _spares, removed="no", added="maybe")


def _spares(old: NotListed, new: NotListed) -> Weakens:
    decisive = ("exact", "family", "together", "stops", "but")
    same = all(getattr(old, name) == getattr(new, name) for name in decisive)
    return "no" if same else "maybe"
