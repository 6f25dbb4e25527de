"""What if: the labels of a file under each reading of each point of law that it meets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from screener.model import Label, OpenQuestion, Question, QuestionKind, Screening


@dataclass(frozen=True, slots=True)
class Tried:
    """The labels of a whole file if one question were answered so, all else left as it is."""

    answer: str
    counts: dict[Label, int]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One open reading, the number of lines that hang on it, and the labels each way."""

    question: Question
    lines: int
    tried: tuple[Tried, ...]


def what_if(screening: Screening) -> tuple[WhatIf, ...]:
    """Read each open point of law of a file each way, those first that most lines hang on."""
    found: dict[Question, list[OpenQuestion]] = {}
    for screened in screening.lines:
        for one in screened.verdict.questions:
            if one.question.kind is QuestionKind.READING:
                found.setdefault(one.question, []).append(one)
    order = sorted(found, key=lambda question: (-len(found[question]), question.id))
    return tuple(
        WhatIf(question, len(found[question]), tuple(_tried(screening, question, found[question])))
        for question in order
    )


def _tried(screening: Screening, question: Question, asked: list[OpenQuestion]) -> Iterator[Tried]:
    now = Counter(screened.verdict.label for screened in screening.lines)
    for answer in question.answers:
        then = Counter(
            outcome.label for one in asked for outcome in one.outcomes if outcome.answer == answer
        )
        # Each of the lines asked was unclear; every other line keeps its label.
        now_elsewhere = now - Counter({Label.UNCLEAR: len(asked)})
        yield Tried(answer, {label: now_elsewhere[label] + then[label] for label in Label})
