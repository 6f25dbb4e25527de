"""Which currency a text names: by its ISO 4217 code, by a sign or a word of `currencies.yaml`."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from babel.numbers import list_currencies

from screener.rulepack.reading import RuleModel, read_model

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SAYS_MORE = re.compile(r"[^\d.,\s]")  # than a number


class _Currencies(RuleModel):
    signs: dict[str, str]


def currency_of(price: str, header: str) -> str:
    """Return the code of the currency of a price, or the sign that several currencies share.

    The price itself counts more than the header of its column; an empty text if neither says.
    """
    return (_SAYS_MORE.search(price) and _one(price)) or _one(header)


@lru_cache(maxsize=4096)
def _one(text: str) -> str:
    signs = {character for character in text if unicodedata.category(character) == "Sc"}
    found = named_currencies(text) or signs
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def named_currencies(text: str) -> frozenset[str]:
    """Return the codes of the currencies that a text names.

    A sign that several currencies share ($, ¥) names none.
    """
    if not _SAYS_MORE.search(text):
        return frozenset()
    # In capitals, as written: "all", "cup" and "try" are words, and codes only so.
    known = list_currencies()
    found = {code for code in _CODE.findall(text) if code in known}
    for sign, code in _signs().items():
        text, times = _pattern(sign).subn(" ", text)
        if times:
            found.add(code)
    return frozenset(found)


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    whole_word = rf"(?<![a-z]){sign}(?![a-z])" if sign.isascii() and sign.isalpha() else None
    return re.compile(whole_word or re.escape(sign), re.IGNORECASE)


@cache
def _signs() -> dict[str, str]:
    """Return the signs, the longest first: 日元 is no 元."""
    found = read_model(Path(__file__).with_name("currencies.yaml"), _Currencies).signs
    return {sign: found[sign] for sign in sorted(found, key=len, reverse=True)}
