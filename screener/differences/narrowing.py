"""Whether a condition got narrower: fewer lines meet it than before."""

from collections.abc import Iterable
from enum import StrEnum

from screener.rulepack.law import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    FactIs,
    KnownToHold,
    Node,
    NotOf,
    UnderReading,
)


class Reach(StrEnum):
    """How the reach of something compares with what it was."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


_TURNED = {Reach.WIDER: Reach.NARROWER, Reach.NARROWER: Reach.WIDER}


def reach_of(old: Node, new: Node) -> Reach:
    """Compare two conditions part by part; what cannot be compared so is ``OTHER``."""
    if old == new:
        return Reach.SAME
    if new == NEVER or old == ALWAYS:
        return Reach.NARROWER
    if old == NEVER or new == ALWAYS:
        return Reach.WIDER
    if type(old) is type(new):
        return _of_one_kind(old, new)
    wrapped = _wrapping(old, new)
    unwrapped = _wrapping(new, old)
    return _TURNED.get(unwrapped, wrapped)


def _of_one_kind(old: Node, new: Node) -> Reach:  # noqa: PLR0911 - one return for each kind of node
    match old, new:
        case AllOf(), AllOf():
            return _parts(old.all, new.all, more=Reach.NARROWER)
        case AnyOf(), AnyOf():
            return _parts(old.any, new.any, more=Reach.WIDER)
        case FactIs(), FactIs() if old.fact == new.fact:
            return reach_of_sets(old.is_, new.is_)
        case NotOf(), NotOf():
            found = reach_of(old.not_, new.not_)
            return _TURNED.get(found, found)
        case KnownToHold(), KnownToHold():
            return reach_of(old.known, new.known)
        case UnderReading(), UnderReading() if old.reading == new.reading:
            return _readings(old, new)
    return Reach.OTHER


def _wrapping(inner: Node, outer: Node) -> Reach:
    """Say what becomes of a condition that is now a part of another."""
    match outer:
        case AllOf() if inner in outer.all:
            return Reach.NARROWER
        case AnyOf() if inner in outer.any:
            return Reach.WIDER
        case KnownToHold() if inner == outer.known:
            return Reach.NARROWER
    return Reach.OTHER


def reach_of_sets(old: Iterable[object], new: Iterable[object]) -> Reach:
    """Compare two sets of values that each widen what they belong to."""
    before, after = set(old), set(new)
    if before == after:
        return Reach.SAME
    if before < after:
        return Reach.WIDER
    return Reach.NARROWER if after < before else Reach.OTHER


def together(found: Iterable[Reach]) -> Reach:
    """Join comparisons of parts that each widen or narrow the whole."""
    kinds = set(found) - {Reach.SAME}
    if len(kinds) > 1:
        return Reach.OTHER
    return kinds.pop() if kinds else Reach.SAME


def _readings(old: UnderReading, new: UnderReading) -> Reach:
    if old.under.keys() != new.under.keys():
        return Reach.OTHER
    return together(reach_of(old.under[name], new.under[name]) for name in old.under)


def _parts(old: list[Node], new: list[Node], *, more: Reach) -> Reach:
    """Compare the parts of ``all`` or ``any``; `more` is what a further part makes of the whole."""
    gone = [part for part in old if part not in new]
    come = [part for part in new if part not in old]
    if not gone or not come:
        fewer = _TURNED[more]
        return more if come else fewer if gone else Reach.SAME
    if len(gone) == len(come):
        return together(reach_of(one, other) for one, other in zip(gone, come, strict=True))
    return Reach.OTHER
