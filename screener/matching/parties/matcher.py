"""Who a name is: on a list, a military user, a contractor, or none of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from screener.matching.parties.index import Form, FormIndex, Sort, name_folder
from screener.matching.parties.remainder import Remainder, Surroundings, has_address
from screener.matching.parties.spelling import Spellings
from screener.matching.parties.standing import standings_of, standings_of_affiliate
from screener.matching.parties.users import UserReader
from screener.matching.places import Places
from screener.model import Evidence, PartyFinding
from screener.rulepack.entities import Entities, Entity
from screener.rulepack.vocabulary import Vocabulary
from screener.text.names import FoldedName
from screener.text.terms import Hit

_ABROAD = "japanese_group_abroad"


@dataclass(frozen=True)
class Candidate:
    """An entity that a name may be, and why.

    `reason` is one of ``exact``, ``former``, ``site``, ``body``, ``order``, ``slip`` (these say who
    it is), ``shared``, ``acronym``, ``common``, ``affiliate``, ``abroad``, ``mentioned``.
    """

    form: Form
    reason: str
    outcome: str
    score: float

    @property
    def entity(self) -> Entity:
        """The entity that the form names."""
        return self.form.entity


class PartyMatcher:
    """Recognises parties. One distinct name is matched once."""

    def __init__(self, entities: Entities, vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._folder = name_folder(vocabulary)
        self._index = FormIndex(entities, self._folder)
        self._places = Places(vocabulary.countries, vocabulary.name_parts.regional)
        self._around = Surroundings(vocabulary, self._folder, self._places)
        self._users = UserReader(vocabulary, self._places)
        self._spellings = Spellings(
            self._index.strong_latin, self._index.strong_other, vocabulary.name_parts
        )
        self._home = frozenset(vocabulary.routes.japan)
        self._known: dict[tuple[str | None, ...], tuple[FoldedName, tuple[Candidate, ...]]] = {}

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
        key = (name, country, address)
        if key not in self._known:
            folded = self._folder.fold(name)
            code = self._places.code(country)
            self._known[key] = (folded, self._candidates(folded, code, address))
        folded, candidates = self._known[key]
        if not candidates:
            return self._unknown(name, role, folded)
        return self._finding(name, role, candidates, on, country)

    # --- candidates, best first ----------------------------------------------------------------

    def _candidates(
        self, name: FoldedName, code: str | None, address: str | None
    ) -> tuple[Candidate, ...]:
        if self._users.is_blank(name.original) or not name.text:
            return ()
        whole = self._whole(name, address)
        if whole is None:
            return ()
        found = whole or self._inside(name, code) or self._respelt(name)
        abroad = code is not None and code not in self._home
        weighed = (self._in_country(found_, code, abroad) for found_ in found)
        return tuple(candidate for candidate in weighed if candidate)

    def _whole(self, name: FoldedName, address: str | None) -> tuple[Candidate, ...] | None:
        """Return who the whole name is; ``None`` where it is known to be somebody else."""
        forms = self._index.whole(name)
        found = []
        for form in forms:
            if form.sort is Sort.LOOKALIKE and _same_legal_form(form.name, name):
                if not any(_signed(other, name) for other in forms if other.is_strong):
                    return None
            elif form.is_strong:
                reason = "former" if form.sort is Sort.FORMER else "exact"
                found.append(Candidate(form, reason, "match", 1.0))
            elif form.sort is not Sort.LOOKALIKE:
                found.append(self._weak(form, forms, name, address))
        return _best(found)

    def _weak(
        self, form: Form, forms: Iterable[Form], name: FoldedName, address: str | None
    ) -> Candidate:
        """Judge a form that others bear too: by legal form, address or site."""
        same = (other for other in forms if other.entity is form.entity and other.needs_sign)
        record = form.entity.record
        if form.sort is Sort.AFFILIATE:
            return Candidate(form, "affiliate", "possible", 0.7)
        if any(name.legal_kinds & other.name.legal_kinds for other in same):
            return Candidate(form, "exact", "match", 1.0)
        if record.address and has_address(address, record.address.text, record.address.postal_code):
            return Candidate(form, "exact", "match", 0.95)
        if form.sort is Sort.SHARED:
            return Candidate(form, "shared", "possible", 0.6)
        return Candidate(form, "acronym", "possible", 0.5)

    def _inside(self, name: FoldedName, code: str | None) -> tuple[Candidate, ...]:
        """Return who is named inside a longer text."""
        company = self._company(name, code)
        if company and company[0].outcome == "match":
            return company
        return self._body(name, code) or company

    def _company(self, name: FoldedName, code: str | None) -> tuple[Candidate, ...]:
        found = []
        for hit in self._index.companies_in(name):
            if not self._around.leads_to(name.text[: hit.start]):
                continue
            for form in hit.meanings:
                candidate = self._named_company(name, hit, form, code)
                if candidate:
                    found.append((hit.end - hit.start, candidate))
        longest = max((length for length, _ in found), default=0)
        return _best([candidate for length, candidate in found if length == longest])

    def _named_company(
        self, name: FoldedName, hit: Hit[Form], form: Form, code: str | None
    ) -> Candidate | None:
        around = self._around.read(name, hit.start, hit.end)
        abroad = code is not None and code not in self._home
        strong = form.is_strong or self._has_sign(name, hit, form)
        if form.sort is Sort.AFFILIATE:
            return Candidate(form, "affiliate", "possible", 0.7)
        if form.sort is not Sort.GROUP and not strong:
            if around in {Remainder.NOTHING, Remainder.SITE}:
                return Candidate(form, "acronym", "possible", 0.5)
            return None
        if around is Remainder.ABROAD or (abroad and around is not Remainder.NOTHING):
            return Candidate(form, "abroad", "possible", 0.65)
        if around in {Remainder.COMPANY, Remainder.GROUP}:
            return Candidate(form, "affiliate", "possible", 0.6)
        if form.sort is Sort.GROUP:
            return Candidate(form, "acronym", "possible", 0.5)
        reason = "site" if around is Remainder.SITE else "exact"
        return Candidate(form, reason, "match", 0.97)

    def _has_sign(self, name: FoldedName, hit: Hit[Form], form: Form) -> bool:
        """Return whether a name that others bear has its own legal form, or a site, beside it."""
        if any(
            self._folder.fold(site).text in name.text[hit.end :]
            for site in form.entity.record.sites
        ):
            return True
        near = {kind for kind, place in name.forms if place in {hit.start, hit.end}}
        return form.needs_sign and bool(near & form.name.legal_kinds)

    def _body(self, name: FoldedName, code: str | None) -> tuple[Candidate, ...]:
        """Return the body that a text names, the deepest in the hierarchy first."""
        found = []
        foreign = self._around.foreign(name.original)
        home = self._around.at_home(name.original) or code in self._home
        for hit in self._index.bodies_in(name):
            for form in hit.meanings:
                candidate = _named_body(form, foreign=foreign, home=home)
                if candidate:
                    depth = -1 if form.sort is Sort.PATTERN else self._index.depth(form.entity)
                    order = (candidate.outcome == "match", depth, hit.end - hit.start)
                    found.append((order, candidate))
        found.sort(key=lambda item: item[0], reverse=True)
        return tuple(candidate for _, candidate in found)

    def _respelt(self, name: FoldedName) -> tuple[Candidate, ...]:
        respelt = self._spellings.reordered(name)
        if respelt:
            return (Candidate(respelt.form, "order", "match", respelt.score),)
        respelt = self._spellings.misspelt(name)
        if respelt is None:
            return ()
        outcome = "match" if respelt.is_close else "possible"
        return (Candidate(respelt.form, "slip", outcome, respelt.score),)

    def _in_country(
        self,
        candidate: Candidate,
        code: str | None,
        abroad: bool,  # noqa: FBT001  # private
    ) -> Candidate | None:
        """Weaken a candidate, or rule it out, where the country contradicts."""
        if code is None or code in candidate.entity.countries:
            return candidate
        if candidate.reason in {"acronym", "shared", "slip"}:
            return None
        if candidate.outcome == "match" and abroad:
            return Candidate(candidate.form, "abroad", "possible", 0.6)
        return candidate

    # --- findings ------------------------------------------------------------------------------

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


def _named_body(form: Form, *, foreign: bool, home: bool) -> Candidate | None:
    if form.is_strong:
        return Candidate(form, "body", "match", 0.95)
    if form.sort is Sort.PATTERN:
        return None if foreign else Candidate(form, "body", "match", 0.8)
    if foreign:
        return None
    if form.sort is Sort.SHARED:
        return (
            Candidate(form, "body", "match", 0.9)
            if home
            else Candidate(form, "shared", "possible", 0.6)
        )
    return Candidate(form, "acronym", "possible", 0.5) if home else None


def _same_legal_form(lookalike: FoldedName, name: FoldedName) -> bool:
    return not lookalike.forms or bool(lookalike.legal_kinds & name.legal_kinds)


def _signed(form: Form, name: FoldedName) -> bool:
    return bool(form.name.legal_kinds & name.legal_kinds)


def _best(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda found: (found.outcome != "match", -found.score)))
