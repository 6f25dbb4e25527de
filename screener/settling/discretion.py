"""What a recipient must not see: the names of other companies inside texts that it is shown."""

from collections.abc import Iterable, Iterator

from screener.model import Screening
from screener.settling.recipients import Recipient, names_in
from screener.text.folding import Folded, fold, fold_text

#: The fields that name companies that do not concern one another.
_CONFIDENTIAL = ("supplier", "consignee", "end_user")
_SHORTEST_NAME = 2
_LEFT_OUT = "…"


def names_of_others(screening: Screening, recipient: Recipient) -> frozenset[str]:
    """Return the folded names of everybody in a file but the recipient; our own desk sees all."""
    if recipient.is_own:
        return frozenset()
    stated = {
        fold_text(name)
        for screened in screening.lines
        for field in _CONFIDENTIAL
        for name in names_in(screened.line.text(field))
    }
    return frozenset(
        name for name in stated if len(name) >= _SHORTEST_NAME and name not in recipient.key
    )


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text with each of some folded names left out, however it is written there."""
    # What is put in its place is never searched: it, too, may hold somebody's name ("..").
    for first, last in reversed(_places(fold(text), names)):
        text = text[:first] + _LEFT_OUT + text[last:]
    return text


def _places(folded: Folded, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where names stand in the original, in order; those that overlap are one place."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(span for name in names for span in _spans(folded, name)):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _spans(folded: Folded, name: str) -> Iterator[tuple[int, int]]:
    start = folded.text.find(name)
    while start >= 0:
        yield folded.span(start, start + len(name))
        start = folded.text.find(name, start + 1)
