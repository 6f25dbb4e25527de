"""Values that answer whether an item meets a listing: read beside the line, as a cell would be."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from screener.matching import LineReader
from screener.model import ItemFinding, Line, Question, Stated

_FIELD = "notes"
_APART = " | "
_MEETS, _FAILS = "meets", "fails"


def read_value(
    text: str,
    question: Question,
    lines: Iterable[Line],
    on: date,
    *,
    reader: LineReader,
) -> str | None:
    """Return the answer that a value gives for every one of some lines, or ``None``.

    Args:
        text: What was written.
        question: Asks whether listed values are met.
        lines: The lines that it was asked of.
        on: The day that counts for lines without a date of their own.
        reader: Reads the line with the value.
    """
    said = _APART.join([text, *_named(text, question, reader)])
    found = {
        _outcome(reader.read_item(_with(line, said), reader.date_of(line) or on), question)
        for line in lines
    }
    return found.pop() if len(found) == 1 else None


def _named(text: str, question: Question, reader: LineReader) -> Iterable[str]:
    """Yield the text under the name of what is asked, where its unit fits one thing alone.

    Words of its own name something themselves, and are left to speak for it.
    """
    asks = [name for name in dict(question.values).get("asks", "").split(",") if name]
    known = reader.pack.catalogue.quantities.properties
    for dimension in reader.bare_dimensions(text):
        fitting = [name for name in asks if known[name].dimension == dimension]
        if len(fitting) == 1 and known[fitting[0]].words:
            yield f"{known[fitting[0]].words[0]}: {text}"


def _with(line: Line, said: str) -> Line:
    own = line.text(_FIELD)
    stated = Stated(f"{own}{_APART}{said}" if own else said)
    return replace(line, stated={**line.stated, _FIELD: stated})


def _outcome(item: ItemFinding, question: Question) -> str | None:
    """Say whether an item is one of the entries asked about: one is enough, none needs all out."""
    entries = set(question.subject.split(","))
    asked = bool(dict(question.values).get("asks"))
    kept = [match for match in item.matches if match.entry in entries]
    if any(one.strength == "exact" or (asked and not one.asks) for one in kept):
        return _MEETS
    removed = {match.entry for match in item.removed}
    return _FAILS if entries <= removed else None
