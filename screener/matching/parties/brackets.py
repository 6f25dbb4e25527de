"""Names in brackets behind a name: "IHI原動機（旧 新潟原動機）", "NOF (日油)"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screener.text.folding import fold_text

_ACRONYM = re.compile(r"[A-Z]{2,6}")
_INITIAL = re.compile(r"\b[A-Za-z]")
_BRACKETS = re.compile(r"[(（\[［【「]([^()（）\[\]［］【】「」]{2,})[)）\]］】」]")


@dataclass(frozen=True)
class Piece:
    """A part of a name; `is_other_name`: it says itself that it is another name of the party."""

    text: str
    is_other_name: bool


class BracketReader:
    """Takes a name with brackets apart."""

    def __init__(self, formerly: Iterable[str]) -> None:
        words = sorted(map(fold_text, formerly), key=len, reverse=True)
        self._formerly = re.compile(rf"^(?:{'|'.join(map(re.escape, words))})[\s:.,]*(?=\W|[^\W])")

    def pieces(self, name: str) -> Iterator[Piece]:
        """Return the text without brackets, then the text of each bracket; none without any."""
        found = _BRACKETS.findall(name)
        outside = _BRACKETS.sub(" ", name).strip()
        if not found or not outside:
            return
        yield Piece(outside, is_other_name=False)
        for text in found:
            plain = fold_text(text)
            match = self._formerly.match(plain)
            yield Piece(plain[match.end() :] if match else text, is_other_name=bool(match))

    def explains(self, name: str) -> bool:
        """Return whether a name spells its own acronym out: "KGM (Korea General Motors)"."""
        pieces = [piece.text.strip() for piece in self.pieces(name)]
        acronyms = {word for piece in pieces for word in _ACRONYM.findall(piece)}
        spelt = ("".join(_INITIAL.findall(piece)).upper() for piece in pieces)
        return any(initials in acronyms for initials in spelt if len(initials) > 1)
