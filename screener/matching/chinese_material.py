"""Words that say goods made elsewhere were worked from Chinese material, or begun in China."""

import re
from collections.abc import Iterable

from screener.matching.places import Places
from screener.rulepack.vocabulary import Routes
from screener.text.folding import fold
from screener.text.terms import TermIndex

_CLAUSE_END = re.compile(r"[;。；!！?？、，\n]|,(?!\d)|\.(?=\s|$)")


class ChineseMaterial:
    """Finds clauses that name China beside a raw material, or beside how things are made.

    "sliced in Malaysia from boules grown in Xiamen" is one; "no PRC feedstock" denies it.
    """

    def __init__(self, routes: Routes, places: Places) -> None:
        worked = routes.worked
        self._china = frozenset(routes.china)
        self._places = places
        self._words = TermIndex((form, True) for form in _forms(worked.words.every()))
        self._before = TermIndex((word, True) for word in worked.denied_before.every())
        self._behind = TermIndex((word, True) for word in worked.denied_behind.every())

    def clause(self, text: str) -> str | None:
        """Return the first clause that says so, or ``None``."""
        return next((clause for clause in _CLAUSE_END.split(text) if self._tells(clause)), None)

    def is_denied(self, text: str) -> bool:
        """Return whether a text names China, and denies it each time."""
        clauses = [clause for clause in _CLAUSE_END.split(text) if self._spans(clause)]
        return bool(clauses) and not any(self._affirms(clause) for clause in clauses)

    def _tells(self, clause: str) -> bool:
        return self._affirms(clause) and bool(self._words.find(fold(clause)))

    def _affirms(self, clause: str) -> bool:
        text = fold(clause).text
        return any(
            not self._is_denied_before(text[:start]) and not self._behind.find(fold(text[end:]))
            for start, end in self._spans(clause)
        )

    def _is_denied_before(self, text: str) -> bool:
        text = text.rstrip(" -")
        return any(hit.end == len(text) for hit in self._before.find(fold(text)))

    def _spans(self, clause: str) -> list[tuple[int, int]]:
        return [
            (start, end) for code, start, end in self._places.spans(clause) if code in self._china
        ]


def _forms(words: Iterable[str]) -> Iterable[str]:
    """Yield words, and the plural of those in Latin letters."""
    for word in words:
        yield word
        if word.isascii() and not word.endswith("s"):
            yield f"{word}s"
