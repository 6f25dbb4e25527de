"""What the templates show of a line: plain words in one language, nothing left to look up."""

from dataclasses import dataclass

from screener.model import Label, Truth


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of somebody else's text, with the language to mark it with (empty: not known)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label: its id, its sign and its word."""

    id: Label
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class StatedView:
    """What a cell says, under the word for its field; `whole_file`: said once for the file."""

    field: str
    text: Fragment
    whole_file: bool = False


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition: whether it is so, what was found, the cells behind it, what it waits for."""

    title: str
    truth: Truth
    truth_word: str
    text: str
    rests_on: tuple[StatedView, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause: its Chinese text where it was seen, and what it says, in our unofficial words."""

    instrument: str
    title: str
    clause: str
    original: str | None
    paraphrase: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that bears on the label, whether it applies, and the clauses it rests on."""

    title: str
    truth: Truth
    truth_word: str
    text: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer: the label that it would give, who holds it where it is a reading, what is left.

    `then` are the ids of the questions that would still be open.
    """

    text: str
    label: LabelView
    held_by: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that the label hinges on, whom to ask, what proves the answer."""

    id: str
    name: str
    text: str
    is_reading: bool
    whom: str
    shown_by: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """Everything that is shown of one line."""

    sheet: str
    row: int
    label: LabelView
    part: Fragment
    part_number: str
    summary: str
    stated: tuple[StatedView, ...]
    conditions: tuple[ConditionView, ...]
    rules: tuple[RuleView, ...]
    questions: tuple[QuestionView, ...]
    settled_by: tuple[str, ...]
    readings_settled: tuple[str, ...]
    notes: tuple[str, ...]
