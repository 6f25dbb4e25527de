"""Filling a rule with the facts of one line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from screener.logic.expressions import (
    All,
    Any,
    Choice,
    Expression,
    Findings,
    Known,
    Not,
    Under,
    truth,
)
from screener.model import (
    Dispute,
    Facts,
    FactState,
    Hinge,
    Need,
    Question,
    QuestionKind,
    Truth,
)
from screener.rulepack.law import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Fact,
    FactIs,
    KnownToHold,
    Law,
    Node,
    NotOf,
    UnderReading,
    parts_of,
)


@dataclass(frozen=True, slots=True)
class LineInLaw:
    """The facts of one line before the law: what fills a condition.

    `settled` are the readings that the company settled; `used` collects those that were needed;
    `findings` remembers what was found.
    """

    law: Law
    facts: Facts
    settled: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    _named_ones: dict[str, Expression] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)

    def fill(self, node: Node) -> Expression:  # noqa: PLR0911 - one return for each kind of node
        """Return the expression of a condition for this line."""
        match node:
            case str():
                return self._named(node)
            case AllOf():
                return All(tuple(self.fill(part) for part in node.all))
            case AnyOf():
                return Any(tuple(self.fill(part) for part in node.any))
            case NotOf():
                return Not(self.fill(node.not_))
            case FactIs():
                return self._fact(node)
            case UnderReading():
                return self._reading(node)
            case KnownToHold():
                return self._known(node)

    def _named(self, name: str) -> Expression:
        if name in (ALWAYS, NEVER):
            return Known(name == ALWAYS)
        if name not in self._named_ones:
            self._named_ones[name] = self.fill(self.law.conditions[name].when)
        return self._named_ones[name]

    def _known(self, node: KnownToHold) -> Expression:
        part = self.fill(node.known)
        if truth(part) is Truth.TRUE:
            return part
        return Known(holds=False, rests_on=self.findings.of(part).rests_on)

    def _reading(self, node: UnderReading) -> Expression:
        settled = self._settled(node.reading)
        if settled is not None:
            return self.fill(node.under[settled])
        branches = tuple((reading, self.fill(part)) for reading, part in node.under.items())
        return Under(reading_question(node.reading, tuple(node.under)), branches)

    def _settled(self, reading: str) -> str | None:
        if reading in self.settled:
            self.used.add(reading)
            return self.settled[reading]
        return self.law.readings[reading].settled_as if reading in self.law.readings else None

    def _fact(self, node: FactIs) -> Expression:
        state = self.facts.get(node.fact) or unstated(node.fact, self.law)
        wanted = frozenset(node.is_)
        if state.holds & wanted:
            return Known(holds=True, rests_on=(node.fact,))
        chances = [self._hinge(needs, (node.fact,)) for needs in _needs(state, wanted)]
        if not chances:
            return Known(holds=False, rests_on=(node.fact,))
        return chances[0] if len(chances) == 1 else Any(tuple(chances))

    def _hinge(self, needs: tuple[Need, ...], rests_on: tuple[str, ...]) -> Expression:
        parts = tuple(self._need(need, rests_on) for need in needs)
        return parts[0] if len(parts) == 1 else All(parts)

    def _need(self, need: Need, rests_on: tuple[str, ...]) -> Expression:
        question = need.question
        if need.answers >= set(question.answers):
            return Known(holds=True, rests_on=rests_on)
        if question.kind is QuestionKind.READING:
            settled = self._settled(question.subject)
            if settled is not None:
                return Known(holds=settled in need.answers, rests_on=rests_on)
        return Choice(question, need.answers, rests_on)


@dataclass(frozen=True, slots=True)
class ContestedLine:
    """A line of which the sources say different things: every claim counts until one is right."""

    question: Question
    claims: tuple[tuple[str, "LineInLaw | ContestedLine"], ...]
    findings: Findings = field(default_factory=Findings)

    @property
    def used(self) -> set[str]:
        """The settled readings that were needed under any claim."""
        return set[str]().union(*(line.used for _, line in self.claims))

    def fill(self, node: Node) -> Expression:
        """Return the expression of a condition for this line: one branch for each claim."""
        return Under(self.question, tuple((name, line.fill(node)) for name, line in self.claims))


def line_in_law(
    facts: Facts | Dispute, law: Law, settled: Mapping[str, str]
) -> LineInLaw | ContestedLine:
    """Return the line with these facts before the law."""
    if not isinstance(facts, Dispute):
        return LineInLaw(law, facts, settled)
    claims = ((name, line_in_law(found, law, settled)) for name, found in facts.claims)
    return ContestedLine(facts.question, tuple(claims))


def unstated(name: str, law: Law) -> FactState:
    """Return the state of a fact that a line does not state: every value hangs on its question."""
    fact = law.facts[name]
    question = fact_question(fact)
    hinges = tuple(
        Hinge(frozenset(answer.values), (Need(question, frozenset({token})),))
        for token, answer in fact.answers.items()
        if answer.values
    )
    return FactState(hinges=hinges)


def fact_question(fact: Fact) -> Question:
    """Return the question for a fact that is not stated."""
    return Question(f"FACT-{fact.field}", QuestionKind.FACT, fact.id, tuple(fact.answers))


def reading_question(ambiguity: str, readings: tuple[str, ...]) -> Question:
    """Return the question for an open term."""
    return Question(ambiguity, QuestionKind.READING, ambiguity, readings)


def names_in(node: Node) -> Iterator[str]:
    """Yield the conditions that a rule names itself, in order."""
    for part in parts_of(node):
        if isinstance(part, str) and part not in (ALWAYS, NEVER):
            yield part


def _needs(state: FactState, wanted: frozenset[str]) -> list[tuple[Need, ...]]:
    """Collect what must be answered for a wanted value, one alternative a list element.

    Alternatives that hang on one and the same question become one: "military or civil" is then
    decided by any answer that gives either.
    """
    joined: dict[Question, frozenset[str]] = {}
    several: list[tuple[Need, ...]] = []
    for hinge in state.hinges:
        if not hinge.values & wanted:
            continue
        if len(hinge.needs) == 1:
            need = hinge.needs[0]
            joined[need.question] = joined.get(need.question, frozenset()) | need.answers
        else:
            several.append(hinge.needs)
    return [(Need(question, answers),) for question, answers in joined.items()] + several
