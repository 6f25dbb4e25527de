"""Reading a line: everything that matching finds in it, and the facts that follow."""

from dataclasses import replace
from datetime import date

from screener.matching.downstream import DownstreamReader
from screener.matching.end_uses import EndUseReader
from screener.matching.facts import Found, facts_of
from screener.matching.items import ItemMatcher
from screener.matching.parties import PartyMatcher
from screener.matching.routes import ELSEWHERE, JAPAN, RouteFinding, RouteReader
from screener.matching.timing import TimingReader
from screener.model import EndUseFinding, ItemFinding, Line, LineFindings, PartyFinding
from screener.rulepack.load import Pack

#: Roles whose standing decides, and roles that are shown only where a list knows the name.
_DECIDING = ("end_user", "consignee")
_SHOWN = ("supplier", "manufacturer")
#: What intake puts between the names of several makers or suppliers of one line.
_BETWEEN_NAMES = " / "


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

    def date_of(self, line: Line) -> date | None:
        """Return the shipment date that a line states, if it can be read."""
        return self._timing.read(line.text("date")).day

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

    def read_end_use(self, text: str) -> EndUseFinding:
        """Say what a text says of the end use."""
        return self._end_uses.read(text)

    def read(self, line: Line, on: date) -> LineFindings:
        """Find everything in a line as it counts on its shipment date."""
        notes = line.text("notes")
        item = self.read_item(line, on)
        route = self._routes.read(
            country_of_origin=line.text("country_of_origin"),
            ship_from=line.text("ship_from"),
            destination=line.text("destination"),
            notes=notes,
            description=line.text("description"),
        )
        parties = tuple(self._named(line, on, route))
        timed = (line.text("date"), notes, line.text("description"))
        deciding = (party for party in parties if party.role in _DECIDING)
        listed = self._parties.listed_since(deciding, on)
        found = Found(
            item=item,
            parties=parties,
            end_use=self._end_use(line, parties, on),
            route=route,
            timing=self._timing.read(*timed),
            listing_timing=self._timing.read(*timed, until=listed),
        )
        return LineFindings(on, item, found.parties, found.end_use, facts_of(found, self._pack.law))

    def _named(self, line: Line, on: date, route: RouteFinding) -> list[PartyFinding]:
        # "Ministry of Defense" is many; goods that go to Japan alone are for the Japanese one.
        only = route.destination == JAPAN and len(route.destination_countries) == 1
        country = route.destination_countries[0] if only else None
        goes_abroad = route.destination == ELSEWHERE
        deciding = [
            party
            for role in _DECIDING
            if (text := line.text(role))
            for party in self._parties.match_each(
                text, role, on=on, country=country, goes_abroad=goes_abroad
            )
        ]
        shown = [
            self.read_party(name, role, on)
            for role in _SHOWN
            for name in line.text(role).split(_BETWEEN_NAMES)
            if name
        ]
        return [*deciding, *(party for party in shown if party.entity)]

    def _end_use(self, line: Line, parties: tuple[PartyFinding, ...], on: date) -> EndUseFinding:
        """Read the end use; notes count where they say what the end-use cell does not deny."""
        academic = any(
            party.role == "end_user" and "academia" in party.standings for party in parties
        )
        stated = self._end_uses.read(line.text("end_use"), academic=academic)
        noted = self._end_uses.read(line.text("notes"), "notes", academic=academic)
        texts = {"end_use": stated.text, "notes": noted.text}
        own = frozenset(party.entity for party in parties if party.entity)
        beside = self._downstream.read(texts, on=on, but=own)
        if noted.end_use == "military" and stated.end_use not in ("military", "civil"):
            evidence = (*stated.evidence, *noted.evidence, *beside)
            return EndUseFinding(noted.end_use, noted.text, evidence)
        return replace(stated, evidence=(*stated.evidence, *beside)) if beside else stated
