"""The laws that every label must keep, for any rule pack and any line."""

from itertools import combinations

from classical import asks_nothing_twice, label_in, questions_in, review_holds, worlds
from hypothesis import HealthCheck, assume, given, settings
from packs import DAY, laws, lines

from screener.logic.engine import Engine
from screener.model import Facts, Label
from screener.rulepack.law import Law

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MOST_WORLDS = 3000


def _few_worlds(questions: dict[str, tuple[str, ...]]) -> bool:
    number = 1
    for answers in questions.values():
        number *= len(answers)
    return number <= MOST_WORLDS


@thorough
@given(law=laws(), facts=lines())
def test_answering_never_turns_a_settled_label_into_another(law: Law, facts: Facts) -> None:
    case = Engine(law).case(facts, DAY)
    questions = questions_in(case)
    assume(_few_worlds(questions))
    for world in worlds(questions):
        label = Label.UNCLEAR
        answered: dict[str, str] = {}
        for question, answer in world.items():
            before, answered[question] = label, answer
            label = case.label(answered)
            assert before in (Label.UNCLEAR, label)


@thorough
@given(law=laws(), facts=lines())
def test_with_every_question_answered_only_a_review_rule_leaves_a_line_unclear(
    law: Law, facts: Facts
) -> None:
    case = Engine(law).case(facts, DAY)
    questions = questions_in(case)
    assume(_few_worlds(questions))
    for world in worlds(questions):
        label = case.label(world)
        assert label == label_in(law, facts, _full(law, facts, world))
        if label is Label.UNCLEAR:
            assert review_holds(law, facts, _full(law, facts, world))


@thorough
@given(law=laws(), facts=lines())
def test_the_label_is_never_wrong_against_every_combination_of_answers(
    law: Law, facts: Facts
) -> None:
    case = Engine(law).case(facts, DAY)
    questions = questions_in(case)
    assume(_few_worlds(questions))
    label = case.label({})
    possible = {label_in(law, facts, _full(law, facts, world)) for world in worlds(questions)}
    if label is not Label.UNCLEAR:
        assert possible == {label}
    elif asks_nothing_twice(case):
        assert len(possible) > 1 or possible == {Label.UNCLEAR}


@thorough
@given(law=laws(), facts=lines())
def test_every_listed_question_can_change_the_label(law: Law, facts: Facts) -> None:
    engine = Engine(law)
    verdict = engine.judge(facts, DAY)
    case = engine.case(facts, DAY)
    questions = questions_in(case)
    assume(_few_worlds(questions))
    for listed in verdict.questions:
        others = {name: found for name, found in questions.items() if name != listed.question.id}
        assert any(
            len({case.label({**world, listed.question.id: a}) for a in listed.question.answers}) > 1
            for world in worlds(others)
        ), listed.question.id


@thorough
@given(law=laws(), facts=lines())
def test_no_question_is_listed_on_a_settled_line(law: Law, facts: Facts) -> None:
    verdict = Engine(law).judge(facts, DAY)
    if verdict.label is not Label.UNCLEAR:
        assert verdict.questions == ()
        assert verdict.settled_by == ()


@thorough
@given(law=laws(), facts=lines())
def test_the_sets_that_settle_a_label_settle_it_and_none_is_larger_than_needed(
    law: Law, facts: Facts
) -> None:
    engine = Engine(law)
    case = engine.case(facts, DAY)
    for answers in engine.judge(facts, DAY).settled_by:
        assert case.label(dict(answers)) is not Label.UNCLEAR
        for fewer in combinations(answers, len(answers) - 1):
            assert case.label(dict(fewer)) is Label.UNCLEAR


@thorough
@given(law=laws(), one=lines(), other=lines())
def test_a_verdict_depends_on_no_other_line(law: Law, one: Facts, other: Facts) -> None:
    shared = Engine(law)
    shared.judge(other, DAY)
    assert shared.judge(one, DAY) == Engine(law).judge(one, DAY)


@thorough
@given(law=laws(), facts=lines())
def test_a_settled_reading_is_never_silent(law: Law, facts: Facts) -> None:
    settled = {"AMB-ONE": "narrow"}
    verdict = Engine(law, settled).judge(facts, DAY)
    open_verdict = Engine(law).judge(facts, DAY)
    if verdict.label != open_verdict.label:
        assert verdict.readings_settled == (("AMB-ONE", "narrow"),)
    assert "AMB-ONE" not in {listed.question.id for listed in verdict.questions}


def test_a_stale_pack_keeps_a_line_from_being_clear_until_it_is_confirmed() -> None:
    law = Law(facts={}, conditions={}, rules={}, readings={})
    verdict = Engine(law).judge({}, DAY, stale=True)
    assert verdict.label is Label.UNCLEAR
    assert verdict.settled_by == ((("PACK-stale", "unchanged"),),)
    outcomes = {found.answer: found.label for found in verdict.questions[0].outcomes}
    assert outcomes == {"unchanged": Label.CLEAR, "changed": Label.UNCLEAR}


def _full(law: Law, facts: Facts, world: dict[str, str]) -> dict[str, str]:
    """Complete a world with any answer to the questions that the case no longer holds."""
    rest: dict[str, str] = {name: found.readings[0] for name, found in law.readings.items()}
    for name, fact in law.facts.items():
        if name not in facts:
            rest[f"FACT-{name}"] = next(iter(fact.answers))
    for state in facts.values():
        for hinge in state.hinges:
            for need in hinge.needs:
                rest.setdefault(need.question.id, need.question.answers[0])
    return {**rest, **world}
