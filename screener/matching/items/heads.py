"""Whether a word is what a line names, or only tells of it: "desk", "desk-top X-ray unit"."""

import re
from collections.abc import Iterator

from screener.matching.items.document import Document
from screener.matching.items.lists import Found
from screener.rulepack.catalogue_files import Roles
from screener.text.folding import fold_text

_BREAK = re.compile(r"[|,;:()\[\]<>\"、。，；：《》〈〉「」『』【】]")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PIECES = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]+|[^\s/|,;:()\[\]<>\"、。，；：《》〈〉「」『』【】\u3040-\u30ff\u3400-\u9fff]+"
)
_ABBREVIATION = 2


class HeadReader:
    """Tells the thing that a line names from a word that only compares or describes."""

    def __init__(self, roles: Roles) -> None:
        shapes = sorted(map(fold_text, roles.shapes), key=len, reverse=True)
        self._shape = re.compile(
            rf"[\s\-]?(?:{'|'.join(re.escape(one) + _ending(one) for one in shapes)})"
        )
        self._ends = frozenset(map(fold_text, roles.heads_end))
        self._neutral = frozenset(map(fold_text, roles.descriptors))
        written = sorted((one for one in self._neutral if not one.isascii()), key=len, reverse=True)
        self._neutral_run = re.compile(rf"(?:{'|'.join(map(re.escape, written))}|\d)*")

    def is_likeness(self, document: Document, hit: Found) -> bool:
        """Say whether a word only gives the shape or sort of something: book-size, 鉛筆型."""
        return self._shape.match(document.text, hit.end) is not None

    def is_first(self, document: Document, hit: Found) -> bool:
        """Say whether a word stands in the first phrase of its cell that says anything."""
        cell = document.text.rfind("|", 0, hit.start) + 1
        before = document.text[cell : hit.start]
        phrases = _BREAK.split(before)[:-1]
        return all(self._says_nothing(piece) for phrase in phrases for piece in _pieces(phrase))

    def is_head(self, document: Document, hit: Found, known: list[Found]) -> bool:
        """Say whether a word is the noun of its phrase: nothing but `known` words goes on from it.

        "pencils HB" and "chair, mesh back" name pencils and a chair; "pencil beam antenna",
        钢琴线 and 椅子型シミュレータ name other things.
        """
        if self.is_likeness(document, hit):
            return False
        text = document.text
        stop = _BREAK.search(text, hit.end)
        rest = text[hit.end : stop.start() if stop else len(text)]
        if _HAN_OR_KANA.match(text, hit.end - 1):
            run = re.split(r"\s", rest, maxsplit=1)[0]
            return self._is_known(run, hit.end, known)
        if " " in text[hit.start : hit.end] and rest[:1] in {"", " "}:
            return True
        return self._is_known(rest, hit.end, known)

    def is_all_known(self, document: Document, known: list[Found]) -> bool:
        """Say whether every word of the description is known and plain."""
        end = max(document.text.find("|"), 0)
        return self._is_known(document.text[:end], 0, known, whole=True)

    def _is_known(self, text: str, place: int, known: list[Found], *, whole: bool = False) -> bool:
        for match in _PIECES.finditer(text):
            piece = match[0].strip("-.+*#'\"")
            if piece in self._ends and not whole:
                return True
            start, end = place + match.start(), place + match.end()
            if self._says_nothing(piece) or piece in self._ends:
                continue
            if any(hit.start <= start and end <= hit.end for hit in known):
                continue
            if not _HAN_OR_KANA.match(piece):
                return False
            if not whole and match.start() > 0 and text[match.start() - 1].isspace():
                continue
            if not self._is_neutral_run(start, piece, known):
                return False
        return True

    def _is_neutral_run(self, start: int, piece: str, known: list[Found]) -> bool:
        """Say whether known words and descriptors make up a run without spaces (黒10本入)."""
        place = 0
        while place < len(piece):
            here = start + place
            covered = max((hit.end for hit in known if hit.start <= here < hit.end), default=here)
            step = covered - here
            if not step:
                match = self._neutral_run.match(piece, place)
                step = match.end() - place if match else 0
            if not step:
                return False
            place += step
        return True

    def _says_nothing(self, piece: str) -> bool:
        """Say whether a piece is a number, a size, an abbreviation or a plain descriptor."""
        if piece in self._neutral or not any(map(str.isalpha, piece)):
            return True
        return not _HAN_OR_KANA.search(piece) and (
            any(map(str.isdigit, piece)) or len(piece) <= _ABBREVIATION
        )


def _pieces(text: str) -> Iterator[str]:
    return (match[0] for match in _PIECES.finditer(text))


def _ending(word: str) -> str:
    return "(?![a-z])" if word.isascii() else ""
