"""What would settle a label: each open question answered each way, and the smallest sets.

It follows from the logic alone; no rule author writes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from screener.logic.expressions import (
    All,
    Answers,
    Any,
    Choice,
    Expression,
    Known,
    Not,
    Under,
    questions_of,
    renamed,
    truth,
)
from screener.model import Label, OpenQuestion, Outcome, Question, QuestionKind, Truth

#: Above this many trials a question is kept as relevant without proof.
MAX_TRIALS = 4000
#: A set of more answers than this is no e-mail that a buyer would write.
MAX_ANSWERS_IN_SET = 4
MAX_SETS = 12


@dataclass(frozen=True, slots=True)
class Case:
    """The rules that decide a label, filled with the facts of a line."""

    prohibited: tuple[Expression, ...]
    review: tuple[Expression, ...]

    def label(self, answers: Answers) -> Label:
        """Return the label when some questions are answered."""
        prohibited = [truth(expression, answers) for expression in self.prohibited]
        if Truth.TRUE in prohibited:
            return Label.LIKELY_AFFECTED
        review = (truth(expression, answers) for expression in self.review)
        if Truth.UNKNOWN in prohibited or any(found is not Truth.FALSE for found in review):
            return Label.UNCLEAR
        return Label.CLEAR

    def open_questions(self, answers: Answers) -> dict[str, Question]:
        """Return the questions that the label still hinges on, by id, in order of the rules."""
        asked: list[Question] = []
        prohibited = [_ask(expression, answers, asked) for expression in self.prohibited]
        if True in prohibited:
            return {}
        before_review = len(asked)
        review = [_ask(expression, answers, asked) for expression in self.review]
        if None not in prohibited and not any(value is not False for value in review):
            return {}
        # Once a review rule holds, the other review rules can change nothing.
        if True in review:
            del asked[before_review:]
        found: dict[str, Question] = {}
        for question in asked:
            found.setdefault(question.id, question)
        return found


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is open about a label, and what would settle it."""

    questions: tuple[OpenQuestion, ...]
    settled_by: tuple[tuple[tuple[str, str], ...], ...]


def settle(case: Case) -> Settlement:
    """Answer each open question each way, and find the smallest sets of answers that settle.

    Cases that differ only in what their questions are called share one settlement.
    """
    asked = dict.fromkeys(
        question
        for expression in (*case.prohibited, *case.review)
        for question in questions_of(expression)
    )
    number = {question.id: str(place) for place, question in enumerate(asked)}
    plain = {
        question.id: Question(number[question.id], QuestionKind.FACT, "", question.answers)
        for question in asked
    }
    called = {number[question.id]: question for question in asked}
    return _called(_settle_plainly(_renamed_case(case, plain)), called)


def _renamed_case(case: Case, names: Mapping[str, Question]) -> Case:
    return Case(
        tuple(renamed(expression, names) for expression in case.prohibited),
        tuple(renamed(expression, names) for expression in case.review),
    )


def _called(settlement: Settlement, called: Mapping[str, Question]) -> Settlement:
    return Settlement(
        tuple(
            OpenQuestion(
                called[found.question.id],
                tuple(
                    Outcome(one.answer, one.label, tuple(called[name].id for name in one.questions))
                    for one in found.outcomes
                ),
            )
            for found in settlement.questions
        ),
        tuple(
            tuple((called[name].id, answer) for name, answer in answers)
            for answers in settlement.settled_by
        ),
    )


@lru_cache(maxsize=4096)
def _settle_plainly(case: Case) -> Settlement:
    open_ones = case.open_questions({})
    relevant = [
        question for question in open_ones.values() if _Relevance(case, question).is_shown()
    ]
    ids = {question.id for question in relevant}
    questions = tuple(
        OpenQuestion(
            question,
            tuple(_outcome(case, question.id, answer, ids) for answer in question.answers),
        )
        for question in relevant
    )
    return Settlement(questions, tuple(_smallest_sets(case, relevant)))


def _outcome(case: Case, question: str, answer: str, relevant: set[str]) -> Outcome:
    answers = {question: answer}
    remaining = tuple(found for found in case.open_questions(answers) if found in relevant)
    return Outcome(answer, case.label(answers), remaining)


def _smallest_sets(case: Case, questions: list[Question]) -> Iterator[tuple[tuple[str, str], ...]]:
    found: list[frozenset[tuple[str, str]]] = []
    trials = 0
    for size in range(1, min(MAX_ANSWERS_IN_SET, len(questions)) + 1):
        for chosen in combinations(questions, size):
            for answers in product(*(question.answers for question in chosen)):
                pairs = tuple(zip((question.id for question in chosen), answers, strict=True))
                if any(smaller.issubset(pairs) for smaller in found):
                    continue
                trials += 1
                if case.label(dict(pairs)) is not Label.UNCLEAR:
                    found.append(frozenset(pairs))
                    yield pairs
                if len(found) >= MAX_SETS or trials >= MAX_TRIALS:
                    return


class _Relevance:
    """Looks for answers to the other questions under which one question changes the label."""

    def __init__(self, case: Case, question: Question) -> None:
        self._case = case
        self._question = question
        self._trials = 0

    def is_shown(self) -> bool:
        return self._search({})

    def _search(self, answers: dict[str, str]) -> bool:
        self._trials += 1
        if self._trials > MAX_TRIALS:
            return True
        trials = [{**answers, self._question.id: answer} for answer in self._question.answers]
        final: set[Label] = set()
        following: Question | None = None
        for trial in trials:
            remaining = self._case.open_questions(trial)
            if remaining:
                following = following or next(iter(remaining.values()))
            else:
                final.add(self._case.label(trial))
        if len(final) > 1:
            return True
        if following is None:
            return False
        return any(self._search({**answers, following.id: answer}) for answer in following.answers)


def _ask(  # noqa: PLR0911 - one return for each kind of expression
    expression: Expression, answers: Answers, asked: list[Question]
) -> bool | None:
    """Return the value of an expression; if it is unknown, add the questions it still hinges on."""
    match expression:
        case Known():
            return expression.holds
        case Choice():
            answer = answers.get(expression.question.id)
            if answer is None:
                asked.append(expression.question)
                return None
            return answer in expression.satisfied_by
        case All():
            return _ask_each(expression.parts, answers, asked, settling=False)
        case Any():
            return _ask_each(expression.parts, answers, asked, settling=True)
        case Not():
            value = _ask(expression.part, answers, asked)
            return None if value is None else not value
        case Under():
            return _ask_under(expression, answers, asked)


def _ask_each(
    parts: tuple[Expression, ...], answers: Answers, asked: list[Question], *, settling: bool
) -> bool | None:
    before, is_open = len(asked), False
    for part in parts:
        value = _ask(part, answers, asked)
        if value is settling:
            # What is settled asks nothing: the questions of its other parts go.
            del asked[before:]
            return settling
        is_open = is_open or value is None
    return None if is_open else not settling


def _ask_under(expression: Under, answers: Answers, asked: list[Question]) -> bool | None:
    before = len(asked)
    answer = answers.get(expression.question.id)
    if answer is None:
        asked.append(expression.question)
    values = {
        _ask(branch, answers, asked)
        for reading, branch in expression.branches
        if answer is None or reading == answer
    }
    value = values.pop() if len(values) == 1 else None
    if value is not None:
        del asked[before:]
    return value
