"""CAS registry numbers."""

import re

_CAS = re.compile(r"(?<![\d-])(\d{2,7})-(\d{2})-(\d)(?![\d-])")


def read_cas(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return every CAS number in a folded text with its place; the check digit must be right.

    >>> read_cas("cas 7440-55-3")
    (('7440-55-3', 4, 13),)
    """
    if "-" not in text:
        return ()
    return tuple(
        (match[0], match.start(), match.end())
        for match in _CAS.finditer(text)
        if _check_digit(match[1] + match[2]) == int(match[3])
    )


def _check_digit(digits: str) -> int:
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=1)) % 10
