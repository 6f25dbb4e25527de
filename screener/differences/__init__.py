"""What changed between two screenings, line by line, and what changed it; and between two packs."""

from screener.differences.causes import Cause, CauseKind
from screener.differences.compare import Change, Difference, Side, compare
from screener.differences.packfiles import PackChange
from screener.differences.packs import compare_packs

__all__ = [
    "Cause",
    "CauseKind",
    "Change",
    "Difference",
    "PackChange",
    "Side",
    "compare",
    "compare_packs",
]
