"""The words by which a row says that it is no part: totals, costs, notes, obsolete parts."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from screener.rulepack.headers import TableWords
from screener.text.folding import fold_text

_LONGEST = 60  # characters of a cell that can be a total or a cost
_FILLING = re.compile(r"[\W\d_]+")


class RowWords:
    """The words of ``rules/terms/tables.yaml``, made ready for looking up."""

    def __init__(self, words: TableWords) -> None:
        self._words = words
        self._quick: dict[str, frozenset[str]] = {}

    def is_total(self, text: str) -> bool:
        """Tell whether a cell says nothing but that a sum stands here."""
        return self._says_only(text, self._totals)

    def is_cost(self, text: str) -> bool:
        """Tell whether a cell names shipping, tax or another cost, and no goods."""
        return self._says_only(text, self._costs)

    def ends_in_total(self, text: str) -> bool:
        """Tell whether a short text ends in a word of a total: ``Off grid TOTAL``."""
        if len(text) > _LONGEST:
            return False
        folded = fold_text(text).rstrip(" :.*=")
        return any(folded.endswith(word) for word in self._totals)

    def is_note(self, text: str) -> bool:
        """Tell whether a text begins as a note does: ``Note: …``, ``※…``."""
        if text.startswith(("※", "*)", "（注", "(注")):
            return True
        head, separator, _ = unicodedata.normalize("NFKC", text[:40]).partition(":")
        return bool(separator) and fold_text(head).rstrip(" 0123456789") in self._notes

    def is_obsolete(self, text: str) -> bool:
        """Tell whether a heading says that what follows is no longer used."""
        folded = fold_text(text)
        return any(word in folded for word in self._obsolete)

    def is_ditto(self, text: str) -> bool:
        """Tell whether a cell says: as above."""
        return text.strip().casefold() in self._ditto

    def is_nothing(self, text: str) -> bool:
        """Tell whether a cell says that it states nothing."""
        return len(text) <= _LONGEST and text.strip().casefold() in self._nothing

    def _says_only(self, text: str, words: frozenset[str]) -> bool:
        if len(text) > _LONGEST or not self._may_contain(text, words):
            return False
        rest = fold_text(text)
        pattern = self._total_pattern if words is self._totals else self._cost_pattern
        without = pattern.sub(" ", rest)
        if without == rest:
            return False
        return not _FILLING.sub("", self._companion_pattern.sub(" ", without))

    def _may_contain(self, text: str, words: frozenset[str]) -> bool:
        """Reject most cells at little cost."""
        plain = text.casefold() if text.isascii() else fold_text(text)
        return any(word in plain for word in words)

    @cached_property
    def _totals(self) -> frozenset[str]:
        return _folded(self._words.totals)

    @cached_property
    def _costs(self) -> frozenset[str]:
        return _folded(self._words.costs)

    @cached_property
    def _notes(self) -> frozenset[str]:
        return _folded(self._words.notes)

    @cached_property
    def _obsolete(self) -> frozenset[str]:
        return _folded(self._words.obsolete)

    @cached_property
    def _ditto(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self._words.ditto)

    @cached_property
    def _nothing(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self._words.nothing)

    @cached_property
    def _total_pattern(self) -> re.Pattern[str]:
        return _whole_words(self._totals)

    @cached_property
    def _cost_pattern(self) -> re.Pattern[str]:
        return _whole_words(self._costs)

    @cached_property
    def _companion_pattern(self) -> re.Pattern[str]:
        return _whole_words(_folded(self._words.companions) | self._totals)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold_text, words)))


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of the words, longest first; a Latin word only between its borders."""
    alternatives = [
        rf"\b{re.escape(word)}\b" if word[0].isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(alternatives))
