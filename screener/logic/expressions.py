"""A rule, filled with the facts of one line: a tree whose leaves are known or hang on a question.

Evaluation is strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, §64): an
``all`` is false as soon as one part is, an ``any`` true as soon as one part is, and a part that is
settled drops the questions of the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screener.model import Finding, Question, Truth

#: question id → the answer that is tried out.
Answers = Mapping[str, str]

NO_ANSWERS: Answers = {}


@dataclass(frozen=True, slots=True)
class Known:
    """A leaf that is true or false."""

    holds: bool
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A leaf that is true if its question is answered by one of `satisfied_by`."""

    question: Question
    satisfied_by: frozenset[str]
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when one part is."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is false."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Under:
    """One part per reading of an open term; all of them count until the question is answered."""

    question: Question
    branches: tuple[tuple[str, "Expression"], ...]


Expression = Known | Choice | All | Any | Not | Under


def truth(expression: Expression, answers: Answers = NO_ANSWERS) -> Truth:
    """Return the truth of an expression when some questions are answered."""
    value = _value(expression, answers)
    return Truth.UNKNOWN if value is None else Truth.TRUE if value else Truth.FALSE


def _value(expression: Expression, answers: Answers) -> bool | None:
    # Ordered by how often each kind occurs; this is the innermost loop of a screening.
    match expression:
        case Known():
            return expression.holds
        case Choice():
            answer = answers.get(expression.question.id)
            return None if answer is None else answer in expression.satisfied_by
        case All():
            return _all(expression.parts, answers)
        case Any():
            return _any(expression.parts, answers)
        case Not():
            value = _value(expression.part, answers)
            return None if value is None else not value
        case Under():
            return _under(expression, answers)


def _all(parts: tuple[Expression, ...], answers: Answers) -> bool | None:
    result: bool | None = True
    for part in parts:
        value = _value(part, answers)
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _any(parts: tuple[Expression, ...], answers: Answers) -> bool | None:
    result: bool | None = False
    for part in parts:
        value = _value(part, answers)
        if value is True:
            return True
        if value is None:
            result = None
    return result


def _under(expression: Under, answers: Answers) -> bool | None:
    answer = answers.get(expression.question.id)
    values = {
        _value(branch, answers)
        for reading, branch in expression.branches
        if answer is None or reading == answer
    }
    return values.pop() if len(values) == 1 else None


def find(expression: Expression) -> Finding:
    """Return the truth of an expression, the facts it rests on, and the questions it hinges on."""
    match expression:
        case Known():
            return Finding(Truth.TRUE if expression.holds else Truth.FALSE, expression.rests_on)
        case Choice():
            return Finding(Truth.UNKNOWN, expression.rests_on, (expression.question,))
        case All():
            return _joined([find(part) for part in expression.parts], settled_by=Truth.FALSE)
        case Any():
            return _joined([find(part) for part in expression.parts], settled_by=Truth.TRUE)
        case Not():
            return _negated(find(expression.part))
        case Under():
            return _found_under(expression)


def _joined(findings: list[Finding], *, settled_by: Truth) -> Finding:
    """Join the findings of an ``all`` (settled by a false part) or an ``any`` (by a true one)."""
    settling = [finding for finding in findings if finding.truth is settled_by]
    if settling:
        return Finding(settled_by, _rests_on(settling))
    open_ones = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
    if open_ones:
        return Finding(Truth.UNKNOWN, _rests_on(findings), _questions(open_ones))
    other = Truth.TRUE if settled_by is Truth.FALSE else Truth.FALSE
    return Finding(other, _rests_on(findings))


def _negated(finding: Finding) -> Finding:
    swapped = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}
    return Finding(swapped[finding.truth], finding.rests_on, finding.questions)


def _found_under(expression: Under) -> Finding:
    findings = [find(branch) for _, branch in expression.branches]
    truths = {finding.truth for finding in findings}
    if len(truths) == 1 and Truth.UNKNOWN not in truths:
        return Finding(truths.pop(), _rests_on(findings))
    open_ones = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
    questions = (expression.question, *_questions(open_ones))
    return Finding(Truth.UNKNOWN, _rests_on(findings), tuple(dict.fromkeys(questions)))


def _rests_on(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for finding in findings for fact in finding.rests_on))


def _questions(findings: Iterable[Finding]) -> tuple[Question, ...]:
    return tuple(dict.fromkeys(question for finding in findings for question in finding.questions))
