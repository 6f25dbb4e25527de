"""Compositions: tokens made of chemical symbols and numbers, as in ``Tb0.3Dy0.7Fe1.92``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screener.text.alternation import either

#: The chemical symbols. The longer ones are tried first, so that Co is no C and o.
_SYMBOLS = (
    "Ag|Al|Am|Ar|As|At|Au|Ba|Be|Bi|Br|Ca|Cd|Ce|Cf|Cl|Cm|Co|Cr|Cs|Cu|Dy|Er|Eu|Fe|Ga|Gd"
    "|Ge|Hf|Hg|Ho|In|Ir|La|Li|Lu|Mg|Mn|Mo|Na|Nb|Nd|Ni|Np|Os|Pa|Pb|Pd|Pm|Po|Pr|Pt|Pu|R"
    "a|Rb|Re|Rh|Ru|Sb|Sc|Se|Si|Sm|Sn|Sr|Ta|Tb|Tc|Te|Th|Ti|Tl|Tm|Yb|Zn|Zr|B|C|F|H|I|K|"
    "N|O|P|S|U|V|W|Y"
)
_SYMBOL = either(_SYMBOLS.split("|"))
_TWO_LETTERS = either(symbol for symbol in _SYMBOLS.split("|") if len(symbol) > 1)
_NUMBER = r"\d{1,2}(?:\.\d+)?"
_PART = rf"(?:{_NUMBER})?(?:{_SYMBOL})(?:{_NUMBER})?"
_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9.]){_PART}(?:[-/ ]?(?:{_PART}|\((?:{_PART},?)+\)\d*))+(?![A-Za-z0-9])"
)
_GLUED = re.compile(
    rf"(?<![A-Za-z])(?:{_SYMBOL})(?=\d{{1,2}}(?:\.\d+)?\s?(?:wt|mass|at|mol)?\.?\s?%)"
    rf"|(?<![A-Za-z])(?:{_TWO_LETTERS})(?=\d{{1,2}}\.\d+(?![\w.]))"
)
_PIECE = re.compile(rf"({_NUMBER})?({_SYMBOL})({_NUMBER})?")


@dataclass(frozen=True, slots=True)
class Composition:
    """A token that names two or more elements.

    `shares` holds the number written before an element (weight per cent by the custom of alloy
    names), where there is one; `start` and `end` count characters of the text.
    """

    text: str
    start: int
    end: int
    elements: frozenset[str]
    shares: Mapping[str, float]


def read_compositions(text: str) -> list[Composition]:
    """Read every composition in a text, in the case it is written in.

    Capital letters alone (``PCB``, ``INPUT``) are no composition: an element of two letters must
    stand in it as it is written in chemistry.
    """
    found: list[Composition] = []
    for match in _TOKEN.finditer(text):
        pieces = _PIECE.findall(match[0])
        elements = frozenset(symbol for _, symbol, _ in pieces)
        if len(elements) > 1 and any(len(symbol) > 1 for symbol in elements):
            shares = {symbol: float(before) for before, symbol, _ in pieces if before}
            after = {symbol: float(number) for _, symbol, number in pieces if number}
            if not shares and abs(sum(after.values()) - 100) <= 1:
                shares = after
            found.append(Composition(match[0], match.start(), match.end(), elements, shares))
    return found


def glued_shares(text: str) -> list[int]:
    """Return the places where an element's share is written onto its symbol: ``Dy3.2%``."""
    if "%" not in text and "." not in text:
        return []
    return [match.end() for match in _GLUED.finditer(text)]


def parts_of(composition: Composition) -> list[int]:
    """Return the places inside a composition where an element's symbol begins or ends."""
    pieces = re.finditer(_SYMBOL, composition.text)
    places = {place for piece in pieces for place in piece.span()}
    return sorted(composition.start + place for place in places)
