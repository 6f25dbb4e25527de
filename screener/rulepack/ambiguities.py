"""Documented ambiguities of the law: the words at issue, how they are read, and what follows."""

from typing import Literal

from pydantic import Field, model_validator

from screener.rulepack.reading import RuleModel
from screener.rulepack.texts import Text

_FEWEST_READINGS = 2


class Words(RuleModel):
    """The words at issue: a clause of an instrument and, where quoted, its Chinese text."""

    instrument: str
    clause: str
    original: str | None = None


class Reading(RuleModel):
    """One way to read the words, what follows from it, and who holds it.

    `held_by` names publishers of `Ambiguity.documented_by` that state the reading; where it is
    empty, nobody was seen to state it.
    """

    id: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    title: Text
    text: Text
    consequence: Text
    held_by: tuple[str, ...] = ()


class Documentation(RuleModel):
    """Who documented the ambiguity, or spoke to it, and where.

    `title` stands for a `url` that is not known. `date` may lack day or month.
    """

    publisher: str = Field(min_length=1)
    url: str | None = Field(default=None, pattern=r"^https?://")
    title: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    says: Text


class Ambiguity(RuleModel):
    """A question that the law leaves open, or that a later instrument settled.

    ``informational``: it decides no line. `settled_as` names the reading that prevailed.
    """

    id: str = Field(pattern=r"^AMB-[A-Z]+(-[A-Z]+)*$")
    question: Text
    dimension: Literal["item", "end_user", "end_use", "origin_or_route", "time", "data"]
    status: Literal["open", "settled", "informational"]
    settled_as: str | None = None
    documentation: Literal["documented", "inferred"]
    words: tuple[Words, ...] = ()
    readings: tuple[Reading, ...] = Field(min_length=_FEWEST_READINGS)
    documented_by: tuple[Documentation, ...] = Field(min_length=1)
    hinges_on: tuple[Text, ...] = ()
    resolve: tuple[Text, ...] = Field(min_length=1)
    later: Text | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> "Ambiguity":
        ids = [reading.id for reading in self.readings]
        if len(set(ids)) != len(ids):
            raise ValueError("two readings have the same id")
        if (self.status == "settled") != (self.settled_as is not None):
            raise ValueError("settled_as belongs to status settled, and to no other")
        if self.settled_as is not None and self.settled_as not in ids:
            raise ValueError(f"settled_as names no reading: {self.settled_as}")
        if self.status == "open" and not self.words:
            raise ValueError("an open ambiguity names the words at issue")
        return self

    def reading(self, reading_id: str) -> Reading | None:
        """Return the reading of that id, or ``None`` where there is none."""
        return next((reading for reading in self.readings if reading.id == reading_id), None)
