"""What is shown of the case of a line: decisions, who sees to it, what may be done about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screener.model import Decision as Said
from screener.model import Label, ScreenedLine
from screener.web.cases.deciding import changed_since
from screener.web.cases.models import Decision
from screener.web.rules import explainer
from screener.web.screenings.models import Line

#: What a decision rests on in the engine's own names; the page shows both as they are now.
_OF_THE_ENGINE = frozenset({"questions", "rules"})


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision; where it is out of date, `why` says in a sentence what changed since."""

    kept: Decision
    out_of_date: bool
    why: str


def decisions_of(line: Line, screened: ScreenedLine) -> Iterator[DecisionShown]:
    """Yield the decisions on a line, the newest first."""
    for kept in line.decisions.select_related("by", "approved_by"):
        gone = {} if kept.withdrawn else changed_since(kept, screened)
        told = {name: pair for name, pair in gone.items() if name not in _OF_THE_ENGINE}
        why = explainer().decision(_said(kept, told)) if told else ""
        yield DecisionShown(kept, out_of_date=bool(gone), why=why)


def _said(kept: Decision, gone: Mapping[str, tuple[str, str]]) -> Said:
    return Said(
        id=kept.entry,
        label=Label(kept.label),
        reason=kept.reason,
        by=kept.by.get_username(),
        on=kept.at.date(),
        document=kept.document,
        changed=gone,
    )
