"""Quantities that buyers write in BOM cells: purity, strength, thickness, axes, frame rates.

A quantity is a number and a known unit, or one of a few notations of the trade (``4N5``, ``φ50``,
``10x10x2``, ``1.7+L/800``, ``95W-3.5Ni-1.5Fe``). Nothing else in a cell is ever evaluated.
"""

from screener.text.quantities.composition import (
    Composition,
    glued_shares,
    parts_of,
    read_compositions,
)
from screener.text.quantities.reading import Notation, Quantity, QuantityReader
from screener.text.quantities.units import UnitTable

__all__ = [
    "Composition",
    "Notation",
    "Quantity",
    "QuantityReader",
    "UnitTable",
    "glued_shares",
    "parts_of",
    "read_compositions",
]
