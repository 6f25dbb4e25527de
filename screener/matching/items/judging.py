"""Whether the words that name an entry make a match, or what takes the match away."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from screener.matching.items.document import Document
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.matches import EXPIRED, IN_FORCE, as_match, mention
from screener.matching.items.naming import Names, Naming
from screener.matching.items.roles import Embedding, Role, RoleReader
from screener.matching.items.thresholds import Claim, Outcome, Thresholds
from screener.model import Evidence, ItemMatch
from screener.rulepack.catalogue import Catalogue, tests_of


@dataclass(frozen=True, slots=True)
class Judged:
    """One way of naming an entry, judged: kept, or removed for a reason.

    `contains`: the line names a product and says that the listed thing is a part of it.
    """

    match: ItemMatch | None
    removed: ItemMatch | None = None
    contains: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document says around the names in it.

    `context` is the effect of a context ("photo book") and its words; `stopped` holds what only
    looks listed, with its evidence, the words that name it and the entries that it stops.
    """

    document: Document
    context: tuple[str, Found] | None
    stopped: Mapping[str, tuple[Evidence, Found, frozenset[str]]]


class Judge:
    """Judges the names that were found in a document."""

    def __init__(
        self,
        catalogue: Catalogue,
        lists: WordLists,
        names: Names,
        roles: RoleReader,
        thresholds: Thresholds,
    ) -> None:
        self._names = names
        self._roles = roles
        self._thresholds = thresholds
        self._embedding = Embedding(catalogue.roles, roles)
        entries = catalogue.entries
        self._unless = {entry.id: lists.add(entry.unless) for entry in entries}
        self._unless_for = {entry.id: lists.add(entry.unless_for) for entry in entries}
        self._despite = {entry.id: lists.add(entry.despite) for entry in entries}
        self._parts = {entry.id: lists.add(entry.parts) for entry in entries}
        self._tested = {
            entry.id: frozenset(test.property for test in tests_of(entry.tests) if test.property)
            for entry in entries
        }
        self._products = {entry.id: lists.add(entry.embedded_in) for entry in entries}

    def tells_of_parts(self, text: str) -> bool:
        """Say whether a folded text has a word for what a thing contains."""
        return self._embedding.tells_of_parts(text)

    def judge(self, naming: Naming, around: Surroundings, on: date | None) -> Judged:
        """Judge one way of naming an entry on a day."""
        document = around.document
        entry = naming.entry
        status = entry.status(on)
        if status is None or status == EXPIRED:
            return Judged(None)
        outcome = self._outcome(naming, document)
        reason = self._reason_against(naming, around, outcome)
        if reason:
            return Judged(
                None,
                as_match(naming, document, strength="possible", status=status, evidence=(reason,)),
            )
        if outcome.truth is False:
            gone = as_match(
                naming, document, strength="possible", status=status, evidence=outcome.evidence
            )
            return Judged(None, gone)
        strength = _strength(naming, outcome)
        if strength == "exact" and any(self._roles.is_open(document, hit) for hit in naming.hits):
            strength = "possible"
        product = self._embedding.product(
            document, list(naming.hits), self._products[entry.id], self._names.lists_of(entry)
        )
        if product:
            reason = mention("embedded", document, product, entry.id)
            part = as_match(
                naming,
                document,
                strength="embedded",
                status=status,
                evidence=(reason, *outcome.evidence),
            )
            return Judged(None, part, contains=strength == "exact")
        if strength is None:
            return Judged(None)
        if status != IN_FORCE or not entry.code:
            strength = "possible"
        asks = outcome.asks if strength == "possible" else ()
        return Judged(
            as_match(
                naming,
                document,
                strength=strength,
                status=status,
                evidence=outcome.evidence,
                asks=asks,
            )
        )

    def _outcome(self, naming: Naming, document: Document) -> Outcome:
        entry = naming.entry
        if entry.tests is None:
            return Outcome(None)
        claim = Claim(entry.id, naming.hits, self._tested[entry.id])
        return self._thresholds.evaluate(entry.tests, document, claim)

    def _reason_against(
        self, naming: Naming, around: Surroundings, outcome: Outcome
    ) -> Evidence | None:
        """Return why the words do not name the thing, if they do not."""
        entry, document, context = naming.entry, around.document, around.context
        for evidence, hit, stops in around.stopped.values():
            if entry.id in stops and not self._is_another(document, naming, hit):
                return evidence
        if context and entry.kind == "goods":
            return mention("context", document, context[1], entry.id)
        excluded = self._excluded(naming, around, outcome)
        if excluded:
            return excluded
        roles = self._roles.roles(document, naming.hits)
        if Role.THING in roles and Role.ABSENT not in roles:
            return None
        worst = Role.ABSENT if Role.ABSENT in roles else roles[0]
        if naming.how == "together" and worst is not Role.ABSENT:
            return None
        return mention(str(worst), document, naming.hits[roles.index(worst)], entry.id)

    def _is_another(self, document: Document, naming: Naming, unlisted: Found) -> bool:
        """Say whether what only looks listed is named beside the thing, as another thing."""
        return all(self._roles.stand_side_by_side(document, hit, unlisted) for hit in naming.hits)

    def _excluded(self, naming: Naming, around: Surroundings, outcome: Outcome) -> Evidence | None:
        """Return the word that takes an entry away, unless another keeps it."""
        entry, document = naming.entry, around.document
        others = [
            hit for _, hit, _ in around.stopped.values() if self._is_another(document, naming, hit)
        ]
        if document.by_list.get(self._despite[entry.id]):
            return None
        words = [
            *document.by_list.get(self._unless[entry.id], ()),
            *(
                hit
                for hit in document.by_list.get(self._parts[entry.id], ())
                if not self._is_equipment(document, naming, hit, outcome)
            ),
        ]
        for hit in words:
            if naming.how != "composition" and any(
                hit.start >= named.start and hit.end <= named.end for named in naming.hits
            ):
                continue
            if any(other.start <= hit.start and hit.end <= other.end for other in others):
                continue
            if self._roles.is_grade(document, hit):
                continue
            role = self._roles.role(document, hit)
            settles = self._unless_for[entry.id] in hit.lists
            if role is not Role.ABSENT and (settles or role is not Role.PURPOSE):
                return mention("exclusion", document, hit, entry.id)
        return None

    def _is_equipment(
        self, document: Document, naming: Naming, part: Found, outcome: Outcome
    ) -> bool:
        """Say whether a part is what the thing has, and the thing what is sold.

        "UAV, endurance 2 h, datalink 40 km", "lathe with chuck" and プローブ付三次元測定機 name the
        thing, "UAV datalink 40 km" and "lathe chuck" the part. Where the values that follow the
        name meet the thresholds, they are the thing's, unless the part is the noun of its phrase.
        """
        if self._roles.comes_along_with(document, Found((), part.start, part.start), part):
            return True
        before = [hit for hit in naming.hits if hit.end <= part.start]
        if not before:
            return False
        if any(self._roles.comes_along_with(document, hit, part) for hit in before):
            return True
        named = max(hit.end for hit in before)
        between = document.text[named : part.start]
        stated = [quantity for quantity in document.quantities if quantity.start >= named]
        if any(quantity.end <= part.start for quantity in stated):
            return True
        if re.search(r"[,;、，；]", between) and any(
            0 <= quantity.start - part.end <= 1 for quantity in stated
        ):
            return True
        return re.search(r"[\w,;、，；]", between) is not None and _is_met_after(
            outcome, document, named
        )


def _is_met_after(outcome: Outcome, document: Document, place: int) -> bool:
    """Say whether what stands after a place of the text meets the thresholds."""
    if not outcome.truth:
        return False
    field, _, (start, _) = document.quote(place - 1, place)
    return any(
        piece.code in {"value-met", "word-met"}
        and piece.span
        and (piece.field != field or piece.span[0] > start)
        for piece in outcome.evidence
    )


def _strength(naming: Naming, outcome: Outcome) -> str | None:
    """Return ``exact``, ``possible`` or ``None``: what a name and its thresholds are worth."""
    unstated = naming.entry.unstated
    if outcome.truth:
        return "exact"
    if unstated == "none":
        return "possible" if outcome.states or naming.strength == "exact" else None
    if naming.strength == "exact" and unstated == "controlled":
        return "exact"
    return "possible"
