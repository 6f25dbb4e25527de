"""The laws that answers must keep: they are evidence, in any order, and can be taken back."""

from classical import questions_in
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from packs import DAY, laws, lines

from screener.logic.answers import answered, conflict_question
from screener.logic.engine import Engine
from screener.model import Dispute, Facts, Label
from screener.rulepack.law import Law

thorough = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _some_answers(data: st.DataObject, law: Law, facts: Facts) -> dict[str, str]:
    """Answers to some of the questions of a line; readings are settled for a company, not here."""
    questions = questions_in(Engine(law).case(facts, DAY))
    asked = {name: found for name, found in questions.items() if not name.startswith("AMB-")}
    assume(asked)
    chosen = data.draw(st.lists(st.sampled_from(sorted(asked)), min_size=1, unique=True))
    return {name: data.draw(st.sampled_from(asked[name])) for name in chosen}


@thorough
@given(law=laws(), facts=lines(), data=st.data())
def test_an_answer_as_evidence_gives_the_label_that_the_logic_foretold(
    law: Law, facts: Facts, data: st.DataObject
) -> None:
    engine = Engine(law)
    answers = _some_answers(data, law, facts)
    foretold = engine.case(facts, DAY).label(answers)
    label = engine.judge(answered(facts, answers, law), DAY).label
    # Evidence says no less than an answer that is tried out; where a question occurs twice, more.
    assert label is foretold or foretold is Label.UNCLEAR


@thorough
@given(law=laws(), facts=lines(), data=st.data())
def test_the_order_of_answers_does_not_matter(law: Law, facts: Facts, data: st.DataObject) -> None:
    answers = _some_answers(data, law, facts)
    one_by_one = facts
    for name in data.draw(st.permutations(sorted(answers))):
        one_by_one = answered(one_by_one, {name: answers[name]}, law)
    engine = Engine(law)
    assert engine.judge(one_by_one, DAY) == engine.judge(answered(facts, answers, law), DAY)


@thorough
@given(law=laws(), facts=lines(), data=st.data())
def test_an_answer_never_turns_a_settled_label_into_another(
    law: Law, facts: Facts, data: st.DataObject
) -> None:
    engine = Engine(law)
    before = engine.judge(facts, DAY).label
    after = engine.judge(answered(facts, _some_answers(data, law, facts), law), DAY).label
    assert before in (Label.UNCLEAR, after)


@thorough
@given(law=laws(), facts=lines(), data=st.data())
def test_a_question_that_was_answered_is_not_asked_again(
    law: Law, facts: Facts, data: st.DataObject
) -> None:
    answers = _some_answers(data, law, facts)
    verdict = Engine(law).judge(answered(facts, answers, law), DAY)
    assert not {found.question.id for found in verdict.questions} & set(answers)


@thorough
@given(law=laws(), claims=st.lists(lines(), min_size=2, max_size=3))
def test_under_contradicting_claims_a_label_holds_only_if_all_of_them_give_it(
    law: Law, claims: list[Facts]
) -> None:
    engine = Engine(law)
    names = tuple("abc"[: len(claims)])
    dispute = Dispute(conflict_question("field", names), tuple(zip(names, claims, strict=True)))
    labels = {engine.judge(facts, DAY).label for facts in claims}
    label = engine.judge(dispute, DAY).label
    if label is not Label.UNCLEAR:
        assert labels == {label}
    if len(labels) > 1:
        assert label is Label.UNCLEAR


@thorough
@given(law=laws(), claims=st.lists(lines(), min_size=2, max_size=3))
def test_finding_out_which_claim_is_right_gives_the_label_of_that_claim(
    law: Law, claims: list[Facts]
) -> None:
    engine = Engine(law)
    names = tuple("abc"[: len(claims)])
    question = conflict_question("field", names)
    dispute = Dispute(question, tuple(zip(names, claims, strict=True)))
    case = engine.case(dispute, DAY)
    for name, facts in zip(names, claims, strict=True):
        assert case.label({question.id: name}) is engine.judge(facts, DAY).label
