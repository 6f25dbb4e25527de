"""Units as they are written, and what they are in the unit that values are compared in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    import pint

from screener.text.folding import DEGREE_SIGNS

#: The unit of a dimension whose values are plain numbers.
_PLAIN = "dimensionless"
_WRITTEN_OUT = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its dimension, and the line (factor, offset) that converts it."""

    dimension: str
    factor: float
    offset: float

    def convert(self, number: float) -> float:
        """Return a number of this unit in the unit of comparison of its dimension."""
        return number * self.factor + self.offset


class UnitTable:
    """Spellings of units, each with its dimension.

    Args:
        dimensions: dimension → (unit of comparison, spelling → unit as `pint` names it).
            A unit named ``1`` is a plain count.
    """

    def __init__(self, dimensions: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
        self._exact: dict[str, Unit] = {}
        self._folded: dict[str, Unit] = {}
        self._target = {name: target for name, (target, _) in dimensions.items()}
        for name, (target, spellings) in dimensions.items():
            for spelling, unit in {**spellings, target: target}.items():
                known = _unit(name, unit, target)
                for form in _forms(_clean(spelling)):
                    self._exact.setdefault(form, known)
                    self._folded.setdefault(form.lower(), known)

    def find(self, written: str) -> Unit | None:
        """Return a unit by its spelling: as written first (mPa, MPa), else without case."""
        clean = _clean(written)
        return self._exact.get(clean) or self._folded.get(clean.lower())

    def in_comparison_unit(self, number: float, unit: str, dimension: str) -> float:
        """Return a number of a unit, as rules name it, in the unit of comparison."""
        if not unit and self._target.get(dimension) == _PLAIN:
            return number
        known = self.find(unit) if unit else None
        if known is None or known.dimension != dimension:
            raise ValueError(f"{unit!r} is no unit of {dimension}")
        return known.convert(number)

    def factor_of_product(
        self, factor: str, powers: Iterable[tuple[str, int]], dimension: str
    ) -> float:
        """Return what a product of values of dimensions, each to a power, is multiplied with.

        Args:
            factor: A number, with a unit if it has one (``1/standard_gravity``).
            powers: Each dimension of the product, and its power.
            dimension: The dimension of the result.

        Raises:
            ValueError: The product has another dimension.
        """
        from pint import DimensionalityError  # noqa: PLC0415 - see _registry

        registry = _registry()
        product = registry.parse_expression(factor)
        for name, power in powers:
            product = product * registry.parse_expression(self._target[name]) ** power
        try:
            return float(registry.Quantity(product).to(self._target[dimension]).magnitude)
        except DimensionalityError as error:
            raise ValueError(f"the product is no {dimension}: {error}") from error

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All spellings without case, longest first."""
        return tuple(sorted(self._folded, key=lambda spelling: (-len(spelling), spelling)))


def _forms(spelling: str) -> tuple[str, ...]:
    """Return a spelling and, of a word that is written out, its plural (litre, litres)."""
    if len(spelling) < _WRITTEN_OUT or not (spelling.isascii() and spelling.isalpha()):
        return (spelling,)
    if spelling.endswith(("s", "z")):
        return (spelling,)
    return (spelling, spelling + ("es" if spelling.endswith("ch") else "s"))


def _clean(written: str) -> str:
    plain = normalize("NFKC", written.translate(DEGREE_SIGNS))
    return plain.replace("µ", "μ").replace(" ", "")


@cache
def _registry() -> "pint.UnitRegistry[float]":
    import pint  # noqa: PLC0415 - it costs half a second, and units that are known need it not

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _unit(dimension: str, unit: str, target: str) -> Unit:
    """Work out the line that converts a unit, so that `pint` is asked once for each unit."""
    if unit == target:
        return Unit(dimension, 1.0, 0.0)
    registry = _registry()
    if not target.startswith("degree_"):
        return Unit(dimension, float(registry.parse_expression(unit).to(target).magnitude), 0.0)
    zero = float(registry.Quantity(0.0, unit).to(target).magnitude)
    one = float(registry.Quantity(1.0, unit).to(target).magnitude)
    return Unit(dimension, one - zero, zero)
