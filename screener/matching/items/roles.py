"""What a mention is in its sentence: the thing, its absence, a purpose, a part of another."""

import re
from enum import StrEnum

from screener.matching.items.document import Document
from screener.matching.items.lists import Found
from screener.rulepack.catalogue import Roles, Terms
from screener.text.folding import fold_text

_BREAK = r"[|,;()\[\]、。，；:]"
_JOINTS = re.compile(r"\s*(?:[,/・、&+和与及或]|and|or)\s*")
_REACH = 28
_NEXT = 2
_CJK = r"[\u3040-\u30ff\u3400-\u9fff]"


class Role(StrEnum):
    """What a mention of a thing stands for."""

    THING = "thing"
    ABSENT = "absent"
    PURPOSE = "purpose"
    ACCESSORY = "accessory"


class RoleReader:
    """Tells the role of a mention from the words around it."""

    def __init__(self, roles: Roles, accessories: int) -> None:
        self._absent_before = re.compile(rf"(?:{_either(roles.absent_before)})[\s(\-]*$")
        self._absent_after = re.compile(rf"[\s\-(]*(?:{_either(roles.absent_after)})")
        self._purpose_before = re.compile(
            rf"\w.*(?:{_either(roles.purpose_before)})\s(?:(?!{_BREAK}).)*$"
        )
        self._purpose_after = re.compile(rf"{_CJK}{{0,3}}(?:{_either(roles.purpose_after)})(?!途)")
        self._accessories = accessories

    def role(self, document: Document, hit: Found) -> Role:
        """Return the role of a mention."""
        text = document.text
        if self.is_absent(document, hit):
            return Role.ABSENT
        phrase = re.split(r"[|,;()、。，；]", text[: hit.start])[-1]
        if self._purpose_before.search(phrase) or self._purpose_after.match(text, hit.end):
            return Role.PURPOSE
        if self._is_accessory(document, hit):
            return Role.ACCESSORY
        return Role.THING

    def is_absent(self, document: Document, hit: Found) -> bool:
        """Say whether the text says that the thing is not there ("Dy-free", 不含镝铽)."""
        text = document.text
        start, end = hit.start, hit.end
        if self._absent_before.search(text[max(0, start - _REACH) : start]):
            return True
        if self._absent_after.match(text, end):
            return True
        row = [other for other in document.found if other.end - other.start < _REACH]
        before = self._reach_back(text, row, start)
        after = self._reach_on(text, row, end)
        return (
            before < start
            and self._absent_before.search(text[max(0, before - _REACH) : before]) is not None
        ) or (after > end and self._absent_after.match(text, after) is not None)

    @staticmethod
    def _reach_on(text: str, row: list[Found], end: int) -> int:
        """Go on over things named in the same breath ("Dy, Tb free")."""
        moved = True
        while moved:
            moved = False
            for other in row:
                gap = text[end : other.start]
                if other.start >= end and _is_joint(gap, other):
                    end, moved = other.end, True
                    break
        return end

    @staticmethod
    def _reach_back(text: str, row: list[Found], start: int) -> int:
        moved = True
        while moved:
            moved = False
            for other in row:
                gap = text[other.end : start]
                if other.end <= start and _is_joint(gap, other):
                    start, moved = other.start, True
                    break
        return start

    def _is_accessory(self, document: Document, hit: Found) -> bool:
        """Say whether the mention only says what a part belongs to ("gyro bracket", 雷达支架)."""
        return any(
            other.start >= hit.end
            and len(document.text[hit.end : other.start].strip(" -の")) == 0
            and other.start - hit.end <= _NEXT
            for other in document.by_list.get(self._accessories, ())
        )


class Embedding:
    """Tells whether the line names a product that contains the thing, not the thing."""

    def __init__(self, roles: Roles, roles_of: RoleReader) -> None:
        self._contains = re.compile(rf"(?:{_either(roles.contains)})")
        self._roles = roles_of

    def product(
        self, document: Document, hits: list[Found], products: int, own: frozenset[int]
    ) -> Found | None:
        """Return the product whose part the thing is, where the line names one.

        "SmCo rotor assy", "motor with NdFeB magnets", 转子含钐钴磁体 name the product;
        "magnet for motor", モータ用磁石, "rotor magnet" and "MAGNET, ROTOR" name the thing.
        """
        if self._begins_with(document, own):
            return None
        for product in document.by_list.get(products, ()):
            if any(hit.start <= product.start and product.end <= hit.end for hit in hits):
                continue
            if self._roles.role(document, product) in {Role.PURPOSE, Role.ABSENT}:
                continue
            if any(self._contains_link(document, product, hit) for hit in hits):
                return product
        return None

    @staticmethod
    def _begins_with(document: Document, own: frozenset[int]) -> bool:
        """Say whether the text begins with the kind of thing and a comma, as catalogues write."""
        return any(
            hit.start == 0 and re.match(rf"\s?{_BREAK}", document.text[hit.end :])
            for number in own
            for hit in document.by_list.get(number, ())
        )

    def _contains_link(self, document: Document, product: Found, hit: Found) -> bool:
        text = document.text
        if hit.end <= product.start:
            between = text[hit.end : product.start]
            return not (hit.start == 0 and re.search(_BREAK, between))
        between = text[product.end : hit.start]
        if len(between.strip()) == 0:
            return False
        return bool(self._contains.search(text) or re.search(_BREAK, between))


def _is_joint(gap: str, other: Found) -> bool:
    """Say whether two things are named in one breath: "Dy, Tb", 镝铽."""
    return bool(_JOINTS.fullmatch(gap)) or (not gap and other.end - other.start == 1)


def _either(words: Terms) -> str:
    """Return a pattern of any of the words; a Latin word must stand alone."""
    patterns = [
        ("(?<![a-z])" if word[0].isascii() and word[0].isalpha() else "")
        + re.escape(fold_text(word))
        + ("(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in sorted(words, key=len, reverse=True)
    ]
    return "|".join(patterns)
