"""The words by which a row says that it is no part: totals, costs, notes, obsolete parts."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from screener.rulepack.headers import TableWords
from screener.text.folding import fold_text

_LONGEST = 60  # characters of a cell that can be a total or a cost
_LATIN = re.compile(r"[a-z]+")
_FILLING = re.compile(r"[\W\d_]+")


class RowWords:
    """The words of ``rules/terms/tables.yaml``, made ready for looking up."""

    def __init__(self, words: TableWords) -> None:
        self._words = words

    def is_total(self, text: str) -> bool:
        """Tell whether a cell says nothing but that a sum stands here."""
        return self._says_only(text, self._totals)

    def is_cost(self, text: str) -> bool:
        """Tell whether a cell names shipping, tax or another cost, and no goods."""
        return self._says_only(text, self._costs)

    def speaks_of_total(self, text: str) -> bool:
        """Tell whether a short text begins or ends with a word of a total: ``Off grid TOTAL``."""
        if len(text) > _LONGEST or not self._may_contain(text, self._totals):
            return False
        folded = fold_text(text).strip(" :.*=")
        found = [match.span() for match in self._total_pattern.finditer(folded)]
        return any(start == 0 or end == len(folded) for start, end in found)

    def is_note(self, text: str) -> bool:
        """Tell whether a text begins as a note does: ``Note: …``, ``※…``."""
        if text.startswith(("※", "*)", "（注", "(注")):
            return True
        if ":" not in text and "：" not in text:
            return False
        head, separator, _ = unicodedata.normalize("NFKC", text[:40]).partition(":")
        return bool(separator) and fold_text(head).rstrip(" 0123456789") in self._notes

    def is_label(self, text: str) -> bool:
        """Tell whether a stripped cell stands beside a place to fill in: ``Drawn by:``."""
        return text.endswith((":", "：")) or self.is_signing(text)

    def is_signing(self, text: str) -> bool:
        """Tell whether a stripped cell is a word of title blocks, where people sign."""
        return text.rstrip(" .:：") in self._labels

    def is_obsolete(self, text: str) -> bool:
        """Tell whether a heading says that what follows is no longer used."""
        folded = fold_text(text)
        return any(word in folded for word in self._obsolete)

    def is_ditto(self, text: str) -> bool:
        """Tell whether a stripped cell says: as above."""
        return text in self._ditto

    def is_nothing(self, text: str) -> bool:
        """Tell whether a stripped cell says that it states nothing."""
        return text in self._nothing or text in self._errors

    def is_error(self, text: str) -> bool:
        """Tell whether a stripped cell holds the error of a formula instead of a value."""
        return text in self._errors

    @cached_property
    def nothing(self) -> frozenset[str]:
        """The stripped cells that state nothing."""
        return self._nothing | self._errors

    @cached_property
    def marks(self) -> frozenset[str]:
        """The stripped cells that stand for something else than what they say."""
        return self._ditto | self._errors

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
        latin, other = self._totals_quick if words is self._totals else self._costs_quick
        if not latin.isdisjoint(_LATIN.findall(text.casefold())):
            return True
        if text.isascii():
            return False
        normal = unicodedata.normalize("NFKC", text).casefold()
        return bool(other.search(normal)) or not latin.isdisjoint(_LATIN.findall(normal))

    @cached_property
    def _totals_quick(self) -> tuple[frozenset[str], re.Pattern[str]]:
        return _quick(self._words.totals)

    @cached_property
    def _costs_quick(self) -> tuple[frozenset[str], re.Pattern[str]]:
        return _quick(self._words.costs)

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
    def _labels(self) -> frozenset[str]:
        return in_every_case(self._words.labels)

    @cached_property
    def _obsolete(self) -> frozenset[str]:
        return _folded(self._words.obsolete)

    @cached_property
    def _ditto(self) -> frozenset[str]:
        return in_every_case(self._words.ditto)

    @cached_property
    def _nothing(self) -> frozenset[str]:
        return in_every_case(self._words.nothing)

    @cached_property
    def _errors(self) -> frozenset[str]:
        return in_every_case(self._words.errors)

    @cached_property
    def _total_pattern(self) -> re.Pattern[str]:
        return _whole_words(self._totals)

    @cached_property
    def _cost_pattern(self) -> re.Pattern[str]:
        return _whole_words(self._costs)

    @cached_property
    def _companion_pattern(self) -> re.Pattern[str]:
        return _whole_words(_folded(self._words.companions) | self._totals)


def in_every_case(words: Iterable[str]) -> frozenset[str]:
    """Return the words as they are usually written: for a look-up without folding."""
    written = [
        (word, word.lower(), word.upper(), word.title(), word.capitalize()) for word in words
    ]
    return frozenset(form for forms in written for form in forms)


def _quick(words: Iterable[str]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the first Latin word of each term, and a pattern of the other terms."""
    forms = {form for word in words for form in (word.casefold(), fold_text(word))}
    latin = {found[0] for form in forms if (found := _LATIN.findall(form))}
    others = sorted(re.escape(form) for form in forms if not _LATIN.search(form))
    return frozenset(latin), re.compile("|".join(others) or r"(?!)")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold_text, words)))


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of the words, longest first; a Latin word only between its borders."""
    alternatives = [
        rf"\b{re.escape(word)}\b" if word[0].isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(alternatives))
