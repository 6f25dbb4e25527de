"""From the texts of a line to what the catalogue says of it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from screener.matching.items.codes import Codes
from screener.matching.items.document import NAMING_FIELDS, Document, texts_of
from screener.matching.items.goods import GoodsReader
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.naming import Names, Naming
from screener.matching.items.roles import Embedding, Role, RoleReader
from screener.matching.items.thresholds import Outcome, Thresholds
from screener.model import Evidence, Goods, ItemFinding, ItemMatch, ItemStatus, Line
from screener.rulepack.catalogue import Catalogue, Entry
from screener.text.quantities import QuantityReader, UnitTable

_REMEMBERED = 1 << 16
_IN_FORCE = "in_force"

#: The tag of a line that says itself that its product contains a listed item.
CONTAINS_LISTED = "contains_listed"
#: The tag of software, technology and services.
INTANGIBLE = "intangible"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One way of naming an entry, judged: kept, or removed for a reason."""

    match: ItemMatch | None
    removed: ItemMatch | None = None
    contains: bool = False


class ItemMatcher:
    """Recognises the listed items that a line names.

    The catalogue is compiled once; a matcher may be shared between threads. It knows no clock and
    no files.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        entries = catalogue.entries
        lists = WordLists(catalogue.spellings)
        accessories = lists.add(
            tuple(
                word
                for vocabulary in catalogue.vocabularies
                if vocabulary.sort == "accessory"
                for words in vocabulary.groups.values()
                for word in words
            )
        )
        self._roles = RoleReader(catalogue.roles, accessories)
        self._embedding = Embedding(catalogue.roles, self._roles)
        self._names = Names(entries, catalogue.not_listed, catalogue.vocabularies, lists)
        units = UnitTable(
            {
                name: (one.unit, one.spellings)
                for name, one in catalogue.quantities.dimensions.items()
            }
        )
        self._thresholds = Thresholds(catalogue.quantities, units, lists, self._roles, entries)
        self._goods = GoodsReader(catalogue.vocabularies, lists, self._roles, catalogue.roles)
        self._codes = Codes(entries, catalogue.headings, catalogue.roles, lists)
        self._unless = {entry.id: lists.add(entry.unless) for entry in entries}
        self._despite = {entry.id: lists.add(entry.despite) for entry in entries}
        self._products = {entry.id: lists.add(entry.embedded_in) for entry in entries}
        self._but = {item.id: lists.add(item.but) for item in catalogue.not_listed}
        self._reader = QuantityReader(
            units,
            catalogue.quantities.multipliers,
            catalogue.quantities.numerals,
            frozenset(
                spelling
                for one in catalogue.quantities.dimensions.values()
                if one.counted
                for spelling in one.spellings
            ),
        )
        lists.compile()
        self._lists = lists
        self._searched = len(entries)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)

    @property
    def terms(self) -> int:
        """How many distinct words the index looks for, spelling variants included."""
        return len(self._lists)

    def match(self, line: Line, on: date | None) -> ItemFinding:
        """Return what the catalogue says of a line.

        Args:
            line: The line; its description, material, notes, codes and part numbers are read.
            on: The day that counts for the line, ``None`` for the entries' latest status.
        """
        texts = tuple(sorted(texts_of(line).items()))
        return self._remembered(texts, line.text("hs_code"), line.text("control_code"), on)

    def _find(
        self, texts: tuple[tuple[str, str], ...], hs: str, code: str, on: date | None
    ) -> ItemFinding:
        document = Document(dict(texts), self._lists, self._reader)
        number = self._codes.hs(hs)
        context = self._goods.context(document)
        namings = self._names.find(document)
        stopped = self._stopped(document)
        judged = [self._judge(naming, document, context, stopped, on) for naming in namings]
        matches = [one.match for one in judged if one.match]
        removed = [one.removed for one in judged if one.removed]
        matches += self._by_control_code(code, document, on)
        tags = self._tags(namings, judged, document, context)
        evidence: list[Evidence] = []
        if number:
            found, more = self._by_tariff(hs, matches, removed, document, on)
            matches += found
            evidence += more
        matches = _best(matches)
        kept = {match.entry for match in matches}
        removed = _best([one for one in removed if one.entry not in kept])
        goods = self._sort_of_goods(document, matches, removed, context, stopped, number_text=hs)
        status = _status(matches)
        if (
            status is ItemStatus.NOT_MATCHED
            and not removed
            and self._goods.is_unidentified(document)
        ):
            status = ItemStatus.NOT_IDENTIFIED
        evidence += [evidence for evidence, _ in stopped.values()]
        if context:
            evidence.append(_mention("context", document, context[1], context[0]))
        return ItemFinding(
            status=status,
            goods=goods,
            matches=tuple(matches),
            removed=tuple(removed),
            tags=tags,
            evidence=tuple(evidence),
            searched=self._searched,
        )

    def _stopped(self, document: Document) -> dict[str, tuple[Evidence, frozenset[str]]]:
        """Return what the document names that only looks listed, and the entries it stops."""
        found = {}
        for item, hit in self._names.unlisted(document):
            if self._roles.role(document, hit) in {Role.ABSENT, Role.PURPOSE}:
                continue
            if document.by_list.get(self._but[item.id]):
                continue
            evidence = replace(
                _mention("not-listed", document, hit, item.id),
                values=MappingProxyType({"why": item.why}),
            )
            found[item.id] = (evidence, frozenset(item.stops))
        return found

    def _judge(
        self,
        naming: Naming,
        document: Document,
        context: tuple[str, Found] | None,
        stopped: dict[str, tuple[Evidence, frozenset[str]]],
        on: date | None,
    ) -> _Judged:
        entry = naming.entry
        status = entry.status(on)
        if status is None or status == "expired":
            return _Judged(None)
        reason = self._reason_against(naming, document, context, stopped)
        if reason:
            return _Judged(None, _as_match(naming, document, "possible", status, (reason,)))
        outcome = self._outcome(entry, document)
        if outcome.truth is False:
            gone = _as_match(naming, document, "possible", status, outcome.evidence)
            return _Judged(None, gone)
        strength = _strength(naming, outcome)
        product = self._embedding.product(
            document, list(naming.hits), self._products[entry.id], self._names.lists_of(entry)
        )
        if product:
            reason = _mention("embedded", document, product, entry.id)
            part = _as_match(naming, document, "embedded", status, (reason, *outcome.evidence))
            return _Judged(None, part, contains=strength == "exact")
        if strength is None:
            return _Judged(None)
        if status != _IN_FORCE or not entry.code:
            strength = "possible"
        asks = outcome.asks if strength == "possible" else ()
        return _Judged(_as_match(naming, document, strength, status, outcome.evidence, asks))

    def _outcome(self, entry: Entry, document: Document) -> Outcome:
        if entry.tests is None:
            return Outcome(None)
        return self._thresholds.evaluate(entry.tests, document, entry.id)

    def _reason_against(
        self,
        naming: Naming,
        document: Document,
        context: tuple[str, Found] | None,
        stopped: dict[str, tuple[Evidence, frozenset[str]]],
    ) -> Evidence | None:
        """Return why the words do not name the thing, if they do not."""
        entry = naming.entry
        for evidence, stops in stopped.values():
            if entry.id in stops:
                return evidence
        if context and entry.kind == "goods":
            return _mention("context", document, context[1], entry.id)
        excluded = self._excluded(naming, document)
        if excluded:
            return excluded
        roles = [self._roles.role(document, hit) for hit in naming.hits]
        if Role.THING in roles and Role.ABSENT not in roles:
            return None
        worst = Role.ABSENT if Role.ABSENT in roles else roles[0]
        if naming.how == "together" and worst is not Role.ABSENT:
            return None
        return _mention(str(worst), document, naming.hits[roles.index(worst)], entry.id)

    def _excluded(self, naming: Naming, document: Document) -> Evidence | None:
        """Return the word that takes an entry away, unless another keeps it."""
        entry = naming.entry
        if document.by_list.get(self._despite[entry.id]):
            return None
        for hit in document.by_list.get(self._unless[entry.id], ()):
            if naming.how != "composition" and any(
                hit.start >= named.start and hit.end <= named.end for named in naming.hits
            ):
                continue
            if self._roles.role(document, hit) not in {Role.ABSENT, Role.PURPOSE}:
                return _mention("exclusion", document, hit, entry.id)
        return None

    def _by_control_code(self, code: str, document: Document, on: date | None) -> list[ItemMatch]:
        found = []
        for entry in self._codes.stated(code):
            status = entry.status(on)
            if status:
                strength = "exact" if status == _IN_FORCE else "possible"
                span = (0, len(code))
                evidence = (Evidence("control-code", "control_code", code, span, entry.id),)
                found.append(
                    ItemMatch(
                        entry.id, entry.code, entry.name.en, strength,
                        "control_code", code, span, status, (), evidence,
                    )
                )  # fmt: skip
        for entry, place in self._codes.announced(document):
            status = entry.status(on)
            if status:
                strength = "exact" if status == _IN_FORCE else "possible"
                naming = Naming(entry, "exact", "control-code", (place,))
                found.append(_as_match(naming, document, strength, status, ()))
        return found

    def _by_tariff(
        self,
        text: str,
        matches: list[ItemMatch],
        removed: list[ItemMatch],
        document: Document,
        on: date | None,
    ) -> tuple[list[ItemMatch], list[Evidence]]:
        """Return matches that rest on the tariff number alone, and what it says beside others."""
        hs = self._codes.hs(text)
        if hs is None:
            return [], []
        span = (0, len(text))
        values = MappingProxyType({"digits": hs.digits})
        if not self._codes.is_known(hs):
            return [], [Evidence("hs-unknown", "hs_code", text, span, None, values)]
        evidence = []
        if hs.restored:
            evidence.append(Evidence("hs-zero-restored", "hs_code", text, span, None, values))
        full, shared = self._codes.by_number(hs)
        named = {match.entry for match in matches}
        for entry in (*full, *shared):
            if entry.id in named:
                evidence.append(Evidence("hs-agrees", "hs_code", text, span, entry.id, values))
        if matches:
            if not evidence and any(self._codes.has_numbers(match.entry) for match in matches):
                evidence.append(Evidence("hs-differs", "hs_code", text, span, None, values))
            return [], evidence
        gone = {match.entry for match in removed}
        sort = self._goods.sort(document, None)
        chosen = full if sort is not Goods.ORDINARY else []
        if not chosen and sort is Goods.UNRECOGNISED and not removed:
            chosen = shared
        found = [
            ItemMatch(
                entry.id, entry.code, entry.name.en, "possible", "hs_code", text, span, status,
                ("identity",), (Evidence("hs-covers", "hs_code", text, span, entry.id, values),),
            )
            for entry in chosen
            if entry.id not in gone and (status := entry.status(on)) and status != "expired"
        ]  # fmt: skip
        return found, evidence

    def _tags(
        self,
        namings: list[Naming],
        judged: list[_Judged],
        document: Document,
        context: tuple[str, Found] | None,
    ) -> frozenset[str]:
        tags: set[str] = set()
        for naming, one in zip(namings, judged, strict=True):
            is_thing = any(self._roles.role(document, hit) is Role.THING for hit in naming.hits)
            excluded = one.removed and any(
                piece.code in {"exclusion", "context", "not-listed"}
                for piece in one.removed.evidence
            )
            if is_thing and not excluded:
                tags.update(naming.entry.tags)
            if one.contains:
                tags.add(CONTAINS_LISTED)
            if one.match and naming.entry.kind != "goods":
                tags.add(INTANGIBLE)
        if context and context[0] in {"intangible", "service"}:
            tags.add(INTANGIBLE)
        return frozenset(tags)

    def _sort_of_goods(
        self,
        document: Document,
        matches: list[ItemMatch],
        removed: list[ItemMatch],
        context: tuple[str, Found] | None,
        stopped: dict[str, tuple[Evidence, frozenset[str]]],
        *,
        number_text: str,
    ) -> Goods:
        if matches:
            return Goods.LISTED
        if context:
            return Goods.ORDINARY if context[0] == "ordinary" else Goods.TECHNICAL
        sort = self._goods.sort(document, None)
        if sort is Goods.ORDINARY:
            return sort
        if removed or stopped:
            return Goods.TECHNICAL
        return self._goods.sort(document, self._codes.hs(number_text))


def _strength(naming: Naming, outcome: Outcome) -> str | None:
    """Return ``exact``, ``possible`` or ``None``: what a name and its thresholds are worth."""
    unstated = naming.entry.unstated
    if outcome.truth:
        return "exact"
    if unstated == "none":
        return "possible" if outcome.states else None
    if naming.strength == "exact" and unstated == "controlled":
        return "exact"
    return "possible"


def _as_match(  # noqa: PLR0913 - one argument for each field that differs
    naming: Naming,
    document: Document,
    strength: str,
    status: str,
    evidence: tuple[Evidence, ...],
    asks: tuple[str, ...] = (),
) -> ItemMatch:
    entry = naming.entry
    first, last = naming.hits[0], naming.hits[-1]
    same = document.field_at(first.start) == document.field_at(last.start)
    start, end = (
        (min(hit.start for hit in naming.hits), max(hit.end for hit in naming.hits))
        if same and naming.how == "together"
        else (first.start, first.end)
    )
    field, text, span = document.quote(start, end)
    code = f"{naming.how}-family" if naming.strength == "family" else naming.how
    rests_on = Evidence(code, field, text, span, entry.id)
    if not asks and strength == "possible" and naming.strength == "family" and not evidence:
        asks = ("identity",)
    return ItemMatch(
        entry.id, entry.code, entry.name.en, strength, field, text, span, status, asks,
        (rests_on, *evidence),
    )  # fmt: skip


def _mention(code: str, document: Document, hit: Found, entry: str) -> Evidence:
    field, text, span = document.quote(hit.start, hit.end)
    return Evidence(code, field, text, span, entry)


def _best(matches: list[ItemMatch]) -> list[ItemMatch]:
    """Keep the strongest match of each entry; exact ones first, then in the order of the text."""
    kept: dict[str, ItemMatch] = {}
    order = {"exact": 0, "possible": 1, "embedded": 2}
    fields = {field: place for place, field in enumerate(NAMING_FIELDS)}
    for match in sorted(
        matches,
        key=lambda match: (order[match.strength], fields.get(match.field, 9), match.span),
    ):
        kept.setdefault(match.entry, match)
    return list(kept.values())


def _status(matches: list[ItemMatch]) -> ItemStatus:
    if any(match.strength == "exact" and match.status == _IN_FORCE for match in matches):
        return ItemStatus.CONTROLLED
    return ItemStatus.POSSIBLY_CONTROLLED if matches else ItemStatus.NOT_MATCHED
