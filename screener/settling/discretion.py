"""What a recipient must not see: the names of other companies inside texts that it is shown."""

from collections.abc import Iterable

from screener.model import Screening
from screener.settling.recipients import Recipient, names_in
from screener.text.folding import fold, fold_text

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
    folded = fold(text)
    for name in sorted(names, key=len, reverse=True):
        start = folded.text.find(name)
        while start >= 0:
            first, last = folded.span(start, start + len(name))
            text = text[:first] + _LEFT_OUT + text[last:]
            folded = fold(text)
            start = folded.text.find(name)
    return text
