"""Who a name is: on a list, a military user, a contractor, or none of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from screener.matching.parties.bodies import BodyFinder
from screener.matching.parties.brackets import BracketReader
from screener.matching.parties.candidate import Candidate
from screener.matching.parties.candidates import Candidates
from screener.matching.parties.index import FormIndex, name_folder
from screener.matching.parties.remainder import Surroundings
from screener.matching.parties.several import SeveralReader
from screener.matching.parties.spelling import Spellings
from screener.matching.parties.standing import (
    listed_since,
    standings_of,
    standings_of_affiliate,
)
from screener.matching.parties.users import UserReader
from screener.matching.places import Places
from screener.model import Evidence, PartyFinding
from screener.rulepack.entities import Entities
from screener.rulepack.vocabulary import Vocabulary
from screener.text.names import FoldedName

_REMEMBERED = 1 << 16
_ABROAD = "japanese_group_abroad"
#: Standings of entities that are at home and not of it.
_NOT_OF_HOME = frozenset({"us_forces", "foreign_programme"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that a text speaks of: a customer further down, a programme's owner."""

    entity: str
    standings: frozenset[str]
    evidence: Evidence


class PartyMatcher:
    """Recognises parties. One distinct name is matched once."""

    def __init__(self, entities: Entities, vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._home = frozenset(vocabulary.routes.japan)
        self._folder = name_folder(vocabulary)
        self._places = Places(vocabulary.countries, vocabulary.name_parts.regional)
        self._users = UserReader(vocabulary, self._places)
        index = FormIndex(entities, self._folder, vocabulary.name_parts.either)
        around = Surroundings(vocabulary, self._folder, self._places)
        self._candidates = Candidates(
            index,
            self._folder,
            around,
            Spellings(index.strong_latin, index.strong_other, vocabulary.name_parts),
            BracketReader(vocabulary.name_parts.formerly),
            BodyFinder(index, around, self._users),
            self._home,
        )
        self._several = SeveralReader(vocabulary.name_parts.between, entities)
        self._forms = len(index)
        self._known: dict[tuple[str | None, ...], tuple[FoldedName, tuple[Candidate, ...]]] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._match)

    def __len__(self) -> int:
        """Return the number of name forms that are looked for."""
        return self._forms

    def match(
        self,
        name: str,
        role: str,
        *,
        on: date | None = None,
        country: str | None = None,
        address: str | None = None,
    ) -> PartyFinding:
        """Say who a name is.

        Args:
            name: The text of the cell.
            role: What the party is in the line: ``end_user``, ``consignee``, ``supplier`` …
            on: The day whose standings count; without one, the listings that have no end.
            country: Where the party is, in any notation.
            address: Its address, if the line gives one.
        """
        return self._remembered(name, role, on, country, address)

    def match_each(
        self,
        text: str,
        role: str,
        *,
        on: date | None = None,
        country: str | None = None,
        goes_abroad: bool = False,
    ) -> tuple[PartyFinding, ...]:
        """Say who all the parties are that one cell names.

        Args:
            text: The cell.
            role: As for `match`, like the day and the country.
            on: The day.
            country: The country.
            goes_abroad: Whether the goods go abroad: then a company of a group at home is one of
                its companies abroad.
        """

        def find(name: str) -> PartyFinding:
            found = self.match(name, role, on=on, country=country)
            if goes_abroad and self._is_at_home(found):
                return replace(found, standings=found.standings | {_ABROAD})
            return found

        return self._several.read(text, find(text), find)

    def _is_at_home(self, party: PartyFinding) -> bool:
        """Return whether a party is one of a company or a group at home, listed or not."""
        entity = self._entities.get(party.entity)
        if entity is None:
            return party.text_kind != "blank" and self._speaks_of_home(party)
        return not (entity.countries.isdisjoint(self._home) or entity.standings & _NOT_OF_HOME)

    def _speaks_of_home(self, party: PartyFinding) -> bool:
        """Return whether an unlisted party is of a group at home: "plant of a Japanese maker"."""
        described = party.text_kind == "description"
        at_home = described and not self._home.isdisjoint(self._places.within(party.name))
        return at_home or self._users.is_of_home_group(party.name)

    def _match(
        self, name: str, role: str, on: date | None, country: str | None, address: str | None
    ) -> PartyFinding:
        key = (name, country, address)
        if key not in self._known:
            folded = self._folder.fold(name)
            code = self._places.code(country)
            blank = self._users.is_blank(name)
            found = () if blank else self._candidates.find(folded, code, address)
            if not found and not blank:
                found = self._spoken_of(name, folded)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = (folded, found)
        folded, candidates = self._known[key]
        if not candidates:
            return self._unknown(name, role, folded)
        return self._finding(name, role, candidates, on, country)

    def _spoken_of(self, text: str, folded: FoldedName) -> tuple[Candidate, ...]:
        """Return whom a description speaks of by an acronym."""
        found = self._candidates.acronyms(folded)
        for candidate in found:
            text = text.replace(candidate.form.name.text.upper(), " ")
        return found if found and self._users.describes(text, folded) else ()

    def mentions(self, text: str, field: str, *, on: date | None = None) -> tuple[Mention, ...]:
        """Return the military users, contractors and listed entities that a text speaks of.

        Args:
            text: Notes, an end use, or any other text that is no name.
            field: Where the text stands.
            on: The day whose standings count.
        """
        folded = self._folder.fold(text)
        return tuple(
            Mention(
                entity=entity.id,
                standings=standings_of(entity, self._entities, on),
                evidence=Evidence(
                    code="party-mentioned",
                    field=field,
                    text=text,
                    entry=entity.id,
                    values=MappingProxyType({"entity": entity.id, "listed_as": hit.term}),
                ),
            )
            for hit in self._candidates.mentions(folded)
            for entity in dict.fromkeys(form.entity for form in hit.meanings if form.is_strong)
        )

    def listed_since(self, parties: Iterable[PartyFinding], on: date) -> date | None:
        """Return the first day on which one of some parties, or of its group, was listed."""
        entities = (self._entities.get(party.entity) for party in parties)
        days = (listed_since(entity, self._entities, on) for entity in entities if entity)
        return min((day for day in days if day), default=None)

    def _unknown(self, name: str, role: str, folded: FoldedName) -> PartyFinding:
        user = self._users.read(name, folded)
        evidence = Evidence(
            code=f"party-{user.kind}",
            field=role,
            text=name,
            values=MappingProxyType({"searched": str(len(self._entities))}),
        )
        return PartyFinding(
            role=role,
            name=name,
            outcome="no_match",
            standings=user.standings,
            why=evidence.code,
            evidence=(evidence,),
            text_kind=user.kind,
        )

    def _finding(
        self,
        name: str,
        role: str,
        candidates: tuple[Candidate, ...],
        on: date | None,
        country: str | None,
    ) -> PartyFinding:
        best = candidates[0]
        entity = best.entity
        disputed = entity.disputed and best.outcome == "match"
        reason = "disputed" if disputed else best.reason
        values = {
            "entity": entity.id,
            "list": entity.list,
            "listed_as": best.form.name.original,
            "country": country or "",
        }
        evidence = Evidence(
            code=f"party-{reason}",
            field=role,
            text=name,
            span=(0, len(name)),
            entry=entity.id,
            values=MappingProxyType(values),
        )
        others = dict.fromkeys(other.entity.id for other in candidates[1:])
        return PartyFinding(
            role=role,
            name=name,
            outcome="possible" if disputed else best.outcome,
            entity=entity.id,
            kind=entity.kind,
            standings=self._standings(best, on),
            score=best.score,
            why=evidence.code,
            evidence=(evidence,),
            candidates=tuple(other for other in others if other != entity.id),
        )

    def _standings(self, candidate: Candidate, on: date | None) -> frozenset[str]:
        if candidate.reason not in {"affiliate", "abroad"}:
            return standings_of(candidate.entity, self._entities, on)
        standings = standings_of_affiliate(candidate.entity, self._entities, on)
        return standings | ({_ABROAD} if candidate.reason == "abroad" else set())
