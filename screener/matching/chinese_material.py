"""Words that say goods made elsewhere hold something Chinese, or were begun in China."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from screener.matching.places import Places
from screener.rulepack.vocabulary import Routes
from screener.text.folding import fold
from screener.text.terms import TermIndex

# Capitals that may be the code of a country; "CN 8505" is a number of something.
_CODE = re.compile(r"(?<![A-Za-z0-9_-])[A-Z]{2,3}(?![A-Za-z0-9_]|[ .:#-]*\d)")
_OPENED = re.compile(r"[(\[][^)\]]*\w[^)\]]*$")
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
        self._next = TermIndex((word, True) for word in worked.denied_next.every())
        self._behind = TermIndex((word, True) for word in worked.denied_behind.every())
        self._via = TermIndex((word, True) for word in routes.via)
        self._passing = TermIndex(
            (word, True) for word in (*routes.transit.every(), *routes.bonded.every())
        )

    def clause(self, text: str) -> str | None:
        """Return the first clause that says so, or ``None``."""
        return next((clause for clause in _CLAUSE_END.split(text) if self._tells(clause)), None)

    def mention(self, text: str) -> str | None:
        """Return the first clause that names China for no material and no way of the goods."""
        return next((clause for clause in _CLAUSE_END.split(text) if self._mentions(clause)), None)

    def is_denied(self, text: str) -> bool:
        """Return whether a text names China, and denies it each time."""
        clauses = [clause for clause in _CLAUSE_END.split(text) if self._spans(clause)]
        return bool(clauses) and not any(self._affirms(clause) for clause in clauses)

    def _tells(self, clause: str) -> bool:
        return self._affirms(clause) and bool(self._words.find(fold(clause)))

    def _mentions(self, clause: str) -> bool:
        named = self._affirmed(clause)
        if not named or self._words.find(fold(clause)) or self._passing.find(fold(clause)):
            return False
        text = fold(clause).text
        return not all(_ends_with(self._via, text[:start]) for start, _ in named)

    def _affirms(self, clause: str) -> bool:
        return bool(self._affirmed(clause))

    def _affirmed(self, clause: str) -> list[tuple[int, int]]:
        text = fold(clause).text
        return [
            (start, end)
            for start, end in self._spans(clause)
            if not _ends_with(self._before, text[:start]) and not self._is_denied_behind(text[end:])
        ]

    def _is_denied_behind(self, text: str) -> bool:
        beside = text.lstrip(" -:")
        if any(hit.start == 0 for hit in self._next.find(fold(beside))):
            return True
        # What stands in a bracket is said of something else: "Chinese magnet (coating: none)".
        return any(
            _OPENED.search(text[: hit.start]) is None for hit in self._behind.find(fold(text))
        )

    def _spans(self, clause: str) -> list[tuple[int, int]]:
        named = [
            (start, end) for code, start, end in self._places.spans(clause) if code in self._china
        ]
        return named or list(self._codes(clause))

    def _codes(self, clause: str) -> Iterable[tuple[int, int]]:
        offsets = fold(clause).offsets
        for found in _CODE.finditer(clause):
            if self._places.code_only(found[0]) in self._china:
                yield bisect_left(offsets, found.start()), bisect_left(offsets, found.end())


def _ends_with(words: TermIndex[bool], text: str) -> bool:
    text = text.rstrip(" -")
    return any(hit.end == len(text) for hit in words.find(fold(text)))


def _forms(words: Iterable[str]) -> Iterable[str]:
    """Yield words, and the plural of those in Latin letters."""
    for word in words:
        yield word
        if word.isascii() and not word.endswith("s"):
            yield f"{word}s"
