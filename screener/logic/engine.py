"""The only place where a label is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screener.logic.conditions import ContestedLine, LineInLaw, line_in_law, names_in
from screener.logic.expressions import Choice, Expression, Known, simplify, truth
from screener.logic.settle import Case, Settlement, settle
from screener.model import (
    ConditionFinding,
    Dispute,
    Effect,
    Facts,
    FactState,
    Label,
    Question,
    QuestionKind,
    Reason,
    Truth,
    Verdict,
)
from screener.rulepack.law import Law, Rule

#: States that are known by themselves, without looking into them.
_REMEMBERED = 1 << 17
STALE = Question("PACK-stale", QuestionKind.PACK, "pack", ("unchanged", "changed"))


@dataclass(frozen=True, slots=True)
class Engine:
    """Judges facts by the law; pure, and remembers what it has worked out.

    `settled` are the readings that the company has settled for itself, by ambiguity id.
    """

    law: Law
    settled: Mapping[str, str] = field(default_factory=dict)
    _verdicts: dict[object, Verdict] = field(default_factory=dict, compare=False)
    _judged: dict[tuple[int, date, bool], tuple[object, Verdict]] = field(
        default_factory=dict, compare=False
    )
    _in_force: dict[date, tuple[bool, ...]] = field(default_factory=dict, compare=False)
    _numbers: dict[object, int] = field(default_factory=dict, compare=False)
    _numbered: dict[int, tuple[FactState, int]] = field(default_factory=dict, compare=False)

    def judge(self, facts: Facts | Dispute, on: date, *, stale: bool = False) -> Verdict:
        """Return the verdict on a line with these facts, shipped on this day.

        Lines that say the same in other words share one verdict. Where sources contradict one
        another, a label holds only if it holds under every claim. With `stale`, the rules may have
        changed since they were researched, and the company wants no line called clear on them.
        """
        seen = (id(facts), on, stale)
        known = self._judged.get(seen)
        if known is None:
            if len(self._judged) == _REMEMBERED:
                self._judged.clear()
            # The facts are kept beside the verdict: an id counts only while its object lives.
            known = self._judged[seen] = (facts, self._verdict(facts, on, stale=stale))
        return known[1]

    def _verdict(self, facts: Facts | Dispute, on: date, *, stale: bool) -> Verdict:
        if on not in self._in_force:
            self._in_force[on] = tuple(rule.window.covers(on) for rule in self.law.rules.values())
        key = (self._states(facts), self._in_force[on], stale)
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(facts, on, stale=stale)
        return self._verdicts[key]

    def _states(self, facts: Facts | Dispute) -> object:
        """Return all that a verdict can depend on, as a key."""
        if isinstance(facts, Dispute):
            claims = tuple((name, self._states(found)) for name, found in facts.claims)
            return facts.question, claims
        return tuple([(name, self._number(state)) for name, state in facts.items()])

    def _number(self, state: FactState) -> int:
        """Return a number that states have in common of which the logic can tell no difference.

        Most lines share their states: these are known without looking into them.
        """
        known = self._numbered.get(id(state))
        if known is None:
            number = self._numbers.setdefault((state.holds, state.hinges), len(self._numbers))
            if len(self._numbered) == _REMEMBERED:
                self._numbered.clear()
            # The state is kept beside its number: an id counts only while its object lives.
            known = self._numbered[id(state)] = (state, number)
        return known[1]

    def _judge(self, facts: Facts | Dispute, on: date, *, stale: bool) -> Verdict:
        line = line_in_law(facts, self.law, self.settled)
        filled = self._filled(line, on)
        case = self._case(filled, stale=stale)
        label = case.label({})
        settlement = settle(case) if label is Label.UNCLEAR else Settlement((), ())
        return Verdict(
            label=label,
            reasons=tuple(
                _reason(rule, filled[rule.id], line, on) for rule in self.law.rules.values()
            ),
            questions=settlement.questions,
            settled_by=settlement.settled_by,
            readings_settled=tuple(
                (reading, self.settled[reading]) for reading in sorted(line.used)
            ),
            notes=self._notes(filled),
        )

    def case(self, facts: Facts | Dispute, on: date, *, stale: bool = False) -> Case:
        """Return the rules that decide the label of a line, filled with its facts."""
        line = line_in_law(facts, self.law, self.settled)
        return self._case(self._filled(line, on), stale=stale)

    def _filled(self, line: LineInLaw | ContestedLine, on: date) -> dict[str, Expression]:
        return {rule.id: _fill(rule, line, on) for rule in self.law.rules.values()}

    def _case(self, filled: Mapping[str, Expression], *, stale: bool) -> Case:
        by_effect: dict[Effect, list[Expression]] = {effect: [] for effect in Effect}
        for rule in self.law.rules.values():
            by_effect[rule.effect].append(simplify(filled[rule.id]))
        if stale:
            by_effect[Effect.REVIEW].append(Choice(STALE, frozenset({"changed"})))
        return Case(
            tuple(dict.fromkeys(by_effect[Effect.PROHIBITED])),
            tuple(dict.fromkeys(by_effect[Effect.REVIEW])),
        )

    def _notes(self, filled: Mapping[str, Expression]) -> tuple[str, ...]:
        return tuple(
            rule.id
            for rule in self.law.rules.values()
            if rule.effect is Effect.NOTE and truth(filled[rule.id]) is Truth.TRUE
        )


def _fill(rule: Rule, line: LineInLaw | ContestedLine, on: date) -> Expression:
    if not rule.window.covers(on):
        return Known(holds=False)
    return line.fill(rule.when)


def _reason(
    rule: Rule, expression: Expression, line: LineInLaw | ContestedLine, on: date
) -> Reason:
    finding = line.findings.of(expression)
    conditions: tuple[ConditionFinding, ...] = ()
    if rule.window.covers(on):
        conditions = tuple(
            ConditionFinding(name, line.findings.of(line.fill(name)))
            for name in dict.fromkeys(names_in(rule.when))
        )
    return Reason(rule.id, rule.effect, finding, conditions)
