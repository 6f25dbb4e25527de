"""What the logic decides: findings of conditions, reasons, open questions, a label."""

from dataclasses import dataclass
from datetime import date

from screener.model.answers import Decision, WeighedAnswer
from screener.model.findings import LineFindings
from screener.model.lines import Effect, Label, Line, Question, Truth


@dataclass(frozen=True, slots=True)
class Finding:
    """The truth of one condition, the facts it rests on, and the questions it hinges on.

    `rests_on` names facts; what a line says of them, and where, stands in its `LineFindings`.
    """

    truth: Truth
    rests_on: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionFinding:
    """A named condition of a rule and its finding."""

    condition: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, its truth for a line, and the findings of its conditions."""

    rule: str
    effect: Effect
    finding: Finding
    conditions: tuple[ConditionFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the label would be if one question were answered so."""

    answer: str
    label: Label
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A surviving question with the label that each answer would give."""

    question: Question
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The label of a line and everything that it rests on.

    `settled_by` are the smallest sets of (question id, answer) that settle the label.
    `readings_settled` are the open terms that the company settled and that this verdict used.
    `notes` are the ids of note rules that hold, and of warnings (``PACK-…``).
    """

    label: Label
    reasons: tuple[Reason, ...]
    questions: tuple[OpenQuestion, ...] = ()
    settled_by: tuple[tuple[tuple[str, str], ...], ...] = ()
    readings_settled: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenedLine:
    """A line with what was found in it and what follows.

    `answers` were given for it, `decision` is what a person decided of it, beside the label.
    """

    line: Line
    findings: LineFindings
    verdict: Verdict
    answers: tuple[WeighedAnswer, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class PackId:
    """Which rules a result rests on."""

    version: str
    sha256: str
    researched_up_to: date
    review_by: date
