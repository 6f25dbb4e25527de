"""What control codes and tariff numbers say by themselves."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from screener.matching.items.document import Document
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.matches import EXPIRED, IN_FORCE, as_match
from screener.matching.items.naming import Naming
from screener.model import Evidence, Goods, ItemMatch
from screener.rulepack.catalogue_files import Entry, Roles
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
        self._coded: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.code:
                self._coded.setdefault(entry.code.lower(), []).append(entry)
        self._known = frozenset(headings)
        self._announcing = lists.add(roles.code_before)
        self._numbered = frozenset(entry.id for entry in entries if entry.hs.full or entry.hs.ex)
        self._full = _by_heading((entry, code) for entry in entries for code in entry.hs.full)
        self._ex = _by_heading((entry, code) for entry in entries for code in entry.hs.ex)

    def hs(self, text: str) -> HsCode | None:
        """Read a tariff number, with a lost zero restored."""
        return read_hs(text, known=self._known) if text else None

    @staticmethod
    def has_code(text: str) -> bool:
        """Say whether a folded text holds anything of the form of a control code."""
        return _CODE.search(text) is not None

    def by_control_code(self, code: str, document: Document, on: date | None) -> list[ItemMatch]:
        """Return the matches of control codes in their own field, or announced in the text."""
        found = []
        for entry in self._stated(code):
            status = entry.status(on)
            if status:
                strength = "exact" if status == IN_FORCE else "possible"
                span = (0, len(code))
                evidence = (Evidence("control-code", "control_code", code, span, entry.id),)
                found.append(
                    ItemMatch(
                        entry.id, entry.code, entry.name.en, strength,
                        "control_code", code, span, status, (), evidence,
                    )
                )  # fmt: skip
        for entry, place, certain in self._announced(document):
            status = entry.status(on)
            if status:
                strength = "exact" if certain and status == IN_FORCE else "possible"
                naming = Naming(entry, "exact", "control-code", (place,))
                found.append(
                    as_match(naming, document, strength=strength, status=status, evidence=())
                )
        return found

    def by_tariff(
        self, text: str, named: frozenset[str], gone: frozenset[str], sort: Goods, on: date | None
    ) -> tuple[list[ItemMatch], list[Evidence]]:
        """Return matches that rest on the tariff number alone, and what it says beside others.

        Args:
            text: The cell with the number.
            named: The entries that words or a control code already match.
            gone: The entries whose match was taken away.
            sort: The sort of goods that the description names.
            on: The day that counts.
        """
        hs = self.hs(text)
        if hs is None:
            return [], []
        values = MappingProxyType({"digits": hs.digits})
        span = (0, len(text))
        if not self._is_known(hs):
            return [], [Evidence("hs-unknown", "hs_code", text, span, None, values)]
        full, shared = self._by_number(hs)
        evidence = [
            Evidence("hs-agrees", "hs_code", text, span, entry.id, values)
            for entry in (*full, *shared)
            if entry.id in named
        ]
        covers = {entry.id for entry in (*full, *shared)}
        if (named & self._numbered and not evidence) or (not named and covers & gone):
            evidence.append(Evidence("hs-differs", "hs_code", text, span, None, values))
        if hs.restored:
            evidence.append(Evidence("hs-zero-restored", "hs_code", text, span, None, values))
        # A number that covers what was named and taken away is explained by that.
        if named or covers & gone or sort is Goods.ORDINARY:
            return [], evidence
        vague = sort is Goods.UNRECOGNISED and not gone
        found = [
            ItemMatch(
                entry.id, entry.code, entry.name.en, "possible", "hs_code", text, span, status,
                ("identity",), (Evidence("hs-covers", "hs_code", text, span, entry.id, values),),
            )
            for entry in (full or (shared if vague else []))
            if (status := entry.status(on)) and status != EXPIRED
        ]  # fmt: skip
        return found, evidence

    def _is_known(self, hs: HsCode) -> bool:
        """Say whether the six-digit heading exists."""
        return len(hs.digits) < _SHORTEST or hs.heading in self._known

    def _stated(self, text: str) -> list[Entry]:
        """Return the entries of a control code that stands in its own field."""
        codes = dict.fromkeys(_CODE.findall(text.lower())) if text else ()
        return [entry for code in codes for entry in self._of(code)]

    def _announced(self, document: Document) -> list[tuple[Entry, Found, bool]]:
        """Return the entries of control codes that the text states as such.

        A code is announced (管制编码 1C004), stands in brackets, or opens a cell. Bare, it may
        be a part number, unless it is one of software or technology, which have none.
        """
        found = []
        for match in _CODE.finditer(document.text):
            announced = any(
                hit.end <= match.start() and match.start() - hit.end <= _LEADING
                for hit in document.by_list.get(self._announcing, ())
            )
            if announced or _stands_apart(document.text, match):
                place = Found((), match.start(), match.end())
                found += [
                    (entry, place, announced or entry.kind != "goods")
                    for entry in self._of(match[0])
                ]
        return found

    def _by_number(self, hs: HsCode) -> tuple[list[Entry], list[Entry]]:
        """Return the entries that a tariff number falls under: dedicated ones, and shared ones."""
        if len(hs.digits) < _SHORTEST:
            return [], []
        return _under(self._full, hs), [] if len(hs.digits) <= _SHORTEST else _under(self._ex, hs)

    def _of(self, code: str) -> list[Entry]:
        if code in self._coded:
            return self._coded[code]
        above = [known for known in self._coded if code.startswith(known + ".")]
        if above:
            return self._coded[max(above, key=len)][-1:]
        below = [known for known in self._coded if known.startswith(code + ".")]
        return self._coded[below[0]][-1:] if below else []


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Say whether a code stands in brackets, or opens a cell and words follow."""
    before, after = text[: match.start()], text[match.end() :]
    bracketed = before.endswith(("(", "[")) and after.startswith((")", "]"))
    opening = not before.rpartition("|")[2].strip() and re.match(r"[\s:]\s?[^\W\d]", after)
    return bool(bracketed or opening)


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
