"""What people add to a screening: answers that count as evidence, and decisions beside a label."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from screener.model.lines import Label, QuestionKind


class Fate(StrEnum):
    """What became of an answer on one line."""

    USED = "used"
    CONFIRMS = "confirms"
    CONTRADICTED = "contradicted"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question, as it was given for a line.

    `answer` is one of the question's answers, `value` what was written beside it (a name, a
    country, a use): where it states a field of the line it is read like a cell. `fact` is the fact
    that the question asks for; it is empty for other kinds of questions.
    """

    id: str
    question: str
    kind: QuestionKind
    fact: str = ""
    answer: str | None = None
    value: str | None = None
    by: str = ""
    on: date | None = None
    document: str = ""

    @property
    def said(self) -> str:
        """What was answered, in as few words as there are."""
        return self.value or self.answer or ""


@dataclass(frozen=True, slots=True)
class WeighedAnswer:
    """An answer, and what became of it on one line.

    `against` is what it contradicts: the words of the line, or of other answers. `changed` says
    for a reopened one what it rested on, then and now.
    """

    answer: Answer
    fate: Fate
    against: tuple[str, ...] = ()
    changed: Mapping[str, tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a line; it stands beside the label and never replaces it.

    `justification` is one of the codes of the rule pack; a decision that a line is clear has one.
    `label_then` is the label that the rules gave on that day. `changed` is empty while everything
    that it rested on is the same; otherwise the decision is open again.
    """

    id: str
    label: Label
    reason: str
    justification: str | None = None
    by: str = ""
    on: date | None = None
    document: str = ""
    label_then: Label | None = None
    changed: Mapping[str, tuple[str, str]] | None = None

    @property
    def holds(self) -> bool:
        """Whether everything is as it was when it was decided."""
        return not self.changed
