"""Rules in words: why each applies or not, under which clause, on which conditions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from screener.model import (
    ConditionFinding,
    Effect,
    PartyFinding,
    Question,
    QuestionKind,
    Reason,
    ScreenedLine,
    Truth,
    Verdict,
)
from screener.remembered import Remembered
from screener.results.explain.texts import CitationText, ConditionText, ReasonText
from screener.results.explain.words import Words
from screener.rulepack.law import Basis

#: A reason names this many places where the law was read.
_CITATIONS = 2


class ReasonWords:
    """Says the reasons of a verdict in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pack = words.pack
        self._said: dict[object, tuple[Verdict, tuple[ReasonText, ...]]] = {}
        self._listing = Remembered(self._listed_by)

    def reasons(self, screened: ScreenedLine) -> tuple[ReasonText, ...]:
        """Say every rule that could decide the label, under each clause it rests on.

        Lines with the same verdict share what is said, once for each list that names a recipient.
        """
        listed_by = self._listing(screened.findings.parties)
        key = (id(screened.verdict), listed_by, screened.findings.on)
        if key not in self._said:
            reasons = tuple(self._reasons(screened, listed_by))
            # The verdict is kept beside its reasons: an id counts only while its object lives.
            self._said[key] = (screened.verdict, reasons)
        return self._said[key][1]

    def _reasons(self, screened: ScreenedLine, listed_by: frozenset[str]) -> Iterable[ReasonText]:
        for reason in screened.verdict.reasons:
            if reason.effect is Effect.NOTE:
                continue
            rule = self._pack.law.rules[reason.rule]
            chosen = [basis for basis in rule.basis if basis.instrument in listed_by]
            for basis in chosen or rule.basis:
                yield ReasonText(
                    rule=reason.rule,
                    title=self._words.say(rule.title),
                    instrument=basis.instrument,
                    clause=basis.clause,
                    effect=reason.effect,
                    truth=reason.finding.truth,
                    text=self._reason(reason, screened),
                    citations=self._citations(basis),
                    conditions=tuple(map(self._condition, reason.conditions)),
                    ambiguities=self._ambiguities(reason, rule.ambiguities),
                )

    def _listed_by(self, parties: tuple[PartyFinding, ...]) -> frozenset[str]:
        """Return the instruments that list a recipient: rules rest on theirs, not on the others."""
        return frozenset(
            found.listing.by
            for party in parties
            if party.entity and (found := self._pack.entities.get(party.entity)) and found.listing
        )

    def because(self, verdict: Verdict, effect: Effect) -> Iterable[str]:
        """Say why the first true rule of an effect applies."""
        for reason in verdict.reasons:
            if reason.effect is effect and reason.finding.truth is Truth.TRUE:
                yield self._words.say(self._pack.law.rules[reason.rule].because)
                return

    def why_clear(self, verdict: Verdict, on: date) -> Iterable[str]:
        """Say the fewest failed conditions that keep every rule from applying."""
        prohibited = [reason for reason in verdict.reasons if reason.effect is Effect.PROHIBITED]
        in_force = [reason for reason in prohibited if reason.conditions]
        for condition in _fewest_failed(in_force):
            yield self._words.say(self._pack.law.conditions[condition].says.false)
        if not in_force:
            yield self._not_in_force(on)

    def _not_in_force(self, on: date) -> str:
        return self._words.say(self._words.own.pack["not_in_force"], date=on.isoformat())

    def _reason(self, reason: Reason, screened: ScreenedLine) -> str:
        rule = self._pack.law.rules[reason.rule]
        if reason.finding.truth is Truth.TRUE:
            return self._words.say(rule.because)
        if not reason.conditions:
            return self._not_in_force(screened.findings.on)
        said = [
            self._says(found)
            for found in reason.conditions
            if found.finding.truth is reason.finding.truth
        ]
        return self._words.join(dict.fromkeys(said))

    def _condition(self, found: ConditionFinding) -> ConditionText:
        condition = self._pack.law.conditions[found.condition]
        return ConditionText(
            condition=condition.id,
            title=self._words.say(condition.title),
            truth=found.finding.truth,
            text=self._says(found),
            rests_on=found.finding.rests_on,
            questions=tuple(question.id for question in found.finding.questions),
        )

    def _says(self, found: ConditionFinding) -> str:
        says = self._pack.law.conditions[found.condition].says
        texts = {Truth.TRUE: says.true, Truth.FALSE: says.false, Truth.UNKNOWN: says.unknown}
        return self._words.say(texts[found.finding.truth])

    def _citations(self, basis: Basis) -> tuple[CitationText, ...]:
        instrument = self._pack.instruments.get(basis.instrument)
        sources = instrument.sources if instrument else ()
        return tuple(
            CitationText(found.publisher, found.url, found.date) for found in sources[:_CITATIONS]
        )

    def _ambiguities(self, reason: Reason, named: list[str]) -> tuple[str, ...]:
        if reason.finding.truth is Truth.FALSE:
            return ()
        asked = [self._behind(question) for question in reason.finding.questions]
        return tuple(dict.fromkeys([*(name for name in asked if name), *named]))

    def _behind(self, question: Question) -> str | None:
        """Return the documented ambiguity that a question comes from."""
        if question.kind is QuestionKind.READING:
            return question.subject
        if question.kind is QuestionKind.PARAMETER:
            return self._pack.law.facts["item"].parameters
        return None


def _fewest_failed(reasons: Iterable[Reason]) -> Iterable[str]:
    """Choose failed conditions, those first that many rules share, until each rule has one."""
    failed = [
        [found.condition for found in reason.conditions if found.finding.truth is Truth.FALSE]
        for reason in reasons
    ]
    while failed := [names for names in failed if names]:
        shared = Counter(name for names in failed for name in dict.fromkeys(names))
        # The first of the most shared ones: conditions stand in the order of the law's words.
        chosen = max(shared, key=lambda name: shared[name])
        yield chosen
        failed = [names for names in failed if chosen not in names]
