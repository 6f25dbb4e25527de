"""What the cells of a column look like, whatever its header says."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"[+\-]?\d+(?:[.,\s]\d+)*")
_WHOLE = re.compile(r"\d+")
_DESIGNATOR = re.compile(r"[A-Za-z]{1,5}_?\d{1,4}[A-Za-z]?(?:\s*[-~–]\s*[A-Za-z]{0,5}\d{1,4})?")
_DESIGNATOR_BREAK = re.compile(r"[,;\s、，]+")
_CODE = re.compile(r"(?=\S*\d)[A-Za-zА-Яа-я0-9#][A-Za-zА-Яа-я0-9#./_+()*,\-]{3,}")
_LONG_NUMBER = re.compile(r"\d{5,}")  # grades of steel and aluminium have four digits
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_HS_CODE = re.compile(r"\d{4}\.\d{2}(?:[. ]?\d{2}){0,2}|\d{4} \d{2}(?: \d{2}){0,2}")
_FEW_DIGITS = 5
_RISING = 0.9  # share of numbers that are higher than the one above
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


def _is_designator(cell: str) -> bool:
    pieces = [piece for piece in _DESIGNATOR_BREAK.split(cell) if piece]
    return bool(pieces) and all(_DESIGNATOR.fullmatch(piece) for piece in pieces)


def _is_words(cell: str) -> bool:
    return bool(_WORD.search(cell)) and not _LINK.match(cell)


_LOOKS_LIKE: dict[str, tuple[Callable[[str], bool], float]] = {
    "numbers": (lambda cell: bool(_NUMBER.fullmatch(cell)), 0.7),
    "whole_numbers": (lambda cell: bool(_WHOLE.fullmatch(cell)), 0.8),
    "long_numbers": (lambda cell: bool(_LONG_NUMBER.fullmatch(cell)), 0.8),
    "designators": (_is_designator, 0.6),
    "codes": (lambda cell: bool(_CODE.fullmatch(cell)), 0.6),
    "links": (lambda cell: bool(_LINK.match(cell)), 0.6),
    "hs_codes": (lambda cell: bool(_HS_CODE.fullmatch(cell)), 0.8),
    "words": (_is_words, 0.6),
}


def _is_running(cells: Sequence[str]) -> bool:
    """Tell whether the cells count the rows: by ones or tens, in few digits."""
    numbers = [int(cell) for cell in cells if _WHOLE.fullmatch(cell) and len(cell) <= _FEW_DIGITS]
    rising = sum(first < second for first, second in pairwise(numbers))
    return 2 * len(numbers) > len(cells) and rising + 1 >= _RISING * len(numbers)


def holds(cells: Sequence[str], kind: str) -> bool:
    """Tell whether most of the filled cells look like `kind`.

    Args:
        cells: Filled cells, stripped.
        kind: ``numbers``, ``whole_numbers``, ``long_numbers``, ``running``, ``designators``,
            ``codes``, ``links``, ``hs_codes`` or ``words``.
    """
    if kind == "running":
        return _is_running(cells)
    test, share = _LOOKS_LIKE[kind]
    return bool(cells) and sum(map(test, cells)) >= share * len(cells)
