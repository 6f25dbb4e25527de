"""Folding: one form for all the ways in which the same words are written.

Width, case, half-width kana, dashes, invisible characters, and traditional, simplified and Japanese
forms of a Chinese character become one. The folded text is for matching only: it keeps, for every
character, the place in the original, and the original is what people are shown.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

from screener.text.lookalikes import unmasked

_DASHES = frozenset("‐‑‒–—―−﹘﹣－")
_QUOTES = {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "′": "'", "″": '"'}
#: Signs that are written for the degree: the ordinal º and the ring ˚ (0.5 º/h).
DEGREE_SIGNS = {ord("º"): "°", ord("˚"): "°"}
_SIGNS = dict.fromkeys(_DASHES, "-") | _QUOTES | {chr(one): "°" for one in DEGREE_SIGNS}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_VOICING_MARKS = frozenset("ﾞﾟ\u3099\u309a")
# What these become depends on the characters around them.
_BOUND = _VOICING_MARKS | frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# They choose how the character before them is drawn, and say nothing.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_HAN = (0x3400, 0x9FFF)
#: The places in a text of a usual length: a piece of it is made faster than a new range.
_PLACES = tuple(range(2_048))
# White space that folding changes: at the start, in a row, or no plain blank.
_UNEVEN = re.compile(r"^\s|\s\s|[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets[i]` is the place in the original of the folded character `i`.

    `offsets` has one element more than `text`: the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original (end exclusive) of a piece of the folded text."""
        last = self.offsets[end - 1] + 1
        # A folded character may stand for several originals (ﾈ + ﾞ): reach up to the next one.
        following = self.offsets[end]
        return self.offsets[start], max(last, following if following - last <= 1 else last)


def unmoved(length: int) -> tuple[int, ...]:
    """Return the offsets of a text whose characters all stay in their places."""
    return _PLACES[: length + 1] if length < len(_PLACES) else tuple(range(length + 1))


@lru_cache(maxsize=16_384)
def fold(text: str) -> Folded:
    """Fold a text for matching.

    Runs of white space become one space. A superscript after a letter is a plain digit (cm³ → cm3),
    after a digit it keeps a caret (10² → 10^2).
    """
    if text.isascii() and not _UNEVEN.search(text):
        return Folded(text.lower(), unmoved(len(text)))
    text = unmasked(text)
    return _fold_each(text) if _BOUND.isdisjoint(text) else _fold_clusters(text)


def fold_text(text: str) -> str:
    """Return only the folded text, trimmed: a key for an index."""
    if text.isascii() and not _UNEVEN.search(text):
        return text.lower().strip()
    text = unmasked(text)
    if _BOUND.isdisjoint(text):
        return " ".join("".join(map(_FORMS.__getitem__, text)).split())
    return _fold_clusters(text).text.strip()


class _Forms(dict[str, str]):
    """The folded form of each character that stands for itself, worked out once."""

    def __missing__(self, character: str) -> str:
        form = self[character] = _folded_cluster(character, "")
        return form


_FORMS = _Forms()


def _fold_each(text: str) -> Folded:
    """Fold a text in which no character depends on those around it."""
    forms = list(map(_FORMS.__getitem__, text))
    joined = "".join(forms)
    if len(joined) == len(text) and "" not in forms and not _UNEVEN.search(joined):
        return Folded(joined, unmoved(len(text)))
    pieces: list[str] = []
    offsets: list[int] = []
    last = " "
    for position, form in enumerate(forms):
        for character in form:
            if character != " " or last != " ":
                pieces.append(character)
                offsets.append(position)
                last = character
    return Folded("".join(pieces), (*offsets, len(text)))


def _fold_clusters(text: str) -> Folded:
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and text[end] in _VOICING_MARKS:
            end += 1
        previous = pieces[-1] if pieces else ""
        for character in _folded_cluster(text[position:end], previous):
            if character == " " and (not pieces or pieces[-1] == " "):
                continue
            pieces.append(character)
            offsets.append(position)
        position = end
    return Folded("".join(pieces), (*offsets, len(text)))


def _folded_cluster(cluster: str, previous: str) -> str:
    first = cluster[0]
    if first.isascii():
        return " " if first.isspace() else first.lower() if len(cluster) == 1 else cluster
    if first in _SIGNS:
        return _SIGNS[first]
    superscript = first.translate(_SUPERSCRIPTS)
    if superscript != first:
        return f"^{superscript}" if previous.isdigit() else superscript
    if unicodedata.category(first) in {"Cf", "Cc"} or first in _SELECTORS:
        return " " if first in "\t\n\r\v\f\x85" else ""
    normal = unicodedata.normalize("NFKC", cluster).casefold()
    han = _han_forms()
    return re.sub(r"\s", " ", "".join(han.get(character, character) for character in normal))


@cache
def _han_forms() -> dict[str, str]:
    """Map each traditional or Japanese form of a character to its simplified form."""
    characters = "\n".join(map(chr, range(*_HAN)))
    from_hong_kong = opencc.OpenCC("hk2s")
    # Only what is no traditional form itself goes by way of the Japanese forms: 衛 is both.
    ways = (
        opencc.OpenCC("t2s").convert(characters),
        from_hong_kong.convert(characters),
        from_hong_kong.convert(opencc.OpenCC("jp2t").convert(characters)),
    )
    columns = zip(characters.split("\n"), *(way.split("\n") for way in ways), strict=True)
    forms = {
        original: next((form for form in found if form != original), original)
        for original, *found in columns
    }
    return {one: other for one, other in forms.items() if one != other and len(other) == 1}
