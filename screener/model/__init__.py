"""The words of the product: what a line is, what was found in it, and what was decided.

Everything here is frozen and has no behaviour. Lower layers fill these in, upper layers read them.
"""

from screener.model.findings import (
    EndUseFinding,
    Goods,
    ItemFinding,
    ItemMatch,
    ItemStatus,
    LineFindings,
    PartyFinding,
)
from screener.model.lines import (
    FIELDS,
    LANGUAGES,
    Effect,
    Evidence,
    Facts,
    FactState,
    Hinge,
    Label,
    Line,
    Need,
    Question,
    QuestionKind,
    Source,
    Stated,
    Truth,
)
from screener.model.screenings import ColumnRead, Screening, TableRead
from screener.model.verdicts import (
    ConditionFinding,
    Finding,
    OpenQuestion,
    Outcome,
    PackId,
    Reason,
    ScreenedLine,
    Verdict,
)

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "ColumnRead",
    "ConditionFinding",
    "Effect",
    "EndUseFinding",
    "Evidence",
    "FactState",
    "Facts",
    "Finding",
    "Goods",
    "Hinge",
    "ItemFinding",
    "ItemMatch",
    "ItemStatus",
    "Label",
    "Line",
    "LineFindings",
    "Need",
    "OpenQuestion",
    "Outcome",
    "PackId",
    "PartyFinding",
    "Question",
    "QuestionKind",
    "Reason",
    "ScreenedLine",
    "Screening",
    "Source",
    "Stated",
    "TableRead",
    "Truth",
    "Verdict",
]
