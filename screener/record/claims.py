"""What sources claim on the facts of a line, and what the line says if a claim is right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from screener.logic.answers import THE_LINE, answered
from screener.logic.conditions import fact_question
from screener.matching import LineReader
from screener.model import (
    FIELDS,
    Answer,
    Evidence,
    Facts,
    FactState,
    Line,
    LineFindings,
    Source,
    Stated,
)
from screener.rulepack.law import Fact, Law

#: Between the words of a line and those that an answer adds.
_ADDED = " / "


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says on one fact: words, one of the answers there are, or the line as it is."""

    name: str
    text: str | None = None
    answer: str | None = None


#: The claim of the line itself.
AS_THE_LINE_SAYS = Claim(THE_LINE)

#: fact → the claim that is taken as right; ``None`` takes the fact as not stated.
Choice = Mapping[str, Claim | None]


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """A line, what was found in it without answers, and what it says if claims are right.

    `plain` are the answers to questions that are no fact's: whether a value is met, who a name is.
    """

    reader: LineReader
    law: Law
    line: Line
    on: date
    found: LineFindings
    plain: Mapping[str, str]

    def states(self, fact: Fact) -> bool:
        """Tell whether the line itself states a fact."""
        return fact.id in self.found.facts

    def says_little(self, fact: Fact) -> bool:
        """Tell whether the line only says of a fact that nothing more is known."""
        return self.states(fact) and _says_little(fact, self.found.facts[fact.id])

    def claims_of(self, fact: Fact, answer: Answer) -> Iterator[Claim]:
        """Yield what one answer claims: two things where its words and its choice differ."""
        text = answer.value if answer.value and fact.field in FIELDS else None
        chosen = answer.answer if answer.answer in fact.answers else None
        if text is None or chosen is None:
            if text or chosen:
                yield Claim(text or chosen or "", text, chosen)
            return
        state = self.facts({fact.id: Claim(text, text)}).get(fact.id)
        values = frozenset(fact.answers[chosen].values)
        if state is None or values <= state.holds or _says_little(fact, state):
            yield Claim(text, text, chosen)
        else:
            yield Claim(text, text)
            yield Claim(chosen, None, chosen)

    def read(self, choice: Choice) -> LineFindings:
        """Return what matching finds in the line with what the chosen claims write."""
        said = {
            self.law.facts[name].field: self._stated(self.law.facts[name], claim.text)
            for name, claim in choice.items()
            if claim and claim.text
        }
        if not said:
            return self.found
        line = replace(self.line, stated={**self.line.stated, **said})
        return self.reader.read(line, self.on)

    def facts(self, choice: Choice) -> Facts:
        """Return the facts of the line if the chosen claims are right."""
        facts = dict(self.read(choice).facts)
        answers = dict(self.plain)
        for name, claim in choice.items():
            fact = self.law.facts[name]
            if claim is None:
                facts.pop(name, None)
            elif claim.answer is not None:
                answers[fact_question(fact).id] = claim.answer
                if name in facts:
                    facts[name] = _with(facts[name], fact, claim.answer)
        facts = dict(answered(facts, answers, self.law))
        for name, claim in choice.items():
            if claim and claim != AS_THE_LINE_SAYS and name in facts:
                facts[name] = _resting_on(facts[name], self.law.facts[name], claim)
        return facts

    def _stated(self, fact: Fact, text: str) -> Stated:
        """Return what a field says with an answer: beside the line's words, or in their place."""
        own = self.line.text(fact.field).strip()
        adds = fact.answer_adds and own and not self.states(fact)
        return Stated(f"{own}{_ADDED}{text}" if adds else text, Source.ANSWER)


def _says_little(fact: Fact, state: FactState) -> bool:
    return not state.hinges and bool(state.holds) and state.holds <= set(fact.yields)


def _with(state: FactState, fact: Fact, answer: str) -> FactState:
    """Return the state of a fact that is stated, if a chosen answer is right."""
    values = frozenset(fact.answers[answer].values)
    if values <= state.holds:
        return state
    if _says_little(fact, state):
        return replace(state, holds=state.holds | values)
    return FactState(values)


def _resting_on(state: FactState, fact: Fact, claim: Claim) -> FactState:
    field = fact.field if fact.field in FIELDS else None
    piece = Evidence("answer", field, claim.text or claim.answer, entry=claim.answer)
    return replace(state, evidence=(*state.evidence, piece))
