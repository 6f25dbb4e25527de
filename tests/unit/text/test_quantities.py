"""Quantities in the notations of the trade."""

import pytest

from screener.text.folding import fold
from screener.text.quantities import (
    Notation,
    QuantityReader,
    UnitTable,
    glued_shares,
    parts_of,
    read_compositions,
)

UNITS = UnitTable(
    {
        "length": ("millimeter", {"mm": "millimeter", "um": "micrometer", "μm": "micrometer",
                                  "inch": "inch", "m": "meter"}),
        "pressure": ("megapascal", {"MPa": "megapascal", "mPa": "millipascal", "GPa": "gigapascal",
                                    "bar": "bar", "Torr": "torr"}),
        "temperature": ("degree_Celsius", {"C": "degree_Celsius", "°C": "degree_Celsius",
                                           "degF": "degree_Fahrenheit"}),
        "frequency": ("hertz", {"Hz": "hertz", "kHz": "kilohertz"}),
        "frame_rate": ("hertz", {"fps": "hertz", "コマ/秒": "hertz"}),
        "share": ("percent", {"%": "percent", "ppm": "ppm"}),
        "axes": ("axis", {"軸": "axis", "轴": "axis", "axis": "axis"}),
        "time": ("second", {"分": "minute", "min": "minute", "時間": "hour"}),
        "volume_flow": ("meter**3/hour", {"m3/h": "meter**3/hour", "L/min": "liter/minute"}),
    }
)  # fmt: skip
READER = QuantityReader(
    UNITS,
    Notation(
        {"万": "10000"},
        {"五": "5", "四": "4"},
        frozenset({"軸", "轴", "axis"}),
        frozenset({"uts", "size"}),
        {"Mach": "mach", "马赫": "mach"},
    ),
)


def read(text: str) -> list[tuple[str, float, float]]:
    return [
        (quantity.dimension, pytest.approx(quantity.low), pytest.approx(quantity.high))
        for quantity in READER.read(fold(text), text)
    ]


@pytest.mark.parametrize(
    ("cell", "dimension", "low", "high"),
    [
        ("12 bar", "pressure", 1.2, 1.2),
        ("3時間", "time", 10800, 10800),
        ("5.9GPa", "pressure", 5900, 5900),
        ("圧力 １２ＭＰａ", "pressure", 12, 12),
        ("13.3 mPa", "pressure", 1.33e-8, 1.33e-8),
        ("-55C to +125C", "temperature", -55, 125),
        ("1832 degF", "temperature", 1000, 1000),
        ("0.2~590Hz", "frequency", 0.2, 590),
        ("UTS1350MPa", "pressure", 1350, 1350),
        ("3 inches", "length", 76.2, 76.2),
        ("5-3000Hz", "frequency", 5, 3000),
        ("100万コマ/秒", "frame_rate", 1e6, 1e6),
        ("1,000,000 fps", "frame_rate", 1e6, 1e6),
        ("同時5軸", "axes", 5, 5),
        ("五轴联动", "axes", 5, 5),
        ("4-axis", "axes", 4, 4),
        ("飛行時間55分", "time", 3300, 3300),
        ("30 L/min", "volume_flow", 1.8, 1.8),
        ("φ50", "length", 50, 50),
        ("OD 150", "length", 150, 150),
        ("-100 mesh", "length", 0.149, 0.149),
        ("平均0.8µm", "length", 0.0008, 0.0008),
        ("10 ppm", "share", 0.001, 0.001),
        ("純度 4N5", "share", 99.995, 99.995),
        ("5N", "share", 99.999, 99.999),
        ("Gd 99.9 bonded", "share", 99.9, 99.9),
        ("MPE 1.7+L/800 um", "length_error", 1.7, 1.25),
        ("1.7+3L/1000", "length_error", 1.7, 3.0),
    ],
)
def test_a_quantity_is_read_in_the_unit_of_comparison(
    cell: str, dimension: str, low: float, high: float
) -> None:
    """Widths, scripts and notations give the same number in the same unit."""
    assert (dimension, pytest.approx(low), pytest.approx(high)) in [
        (quantity.dimension, quantity.low, quantity.high)
        for quantity in READER.read(fold(cell), cell)
    ]


@pytest.mark.parametrize(
    "cell", ["M4N8", "高純度", "SG90", "=1+1", "T300", "N38SH", "PCB", "5n", "brush #00"]
)
def test_words_threads_and_grades_are_no_quantities(cell: str) -> None:
    """Nothing but a number and a known unit, or a notation of the trade, is read."""
    assert read(cell) == []


def test_a_dash_between_two_dimensions_joins_no_range() -> None:
    assert read("20 m3/h -245C") == [("volume_flow", 20, 20), ("temperature", -245, -245)]
    assert read("20 m3/h - 60 MPa") == [("volume_flow", 20, 20), ("pressure", 60, 60)]


def test_a_letter_for_a_diameter_needs_a_unit() -> None:
    """D50 alone is the middle size of a powder."""
    assert ("length", 80, 80) in read("window D80mm")
    assert read("D50") == []


def test_the_sides_of_a_block_are_lengths_in_millimetres() -> None:
    assert read("150x150x60") == [("length", 150, 150), ("length", 150, 150), ("length", 60, 60)]


def test_a_diameter_is_marked() -> None:
    quantities = READER.read(fold("Ø10x100"), "Ø10x100")

    assert {quantity.high for quantity in quantities if "diameter" in quantity.marks} == {10.0}


@pytest.mark.parametrize(
    ("text", "mark"), [("±0.5mm", "error"), ("精度 ±0.5mm", "error"), ("80 ±0.5mm", "tolerance")]
)
def test_how_exact_something_is_is_marked_as_such(text: str, mark: str) -> None:
    """±0.5 mm says how exact something is, not how large; what it belongs to may stand before."""
    (quantity,) = READER.read(fold(text), text)

    assert quantity.marks == {mark}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Mach 6", [(6, 6)]),
        ("马赫1.4-5", [(1.4, 5)]),
        ("mach: 0.3", [(0.3, 0.3)]),
        ("stomach 6", []),
        ("Mach 5%", []),
    ],
)
def test_a_value_without_a_unit_is_known_by_the_word_before_it(
    text: str, numbers: list[tuple[float, float]]
) -> None:
    found = READER.read(fold(text), text)
    assert [(one.low, one.high) for one in found if one.dimension == "mach"] == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1/4 inch", 6.35),
        ("1-1/2 inch", 38.1),
        ("径100", 100),
        ("D130 x 60", 130),
        ("粒径100", None),
        ("6/4 inch", 101.6),
    ],
)
def test_lengths_as_workshops_write_them(text: str, number: float | None) -> None:
    """6/4 is no part of an inch that anybody writes: the number before the unit counts."""
    found = [one for one in READER.read(fold(text), text) if "size" not in one.marks]
    assert [one.high for one in found] == ([] if number is None else [pytest.approx(number)])


def test_less_than_a_limit_is_under_it() -> None:
    (quantity,) = READER.read(fold("B <10 ppm"), "B <10 ppm")
    (limit,) = READER.read(fold("B 10 ppm"), "B 10 ppm")
    assert quantity.high < limit.high


@pytest.mark.parametrize(("text", "number"), [("K-30mm", 30), ("-40C", -40), ("to -40C", -40)])
def test_a_hyphen_in_a_name_is_no_minus(text: str, number: float) -> None:
    assert [quantity.low for quantity in READER.read(fold(text), text)] == [number]


def test_a_limit_of_a_rule_must_be_of_its_dimension() -> None:
    with pytest.raises(ValueError, match="no unit of length"):
        UNITS.in_comparison_unit(1.0, "MPa", "length")


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("Tb0.3Dy0.7Fe1.92", {"Tb", "Dy", "Fe"}),
        ("95W-3.5Ni-1.5Fe", {"W", "Ni", "Fe"}),
        ("Ti-6Al-4V bar", {"Ti", "Al", "V"}),
        ("SmCo5", {"Sm", "Co"}),
    ],
)
def test_a_composition_names_its_elements(text: str, elements: set[str]) -> None:
    assert read_compositions(text)[0].elements == elements


def test_the_number_before_an_element_is_its_share() -> None:
    assert read_compositions("95W-3.5Ni-1.5Fe")[0].shares == {"W": 95.0, "Ni": 3.5, "Fe": 1.5}


@pytest.mark.parametrize("text", ["PCB", "INPUT", "USB", "HS", "on board", "POCO"])
def test_words_in_capitals_are_no_compositions(text: str) -> None:
    assert read_compositions(text) == []


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("Dy3.2%", ["Dy"]),
        ("Tb0.5wt%, Dy1.2 wt.%", ["Tb", "Dy"]),
        ("Dy 3.2%", []),
        ("N38", []),
        ("CO2 5%", []),
    ],
)
def test_a_share_written_onto_its_element_is_told_apart(text: str, glued: list[str]) -> None:
    assert [text[place - 2 : place] for place in glued_shares(text)] == glued


def test_a_composition_is_parted_where_its_elements_begin_and_end() -> None:
    (composition,) = read_compositions("AlSc20 target")

    assert parts_of(composition) == [0, 2, 4]
