"""The state of a fact that has one value."""

from collections.abc import Iterable
from functools import cache

from screener.model import Evidence, FactState


def one_value(value: str, evidence: Iterable[Evidence] = ()) -> FactState:
    """Return the state of a fact that has this value and no other."""
    found = tuple(evidence)
    return FactState(frozenset({value}), evidence=found) if found else _plain(value)


@cache
def _plain(value: str) -> FactState:
    return FactState(frozenset({value}))
