"""Properties that a line does not state, but that follow from what it states.

Average power is pulse energy times repetition rate; a specific strength is a strength over a
weight. Which property follows from which is data.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from screener.rulepack.catalogue_files import Derived, Property
from screener.text.quantities import Quantity, UnitTable

#: The value of a property that a part of a derivation has, and the quantity that states it, if any.
Part = tuple[float, Quantity | None]


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way to work out a property, in the unit of comparison of its dimension.

    It may be only a bound: the `least` or the `most` of it.
    """

    factor: float
    powers: Mapping[str, int]
    bound: str | None

    def work_out(self, part: Callable[[str], Part | None]) -> tuple[float, list[Quantity]] | None:
        """Return the value and the quantities it rests on; ``None`` where a part is unknown."""
        parts = {name: part(name) for name in self.powers}
        known = {name: found for name, found in parts.items() if found is not None}
        stated = [quantity for _, quantity in known.values() if quantity is not None]
        if len(known) < len(parts) or not stated:
            return None
        value = self.factor * prod(known[name][0] ** power for name, power in self.powers.items())
        return value, stated


def derivations(
    properties: Mapping[str, Property], units: UnitTable
) -> dict[str, tuple[Derivation, ...]]:
    """Return the ways to work out each property that follows from others."""
    return {
        name: tuple(_derivation(one, prop, properties, units) for one in prop.derived)
        for name, prop in properties.items()
        if prop.derived
    }


def _derivation(
    derived: Derived, prop: Property, properties: Mapping[str, Property], units: UnitTable
) -> Derivation:
    powers = list(_dimensions(derived, properties))
    factor = units.factor_of_product(derived.factor, powers, prop.dimension)
    return Derivation(factor, derived.of, derived.bound)


def _dimensions(derived: Derived, properties: Mapping[str, Property]) -> Iterator[tuple[str, int]]:
    for name, power in derived.of.items():
        yield properties[name].dimension, power
