"""A parts list beside its previous version: which lines are new, changed or gone."""

from typing import TypedDict

from screener.identity import pair_lines
from screener.model import Screening as Result
from screener.web.screenings.kept import stated_line, without_profile
from screener.web.screenings.models import Change, Line, Screening

_SAME = "whole"
_COMPARED = ("stated", "row", "name", "label", "assignee", "due")


class Gone(TypedDict):
    """A line of the previous version that is not there any more."""

    row: int
    name: str
    label: str


def compare(screening: Screening, rows: list[Line], result: Result) -> tuple[Gone, ...]:
    """Mark what is different from the previous version in `rows`; returns the lines that are gone.

    Lines are matched by what identifies a part, never by their row.
    """
    if screening.previous is None:
        return ()
    before = list(screening.previous.lines.only(*_COMPARED))
    old = [stated_line(line) for line in before]
    new = [without_profile(screened.line) for screened in result.lines]
    gone: list[Gone] = []
    for pair in pair_lines(old, new):
        was = before[pair.before] if pair.before is not None else None
        if pair.after is None and was:
            gone.append({"row": was.row, "name": was.name, "label": was.label})
        elif pair.after is not None:
            _mark(rows[pair.after], was, same=pair.by == _SAME)
    return tuple(gone)


def _mark(line: Line, was: Line | None, *, same: bool) -> None:
    if was is None:
        line.change = Change.NEW
        return
    line.label_before = was.label
    # Written where the line is new here; who sees to a line is then changed by people only.
    line.assignee_id, line.due = was.assignee_id, was.due
    if was.label != line.label:
        line.change = Change.LABEL
    elif not same:
        line.change = Change.CELLS
