"""The fewest answers for a file."""

from datetime import date
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from screener.model import (
    EndUseFinding,
    Goods,
    ItemFinding,
    ItemStatus,
    Label,
    Line,
    LineFindings,
    OpenQuestion,
    Question,
    QuestionKind,
    ScreenedLine,
    Verdict,
)
from screener.results.smallest import fewest_answers

QUESTIONS = {
    name: Question(f"FACT-{name}", QuestionKind.FACT, name, ("yes", "no")) for name in "abcd"
}
FOUND = LineFindings(
    date(2026, 3, 1),
    ItemFinding(ItemStatus.NOT_IDENTIFIED, Goods.UNRECOGNISED),
    (),
    EndUseFinding("not_stated", ""),
    {},
)


def _line(*sets: str) -> ScreenedLine:
    """A line that each of some sets settles: ``a+b-`` is a answered yes, and b no."""
    settled_by = tuple(
        tuple(
            (f"FACT-{one[i]}", "yes" if one[i + 1] == "+" else "no") for i in range(0, len(one), 2)
        )
        for one in sets
    )
    questions = tuple(OpenQuestion(question, ()) for question in QUESTIONS.values())
    return ScreenedLine(
        Line("", "", 1, {}), FOUND, Verdict(Label.UNCLEAR, (), questions, settled_by)
    )


def _said(*lines: ScreenedLine) -> tuple[str, int] | None:
    found = fewest_answers(lines)
    if found is None:
        return None
    said = sorted(f"{q.subject}{'+' if a == 'yes' else '-'}" for q, a in found.answers)
    return "".join(said), found.settled


def test_one_answer_for_all_lines_goes_before_one_for_each() -> None:
    assert _said(_line("a+", "c+"), _line("b+", "c+")) == ("c+", 2)


def test_an_answer_cannot_be_yes_for_one_line_and_no_for_another() -> None:
    assert _said(_line("a+"), _line("a-", "b+")) == ("a+b+", 2)
    assert _said(_line("a+"), _line("a+"), _line("a-")) == ("a+", 2)


def test_lines_that_no_answer_settles_are_left_out() -> None:
    assert _said(_line()) is None
    assert _said(_line(), _line("a+")) == ("a+", 1)


_sets = st.lists(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True).flatmap(
        lambda names: st.tuples(*(st.sampled_from((f"{name}+", f"{name}-")) for name in names)).map(
            "".join
        )
    ),
    min_size=1,
    max_size=3,
)


@given(lines=st.lists(_sets, min_size=1, max_size=4))
def test_no_smaller_set_settles_as_many_lines(lines: list[list[str]]) -> None:
    screened = [_line(*sets) for sets in lines]
    found = fewest_answers(screened)
    assert found is not None
    settling = [_settles(dict(found.answers), line) for line in screened]
    assert found.settled == sum(settling)
    for size in range(len(found.answers)):
        for names in combinations(QUESTIONS, size):
            for answers in product(("yes", "no"), repeat=size):
                chosen = {QUESTIONS[n]: a for n, a in zip(names, answers, strict=True)}
                assert not all(_settles(chosen, line) for line in screened)


def _settles(chosen: dict[Question, str], line: ScreenedLine) -> bool:
    ids = {(question.id, answer) for question, answer in chosen.items()}
    return any(set(one) <= ids for one in line.verdict.settled_by)
