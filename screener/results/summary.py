"""A screening at a glance: counts that add up, and what to do next."""

from collections import Counter
from dataclasses import dataclass

from screener.model import Label, Question, Screening


@dataclass(frozen=True, slots=True)
class NextStep:
    """One question: how many unclear lines hang on it, and how many it can settle alone."""

    question: Question
    lines: int
    settles_alone: int


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
    questions: dict[str, Question] = {}
    lines: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for screened in screening.lines:
        for found in screened.verdict.questions:
            questions.setdefault(found.question.id, found.question)
            lines[found.question.id] += 1
        settling = {answers[0][0] for answers in screened.verdict.settled_by if len(answers) == 1}
        alone.update(settling)
    ranked = sorted(questions, key=lambda name: (-alone[name], -lines[name], name))
    rows = Counter[str]()
    for table in screening.tables:
        rows.update(table.rows)
    return Summary(
        counts={label: screening.count(label) for label in Label},
        other_rows=sum(number for kind, number in rows.items() if kind != "part"),
        next_steps=tuple(NextStep(questions[name], lines[name], alone[name]) for name in ranked),
    )
