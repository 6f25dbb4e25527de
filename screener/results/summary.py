"""A screening at a glance: counts that add up, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from screener.model import Label, OpenQuestion, Question, ScreenedLine, Screening, Verdict


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
        next_steps=tuple(sorted(_steps(screening), key=lambda one: (-one.weight, -len(one.lines)))),
    )


def _steps(screening: Screening) -> Iterator[NextStep]:
    asked: dict[Question, tuple[OpenQuestion, list[ScreenedLine]]] = {}
    for screened in screening.lines:
        for found in screened.verdict.questions:
            asked.setdefault(found.question, (found, []))[1].append(screened)
    for question, (found, lines) in asked.items():
        shares = [share(question.id, screened.verdict) for screened in lines]
        yield NextStep(found, tuple(lines), shares.count(1), sum(shares))


def share(question: str, verdict: Verdict) -> float:
    """Return the part that a question has in settling a line: one of two questions has a half."""
    sizes = [
        len(answers)
        for answers in verdict.settled_by
        if any(name == question for name, _ in answers)
    ]
    return 1 / min(sizes) if sizes else 0
