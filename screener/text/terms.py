"""Finding thousands of terms in a text at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from screener.text.folding import Folded, fold, fold_text

Meaning = TypeVar("Meaning")

_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A term found in a folded text: `start` and `end` count folded characters, end exclusive."""

    term: str
    meanings: tuple[Meaning, ...]
    start: int
    end: int


class TermIndex(Generic[Meaning]):
    """An index of terms, compiled once, that finds every occurrence of every term in one pass.

    A term that begins or ends with a Latin letter or a digit is found only at the border of a word
    there ("Dy" is not in "body"); Chinese and Japanese know no such borders.
    """

    def __init__(self, terms: Iterable[tuple[str, Meaning]]) -> None:
        meanings: dict[str, list[Meaning]] = {}
        for term, meaning in terms:
            key = fold_text(term)
            if key:
                meanings.setdefault(key, []).append(meaning)
        self._terms = tuple(meanings)
        self._meanings = tuple(tuple(found) for found in meanings.values())
        self._automaton = _automaton(self._terms)

    def __getstate__(self) -> tuple[tuple[str, ...], tuple[tuple[Meaning, ...], ...]]:
        """Leave out the automaton: it cannot be kept in a file, and is quick to build."""
        return self._terms, self._meanings

    def __setstate__(self, state: tuple[tuple[str, ...], tuple[tuple[Meaning, ...], ...]]) -> None:
        self._terms, self._meanings = state
        self._automaton = _automaton(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def terms(self) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
        """Return each term, by its number, with what it means."""
        return zip(self._terms, self._meanings, strict=True)

    def find(self, folded: Folded) -> list[Hit[Meaning]]:
        """Return every occurrence of every term, overlapping ones too, in order of their start."""
        return [
            Hit(self._terms[term], self._meanings[term], start, end)
            for term, start, end in self.places(folded.text)
        ]

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Return the number of each term in a folded text, with its start and end.

        They come in the order of their start, the longer ones first.
        """
        if not text:
            return []
        found = [
            place
            for place in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _at_border(text, place[1], place[2])
        ]
        if len(found) > 1:
            found.sort(key=_in_order)
        return found


def _in_order(place: tuple[int, int, int]) -> tuple[int, int]:
    return place[1], -place[2]


def longest(hits: Iterable[Hit[Meaning]]) -> list[Hit[Meaning]]:
    """Drop every hit that lies inside a longer one."""
    kept: list[Hit[Meaning]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not any(other.start <= hit.start and hit.end <= other.end for other in kept):
            kept.append(hit)
    return kept


def first_of_each(lists: Mapping[str, Iterable[str]]) -> Callable[[str], dict[str, Hit[str]]]:
    """Return a function that finds the first word of each list in a text, in one pass.

    It returns the hits by the name of their list, in the order of the lists; texts are remembered,
    so nobody may change what it returns.
    """
    return lru_cache(maxsize=_REMEMBERED)(_FirstOfEach(lists).find)


class _FirstOfEach:
    """Several lists of words in one index."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._names = tuple(lists)
        self._index = TermIndex((word, name) for name, words in lists.items() for word in words)

    def find(self, text: str) -> dict[str, Hit[str]]:
        """Return the first hit of each list that has one, in the order of the lists."""
        hits = self._index.find(fold(text))
        first = {name: hit for hit in reversed(hits) for name in hit.meanings}
        return {name: first[name] for name in self._names if name in first}


def _automaton(terms: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(list(terms), matchkind=MatchKind.Standard)


def _at_border(text: str, start: int, end: int) -> bool:
    """Say whether no Latin letter or digit goes on beyond either end of a piece of text."""
    return not (
        (start > 0 and text[start] in _WORD and text[start - 1] in _WORD)
        or (end < len(text) and text[end - 1] in _WORD and text[end] in _WORD)
    )


_WORD = frozenset(filter(str.isalnum, map(chr, range(128))))
