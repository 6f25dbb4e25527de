"""Names of companies and bodies, in one form for all the ways in which they are written.

On top of `screener.text.folding`: legal forms are set apart, hiragana and small kana become large
katakana, long marks and middle dots go, accents go, abbreviations are written out, and words that
say nothing ("and", "the") are left away.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from screener.text.folding import fold_text

_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_LONG_MARKS = str.maketrans("", "", "ー・･゠")
_LOOSE_MARKS = ("\u0300", "\u036f")  # accents that stand after their letter
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])")
_WORDS = re.compile(r"[^\W_]+")
# A blank between two letters of Chinese or Japanese that stand alone: 三 菱 重 工.
_SPACED = re.compile(r"(?<!\S)([ァ-ヺ々一-鿿]) (?=[ァ-ヺ々一-鿿](?!\S))")
_LONG_FORM = 7  # a legal form of as many letters may have a slip in it
_LONG_VOWELS = (("ou", "o"), ("oo", "o"), ("uu", "u"))


@dataclass(frozen=True)
class FoldedName:
    """A name in the form in which names are compared.

    `text` has no legal forms, one space between two Latin words and none elsewhere. `forms` are
    the legal forms with the place in `text` where they stood; `breaks` are the places where a
    space, comma or bracket parted Chinese or Japanese letters, or a comma or bracket Latin words.
    """

    original: str
    text: str
    forms: tuple[tuple[str, int], ...] = ()
    breaks: frozenset[int] = frozenset()

    @cached_property
    def compact(self) -> str:
        """The text without spaces: "Terra Drone" and "TerraDrone" are one name."""
        return self.text.replace(" ", "")

    @cached_property
    def legal_kinds(self) -> frozenset[str]:
        """Return the kinds of all legal forms of the name."""
        return frozenset(kind for kind, _ in self.forms)

    @property
    def is_latin(self) -> bool:
        """Whether the name is written in Latin letters only."""
        return self.text.isascii()


class NameFolder:
    """Folds names with the legal forms, abbreviations and fillers of a vocabulary."""

    def __init__(
        self,
        *,
        glued: Iterable[tuple[str, str]],
        words: Iterable[tuple[str, str]],
        abbreviations: Mapping[str, Iterable[str]],
        fillers: Iterable[str],
    ) -> None:
        """Prepare the folder.

        Args:
            glued: Legal forms (text, kind) that may stand inside a run of letters.
            words: Legal forms (text, kind) that are words of their own.
            abbreviations: Each full word with what people write for it.
            fillers: Words that say nothing in a name.
        """
        self._kinds: dict[str, str] = {}
        patterns: list[tuple[str, str]] = []
        for text, kind in glued:
            self._kinds[letters(text)] = kind
            patterns.append((letters(text), re.escape(letters(text))))
        for text, kind in words:
            self._kinds[letters(text)] = kind
            pattern = re.escape(letters(text)).replace(r"\ ", r"\s*")
            patterns.append((letters(text), rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"))
        patterns.sort(key=lambda item: -len(item[0]))
        self._legal = re.compile("|".join(pattern for _, pattern in patterns))
        self._squeezed = {re.sub(r"\s", "", key): kind for key, kind in self._kinds.items()}
        self._full = {
            letters(short): full for full, shorts in abbreviations.items() for short in shorts
        }
        self._long = [
            (form, kind) for form, kind in self._squeezed.items() if len(form) >= _LONG_FORM
        ]
        self._fillers = frozenset(letters(filler) for filler in fillers)
        kana = sorted((word for word in self._fillers if not word.isascii()), key=len, reverse=True)
        self._glued_fillers = tuple(kana)

    def fold(self, name: str) -> FoldedName:
        """Fold one name."""
        text = _DOTTED.sub(lambda match: self._undotted(match.group()), letters(name))
        builder = _Builder()
        position = 0
        for match in self._legal.finditer(text):
            self._add(builder, text[position : match.start()])
            builder.form(self._squeezed[re.sub(r"\s", "", match.group())])
            position = match.end()
        self._add(builder, text[position:])
        return builder.build(name)

    def _misspelt_form(self, word: str) -> str | None:
        """Return the kind of a long legal form with one slip in it: "Corporatoin"."""
        if len(word) < _LONG_FORM - 1 or not word.isascii():
            return None
        return next((kind for form, kind in self._long if OSA.distance(word, form) == 1), None)

    def _undotted(self, dotted: str) -> str:
        return dotted if dotted in self._kinds else dotted.replace(".", "")

    def _add(self, builder: "_Builder", piece: str) -> None:
        for filler in self._glued_fillers:
            piece = _between_kana(filler).sub("", piece) if filler in piece else piece
        piece = piece.replace("'", "")
        position = 0
        for match in _WORDS.finditer(piece):
            gap = piece[position : match.start()]
            position = match.end()
            word = match.group()
            kind = self._misspelt_form(word)
            if kind:
                builder.form(kind)
            elif word not in self._fillers:
                builder.word(self._full.get(word, word), gap)
        builder.gap(piece[position:])


def letters(text: str) -> str:
    """Fold the letters of a text: width, case, script forms, kana, accents, long marks."""
    folded = fold_text(text).translate(_HIRAGANA).translate(_SMALL).translate(_LONG_MARKS)
    if folded.isascii():
        return folded
    return "".join(map(_plain_letter, _SPACED.sub(r"\1", folded)))


def spoken(word: str) -> str:
    """Fold the spellings of long vowels in a romanised word: "kougyou" is "kogyo"."""
    for long, short in _LONG_VOWELS:
        word = word.replace(long, short)
    return word


def _plain_letter(letter: str) -> str:
    # Only Latin letters lose their marks: が and か are different letters.
    if _LOOSE_MARKS[0] <= letter <= _LOOSE_MARKS[1]:
        return ""
    if (letter < "\u0250" and not letter.isascii()) or "\u1e00" <= letter <= "\u1eff":
        plain = unicodedata.normalize("NFKD", letter)
        return "".join(mark for mark in plain if not unicodedata.combining(mark))
    return letter


def _between_kana(filler: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[ァ-ヺ]){re.escape(filler)}(?=[ァ-ヺ])")


class _Builder:
    """Collects words, legal forms and breaks of one name."""

    def __init__(self) -> None:
        self._text = ""
        self._forms: list[tuple[str, int]] = []
        self._breaks: set[int] = set()
        self._pending = False

    def form(self, kind: str) -> None:
        self._forms.append((kind, len(self._text)))

    def gap(self, gap: str) -> None:
        self._pending = self._pending or any(not letter.isspace() for letter in gap)

    def word(self, word: str, gap: str) -> None:
        self.gap(gap)
        latin = bool(self._text) and self._text[-1].isascii() and word[0].isascii()
        hyphen = gap.strip() in {"-", "&", "/", "."} and not self._forms_here()
        if (self._pending and not hyphen) or (gap and not latin) or self._forms_here():
            self._breaks.add(len(self._text))
        self._pending = False
        self._text += f" {word}" if latin else word

    def _forms_here(self) -> bool:
        return bool(self._forms) and self._forms[-1][1] == len(self._text)

    def build(self, original: str) -> FoldedName:
        return FoldedName(original, self._text, tuple(self._forms), frozenset(self._breaks))
