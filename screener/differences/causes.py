"""What a label changed for: a cell, a fact, a reading, or the law between two days or two packs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CauseKind(StrEnum):
    """What sort of thing is otherwise."""

    CELL = "cell"
    FACT = "fact"
    READING = "reading"
    ANSWER = "answer"
    RULE = "rule"
    LISTING = "listing"
    ENTITY = "entity"
    ENTRY = "entry"
    CONDITION = "condition"
    DATE = "date"
    RULES = "rules"
    SETTING = "setting"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One thing that is otherwise and that the label hangs on.

    `id` names it: a canonical field, an ambiguity, a rule, an entity, an entry, a condition.
    `instrument` and `day` say which instrument brought it, and when. `before` and `after` are what
    was stated, read or true; empty where there was nothing.
    """

    kind: CauseKind
    id: str
    instrument: str = ""
    day: date | None = None
    before: str = ""
    after: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """What lines are counted together by: the instrument and its day, or the thing itself."""
        if self.instrument:
            return (self.instrument, self.day.isoformat() if self.day else "")
        if self.kind in (CauseKind.CELL, CauseKind.FACT):
            return (self.kind.value, self.id)
        return (self.kind.value, self.id, self.before, self.after)
