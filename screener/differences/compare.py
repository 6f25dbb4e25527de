"""Two screenings side by side: lines matched by identity, labels that changed, and for what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from screener.differences.causes import Cause, CauseKind
from screener.differences.deciding import Judge, Step, steps_between
from screener.differences.law import law_causes
from screener.identity import pair_lines
from screener.results.reading import line_of
from screener.results.records import ResultRecord
from screener.rulepack.load import Pack


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two screenings: its result lines, and its rule pack where that is at hand."""

    records: Sequence[ResultRecord]
    pack: Pack | None


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is otherwise.

    ``relabelled``: another label, for `causes`. ``reasons``: the same label on other questions.
    ``added`` and ``removed``: it stands on one side only. `tested` says that taking the causes back
    was tried; without it they are all that differs, not what decided.
    """

    kind: Literal["relabelled", "reasons", "added", "removed"]
    before: ResultRecord | None
    after: ResultRecord | None
    causes: tuple[Cause, ...] = ()
    tested: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed, in the order of the later list; `unchanged` counts the rest."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    unchanged: int

    def of(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def compare(before: Side, after: Side) -> Difference:
    """Compare two screenings.

    Lines are matched by id, part number and content, never by row alone. Where a label changed,
    each difference between the two judgements is taken back by itself and the line judged again:
    what the label hangs on is its cause. Two days or two packs are then looked at rule by rule.
    """
    changes = tuple(_changes(before, after))
    same = len(after.records) - sum(change.after is not None for change in changes)
    return Difference(before, after, changes, same)


def _changes(before: Side, after: Side) -> Iterator[Change]:
    judge = Judge(before.pack, after.pack) if before.pack and after.pack else None
    pairs = pair_lines(
        [line_of(record) for record in before.records],
        [line_of(record) for record in after.records],
    )
    for pair in pairs:
        old = before.records[pair.before] if pair.before is not None else None
        new = after.records[pair.after] if pair.after is not None else None
        if old is None:
            yield Change("added", None, new)
        elif new is None:
            yield Change("removed", old, None)
        elif old["label"] != new["label"]:
            yield _relabelled(old, new, judge, (before.pack, after.pack))
        elif _hangs_on(old) != _hangs_on(new):
            yield Change("reasons", old, new)


def _hangs_on(record: ResultRecord) -> object:
    asked = [question["id"] for question in record["questions"]]
    held = [
        (one["rule"], one["instrument"], one["clause"])
        for one in record["reasons"]
        if one["truth"] == "true"
    ]
    return asked, held


def _relabelled(
    old: ResultRecord,
    new: ResultRecord,
    judge: Judge | None,
    packs: tuple[Pack | None, Pack | None],
) -> Change:
    steps = steps_between(old, new)
    decided = judge.deciding(old, new, steps) if judge else None
    causes = [
        cause
        for step in (steps if decided is None else decided)
        for cause in _causes(step, old, new, packs)
    ]
    if not causes:
        programs = (old["screening"]["program"], new["screening"]["program"])
        causes = [Cause(CauseKind.PROGRAM, "screener", "", None, *programs)]
    return Change("relabelled", old, new, tuple(dict.fromkeys(causes)), tested=decided is not None)


def _causes(
    step: Step, old: ResultRecord, new: ResultRecord, packs: tuple[Pack | None, Pack | None]
) -> list[Cause]:
    if step.kind in (CauseKind.DATE, CauseKind.RULES):
        by_law = law_causes(old, new, packs)
        if by_law:
            return by_law
    return [Cause(step.kind, step.id, "", None, step.before, step.after)]
