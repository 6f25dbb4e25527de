"""Parts of an end-use text: "EV motors, and actuators of series 7" names two uses."""

import re
from collections.abc import Iterable, Iterator

from screener.matching.places import Places
from screener.rulepack.vocabulary import UseParts, Words
from screener.text.folding import Folded, fold_text
from screener.text.terms import TermIndex

_Span = tuple[int, int]

_SHARE = r"\d+(?:\.\d+)?\s*%"
#: A word with a digit is a model, a year or a quantity; one letter is a label; marks say nothing.
_SAYS_NOTHING = re.compile(
    r"\d[\d.]* ?[a-z]{1,3}(?![a-z])|[a-z]*\d[a-z0-9.]*|(?<![a-z])[a-z](?![a-z])|[\W_]+"
)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


class PartReader:
    """Finds a part of an end use that nobody read, so that the words of another do not hide it."""

    def __init__(self, parts: UseParts, places: Places) -> None:
        self._between = _separators((*parts.marks, *parts.words.every()))
        self._sites = _named_sites(parts.sites)
        self._neutral = TermIndex((word, True) for word in parts.neutral.every())
        self._places = places

    def unread(self, folded: Folded, read: Iterable[_Span]) -> _Span | None:
        """Return the first part that names something else than the words that were read.

        Args:
            folded: The text.
            read: Where the words stand that were read. A mark inside them parts nothing.
        """
        known = sorted(read)
        for start, end in self._parts(folded.text, known):
            touched = any(begin < end and start < stop for begin, stop in known)
            if not touched and self._names_something(folded.text[start:end]):
                return start, end
        return None

    def _parts(self, text: str, known: list[_Span]) -> Iterator[_Span]:
        begin = 0
        for mark in self._between.finditer(text):
            if not any(start <= mark.start() < end for start, end in known):
                yield begin, mark.start()
                begin = mark.end()
        yield begin, len(text)

    def _names_something(self, part: str) -> bool:
        part = self._sites.sub(" ", part)
        neutral = [(hit.start, hit.end) for hit in self._neutral.find(Folded(part, ()))]
        places = [(start, end) for _, start, end in self._places.spans(part)]
        letters = list(part)
        for start, end in (*neutral, *places):
            letters[start:end] = " " * (end - start)
        return bool(_SAYS_NOTHING.sub("", "".join(letters)))


def _separators(words: Iterable[str]) -> re.Pattern[str]:
    patterns = [
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if set(word) <= _LATIN else re.escape(word)
        for word in sorted({fold_text(word) for word in words}, key=len, reverse=True)
    ]
    return re.compile("|".join((r"\n", _SHARE, *patterns)))


def _named_sites(words: Words) -> re.Pattern[str]:
    """Return a pattern of works with the name of their place: "Okazaki plant", 岡崎工場."""
    glued = _any_of([*words.ja, *words.zh])
    return re.compile(rf"(?<![a-z])[a-z]+ {_any_of(words.en)}(?![a-z])|[^\W\da-z_]{{1,4}}{glued}")


def _any_of(words: Iterable[str]) -> str:
    folded = sorted({fold_text(word) for word in words}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, folded))})"
