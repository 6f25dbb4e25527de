"""Answers as evidence: what a line says of its facts once questions are answered."""

from collections.abc import Mapping
from dataclasses import replace

from screener.logic.conditions import fact_question, unstated
from screener.model import Facts, FactState, Need, Question, QuestionKind
from screener.rulepack.law import Law

#: The claim of the line itself.
THE_LINE = "line"
_CONFLICT = "CONFLICT-"


def answered(facts: Facts, answers: Mapping[str, str], law: Law) -> Facts:
    """Return the facts of a line when some of its questions are answered.

    A fact that the line does not state gets the values of the answer; hinges whose needs are met
    hold, and those whose needs are not met are gone. It is the same in any order, and without an
    answer everything is as before.

    Args:
        facts: What the line says of each fact.
        answers: question id → answer.
        law: Knows the question of each fact that is not stated.
    """
    if not answers:
        return facts
    asked = {
        name: unstated(name, law)
        for name, fact in law.facts.items()
        if name not in facts and fact_question(fact).id in answers
    }
    return {name: _settled(state, answers) for name, state in {**facts, **asked}.items()}


def _settled(state: FactState, answers: Mapping[str, str]) -> FactState:
    holds = set(state.holds)
    hinges = []
    for hinge in state.hinges:
        if any(_fails(need, answers) for need in hinge.needs):
            continue
        needs = tuple(need for need in hinge.needs if need.question.id not in answers)
        if needs:
            hinges.append(replace(hinge, needs=needs))
        else:
            holds |= hinge.values
    return replace(state, holds=frozenset(holds), hinges=tuple(hinges))


def _fails(need: Need, answers: Mapping[str, str]) -> bool:
    answer = answers.get(need.question.id)
    return answer is not None and answer not in need.answers


def conflict_question(field: str, claims: tuple[str, ...]) -> Question:
    """Return the question which of several claims on a field is right."""
    return Question(f"{_CONFLICT}{field}", QuestionKind.CONFLICT, field, claims)


def same_facts(one: Facts, other: Facts) -> bool:
    """Tell whether two sets of facts say the same, whatever they rest on."""
    return one.keys() == other.keys() and all(
        (state.holds, state.hinges) == (other[name].holds, other[name].hinges)
        for name, state in one.items()
    )


def asked_of(question: Question, law: Law) -> str:
    """Return the role of whoever can answer a question: supplier, maker, end user, own desk."""
    match question.kind:
        case QuestionKind.FACT:
            return law.facts[question.subject].ask
        case QuestionKind.PARAMETER:
            return "supplier"
        case _:
            return "own_legal"
