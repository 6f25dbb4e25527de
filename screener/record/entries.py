"""What a record holds: one entry for each thing that was asked, answered, decided or withdrawn.

Entries are only ever added. What a question or a decision rested on is kept with it, so that a
later parts list can tell whether it is still so.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Field

from screener.model import Label, QuestionKind
from screener.rulepack.reading import RuleModel

SCHEMA_VERSION = "1"

_ID = r"^[A-Z]-[0-9a-f]{8,16}(-\d+)?$"


class _Entry(RuleModel):
    # In YAML "on" is a word for true to many readers: the key is "date".
    model_config = ConfigDict(populate_by_name=True)


class LineEntry(_Entry):
    """A line that other entries speak of, by what identified it; `id` is made of these texts."""

    kind: Literal["line"] = "line"
    id: str = Field(pattern=_ID)
    sheet: str = ""
    row: int = Field(ge=0)
    stated: dict[str, str]


class GroundsEntry(_Entry):
    """What questions and decisions rested on: the facts of a line and its parties, by name."""

    kind: Literal["grounds"] = "grounds"
    id: str = Field(pattern=_ID)
    values: dict[str, str] = Field(default_factory=dict)


class AskedEntry(_Entry):
    """One row of a questionnaire: who was asked what about which lines.

    `lines` maps the id of each line to the id of its grounds. `covers_all` marks the row that
    answers for every part of the question that has no answer of its own.
    """

    kind: Literal["asked"] = "asked"
    id: str = Field(pattern=_ID)
    question: str
    about: QuestionKind
    subject: str
    answers: list[str]
    values: dict[str, str] = Field(default_factory=dict)
    recipient: str = ""
    role: str = ""
    covers_all: bool = False
    on: date = Field(alias="date")
    lines: dict[str, str]


class AnswerEntry(_Entry):
    """An answer: one of the question's answers, words of its own, or both."""

    kind: Literal["answer"] = "answer"
    id: str = Field(pattern=_ID)
    question: str
    about: QuestionKind
    fact: str = ""
    answer: str | None = None
    value: str | None = None
    by: str = ""
    on: date | None = Field(default=None, alias="date")
    document: str = ""
    recipient: str = ""
    source: str = ""
    lines: dict[str, str] = Field(default_factory=dict)


class ReadingEntry(_Entry):
    """A reading of an open term that the company settled for itself."""

    kind: Literal["reading"] = "reading"
    id: str = Field(pattern=_ID)
    ambiguity: str
    reading: str
    by: str = ""
    on: date | None = Field(default=None, alias="date")
    document: str = ""
    reason: str = ""
    source: str = ""


class DecisionEntry(_Entry):
    """What a person decided of lines, beside their labels."""

    kind: Literal["decision"] = "decision"
    id: str = Field(pattern=_ID)
    label: Label
    justification: str | None = None
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    on: date = Field(alias="date")
    document: str = ""
    label_then: Label
    rules: str
    lines: dict[str, str]


class WithdrawalEntry(_Entry):
    """Takes back an answer, a reading or a decision; the entry itself stays."""

    kind: Literal["withdrawal"] = "withdrawal"
    id: str = Field(pattern=_ID)
    withdraws: str
    by: str = ""
    on: date | None = Field(default=None, alias="date")
    reason: str = ""


Entry = Annotated[
    LineEntry
    | GroundsEntry
    | AskedEntry
    | AnswerEntry
    | ReadingEntry
    | DecisionEntry
    | WithdrawalEntry,
    Discriminator("kind"),
]


class RecordFile(RuleModel):
    """The whole file."""

    schema_version: Literal["1"]
    entries: list[Entry] = Field(default_factory=list)


def entry_id(letter: str, content: Mapping[str, object]) -> str:
    """Return the id of an entry: the same for the same content, on every machine."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return f"{letter}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def record_schema() -> dict[str, object]:
    """Return the JSON Schema of a record."""
    schema = RecordFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
