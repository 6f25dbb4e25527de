"""Long cells read in windows, so that the work grows with their length and nothing is left out.

A description has a line or two. A cell of a whole data sheet, or of rubbish, is read as many lines:
windows that overlap, cut where a word ends. What is found in each is put together again, with its
place in the cell. Only words that stand further apart than a window no longer tell of each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from screener.matching.items.matches import best, status_of
from screener.model import Evidence, Goods, ItemFinding, ItemMatch, ItemStatus

#: Characters of a cell that are read together.
WINDOW = 2000
_OVERLAP = 200
#: From the sort of goods that rules ask about most to the one that settles most.
_TELLING = (Goods.LISTED, Goods.TECHNICAL, Goods.UNRECOGNISED, Goods.ORDINARY)


@dataclass(frozen=True, slots=True)
class Window:
    """The texts of a line that are read together, and where each begins in its cell."""

    texts: tuple[tuple[str, str], ...]
    begins: Mapping[str, int]


def windows_of(texts: tuple[tuple[str, str], ...]) -> list[Window]:
    """Return the windows of a line: one, but for long cells; short cells stand in each."""
    pieces = {field: list(_pieces(text)) for field, text in texts}
    count = max(map(len, pieces.values()), default=1)
    return [
        _window({field: of[0 if len(of) == 1 else number] for field, of in shown.items()})
        for number in range(count)
        for shown in [{f: of for f, of in pieces.items() if len(of) == 1 or number < len(of)}]
    ]


def _window(shown: Mapping[str, tuple[int, str]]) -> Window:
    return Window(
        tuple((field, text) for field, (_, text) in shown.items()),
        {field: begin for field, (begin, _) in shown.items()},
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the windows of a text with their begin; each but the last ends where a word ends."""
    begin = 0
    while len(text) - begin > WINDOW:
        space = text.rfind(" ", begin + WINDOW - _OVERLAP, begin + WINDOW)
        end = space if space > 0 else begin + WINDOW
        yield begin, text[begin:end]
        space = text.rfind(" ", end - _OVERLAP, end - _OVERLAP // 2)
        begin = space + 1 if space > 0 else end - _OVERLAP
    yield begin, text[begin:]


def together(findings: list[tuple[Window, ItemFinding]]) -> ItemFinding:
    """Return what windows of one line say as one finding."""
    placed = [_placed(finding, window) for window, finding in findings]
    matches = best([match for finding in placed for match in finding.matches])
    kept = {match.entry for match in matches}
    removed = best([one for finding in placed for one in finding.removed if one.entry not in kept])
    status = status_of(matches)
    if not matches and all(one.status is ItemStatus.NOT_IDENTIFIED for one in placed):
        status = ItemStatus.NOT_IDENTIFIED
    sorts = {finding.goods for finding in placed}
    return ItemFinding(
        status=status,
        goods=next(sort for sort in _TELLING if sort in sorts),
        matches=tuple(matches),
        removed=tuple(removed),
        tags=frozenset(tag for finding in placed for tag in finding.tags),
        evidence=tuple(_once(piece for finding in placed for piece in finding.evidence)),
        searched=placed[0].searched,
    )


def _once(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the first piece of evidence of each kind and words."""
    seen: set[tuple[str | None, ...]] = set()
    for piece in evidence:
        key = (piece.code, piece.field, piece.text, piece.entry)
        if key not in seen:
            seen.add(key)
            yield piece


def _placed(finding: ItemFinding, window: Window) -> ItemFinding:
    """Return a finding with its places in the cells instead of the window."""
    if not any(window.begins.values()):
        return finding
    return replace(
        finding,
        matches=tuple(_moved(match, window) for match in finding.matches),
        removed=tuple(_moved(match, window) for match in finding.removed),
        evidence=tuple(_moved_evidence(piece, window) for piece in finding.evidence),
    )


def _moved(match: ItemMatch, window: Window) -> ItemMatch:
    by = window.begins.get(match.field, 0)
    return replace(
        match,
        span=(match.span[0] + by, match.span[1] + by),
        evidence=tuple(_moved_evidence(piece, window) for piece in match.evidence),
    )


def _moved_evidence(piece: Evidence, window: Window) -> Evidence:
    by = window.begins.get(piece.field or "", 0)
    if not by or piece.span is None:
        return piece
    return replace(piece, span=(piece.span[0] + by, piece.span[1] + by))
