"""Words around a military word that deny it: "no defence work", 防衛事業なし."""

import re

from screener.rulepack.vocabulary import Negators
from screener.text.folding import fold
from screener.text.terms import TermIndex

_CLAUSE_END = re.compile(r"[.;:。；：!！?？、,，\n]")


class Denials:
    """Finds what denies a word in its clause."""

    def __init__(self, negators: Negators) -> None:
        self._before = TermIndex((word, True) for word in negators.before.every())
        self._behind = TermIndex((word, True) for word in negators.behind.every())
        self._but = TermIndex((word, True) for word in negators.but.every())
        self._reach = negators.reach

    def reach(self, text: str, start: int, end: int) -> bool:
        """Return whether a denial in the same clause reaches from `start` to `end`."""
        before = _CLAUSE_END.split(text[max(0, start - self._reach) : start])[-1]
        behind = _CLAUSE_END.split(text[end : end + self._reach])[0]
        if self._but.find(fold(before)) or self._but.find(fold(behind)):
            return False
        return bool(self._before.find(fold(before)) or self._behind.find(fold(behind)))
