"""Number formats that change what a code or a price says: 402.1 shown as ``0402.10``, 5 as ``5 €``.

A number is padded and given its sign, never rounded: what a cell holds is never lost.
"""

import re
from dataclasses import dataclass
from functools import cache

from screener.intake.cells import shown

#: Formats that every spreadsheet program knows by number.
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]\-]*)(?:-[^\]]*)?\]|_.|\*.|\[[^\]]*\]')
_DATE = re.compile(r"[ymdhs]|general", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?,]*[0#?](?:\.[0#?]+)?")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: digits before and after the point, and what stands around it."""

    whole: int
    decimals: int
    percent: bool
    before: str
    after: str

    def shown(self, value: float) -> str:
        """Return the number in this format."""
        scaled = value * 100 if self.percent else value
        number = f"{abs(scaled):.{self.decimals}f}"
        in_full = shown(abs(scaled))
        if float(number) != float(in_full):
            number = in_full  # the format rounds
        whole, _, fraction = number.partition(".")
        sign = "-" if value < 0 else ""
        number = whole.zfill(self.whole) + (f".{fraction}" if fraction else "")
        return f"{self.before}{sign}{number}{'%' if self.percent else ''}{self.after}"


@cache
def parse_format(code: str) -> NumberFormat | None:
    """Read a number format; ``None`` if it adds nothing to the bare number, or is a date."""
    section = code.split(";", 1)[0]
    plain = _LITERAL.sub("\0", section)
    if _DATE.search(plain):
        return None
    digits = _DIGITS.search(plain)
    if not digits:
        return None
    literals = [_literal(match) for match in _LITERAL.finditer(section)]
    position = plain[: digits.start()].count("\0")
    whole, _, fraction = digits.group().partition(".")
    found = NumberFormat(
        whole=whole.count("0"),
        decimals=fraction.count("0"),
        percent="%" in plain,
        before=_around(plain[: digits.start()], literals[:position]),
        after=_around(plain[digits.end() :], literals[position:]),
    )
    bare = found.whole <= 1 and not (found.decimals or found.percent or found.before or found.after)
    return None if bare else found


def _literal(match: re.Match[str]) -> str:
    quoted, escaped, currency = match.group(1, 2, 3)
    return quoted or escaped or currency or ""


def _around(plain: str, literals: list[str]) -> str:
    left = iter(literals)
    text = "".join(next(left, "") if character == "\0" else character for character in plain)
    kept = re.sub(r"[%()]", "", text)
    return kept if kept.strip() else ""
