"""Whether an entity or an entry of the catalogue is met by fewer names and words than before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from screener.differences.narrowing import Reach, reach_of_sets, together
from screener.rulepack.catalogue_files import Entry
from screener.rulepack.entities import Entity
from screener.rulepack.law import Window
from screener.rulepack.reading import RuleModel

#: Lists of names of an entity: each name that goes takes lines out.
_NAMES = ("former", "ambiguous", "shared", "group", "affiliates", "sites", "patterns")
#: Lists of words of an entry that find it, and lists of words that take it away.
_FINDING = ("exact", "family", "grades", "formulas", "cas", "elements", "together", "tags")
_SPARING = ("unless", "unless_for", "parts", "exclusions", "embedded_in")
_UNSTATED = ("none", "possible", "controlled")
_TURNED = {Reach.WIDER: Reach.NARROWER, Reach.NARROWER: Reach.WIDER}


def entity_reach(old: Entity, new: Entity) -> Reach:
    """Compare the reach of an entity: its names, where it is, what follows from it, since when."""
    return together(
        [
            reach_of_sets(old.record.names.every(), new.record.names.every()),
            reach_of_sets(old.record.aliases.every(), new.record.aliases.every()),
            *_lists(old.record, new.record, _NAMES),
            _turned(reach_of_sets(old.record.lookalikes, new.record.lookalikes)),
            reach_of_sets(old.standings, new.standings),
            reach_of_sets(old.countries, new.countries),
            reach_of_sets({old.listed_standing} - {None}, {new.listed_standing} - {None}),
            _listing_reach(old, new),
            _yes_or_no(widens=old.anywhere, now=new.anywhere),
            _turned(_yes_or_no(widens=old.disputed, now=new.disputed)),
        ]
    )


def entry_reach(old: Entry, new: Entry) -> Reach:
    """Compare the reach of an entry: the words that find it, those that spare it, its days."""
    return together(
        [
            *_lists(old, new, _FINDING),
            *map(_turned, _lists(old, new, _SPARING)),
            reach_of_sets(old.hs.full, new.hs.full),
            reach_of_sets((*old.hs.full, *old.hs.ex), (*new.hs.full, *new.hs.ex)),
            _order(_UNSTATED, old.unstated, new.unstated),
            _windows_reach(old, new),
            # A threshold may be written anew without being another: a person has to look.
            Reach.SAME if old.tests == new.tests else Reach.OTHER,
        ]
    )


def window_reach(old: Window, new: Window) -> Reach:
    """Compare the days on which something holds; an open end reaches furthest."""
    return _days_reach((old.from_, old.to), (new.from_, new.to))


def _days_reach(
    old: tuple[date | None, date | None], new: tuple[date | None, date | None]
) -> Reach:
    first = _order_of_days(new[0] or date.min, old[0] or date.min)
    return together([first, _order_of_days(old[1] or date.max, new[1] or date.max)])


def _order_of_days(later: date, earlier: date) -> Reach:
    """Return ``NARROWER`` where a day that should not move lies later."""
    if later == earlier:
        return Reach.SAME
    return Reach.NARROWER if later > earlier else Reach.WIDER


def _listing_reach(old: Entity, new: Entity) -> Reach:
    before, after = old.listing, new.listing
    if before == after:
        return Reach.SAME
    if before is None or after is None:
        return Reach.WIDER if before is None else Reach.NARROWER
    return _days_reach((before.on, before.off), (after.on, after.off))


def _windows_reach(old: Entry, new: Entry) -> Reach:
    if old.windows == new.windows:
        return Reach.SAME
    in_force = [
        {(window.start, window.end) for window in entry.windows if window.status == "in_force"}
        for entry in (old, new)
    ]
    return Reach.NARROWER if in_force[0] and not in_force[1] else Reach.OTHER


def _lists(old: RuleModel, new: RuleModel, names: Iterable[str]) -> Iterator[Reach]:
    before, after = _contents(old), _contents(new)
    for name in names:
        yield reach_of_sets(map(repr, _items(before, name)), map(repr, _items(after, name)))


def _contents(model: RuleModel) -> Mapping[str, object]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def _items(contents: Mapping[str, object], name: str) -> Iterable[object]:
    found = contents[name]
    return found if isinstance(found, tuple) else ()


def _yes_or_no(*, widens: bool, now: bool) -> Reach:
    if widens is now:
        return Reach.SAME
    return Reach.WIDER if now else Reach.NARROWER


def _order(steps: tuple[str, ...], old: str, new: str) -> Reach:
    """Compare two steps of a ladder; a lower one reaches less."""
    if old == new:
        return Reach.SAME
    return Reach.WIDER if steps.index(new) > steps.index(old) else Reach.NARROWER


def _turned(reach: Reach) -> Reach:
    return _TURNED.get(reach, reach)
