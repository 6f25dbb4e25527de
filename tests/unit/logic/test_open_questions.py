"""The questions that a label still hinges on: none too few, and none that is settled."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.logic.expressions import All, Any, Choice, Expression, Known, Not, Under
from screener.logic.settle import Case
from screener.model import Label, Question, QuestionKind

QUESTIONS = {name: Question(name, QuestionKind.FACT, name, ("y", "n")) for name in "abc"}
YES, NO = Known(holds=True), Known(holds=False)
A, B, C = (Choice(question, frozenset("y")) for question in QUESTIONS.values())


def _open(case: Case, answers: Mapping[str, str]) -> set[str]:
    return set(case.open_questions(answers))


@pytest.mark.parametrize(
    ("expression", "answers", "asked"),
    [
        (A, {}, {"a"}),
        (A, {"a": "n"}, set()),
        (All((A, B)), {}, {"a", "b"}),
        (All((A, B)), {"a": "y"}, {"b"}),
        (All((A, B)), {"a": "n"}, set()),
        (All((A, B)), {"b": "n"}, set()),  # what was asked before goes, too
        (All((A, YES)), {}, {"a"}),
        (All((A, NO)), {}, set()),
        (All(()), {}, set()),
        (Any((A, B)), {}, {"a", "b"}),
        (Any((A, B)), {"a": "n"}, {"b"}),
        (Any((A, B)), {"b": "y"}, set()),
        (Any((A, NO)), {}, {"a"}),
        (Any((A, YES)), {}, set()),
        (Any(()), {}, set()),
        (All((Any((A, B)), C)), {"a": "y"}, {"c"}),
        (All((Any((A, B)), C)), {"c": "n"}, set()),
        (All((Not(All((A, B))), C)), {"a": "n"}, {"c"}),
        (Any((All((A, B)), C)), {"a": "n"}, {"c"}),
        (Any((All((YES, YES)), C)), {}, set()),
        (All((Any((NO, NO)), C)), {}, set()),
        (All((Not(Any((NO,))), C)), {}, {"c"}),
        (Any((Not(All((YES,))), C)), {}, {"c"}),
        (Not(A), {}, {"a"}),
        (Under(QUESTIONS["a"], (("y", B), ("n", B))), {"b": "y"}, set()),
        (Under(QUESTIONS["a"], (("y", B), ("n", NO))), {}, {"a", "b"}),
        (Under(QUESTIONS["a"], (("y", B), ("n", NO))), {"a": "y"}, {"b"}),
        (Under(QUESTIONS["a"], (("y", B), ("n", NO))), {"a": "n"}, set()),
    ],
)
def test_what_is_settled_asks_nothing(
    expression: Expression, answers: dict[str, str], asked: set[str]
) -> None:
    """The same for a rule that forbids, and for one that asks for review."""
    assert _open(Case((expression,), ()), answers) == asked


def test_a_rule_that_forbids_settles_all_others() -> None:
    assert _open(Case((A, YES), (B,)), {}) == set()
    assert _open(Case((A, NO), (B,)), {}) == {"a", "b"}


def test_a_rule_of_review_that_holds_settles_the_other_ones() -> None:
    assert _open(Case((A,), (B, YES)), {}) == {"a"}
    assert _open(Case((NO,), (B, NO)), {}) == {"b"}
    assert _open(Case((), (NO,)), {}) == set()


@pytest.mark.parametrize(
    ("prohibited", "review", "answers", "label"),
    [
        ((), (), {}, Label.CLEAR),
        ((NO,), (NO,), {}, Label.CLEAR),
        ((NO, YES), (NO,), {}, Label.LIKELY_AFFECTED),
        ((A,), (NO,), {}, Label.UNCLEAR),
        ((A,), (NO,), {"a": "y"}, Label.LIKELY_AFFECTED),
        ((A,), (NO,), {"a": "n"}, Label.CLEAR),
        ((NO,), (B,), {}, Label.UNCLEAR),
        ((NO,), (B,), {"b": "y"}, Label.UNCLEAR),
        ((NO,), (B,), {"b": "n"}, Label.CLEAR),
        ((A,), (B,), {"a": "y"}, Label.LIKELY_AFFECTED),
        ((A,), (B,), {"a": "n", "b": "n"}, Label.CLEAR),
        ((A,), (B,), {"b": "n"}, Label.UNCLEAR),
    ],
)
def test_a_case_has_one_label_for_its_answers(
    prohibited: tuple[Expression, ...],
    review: tuple[Expression, ...],
    answers: dict[str, str],
    label: Label,
) -> None:
    assert Case(prohibited, review).label(answers) is label


CHOICES = st.builds(
    Choice,
    st.sampled_from(sorted(QUESTIONS.values(), key=lambda one: one.id)),
    st.frozensets(st.sampled_from("yn"), max_size=2),
)
LEAVES = CHOICES | st.sampled_from([YES, NO])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Any, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
        | st.builds(
            lambda question, yes, no: Under(question, (("y", yes), ("n", no))),
            st.sampled_from(sorted(QUESTIONS.values(), key=lambda one: one.id)),
            inner,
            inner,
        )
    ),
    max_leaves=6,
)
CASES = st.builds(
    Case, st.lists(EXPRESSIONS, max_size=2).map(tuple), st.lists(EXPRESSIONS, max_size=2).map(tuple)
)


@given(case=CASES, answers=st.dictionaries(st.sampled_from("abc"), st.sampled_from("yn")))
def test_every_question_that_can_change_the_label_is_asked(
    case: Case, answers: dict[str, str]
) -> None:
    """Tried out: under some answers to the others, another answer gives another label."""
    asked = _open(case, answers)
    left = [name for name in "abc" if name not in answers]
    labels = {
        tried: case.label({**answers, **dict(zip(left, tried, strict=True))})
        for tried in product("yn", repeat=len(left))
    }
    for place, name in enumerate(left):
        turned = any(
            labels[tried] is not labels[(*tried[:place], other, *tried[place + 1 :])]
            for tried in labels
            for other in "yn"
        )
        assert name in asked or not turned
    assert asked <= set(left)
