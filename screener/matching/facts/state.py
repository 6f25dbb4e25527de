"""The state of a fact that has one value."""

from collections.abc import Iterable

from screener.model import Evidence, FactState


def one_value(value: str, evidence: Iterable[Evidence] = ()) -> FactState:
    """Return the state of a fact that has this value and no other."""
    return FactState(frozenset({value}), evidence=tuple(evidence))
