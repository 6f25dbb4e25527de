"""Names of several Latin words in another order: "furnace, vacuum induction", "magnet, ring"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[a-z]{3,}|\d+")
_GAP = re.compile(r"[ ,;:/()\-]{1,3}")
_TURNED = re.compile(r"[,;:]")
_MOST_WORDS = 5
_PAIR = 2
_STEM = 3


@dataclass(frozen=True, slots=True)
class _Name:
    """A name: its words in their natural order, and the lists that it stands in."""

    words: tuple[str, ...]
    lists: tuple[int, ...]


class InvertedNames:
    """Finds names whose words stand in another order than usual.

    Catalogues and store lists put the end of a name first and its modifiers after a comma ("gap,
    spark", "spark gap, triggered"). Three or more words may also have their modifiers mixed, as
    long as the head stands first or last.
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        known: dict[tuple[str, ...], list[int]] = {}
        for name, number in names:
            words = _words_of(name)
            if words:
                known.setdefault(words, []).append(number)
        self._names: dict[frozenset[str], list[_Name]] = {}
        for words, lists in known.items():
            self._names.setdefault(frozenset(words), []).append(
                _Name(words, tuple(dict.fromkeys(lists)))
            )
        self._words = frozenset(word for words in self._names for word in words)
        self._forms = self._words.union(f"{word}s" for word in self._words)

    def find(self, text: str) -> Iterator[tuple[tuple[int, ...], int, int]]:
        """Yield lists, start and end (exclusive) of each inverted name in a folded text."""
        if sum(map(self._forms.__contains__, _TOKEN.findall(text))) < _PAIR:
            return
        for row in self._rows(text):
            for first in range(len(row)):
                for after in range(first + _PAIR, min(first + _MOST_WORDS, len(row)) + 1):
                    yield from self._in_window(text, row[first:after])

    def _rows(self, text: str) -> Iterator[list[tuple[str, int, int]]]:
        """Yield the runs of known words with nothing but blanks and light marks between."""
        row: list[tuple[str, int, int]] = []
        for match in _TOKEN.finditer(text):
            stem = _stem(match[0])
            if row and not _GAP.fullmatch(text, row[-1][2], match.start()):
                yield row
                row = []
            if stem in self._words:
                row.append((stem, match.start(), match.end()))
            elif row:
                yield row
                row = []
        yield row

    def _in_window(
        self, text: str, window: list[tuple[str, int, int]]
    ) -> Iterator[tuple[tuple[int, ...], int, int]]:
        written = tuple(word for word, _, _ in window)
        for name in self._names.get(frozenset(written), ()):
            if len(name.words) != len(written) or written == name.words:
                continue
            mixed = len(written) > _PAIR and name.words[-1] in {written[0], written[-1]}
            if mixed or _is_turned(text, window, name.words):
                yield name.lists, window[0][1], window[-1][2]


def _is_turned(text: str, window: list[tuple[str, int, int]], words: tuple[str, ...]) -> bool:
    """Say whether the end of a name stands first, and a comma before its beginning."""
    written = tuple(word for word, _, _ in window)
    for cut in range(1, len(words)):
        if written[cut:] + written[:cut] == words:
            return _TURNED.search(text, window[cut - 1][2], window[cut][1]) is not None
    return False


def _words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that may be turned round; none for any other name."""
    words = tuple(name.lower().replace("-", " ").split())
    if not _PAIR <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return ()
    return tuple(map(_stem, words)) if words[-1].isalpha() else ()


def _stem(word: str) -> str:
    """Return a word without the s of its plural."""
    if len(word) > _STEM and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    return word
