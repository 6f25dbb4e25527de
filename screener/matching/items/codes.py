"""What control codes and tariff numbers say by themselves."""

import re
from collections.abc import Iterable, Mapping

from screener.matching.items.document import Document
from screener.matching.items.lists import Found, WordLists
from screener.rulepack.catalogue import Entry, Roles
from screener.text.hs import HsCode, read_hs

_CODE = re.compile(
    r"(?<![0-9a-z])[0-9][a-e][0-9]{3}(?:\.[a-z](?:\.[0-9]{1,2}(?:\.[a-z])?)?)?(?![0-9a-z])"
)
_LEADING = 12
_SHORTEST = 6


class Codes:
    """Finds entries by a stated control code, or by a tariff number."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        headings: Mapping[str, str],
        roles: Roles,
        lists: WordLists,
    ) -> None:
        self._entries = entries
        self._known = frozenset(headings)
        self._announcing = lists.add(roles.code_before)
        self._numbered = {entry.id for entry in entries if entry.hs.full or entry.hs.ex}
        self._full = _by_heading((entry, code) for entry in entries for code in entry.hs.full)
        self._ex = _by_heading((entry, code) for entry in entries for code in entry.hs.ex)

    def hs(self, text: str) -> HsCode | None:
        """Read a tariff number, with a lost zero restored."""
        return read_hs(text, known=self._known) if text else None

    def has_numbers(self, entry_id: str) -> bool:
        """Say whether the catalogue gives tariff numbers for an entry."""
        return entry_id in self._numbered

    def is_known(self, hs: HsCode) -> bool:
        """Say whether the six-digit heading exists."""
        return len(hs.digits) < _SHORTEST or hs.heading in self._known

    def stated(self, text: str) -> list[Entry]:
        """Return the entries of a control code that stands in its own field."""
        return [entry for code in _CODE.findall(text.lower()) for entry in self._of(code)]

    def announced(self, document: Document) -> list[tuple[Entry, Found]]:
        """Return the entries of control codes that the text announces as such (管制编码 1C004)."""
        found = []
        for match in _CODE.finditer(document.text):
            announced = any(
                hit.end <= match.start() and match.start() - hit.end <= _LEADING
                for hit in document.by_list.get(self._announcing, ())
            )
            if announced:
                place = Found((), match.start(), match.end())
                found += [(entry, place) for entry in self._of(match[0])]
        return found

    def by_number(self, hs: HsCode) -> tuple[list[Entry], list[Entry]]:
        """Return the entries that a tariff number falls under: dedicated numbers, and shared ones."""
        if len(hs.digits) < _SHORTEST:
            return [], []
        return _under(self._full, hs), [] if len(hs.digits) <= _SHORTEST else _under(self._ex, hs)

    def _of(self, code: str) -> list[Entry]:
        codes = {entry.code.lower(): entry for entry in self._entries if entry.code}
        if code in codes:
            return [entry for entry in self._entries if entry.code.lower() == code]
        above = [known for known in codes if code.startswith(known + ".")]
        if above:
            return [codes[max(above, key=len)]]
        below = [known for known in codes if known.startswith(code + ".")]
        return [codes[known] for known in below[:1]]


def _by_heading(pairs: Iterable[tuple[Entry, str]]) -> dict[str, list[tuple[Entry, str]]]:
    numbers: dict[str, list[tuple[Entry, str]]] = {}
    for entry, code in pairs:
        numbers.setdefault(code[:6], []).append((entry, code))
    return numbers


def _under(numbers: Mapping[str, list[tuple[Entry, str]]], hs: HsCode) -> list[Entry]:
    return [
        entry
        for entry, code in numbers.get(hs.heading, ())
        if hs.digits.startswith(code) or code.startswith(hs.digits)
    ]
