"""A rule, filled with the facts of one line: a tree whose leaves are known or hang on a question.

Evaluation is strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, §64): an
``all`` is false as soon as one part is, an ``any`` true as soon as one part is, and a part that is
settled drops the questions of the others.
"""

from collections.abc import Iterable, Iterator, Mapping
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


class Findings:
    """The findings of one line's expressions; each is worked out once, however often it stands."""

    def __init__(self) -> None:
        # By identity: the expressions of named conditions are shared between the rules of a line.
        self._found: dict[int, tuple[Expression, Finding]] = {}

    def of(self, expression: Expression) -> Finding:
        """Return truth, the facts it rests on, and the questions it hinges on."""
        known = self._found.get(id(expression))
        if known is None:
            known = (expression, self._find(expression))
            self._found[id(expression)] = known
        return known[1]

    def _find(self, expression: Expression) -> Finding:
        match expression:
            case Known():
                truth_value = Truth.TRUE if expression.holds else Truth.FALSE
                return Finding(truth_value, expression.rests_on)
            case Choice():
                return Finding(Truth.UNKNOWN, expression.rests_on, (expression.question,))
            case All():
                return _joined(list(map(self.of, expression.parts)), settled_by=Truth.FALSE)
            case Any():
                return _joined(list(map(self.of, expression.parts)), settled_by=Truth.TRUE)
            case Not():
                return _negated(self.of(expression.part))
            case Under():
                findings = [self.of(branch) for _, branch in expression.branches]
                return _under_readings(expression.question, findings)


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


def _under_readings(question: Question, findings: list[Finding]) -> Finding:
    truths = {finding.truth for finding in findings}
    if len(truths) == 1 and Truth.UNKNOWN not in truths:
        return Finding(truths.pop(), _rests_on(findings))
    open_ones = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
    questions = (question, *_questions(open_ones))
    return Finding(Truth.UNKNOWN, _rests_on(findings), tuple(dict.fromkeys(questions)))


def _rests_on(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for finding in findings for fact in finding.rests_on))


def _questions(findings: Iterable[Finding]) -> tuple[Question, ...]:
    return tuple(dict.fromkeys(question for finding in findings for question in finding.questions))


def simplify(expression: Expression) -> Expression:
    """Drop what is settled: the same truth under any answers, without what it rests on.

    What is left has no known leaf but itself, so that trying answers is quick, and lines that
    hang on the same questions have the same expression.
    """
    match expression:
        case Known():
            return _TRUE if expression.holds else _FALSE
        case Choice():
            return Choice(expression.question, expression.satisfied_by)
        case All():
            return _simplified(map(simplify, expression.parts), neutral=_TRUE, settling=_FALSE)
        case Any():
            return _simplified(map(simplify, expression.parts), neutral=_FALSE, settling=_TRUE)
        case Not():
            part = simplify(expression.part)
            return Known(not part.holds) if isinstance(part, Known) else Not(part)
        case Under():
            return _simplified_under(expression)


_TRUE = Known(holds=True)
_FALSE = Known(holds=False)


def _simplified(parts: Iterable[Expression], *, neutral: Known, settling: Known) -> Expression:
    joined = All if settling is _FALSE else Any
    kept: dict[Expression, None] = {}
    for part in parts:
        if part == settling:
            return settling
        if isinstance(part, joined):
            kept.update(dict.fromkeys(part.parts))
        elif part != neutral:
            kept[part] = None
    if not kept:
        return neutral
    return next(iter(kept)) if len(kept) == 1 else joined(tuple(kept))


def _simplified_under(expression: Under) -> Expression:
    branches = tuple((reading, simplify(branch)) for reading, branch in expression.branches)
    kinds = {branch for _, branch in branches}
    if len(kinds) == 1:
        return kinds.pop()
    return Under(expression.question, branches)


def renamed(expression: Expression, names: Mapping[str, Question]) -> Expression:
    """Return the expression with each question replaced by the one that `names` gives for it."""
    match expression:
        case Known():
            return expression
        case Choice():
            return Choice(names[expression.question.id], expression.satisfied_by)
        case All():
            return All(tuple(renamed(part, names) for part in expression.parts))
        case Any():
            return Any(tuple(renamed(part, names) for part in expression.parts))
        case Not():
            return Not(renamed(expression.part, names))
        case Under():
            branches = tuple((name, renamed(part, names)) for name, part in expression.branches)
            return Under(names[expression.question.id], branches)


def questions_of(expression: Expression) -> Iterator[Question]:
    """Yield the questions of an expression in the order in which they stand."""
    match expression:
        case Known():
            return
        case Choice():
            yield expression.question
        case All() | Any():
            for part in expression.parts:
                yield from questions_of(part)
        case Not():
            yield from questions_of(expression.part)
        case Under():
            yield expression.question
            for _, part in expression.branches:
                yield from questions_of(part)
