"""Names that are written another way: word order, Japanese words in Latin letters, slips."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

from screener.matching.parties.index import Form
from screener.rulepack.vocabulary import NameParts
from screener.text.lookalikes import as_misread
from screener.text.names import FoldedName, spoken

_LOOK_AT = 8  # candidates that are compared word by word
_CUTOFF = 78.0
_SHORT = 5  # a word of fewer letters has no slips: it is another word
_LONG = 8  # a word of as many letters may have two beside a word that is right
_VERY_LONG = 11  # a word of as many letters may have two by itself
_JOINED = 12  # as many letters without spaces may have one slip
_KANA = range(0x30A1, 0x30FB)
_MISREAD_LENGTH = 4  # a name of as many may be misread
_OTHER_LENGTH = 7  # a name in Chinese or Japanese of fewer characters has no slips


@dataclass(frozen=True)
class Respelling:
    """A form that a name spells another way. `is_close`: it is a slip in a common or long word."""

    form: Form
    is_close: bool
    score: float


class Spellings:
    """Finds forms that a name spells another way."""

    def __init__(self, latin: Iterable[Form], other: Iterable[Form], parts: NameParts) -> None:
        self._generic = frozenset(parts.generic)
        self._droppable = frozenset(parts.droppable)
        self._short = {full: tuple(short) for full, short in parts.abbreviations.items()}
        self._english = sorted(
            ((spoken(word), full) for full, words in parts.romaji.items() for word in words),
            key=lambda pair: -len(pair[0]),
        )
        self._latin = tuple(latin)
        self._latin_texts = [form.name.text for form in self._latin]
        self._other = tuple(other)
        self._other_texts = [form.name.text for form in self._other]
        self._misread = {
            as_misread(form.name.text): form
            for form in self._other
            if len(form.name.text) >= _MISREAD_LENGTH
        }
        self._ordered: dict[tuple[str, ...], Form] = {}
        for form in self._latin:
            for key in self._keys(form.name):
                self._ordered.setdefault(key, form)

    def reordered(self, name: FoldedName) -> Respelling | None:
        """Return the form that has the same words in another order, or in another language."""
        if not name.is_latin:
            return None
        for key in self._keys(name):
            form = self._ordered.get(key)
            if form is not None:
                return Respelling(form, is_close=True, score=0.93)
        return None

    def misspelt(self, name: FoldedName) -> Respelling | None:
        """Return the form that a name has a slip of the pen in."""
        return self._misspelt_latin(name) if name.is_latin else self._misspelt_other(name)

    def _keys(self, name: FoldedName) -> list[tuple[str, ...]]:
        text = f" {' '.join(spoken(word) for word in name.text.split())} "
        for word, full in self._english:
            text = text.replace(f" {word} ", f" {full} ")
        joined = text.replace(" ", "")
        words = sorted(text.split())
        kept = [word for word in words if word not in self._droppable]
        keys = [tuple(words)] if len(words) > 1 else []
        if len(kept) > 1 and not self._generic.issuperset(kept):
            keys.append(tuple(kept))
        if len(joined) >= _JOINED:
            keys.append((joined,))  # "Shin Maywa Kogyo" is ShinMaywa Industries
        return keys

    def _misspelt_latin(self, name: FoldedName) -> Respelling | None:
        found = process.extract(
            name.text, self._latin_texts, scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=_LOOK_AT
        )
        judged = (self._judge(name, self._latin[place], score) for _, score, place in found)
        return max(filter(None, judged), key=lambda respelling: respelling.score, default=None)

    def _judge(self, name: FoldedName, form: Form, score: float) -> Respelling | None:
        mine, theirs = name.text.split(), form.name.text.split()
        if len(mine) != len(theirs):
            return self._joined(name, form)
        pairs = [(word, listed) for word, listed in zip(mine, theirs, strict=True)]
        slips = [(word, listed) for word, listed in pairs if word != listed]
        anchored = any(word == listed and listed not in self._generic for word, listed in pairs)
        if not all(self._is_slip(word, listed, anchored=anchored) for word, listed in slips):
            return None
        if len(mine) == 1 and len(mine[0]) < _LONG and sorted(mine[0]) != sorted(theirs[0]):
            return None  # Tokina is not Tokin
        certain = all(
            listed in self._generic or len(listed) >= _LONG or (anchored and _is_dropped(*pair))
            for pair in slips
            for listed in pair[1:]
        )
        return Respelling(form, is_close=certain, score=score / 100)

    def _is_slip(self, word: str, listed: str, *, anchored: bool) -> bool:
        """Return whether a word is a slip for the listed one, and not another word."""
        if word in self._generic:
            return False
        is_short = len(listed) < _LONG
        if not anchored and is_short and len(word) == len(listed) and listed not in self._generic:
            return False  # another letter in a short word: Nissan is not Nissin
        allowed = 0 if len(listed) < _SHORT else 2 if len(listed) >= _VERY_LONG else 1
        if anchored and not is_short:
            allowed = 2
        spellings = (listed, *self._short.get(listed, ()))
        return any(OSA.distance(word, spelling) <= allowed for spelling in spellings)

    def _joined(self, name: FoldedName, form: Form) -> Respelling | None:
        """Judge a name whose spaces stand elsewhere."""
        one, other = name.compact, form.name.compact
        if len(other) < _JOINED or OSA.distance(one, other) > 1:
            return None
        return Respelling(form, is_close=True, score=0.9)

    def _misspelt_other(self, name: FoldedName) -> Respelling | None:
        misread = self._misread.get(as_misread(name.text))
        if misread and misread.name.text != name.text:
            return Respelling(misread, is_close=True, score=0.9)
        if len(name.text) < _OTHER_LENGTH:
            return None
        found = process.extractOne(
            name.text, self._other_texts, scorer=OSA.distance, score_cutoff=1
        )
        if found is None:
            return None
        listed, slips, place = found
        if slips == 0 or len(listed) < _OTHER_LENGTH:
            return None
        is_close = _differs_in_kana(name.text, listed)
        return Respelling(self._other[place], is_close=is_close, score=0.9)


def _is_dropped(word: str, listed: str) -> bool:
    """Return whether a letter was left out, doubled or moved; another one makes another word."""
    return len(word) != len(listed) or sorted(word) == sorted(listed)


def _differs_in_kana(one: str, other: str) -> bool:
    """Return whether two texts differ only in kana."""
    differing = [
        letter
        for edit in Levenshtein.opcodes(one, other)
        if edit.tag != "equal"
        for letter in (one[edit.src_start : edit.src_end] + other[edit.dest_start : edit.dest_end])
    ]
    return all(ord(letter) in _KANA for letter in differing)
