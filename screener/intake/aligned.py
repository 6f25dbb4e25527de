"""Text tables whose columns are aligned with spaces, as Eagle and old systems print them."""

import re

_GAP = re.compile(r"\S+(?: \S+)*")  # words with single spaces between them are one cell
_COLUMNS = 3  # fewer may be prose
_HEADER_WITHIN = 60  # lines; each is compared with all below it
_FITTING = 0.8  # share of lines that keep to the columns


def read_aligned(text: str) -> list[list[str]] | None:
    """Return the cells of an aligned table, one record a line; ``None`` if it is none.

    The first line with three columns or more that nearly all lines below keep to is the header.
    """
    lines = [line.expandtabs() for line in text.splitlines()]
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        starts = [match.start() for match in _GAP.finditer(line)]
        if len(starts) < _COLUMNS:
            continue
        below = [other for other in lines[number + 1 :] if other.strip()]
        if below and _keep_to(below, starts):
            above = [[other.strip()] for other in lines[:number]]
            return above + [_cut(other, starts) for other in lines[number:]]
    return None


def _keep_to(lines: list[str], starts: list[int]) -> bool:
    fitting = [
        all(line[start - 1 : start] in {"", " "} for start in starts[1:])
        and len(line.rstrip()) > starts[1]
        for line in lines
    ]
    return sum(fitting) >= _FITTING * len(lines)


def _cut(line: str, starts: list[int]) -> list[str]:
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip() for start, end in zip([0, *starts[1:]], ends, strict=True)]
