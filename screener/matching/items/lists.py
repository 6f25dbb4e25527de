"""All lists of words of the catalogue in one index, found in a text in one pass."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import NamedTuple
from unicodedata import normalize

from screener.matching.items.inverted import InvertedNames
from screener.text.folding import Folded, fold_text
from screener.text.japanese import loosen, may_be_loosened
from screener.text.terms import TermIndex

_CASED_UP_TO = 3
_JOINT = re.compile("[ -]")
_MOST_JOINTS = 3
# What stands around an abbreviation that is a part of a part number.
_NUMBERED = re.compile(r"[a-z0-9]-$")
_PART_NUMBER = re.compile(r"-\d{2,}")
# Between two words: electron-beam. Not in x-ray, Dy-Fe or A-1.
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")


class Found(NamedTuple):
    """A word of some lists found in a folded text, end exclusive."""

    lists: tuple[int, ...]
    start: int
    end: int

    def inside(self, other: "Found") -> bool:
        """Say whether another hit is longer and covers this one."""
        return (
            other.start <= self.start
            and self.end <= other.end
            and other.end - other.start > self.end - self.start
        )


class WordLists:
    """Lists of words, each known by a number; equal lists are kept once."""

    def __init__(self, spellings: Iterable[tuple[str, str]] = ()) -> None:
        self._spellings = tuple(spellings)
        self._numbers: dict[tuple[str, ...], int] = {}
        self._index: TermIndex[int] | None = None
        self._inverted = InvertedNames(())
        # For each term of the index: the lists it stands in, and how it must be written, if so.
        self._meant: list[tuple[tuple[int, ...], frozenset[str] | None]] = []

    def add(self, words: tuple[str, ...], *, cased: bool = False) -> int:
        """Register a list and return its number; -1 for an empty list.

        With `cased`, every word of Latin letters is found only as it is written.
        """
        if not words:
            return -1
        key = (*words, "") if cased else words
        return self._numbers.setdefault(key, len(self._numbers))

    def compile(self) -> None:
        """Build the index. Lists that are added later are not found."""
        terms: list[tuple[str, int]] = []
        written: dict[str, set[str]] = {}
        free: set[str] = set()
        for words, number in self._numbers.items():
            cased = words[-1] == ""
            for word in words:
                for variant in self._variants(word):
                    folded = fold_text(variant)
                    if not folded:
                        continue
                    terms.append((variant, number))
                    if cased or (_is_short(folded) and not variant.islower()):
                        written.setdefault(folded, set()).add(normalize("NFKC", variant))
                    else:
                        free.add(folded)
        only = {folded: frozenset(forms) for folded, forms in written.items() if folded not in free}
        self._index = TermIndex(terms)
        self._meant = [(_once(meant), only.get(term)) for term, meant in self._index.terms()]
        self._inverted = InvertedNames(
            (form, number)
            for words, number in self._numbers.items()
            for word in words
            for form in self._spelled(word)
        )

    def __len__(self) -> int:
        return len(self._index) if self._index else 0

    def find(self, folded: Folded, original: str) -> list[Found]:
        """Return every word of every list in a text, in order of their start."""
        if self._index is None:
            raise RuntimeError("compile() comes first")
        found = self._hits(self._index, folded, original)
        more = [
            *self._loosely(self._index, folded, original),
            *(Found(*place) for place in self._inverted.find(folded.text)),
        ]
        if not more:
            return found
        return sorted(dict.fromkeys([*found, *more]), key=lambda hit: (hit.start, -hit.end))

    def has_any(self, folded: Folded, original: str) -> bool:
        """Say whether any word of any list stands in a text."""
        return self._index is not None and bool(
            self._hits(self._index, folded, original) or self.find(folded, original)
        )

    def _hits(self, index: TermIndex[int], folded: Folded, original: str) -> list[Found]:
        meant, found = self._meant, []
        for term, start, end in index.places(folded.text):
            lists, forms = meant[term]
            if forms is None or _is_written_right(forms, folded, start, end, original):
                found.append(Found(lists, start, end))
        return found

    def _loosely(self, index: TermIndex[int], folded: Folded, original: str) -> Iterator[Found]:
        """Yield what a text names in another Japanese spelling, or with other hyphens."""
        if not may_be_loosened(folded.text) and not _HYPHEN.search(folded.text):
            return
        loose = loosen(folded.text)
        text = _HYPHEN.sub(" ", loose.text)
        if text == folded.text:
            return
        for term, first, after in index.places(text):
            start, end = loose.span(first, after)
            lists, forms = self._meant[term]
            if forms is None or _is_written_right(forms, folded, start, end, original):
                yield Found(lists, start, end)

    def _variants(self, word: str) -> Iterator[str]:
        """Yield a word as it is and as clerks write it: hyphens, spaces, plurals, spellings."""
        for form in self._spelled(word):
            yield form
            if not form.isascii():
                yield loosen(fold_text(form)).text
                continue
            if " " in form or "-" in form:
                yield from _joined_otherwise(form)
            if len(form) > _CASED_UP_TO and form[-1].isalpha() and form[-1] not in "sS":
                yield form + "s"
                yield form + "es"

    def _spelled(self, word: str) -> list[str]:
        forms = [word]
        for one, other in self._spellings:
            for form in tuple(forms):
                if one in form:
                    forms.append(form.replace(one, other))
                elif other in form:
                    forms.append(form.replace(other, one))
        return list(dict.fromkeys(forms))


def _once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return numbers if len(set(numbers)) == len(numbers) else tuple(dict.fromkeys(numbers))


def _is_written_right(
    forms: frozenset[str], folded: Folded, start: int, end: int, original: str
) -> bool:
    """Say whether a short abbreviation has its case, and is no part of a number."""
    if _PART_NUMBER.match(folded.text, end) and _NUMBERED.search(folded.text[:start]):
        return False
    begin, stop = folded.span(start, end)
    return normalize("NFKC", original[begin:stop]) in forms


def _joined_otherwise(form: str) -> Iterator[str]:
    """Yield a name with other hyphens and spaces; in a grade each may be another (Ti 6Al-4V)."""
    words = _JOINT.split(form)
    joints = len(words) - 1
    if joints <= _MOST_JOINTS and any(word[0].isdigit() for word in words[1:] if word):
        for chosen in product(("-", " ", ""), repeat=joints):
            yield "".join(chain.from_iterable(zip(words, (*chosen, ""), strict=True)))
        return
    for joint in ("-", " ", ""):
        yield joint.join(words)


def _is_short(folded: str) -> bool:
    """An abbreviation of up to three Latin letters is too common to be found in any case."""
    return folded.isascii() and len(folded) <= _CASED_UP_TO and any(map(str.isalpha, folded))
