"""Whether the values that a line states meet the thresholds of an entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Generic, TypeVar

from screener.matching.items.deriving import Part, derivations
from screener.matching.items.document import Document
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.roles import RoleReader
from screener.model import Evidence
from screener.rulepack.catalogue import tests_of
from screener.rulepack.catalogue_files import Entry, Property, Quantities, Threshold
from screener.text.quantities import Quantity, UnitTable

_BEFORE = 22
_AFTER = 10
_CLOSE = 3
_WHOLE = 100.0  # per cent

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The truth of thresholds (``None``: not stated), with what it rests on.

    `asks` are the properties that are left open; `states` says whether a threshold that is not
    presumed was met by a stated value.
    """

    truth: bool | None
    evidence: tuple[Evidence, ...] = ()
    asks: tuple[str, ...] = ()
    states: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that words of a text name, with the properties that its thresholds ask for."""

    entry: str
    named_by: tuple[Found, ...]
    tested: frozenset[str]

    def is_named_by(self, hit: Found) -> bool:
        """Say whether a word is a part of the name."""
        return any(named.start <= hit.start and hit.end <= named.end for named in self.named_by)


class _PerTest(Generic[Value]):
    """A value for each test, known by which test it is: comparing them would cost more."""

    def __init__(self, pairs: Iterable[tuple[Threshold, Value]]) -> None:
        self.__setstate__(tuple(pairs))

    def __getstate__(self) -> tuple[tuple[Threshold, Value], ...]:
        return self._pairs

    def __setstate__(self, pairs: tuple[tuple[Threshold, Value], ...]) -> None:
        self._pairs = pairs
        self._known = {id(test): value for test, value in pairs}

    def of(self, test: Threshold) -> Value:
        """Return the value for a test."""
        return self._known[id(test)]


class Thresholds:
    """Compares the quantities and words of a document with thresholds."""

    def __init__(
        self,
        quantities: Quantities,
        units: UnitTable,
        lists: WordLists,
        roles: RoleReader,
        entries: Iterable[Entry],
    ) -> None:
        self._properties = quantities.properties
        self._units = units
        self._roles = roles
        self._labels = {
            name: lists.add(prop.words)
            for name, prop in quantities.properties.items()
            if prop.words
        }
        self._complements = {
            name: lists.add(prop.complement) for name, prop in quantities.properties.items()
        }
        tests = [test for entry in entries for test in tests_of(entry.tests)]
        self._met = _PerTest((test, lists.add(test.met)) for test in tests)
        self._failed = _PerTest((test, lists.add(test.failed)) for test in tests)
        self._limits = _PerTest((test, self._limits_of(test)) for test in tests if test.op)
        self._derivations = derivations(self._properties, units)
        self._plausible = {
            name: tuple(
                units.in_comparison_unit(*_number_and_unit(limit), prop.dimension)
                for limit in prop.plausible
            )
            for name, prop in quantities.properties.items()
            if prop.plausible
        }

    def evaluate(self, test: Threshold, document: Document, claim: Claim) -> Outcome:
        """Evaluate thresholds: first as stated, then with what may be presumed."""
        strict = self._evaluate(test, document, claim, presuming=False)
        if strict.truth is not None or not strict.states:
            return strict
        presumed = self._evaluate(test, document, claim, presuming=True)
        return presumed if presumed.truth else strict

    def _evaluate(
        self, test: Threshold, document: Document, claim: Claim, *, presuming: bool
    ) -> Outcome:
        if test.property is not None:
            return self._single(test, document, claim, presuming=presuming)
        parts = [
            self._evaluate(part, document, claim, presuming=presuming)
            for part in (test.all or test.any)
        ]
        settles = bool(test.any)
        evidence = tuple(piece for part in parts for piece in part.evidence)
        settling = [part for part in parts if part.truth is settles]
        if settling:
            own = tuple(piece for part in settling for piece in part.evidence)
            return Outcome(settles, own, states=any(part.states for part in parts))
        open_parts = [part for part in parts if part.truth is None]
        return Outcome(
            None if open_parts else not settles,
            evidence,
            tuple(dict.fromkeys(ask for part in open_parts for ask in part.asks)),
            any(part.states for part in parts),
        )

    def _single(
        self, test: Threshold, document: Document, claim: Claim, *, presuming: bool
    ) -> Outcome:
        outcome = self._words(test, document, claim)
        if outcome.truth is None and test.op:
            outcome = self._values(test, document, claim)
        if outcome.truth is None and test.presumed and presuming:
            values = _values(test, {})
            return Outcome(
                truth=True, evidence=(Evidence("value-presumed", entry=claim.entry, values=values),)
            )
        if outcome.truth is None:
            return Outcome(None, asks=(test.property or "",))
        return Outcome(outcome.truth, outcome.evidence, states=outcome.truth and not test.presumed)

    def _words(self, test: Threshold, document: Document, claim: Claim) -> Outcome:
        """Answer by words that meet or fail the threshold.

        A negated word says the opposite, a word that is left open ("Dy unknown") says nothing.
        """
        for hit in document.by_list.get(self._failed.of(test), ()):
            if not self._roles.is_absent(document, hit):
                return Outcome(
                    truth=False,
                    evidence=(_evidence("word-failed", document, hit, claim.entry, test),),
                )
        for hit in document.by_list.get(self._met.of(test), ()):
            if self._roles.is_open(document, hit):
                continue
            says = not self._roles.is_absent(document, hit)
            code = "word-met" if says else "word-failed"
            return Outcome(says, (_evidence(code, document, hit, claim.entry, test),))
        return Outcome(None)

    def _values(self, test: Threshold, document: Document, claim: Claim) -> Outcome:
        prop = self._properties[test.property or ""]
        answers = [
            (quantity, self._compare(test, quantity))
            for quantity in self._eligible(test.property or "", prop, document, claim)
        ]
        if not answers:
            return self._derived(test, document, claim)
        if prop.pick:
            answers = [_picked(prop.pick, answers)]
        truths = {truth for _, truth in answers}
        if len(truths) > 1 or None in truths:
            return Outcome(None)
        quantity, truth = answers[0]
        code = "value-met" if truth else "value-failed"
        return Outcome(truth, (_evidence(code, document, quantity, claim.entry, test),))

    def _eligible(
        self, name: str, prop: Property, document: Document, claim: Claim
    ) -> list[Quantity]:
        """Return the quantities that may answer a property: those with its word, else bare ones."""
        fitting = [
            quantity
            for quantity in document.quantities
            if quantity.dimension == prop.dimension and "tolerance" not in quantity.marks
        ]
        named: list[Quantity] = []
        bare: list[Quantity] = []
        for quantity in fitting:
            if self._is_labelled(self._complements[name], quantity, document):
                rest = replace(quantity, low=_WHOLE - quantity.high, high=_WHOLE - quantity.low)
                named.append(rest)
                continue
            labels = self._labels_of(quantity, document, claim)
            if "error" in quantity.marks and name not in labels:
                continue
            if not prop.words and prop.bare and self._is_plausible(name, quantity):
                bare.append(quantity)
            elif name in labels:
                named.append(quantity)
            elif not labels and prop.bare and self._is_plausible(name, quantity):
                bare.append(quantity)
        return named or bare

    def _is_labelled(self, words: int, quantity: Quantity, document: Document) -> bool:
        return any(
            self._distance(hit, quantity, document) is not None
            for hit in document.by_list.get(words, ())
        )

    def _limits_of(self, test: Threshold) -> list[float]:
        """Return the limits of a threshold in the unit of comparison of its property."""
        prop = self._properties[test.property or ""]
        if test.op == "within":
            return [float(value) for value in test.value]
        return [
            self._units.in_comparison_unit(float(value), test.unit, prop.dimension)
            for value in test.value
        ]

    def _is_plausible(self, name: str, quantity: Quantity) -> bool:
        limits = self._plausible.get(name)
        return limits is None or limits[0] <= quantity.high <= limits[1]

    def _labels_of(self, quantity: Quantity, document: Document, claim: Claim) -> frozenset[str]:
        """Return the properties whose word stands nearest to a quantity.

        A word that is a part of the name ("Ni powder 98.5%") says so only of what the entry asks.
        """
        if "nines" in quantity.marks:
            return frozenset()
        best: dict[int, set[str]] = {}
        if "diameter" in quantity.marks:
            best.setdefault(0, set()).update(name for name in self._labels if "diameter" in name)
        for name, number in self._labels.items():
            prop = self._properties[name]
            if prop.dimension != quantity.dimension or not self._is_plausible(name, quantity):
                continue
            for hit in document.by_list.get(number, ()):
                if name not in claim.tested and claim.is_named_by(hit):
                    continue
                distance = self._distance(hit, quantity, document)
                if distance is not None:
                    best.setdefault(distance, set()).add(name)
        return frozenset(best[min(best)]) if best else frozenset()

    @staticmethod
    def _distance(hit: Found, quantity: Quantity, document: Document) -> int | None:
        """Return how far a word stands from a quantity; a word before it counts as nearer."""
        text = document.text
        if hit.end <= quantity.start:
            gap = text[hit.end : quantity.start]
            near = len(gap) <= _BEFORE and not any(mark in gap for mark in ",;|、，；")
            free = not any(
                hit.end <= other.start
                and other.end <= quantity.start
                and other.start != quantity.start
                for other in document.quantities
            )
            return len(gap.strip(" .:=")) if near and free else None
        if hit.start >= quantity.end:
            gap = text[quantity.end : hit.start]
            near = len(gap) <= _AFTER and not any(mark in gap for mark in ",;|、，；/")
            # A word with another number right behind it belongs to that number ("range 110 m").
            free = not any(
                quantity.end <= other.start <= hit.end + _CLOSE for other in document.quantities
            )
            return _BEFORE + len(gap) if near and free else None
        return 0 if quantity.start <= hit.start and hit.end <= quantity.end else None

    def _compare(self, test: Threshold, quantity: Quantity) -> bool | None:
        if test.op == "within":
            constant, length = (float(part) for part in test.value)
            slope = 1000.0 / length
            fits = (quantity.low <= constant, quantity.high <= slope + 1e-9)
            return fits[0] if fits[0] == fits[1] else None
        limits = self._limits.of(test)
        return _compare(test.op or "", limits, quantity.low, quantity.high)

    def _derived(self, test: Threshold, document: Document, claim: Claim) -> Outcome:
        """Answer by what follows from other properties: energy times rate, strength over weight."""
        for derivation in self._derivations.get(test.property or "", ()):
            found = derivation.work_out(lambda name: self._part(name, test, document, claim))
            if found is None:
                continue
            value, stated = found
            limits = self._limits.of(test)
            truth = _compare(test.op or "", limits, value, value)
            if derivation.bound == "least" and not (truth and _is_from(test)):
                continue
            if derivation.bound == "most" and not (value < limits[0] and _is_from(test)):
                continue
            code = "value-met" if truth else "value-failed"
            return Outcome(truth, (_evidence_of_all(code, document, stated, claim.entry, test),))
        return Outcome(None)

    def _part(self, name: str, test: Threshold, document: Document, claim: Claim) -> Part | None:
        """Return the value of a part of a derivation: stated, or else assumed by the threshold."""
        prop = self._properties[name]
        stated = self._eligible(name, prop, document, claim)
        if stated:
            quantity, _ = _picked(prop.pick or "max", [(one, None) for one in stated])
            return quantity.high, quantity
        if name not in test.assume:
            return None
        number, unit = _number_and_unit(test.assume[name])
        return self._units.in_comparison_unit(number, unit, prop.dimension), None


def _is_from(test: Threshold) -> bool:
    """Say whether a threshold is met from a value on: "or more", "between"."""
    return (test.op or "") in {">", ">=", "between"}


def _picked(pick: str, answers: list[tuple[Quantity, bool | None]]) -> tuple[Quantity, bool | None]:
    """Choose among several stated values: the largest, the smallest, or the second largest.

    A diameter spans two directions, so it counts twice.
    """
    ordered = sorted(answers, key=lambda pair: pair[0].high)
    if pick == "min":
        return ordered[0]
    if pick == "max":
        return ordered[-1]
    spans = [pair for pair in ordered for _ in range(2 if "diameter" in pair[0].marks else 1)]
    return spans[-2] if len(spans) > 1 else spans[-1]


def _compare(  # noqa: PLR0911 - one return for each operator
    op: str, limits: list[float], low: float, high: float
) -> bool | None:
    """Compare a stated range with limits; for a range its upper end counts.

    A single value cannot show that a range is covered, only that it is not.
    """
    first = limits[0]
    slack = abs(first) * 1e-9
    if op == ">":
        return high > first + slack
    if op == ">=":
        return high >= first - slack
    if op == "<":
        return high < first - slack
    if op == "<=":
        return high <= first + slack
    if op == "one_of":
        return any(abs(high - limit) <= abs(limit) * 0.01 for limit in limits)
    last = limits[-1]
    if op == "covers" and low == high:
        return False if high < last - abs(last) * 1e-9 else None
    if op == "covers":
        return low <= first + slack and high >= last - slack
    return high >= first - slack and low <= last + abs(last) * 1e-9


def _number_and_unit(text: str) -> tuple[float, str]:
    number, _, unit = text.partition(" ")
    return float(number), unit


def _evidence(
    code: str, document: Document, place: Quantity | Found, entry: str, test: Threshold
) -> Evidence:
    field, text, span = document.quote(place.start, place.end)
    return Evidence(code, field, text, span, entry, _values(test, {"stated": text}))


def _evidence_of_all(
    code: str, document: Document, places: list[Quantity], entry: str, test: Threshold
) -> Evidence:
    """Return the evidence of a value that several stated quantities give together."""
    first = _evidence(code, document, places[0], entry, test)
    stated = " × ".join(document.quote(place.start, place.end)[1] for place in places)
    return replace(first, values=_values(test, {"stated": stated}))


def _values(test: Threshold, more: Mapping[str, str]) -> Mapping[str, str]:
    wanted = f"{test.op} {' / '.join(test.value)} {test.unit}".strip() if test.op else ""
    return MappingProxyType(
        {"property": test.property or "", "wanted": test.text or wanted, "because": test.because}
        | dict(more)
    )
