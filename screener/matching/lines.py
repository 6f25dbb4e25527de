"""Reading a line: everything that matching finds in it, and the facts that follow.

The lines of a parts list repeat each other, part by part and user by user. What follows from the
same texts is worked out once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from screener.matching.downstream import DownstreamReader
from screener.matching.end_uses import EndUseReader
from screener.matching.facts import (
    facts_of_content,
    facts_of_item,
    facts_of_route,
    facts_of_use,
    facts_since_listing,
)
from screener.matching.items import ITEM_FIELDS, ItemMatcher
from screener.matching.parties import PartyMatcher
from screener.matching.routes import ELSEWHERE, JAPAN, RouteFinding, RouteReader
from screener.matching.timing import TimingFinding, TimingReader
from screener.model import (
    EndUseFinding,
    Facts,
    ItemFinding,
    Line,
    LineFindings,
    PartyFinding,
)
from screener.remembered import Remembered
from screener.rulepack.load import Pack

#: Roles whose standing decides, and roles that are shown only where a list knows the name.
_DECIDING = ("end_user", "consignee")
_SHOWN = ("supplier", "manufacturer")
_FIELDS_READ = (
    *ITEM_FIELDS,
    *("country_of_origin", "ship_from", "destination", "date"),
    *(*_DECIDING, "end_use", *_SHOWN),
)
#: What intake puts between the names of several makers or suppliers of one line.
_BETWEEN_NAMES = " / "
#: The texts that tell what an item is, and the day that counts.
ItemKey = tuple[tuple[str, ...], date]
#: Distinct items that are remembered.
_ITEMS_REMEMBERED = 1 << 17
#: Distinct texts of which is remembered what was found.
_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class FoundItem:
    """What the catalogue says of an item, and the facts that follow."""

    finding: ItemFinding
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Way:
    """Route and time; `country` is where the recipients are, if it is one."""

    route: RouteFinding
    facts: Facts
    country: str | None


@dataclass(frozen=True, slots=True)
class _Use:
    """Who uses the item, and for what; `listed` is the first day on which one was listed."""

    parties: tuple[PartyFinding, ...]
    end_use: EndUseFinding
    facts: Facts
    listed: date | None


class _Users(NamedTuple):
    """The texts that tell who uses the item and for what; `shown` are names that a list knows."""

    end_user: str
    consignee: str
    shown: tuple[tuple[str, str], ...]
    end_use: str
    notes: str
    country: str | None
    goes_elsewhere: bool


class LineReader:
    """Finds in a line what the rule pack's lists and words know; compiled once per pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._items = ItemMatcher(pack.catalogue)
        self._parties = PartyMatcher(pack.entities, pack.vocabulary)
        self._end_uses = EndUseReader(pack.vocabulary)
        self._downstream = DownstreamReader(self._parties, self._end_uses, pack.vocabulary)
        self._routes = RouteReader(pack.vocabulary)
        self._timing = TimingReader(pack.vocabulary)
        remembered = lru_cache(maxsize=_REMEMBERED)
        self._found_items: dict[ItemKey, FoundItem] = {}
        self._as_item = Remembered(self._found_item)
        self._as_way = Remembered(self._found_way)
        self._as_since = Remembered(self._found_since)
        self._together = Remembered(self._findings)
        self._day = remembered(self._read_day)
        self._way = remembered(self._read_way)
        self._since = remembered(self._read_since)
        self._listed = remembered(self._read_listed)
        self._use = remembered(self._read_use)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was found: a reader that is kept or sent begins anew."""
        return {**self.__dict__, "_found_items": {}}

    @property
    def pack(self) -> Pack:
        """The rule pack."""
        return self._pack

    def date_of(self, line: Line) -> date | None:
        """Return the shipment date that a line states, if it can be read."""
        return self._day(line.text("date"))

    def _read_day(self, text: str) -> date | None:
        return self._timing.read(text).day

    def read_item(self, line: Line, on: date) -> ItemFinding:
        """Say what the catalogue says of a line on a day."""
        return self._items.match(line, on)

    def read_party(
        self,
        name: str,
        role: str,
        on: date,
        *,
        country: str | None = None,
        address: str | None = None,
    ) -> PartyFinding:
        """Say who the lists say a name is on a day."""
        return self._parties.match(name, role, on=on, country=country, address=address)

    def bare_dimensions(self, text: str) -> frozenset[str]:
        """Return the dimensions of the quantities of a text that holds no word beside them."""
        return self._items.bare_dimensions(text)

    def read_end_use(self, text: str) -> EndUseFinding:
        """Say what a text says of the end use."""
        return self._end_uses.read(text)

    def read(self, line: Line, on: date) -> LineFindings:
        """Find everything in a line as it counts on its shipment date."""
        (
            *what,
            origin,
            ship_from,
            destination,
            day,
            end_user,
            consignee,
            end_use,
            supplier,
            maker,
        ) = line.texts(_FIELDS_READ)
        description, material, notes, *_ = what
        item = self._item((tuple(what), on))
        told = (origin, ship_from, destination, day, notes, description)
        way = self._way(*told, self._routes.telling(material))
        shown = (*self._listed(supplier, "supplier", on), *self._listed(maker, "manufacturer", on))
        elsewhere = way.route.destination == ELSEWHERE
        users = _Users(end_user, consignee, shown, end_use, notes, way.country, elsewhere)
        use = self._use(users, on)
        since = self._since(use.listed, *told)
        return self._together(item, use, way, since, on)

    def _findings(
        self, item: FoundItem, use: _Use, way: _Way, since: Facts, on: date
    ) -> LineFindings:
        content = facts_of_content(item.finding, way.route, self._pack.law)
        facts = {**item.facts, **use.facts, **way.facts, **content, **since}
        return LineFindings(on, item.finding, use.parties, use.end_use, facts)

    def item_key(self, line: Line, on: date) -> ItemKey:
        """Return what the item of a line is known by: lines of one key have one item."""
        return tuple(line.texts(ITEM_FIELDS)), on

    def unknown_items(self, keys: Iterable[ItemKey]) -> list[ItemKey]:
        """Return those of some keys, each once, of which nothing was found yet."""
        return [key for key in dict.fromkeys(keys) if key not in self._found_items]

    def find_items(self, keys: Iterable[ItemKey]) -> list[FoundItem]:
        """Find what some keys stand for."""
        return list(map(self._item, keys))

    def learn_items(self, found: Mapping[ItemKey, FoundItem]) -> None:
        """Take over what another reader of the same rules has found."""
        self._found_items.update(found)

    def _item(self, key: ItemKey) -> FoundItem:
        found = self._found_items.get(key)
        if found is None:
            if len(self._found_items) >= _ITEMS_REMEMBERED:
                self._found_items.clear()
            found = self._found_items[key] = self._read_item(*key)
        return found

    def _read_item(self, texts: tuple[str, ...], on: date) -> FoundItem:
        stated = dict(zip(ITEM_FIELDS, texts, strict=True))
        return self._as_item(self._items.match_texts(stated, on))

    def _found_item(self, finding: ItemFinding) -> FoundItem:
        return FoundItem(finding, facts_of_item(finding, self._pack.law))

    def _read_way(  # noqa: PLR0913, PLR0917 - one text each
        self,
        origin: str,
        ship_from: str,
        destination: str,
        day: str,
        notes: str,
        description: str,
        material: str,
    ) -> _Way:
        route = self._route(origin, ship_from, destination, notes, description, material)
        return self._as_way(route, self._timing.read(day, notes, description))

    def _found_way(self, route: RouteFinding, timing: TimingFinding) -> _Way:
        # "Ministry of Defense" is many; goods that go to Japan alone are for the Japanese one.
        only = route.destination == JAPAN and len(route.destination_countries) == 1
        country = route.destination_countries[0] if only else None
        return _Way(route, facts_of_route(route, timing, self._pack.law), country)

    def _read_since(  # noqa: PLR0913, PLR0917 - one text each
        self,
        listed: date | None,
        origin: str,
        ship_from: str,
        destination: str,
        day: str,
        notes: str,
        description: str,
    ) -> Facts:
        route = self._route(origin, ship_from, destination, notes, description)
        return self._as_since(route, self._timing.read(day, notes, description, until=listed))

    def _found_since(self, route: RouteFinding, timing: TimingFinding) -> Facts:
        return facts_since_listing(route, timing, self._pack.law)

    def _route(  # noqa: PLR0913, PLR0917 - one text each
        self,
        origin: str,
        ship_from: str,
        destination: str,
        notes: str,
        description: str,
        material: str = "",
    ) -> RouteFinding:
        return self._routes.read(
            country_of_origin=origin,
            ship_from=ship_from,
            destination=destination,
            notes=notes,
            description=description,
            material=material,
        )

    def _read_listed(self, text: str, role: str, on: date) -> tuple[tuple[str, str], ...]:
        """Return the names of a cell that a list knows, each with its role."""
        names = filter(None, text.split(_BETWEEN_NAMES))
        return tuple((role, name) for name in names if self.read_party(name, role, on).entity)

    def _read_use(self, users: _Users, on: date) -> _Use:
        named = zip(_DECIDING, (users.end_user, users.consignee), strict=True)
        parties = (
            *(
                party
                for role, text in named
                if text
                for party in self._parties.match_each(
                    text, role, on=on, country=users.country, goes_abroad=users.goes_elsewhere
                )
            ),
            *(self.read_party(name, role, on) for role, name in users.shown),
        )
        end_use = self._end_use(users.end_use, users.notes, parties, on)
        facts = facts_of_use(parties, end_use, self._pack.law, goes_elsewhere=users.goes_elsewhere)
        deciding = (party for party in parties if party.role in _DECIDING)
        return _Use(parties, end_use, facts, self._parties.listed_since(deciding, on))

    def _end_use(
        self, text: str, notes: str, parties: tuple[PartyFinding, ...], on: date
    ) -> EndUseFinding:
        """Read the end use; notes count where they say what the end-use cell does not deny."""
        academic = any(
            party.role == "end_user" and "academia" in party.standings for party in parties
        )
        stated = self._end_uses.read(text, academic=academic)
        noted = self._end_uses.read(notes, "notes", academic=academic)
        texts = {"end_use": stated.text, "notes": noted.text}
        own = frozenset(party.entity for party in parties if party.entity)
        beside = self._downstream.read(texts, on=on, but=own)
        if noted.end_use == "military" and stated.end_use not in ("military", "civil"):
            evidence = (*stated.evidence, *noted.evidence, *beside)
            return EndUseFinding(noted.end_use, noted.text, evidence)
        return replace(stated, evidence=(*stated.evidence, *beside)) if beside else stated
