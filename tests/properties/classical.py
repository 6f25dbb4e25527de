"""An independent, two-valued evaluation of a law in one world, where every question is answered.

It shares no code with the engine: the laws of the logic are checked against it.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from screener.logic.expressions import All, Any, Choice, Expression, Not, Under
from screener.logic.settle import Case
from screener.model import Effect, Facts, Label, Question
from screener.rulepack.law import ALWAYS, NEVER, AllOf, AnyOf, FactIs, Law, Node, NotOf

World = Mapping[str, str]


def worlds(questions: Mapping[str, tuple[str, ...]]) -> Iterator[World]:
    """Every way to answer every question."""
    for answers in product(*questions.values()):
        yield dict(zip(questions, answers, strict=True))


def label_in(law: Law, facts: Facts, world: World) -> Label:
    """The label of a line in one world."""
    holds = dict.fromkeys(Effect, False)
    for rule in law.rules.values():
        holds[rule.effect] |= _holds(rule.when, law, facts, world)
    if holds[Effect.PROHIBITED]:
        return Label.LIKELY_AFFECTED
    return Label.UNCLEAR if holds[Effect.REVIEW] else Label.CLEAR


def review_holds(law: Law, facts: Facts, world: World) -> bool:
    """Whether a rule that asks for review holds in one world."""
    return any(
        _holds(rule.when, law, facts, world)
        for rule in law.rules.values()
        if rule.effect is Effect.REVIEW
    )


def _holds(  # noqa: PLR0911 - one return for each kind of node
    node: Node, law: Law, facts: Facts, world: World
) -> bool:
    if isinstance(node, str):
        if node in (ALWAYS, NEVER):
            return node == ALWAYS
        return _holds(law.conditions[node].when, law, facts, world)
    if isinstance(node, AllOf):
        return all(_holds(part, law, facts, world) for part in node.all)
    if isinstance(node, AnyOf):
        return any(_holds(part, law, facts, world) for part in node.any)
    if isinstance(node, NotOf):
        return not _holds(node.not_, law, facts, world)
    if isinstance(node, FactIs):
        return bool(_values(node.fact, law, facts, world) & set(node.is_))
    return _holds(node.under[world[node.reading]], law, facts, world)


def _values(name: str, law: Law, facts: Facts, world: World) -> set[str]:
    if name not in facts:
        return set(law.facts[name].answers[world[f"FACT-{name}"]].values)
    values = set(facts[name].holds)
    for hinge in facts[name].hinges:
        if all(world[need.question.id] in need.answers for need in hinge.needs):
            values |= hinge.values
    return values


def questions_in(case: Case) -> dict[str, tuple[str, ...]]:
    """Every question that stands in a case, with its answers."""
    return {
        question.id: question.answers
        for expression in (*case.prohibited, *case.review)
        for question in _leaves(expression)
    }


def asks_nothing_twice(case: Case) -> bool:
    """Whether no question occurs twice: then Kleene's logic is exact."""
    leaves = [
        question.id
        for expression in (*case.prohibited, *case.review)
        for question in _leaves(expression)
    ]
    return len(leaves) == len(set(leaves))


def _leaves(expression: Expression) -> Iterator[Question]:
    if isinstance(expression, Choice):
        yield expression.question
    elif isinstance(expression, All | Any):
        for part in expression.parts:
            yield from _leaves(part)
    elif isinstance(expression, Not):
        yield from _leaves(expression.part)
    elif isinstance(expression, Under):
        yield expression.question
        for _, branch in expression.branches:
            yield from _leaves(branch)
