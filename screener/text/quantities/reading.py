"""Reading quantities: a strict pattern of number and known unit, and the notations of the trade."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from screener.text.alternation import either
from screener.text.folding import Folded, fold_text
from screener.text.quantities.units import Unit, UnitTable

# Digits are taken whole: nothing that may follow a number begins with a digit.
# Parts of an inch: 1/4, 1-1/2.
_FRACTION = r"(?:\d{1,2}[\s-])?\d?[13579]/(?:2|4|8|16|32|64)(?!\d)"
_NUMBER = (
    rf"{_FRACTION}|"
    r"(?:\d{1,3}(?:,\d{3})+|\d++)(?:\.\d++)?(?:\s?[x×*]\s?10\^?-?\d+|e[-+]?\d+)?|\.\d++"
)
_RANGE = r"\s?(?:~|-|–|〜|to|から|至|到|…|\.\.)\s?"
_DIGIT = re.compile(r"\d")
_PLUS_MINUS = r"(?:[-+±]|\+/-|\+-)?"
_LETTER_BEFORE = re.compile(r"[a-z]$")
_LESS_BEFORE = re.compile(r"<\s?$")
_JUST_BELOW = 1 - 1e-6  # "<10" is under ten, if by little
_NUMBER_BEFORE = re.compile(r"\d\s*$")
_TIMES = re.compile(r"\s?[x×*]\s?10\^?")

_NINES = re.compile(r"(?<![\w.])([2-9])n(?:([1-9])5?)?(?![\w.])")
_NINES_PERCENT = re.compile(r"(?<![\w.,])99(?:\.\d+)?(?![\d%.]|\s?%)(?!\w)")
_LABELLED = re.compile(
    r"(?:(?<![a-z])(?P<round>o\.?d\.?|dia\.?)(?=\d)"
    r"|(?<![a-z])(?:o\.?d\.?|i\.?d\.?|dia\.?|bore)|外径|内径|直径|缸径|管径|ボア径|シリンダー?径|(?<![粒線线孔口半瞳束球砥])径)"
    r"\s?[:=]?\s?(\d+(?:\.\d+)?)"
    r"(?![\d.])(?!\s?(?:[munc]?m|μm|in|inch|\"|インチ|ミリ)(?![a-z]))"
)
_MESH = re.compile(r"(?:(?P<before>\d{2,4})\s?-?(?:mesh|目|メッシュ)|#(?P<after>\d{2,4})(?!\d))")
# The opening of a sieve of so many wires to the inch, in micrometres (ISO 565 series, rounded).
_MESH_MICROMETRES = 14900.0
_MPE = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*\+\s*(\d*(?:\.\d+)?)\s*l\s*/\s*(\d+)")
_SIZES = re.compile(
    r"(?P<round>[φøΦ∅]|\bdia\.?|\bod\.?)?\s?(?P<first>(?<!\d)\d+(?:\.\d+)?)\s?(?:mm)?(?:l|w|t|h)?"
    r"\s?[x×*]\s?(?P<more>[φø]?\s?\d+(?:\.\d+)?\s?(?:mm)?(?:l|w|t|h)?"
    r"(?:\s?[x×*]\s?[φø]?\s?\d+(?:\.\d+)?(?:mm)?(?:l|w|t|h)?)*)\s?(?P<unit>[a-zμ\"]+(?![a-z0-9]))?"
)
_ROUND = re.compile(
    r"(?:[φø∅]|(?<![a-z])dn|(?<![a-z0-9])d(?=\d+(?:\.\d+)?\s?(?:[mc]m(?![a-z0-9])|[x×]\s?\d)))\s?(\d+(?:\.\d+)?)"
    r"\s?(?P<unit>(?!x(?![a-z]))[a-zμ\"]+)?"
)
# Without one of these a notation cannot stand in a text: looking for them costs less.
_NINE = re.compile(r"\dn|99")
_SIEVE = re.compile(r"#|mesh|目|メ")
_ACROSS = re.compile(r"d|bore|径")
_TIMES_SIGN = re.compile(r"[x×*]")
_ROUND_SIGN = re.compile(r"[φø∅d]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated quantity, in the unit of comparison of its dimension.

    `low` and `high` differ for a range. `start` and `end` count characters of the folded text.
    `marks` say what the notation itself tells (``diameter``, ``nines``, ``size``, ``tolerance`` of
    another number, ``error``: ± of none).
    """

    dimension: str
    low: float
    high: float
    start: int
    end: int
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Notation:
    """The words of numbers and units.

    Args:
        multipliers: How large numbers are written (万 → 10000).
        numerals: Numbers written as characters (五 → 5), read only before counted units.
        counted: Spellings of the units that are counted (axis, 轴).
        labels: Latin words that may be written onto a number ("UTS1350MPa").
        named: The words before values that have no unit ("Mach"), each with its dimension.
    """

    multipliers: Mapping[str, str]
    numerals: Mapping[str, str]
    counted: frozenset[str]
    labels: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)


class QuantityReader:
    """Reads the quantities of a text."""

    def __init__(self, units: UnitTable, notation: Notation) -> None:
        multipliers, numerals = notation.multipliers, notation.numerals
        counted, labels, named = notation.counted, notation.labels, notation.named
        self._units = units
        self._multipliers = {
            form: float(number) for word, number in multipliers.items() for form in _forms(word)
        }
        self._numerals = {word: float(number) for word, number in numerals.items()}
        spellings = _either(units.spellings)
        many = _either(multipliers) if multipliers else ""
        number = rf"(?:{_NUMBER})\s?(?:{many})?" if many else rf"(?:{_NUMBER})"
        self._pattern = re.compile(
            rf"(?=[-+±.\d])(?<![\d.])(?:(?<![a-z]{{3}}){_written_onto(labels)})(?P<sign>{_PLUS_MINUS})\s?(?P<low>{number})(?:\s?(?P<unit1>{spellings})?"
            rf"{_RANGE}(?P<sign2>{_PLUS_MINUS})(?P<high>{number}))?[\s-]?(?P<unit>{spellings})"
            r"(?![a-z0-9μ])"
        )
        self._named = {form: name for word, name in named.items() for form in _forms(word)}
        self._unitless = re.compile(
            rf"(?P<word>{_either(named)})[\s:=≈~约約>≥]{{0,3}}(?P<low>{_NUMBER})"
            rf"(?:{_RANGE}(?P<high>{_NUMBER}))?(?!\.?\d)(?!\s?(?:%|(?:{spellings})(?![a-z])))"
        )
        counts = _either(counted)
        self._counted = re.compile(rf"(?P<number>{either(numerals)})[\s-]?(?P<unit>{counts})")
        self._dimension_of_counts = {
            form: units.find(word) for word in counted for form in _forms(word)
        }

    def read(self, folded: Folded, original: str) -> list[Quantity]:
        """Return the quantities of a folded text, in order; `original` is it before folding."""
        text = folded.text
        if not _DIGIT.search(text):
            return self._counts(text)
        sizes = self._sizes(text)
        blocks = {(size.start, size.end) for size in sizes if "size" in size.marks}
        found = [*self._counts(text), *sizes, *self._without_unit(text)]
        found += (
            quantity
            for quantity in self._with_units(folded, original)
            # The last side of 25x23x500 mm is one side, not two.
            if not any(start < quantity.start and quantity.end <= end for start, end in blocks)
        )
        if _NINE.search(text):
            found += _nines(text, lambda place: original[folded.offsets[place]])
        if "l" in text:
            found += _errors_of_length(text)
        if _SIEVE.search(text):
            found += _meshes(text)
        if _ACROSS.search(text):
            found += _diameters(text)
        return sorted(found, key=lambda quantity: quantity.start)

    def _with_units(self, folded: Folded, original: str) -> list[Quantity]:
        found: list[Quantity] = []
        for match in self._pattern.finditer(folded.text):
            start, end = folded.span(match.start("unit"), match.end("unit"))
            unit = self._units.find(original[start:end])
            if unit is None:
                continue
            before = folded.text[: match.start("sign")]
            # K-3000L is a name with a hyphen, not less than nothing.
            signed = match["sign"] == "-" and not _LETTER_BEFORE.search(before)
            low = self._number(match["low"]) * (-1 if signed else 1)
            marks = frozenset[str]()
            if match["sign"] in {"±", "+/-", "+-"}:
                marks = frozenset({"tolerance" if _NUMBER_BEFORE.search(before) else "error"})
            high = low
            if match["high"]:
                high = self._number(match["high"]) * (-1 if match["sign2"] == "-" else 1)
            first = unit
            if match["unit1"]:
                first = self._units.find(match["unit1"]) or unit
                if first.dimension != unit.dimension:
                    found += _two_quantities(match, first, low, unit, high)
                    continue
            low, high = sorted((first.convert(low), unit.convert(high)))
            if _LESS_BEFORE.search(before):
                low, high = low * _JUST_BELOW, high * _JUST_BELOW
            begin = match.start("low")
            found.append(Quantity(unit.dimension, low, high, begin, match.end(), marks))
        return found

    def _without_unit(self, text: str) -> Iterator[Quantity]:
        """Read values that have no unit: ``Mach 6``, ``εr 9.6``."""
        for match in self._unitless.finditer(text) if self._named else ():
            if text[match.start() - 1 : match.start()].isalpha() and match["word"].isascii():
                continue
            first = self._number(match["low"])
            last = self._number(match["high"]) if match["high"] else first
            low, high = sorted((first, last))
            yield Quantity(self._named[match["word"]], low, high, match.start(), match.end())

    def _number(self, written: str) -> float:
        written = written.strip()
        factor = 1.0
        for word, value in self._multipliers.items():
            if written.endswith(word):
                factor, written = value, written[: -len(word)].strip()
                break
        if "/" in written:
            whole, _, part = re.sub(r"[\s-]", " ", written).rpartition(" ")
            above, below = part.split("/")
            return (float(whole or 0) + float(above) / float(below)) * factor
        return float(_TIMES.sub("e", written.replace(",", ""))) * factor

    def _counts(self, text: str) -> list[Quantity]:
        found = []
        for match in self._counted.finditer(text):
            unit = self._dimension_of_counts[match["unit"]]
            if unit:
                number = self._numerals[match["number"]]
                found.append(Quantity(unit.dimension, number, number, match.start(), match.end()))
        return found

    def _sizes(self, text: str) -> list[Quantity]:
        """Read ``φ50``, ``10x10x2`` and ``Ø10x100``; without a unit they are millimetres."""
        found: list[Quantity] = []
        for match in _SIZES.finditer(text) if _TIMES_SIGN.search(text) else ():
            before = text[match.start("first") - 1 : match.start("first")]
            if not match["round"] and (before.isalnum() or before in {".", "-"}):
                continue
            unit = self._units.find(match["unit"]) if match["unit"] else None
            if unit and unit.dimension != "length":
                continue
            numbers = [match["first"], *re.findall(r"\d+(?:\.\d+)?", match["more"])]
            for place, written in enumerate(numbers):
                value = float(written) * (unit.factor if unit else 1.0)
                marks = {"size", "diameter"} if match["round"] and place == 0 else {"size"}
                found.append(
                    Quantity("length", value, value, match.start(), match.end(), frozenset(marks))
                )
        for match in _ROUND.finditer(text) if _ROUND_SIGN.search(text) else ():
            unit = self._units.find(match["unit"]) if match["unit"] else None
            factor = unit.factor if unit and unit.dimension == "length" else 1.0
            value = float(match[1]) * factor
            found.append(
                Quantity(
                    "length", value, value, match.start(), match.end(), frozenset({"diameter"})
                )
            )
        return found


def _forms(word: str) -> set[str]:
    """Return a word as it is written and as it stands in a folded text (時間, 时间)."""
    return {word, fold_text(word)}


def _two_quantities(
    match: re.Match[str], first: Unit, low: float, unit: Unit, high: float
) -> list[Quantity]:
    """Return what stands on both sides of a dash that joins no range: "1500 kg/h -245C"."""
    gap = match.string[match.end("unit1") : match.start("high")]
    sign = -1 if re.search(r"\s-$", gap) else 1
    one, other = first.convert(low), unit.convert(sign * high)
    return [
        Quantity(first.dimension, one, one, match.start("low"), match.end("unit1")),
        Quantity(unit.dimension, other, other, match.start("high"), match.end()),
    ]


def _written_onto(labels: Iterable[str]) -> str:
    """Return a pattern of the words after which a number may stand without a blank."""
    return "".join(rf"|(?<=(?<![a-z]){re.escape(label)})" for label in sorted(labels))


def _either(words: Iterable[str]) -> str:
    return either(form for word in words for form in _forms(word))


def _nines(text: str, original: Callable[[int], str]) -> list[Quantity]:
    """Read ``4N`` as 99.99 % and ``4N5`` as 99.995 %; a bare 99.9 is a percentage too."""
    found = []
    for match in _NINES.finditer(text):
        if original(match.start() + 1) not in "NＮ":
            continue
        nines = int(match[1])
        value = 100 - 10.0 ** (2 - nines)
        if match[2]:
            value += int(match[2]) * 10.0 ** (1 - nines)
        found.append(_percent(value, match, "nines"))
    found += [_percent(float(match[0]), match, "nines") for match in _NINES_PERCENT.finditer(text)]
    return found


def _percent(value: float, match: re.Match[str], mark: str) -> Quantity:
    return Quantity("share", value, value, match.start(), match.end(), frozenset({mark}))


def _errors_of_length(text: str) -> list[Quantity]:
    """Read an error of length measurement: 1.7+L/800 has low 1.7 and high 1000/800 per metre."""
    found = []
    for match in _MPE.finditer(text):
        slope = 1000.0 * float(match[2] or 1) / float(match[3])
        found.append(Quantity("length_error", float(match[1]), slope, match.start(), match.end()))
    return found


def _meshes(text: str) -> list[Quantity]:
    """Read a sieve size (-325 mesh, 200目) as a length."""
    found = []
    for match in _MESH.finditer(text):
        wires = int(match["before"] or match["after"])
        if not wires:  # #00 is the size of a wire or a brush
            continue
        millimetres = _MESH_MICROMETRES / wires / 1000
        found.append(Quantity("length", millimetres, millimetres, match.start(), match.end()))
    return found


def _diameters(text: str) -> list[Quantity]:
    """Read a diameter that is given without a unit (OD 150), in millimetres.

    A label written onto its number (OD110) is no word of its own, so the mark stands for it.
    """
    return [
        Quantity(
            "length",
            float(match[2]),
            float(match[2]),
            match.start(2),
            match.end(2),
            frozenset({"diameter"} if match["round"] else ()),
        )
        for match in _LABELLED.finditer(text)
    ]
