"""What is said of a line, part by part, before anybody formats it."""

from dataclasses import dataclass

from screener.model import Effect, Label, QuestionKind, Truth


@dataclass(frozen=True, slots=True)
class CitationText:
    """Where the law was read."""

    publisher: str
    url: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ConditionText:
    """One condition of a rule: what it says of the line, and the facts that this rests on."""

    condition: str
    title: str
    truth: Truth
    text: str
    rests_on: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonText:
    """One rule under one of the clauses that it rests on."""

    rule: str
    title: str
    instrument: str
    clause: str
    effect: Effect
    truth: Truth
    text: str
    citations: tuple[CitationText, ...]
    conditions: tuple[ConditionText, ...]
    ambiguities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What one answer to a question would make of the label."""

    answer: str
    text: str
    label: Label
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A surviving question, who can answer it, and what shows the answer."""

    id: str
    kind: QuestionKind
    title: str
    text: str
    shown_by: str
    ask: str
    answers: tuple[AnswerText, ...]


@dataclass(frozen=True, slots=True)
class LineText:
    """Everything that is said of one line."""

    label: str
    summary: str
    reasons: tuple[ReasonText, ...]
    questions: tuple[QuestionText, ...]
    settled_by: tuple[str, ...]
    readings_settled: tuple[str, ...]
    notes: tuple[str, ...]
