"""A screening at a glance: counts that add up, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screener.model import Label, OpenQuestion, Question, ScreenedLine, Screening, Verdict
from screener.results.value import Money, line_value, total


@dataclass(frozen=True, slots=True)
class NextStep:
    """One question, and the unclear lines that hang on it.

    `asked` is the question as the first of the lines has it. `settles_alone` counts the lines that
    some answer to it settles alone; `weight` adds up its share in the smallest sets that settle.
    """

    asked: OpenQuestion
    lines: tuple[ScreenedLine, ...]
    settles_alone: int
    weight: float

    @property
    def question(self) -> Question:
        """The question."""
        return self.asked.question

    @property
    def value(self) -> tuple[Money, ...]:
        """What the lines are worth, where prices are known."""
        return total(line_value(screened.line) for screened in self.lines)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by label, rows that are no part lines, and the questions, most useful first."""

    counts: dict[Label, int]
    other_rows: int
    next_steps: tuple[NextStep, ...]

    @property
    def lines(self) -> int:
        """The number of part lines."""
        return sum(self.counts.values())


def summarise(screening: Screening) -> Summary:
    """Count labels and rank questions."""
    rows = Counter[str]()
    for table in screening.tables:
        rows.update(table.rows)
    return Summary(
        counts={label: screening.count(label) for label in Label},
        other_rows=sum(number for kind, number in rows.items() if kind != "part"),
        next_steps=next_steps(screening.lines),
    )


def next_steps(lines: Iterable[ScreenedLine]) -> tuple[NextStep, ...]:
    """Return the open questions of some lines, those first that settle most."""
    return tuple(sorted(_steps(lines), key=lambda one: (-one.weight, -len(one.lines))))


def _steps(lines: Iterable[ScreenedLine]) -> Iterator[NextStep]:
    asked: dict[Question, _Asked] = {}
    of_verdict: dict[int, list[_Asked]] = {}
    for screened in lines:
        verdict = screened.verdict
        known = of_verdict.get(id(verdict))
        if known is None:
            known = of_verdict[id(verdict)] = [
                asked.setdefault(found.question, _Asked(found)) for found in verdict.questions
            ]
        for one in known:
            one.lines.append(screened)
    for question, one in asked.items():
        shares = _shares(question, one.lines)
        yield NextStep(one.asked, tuple(one.lines), shares.count(1), sum(shares))


@dataclass(slots=True)
class _Asked:
    asked: OpenQuestion
    lines: list[ScreenedLine] = field(default_factory=list)


def _shares(question: Question, lines: list[ScreenedLine]) -> list[float]:
    """Return the part that a question has in settling each line."""
    verdicts = {id(screened.verdict): screened.verdict for screened in lines}
    known = {name: share(question.id, verdict) for name, verdict in verdicts.items()}
    return [known[id(screened.verdict)] for screened in lines]


def share(question: str, verdict: Verdict) -> float:
    """Return the part that a question has in settling a line: one of two questions has a half."""
    sizes = [
        len(answers)
        for answers in verdict.settled_by
        if any(name == question for name, _ in answers)
    ]
    return 1 / min(sizes) if sizes else 0
