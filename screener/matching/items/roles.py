"""What a mention is in its sentence: the thing, its absence, a purpose, a part of another."""

import re
from collections.abc import Sequence
from enum import StrEnum

from screener.matching.items.document import Document
from screener.matching.items.lists import Found
from screener.rulepack.catalogue_files import Roles, Terms
from screener.text.alternation import either_before
from screener.text.folding import fold_text

_BREAK = r"[|,;()\[\]、。，；:]"
_BREAKS = re.compile(r"[|,;/+&()\[\]、。，；:：]")
_JOINTS = re.compile(r"\s*(?:[,/・、&+和与及或]|and|or)\s*")
_REACH = 28
_NEXT = 2
_NUMBER = re.compile(r"[\d.]")
_NEAR = 12
# A size right after a part, and words that go on.
_OWN_SIZE = re.compile(r"\s?\d[^\s|,;、，；]*[\s,;、，；]+(?=[^\W\d])")
_SHARE = "share"
_PHRASE = 200  # characters in which a purpose is looked for before a thing
_BREATH = 24  # things named in one breath
_GAP = 8  # characters that join two of them
_SYMBOL = 2
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
        numbered, but = _either(roles.numbered), _either(roles.absent_but)
        self._absent_before = re.compile(
            rf"(?<!\w)(?:(?P<numbered>{numbered})\s)?(?:{_either(roles.absent_before)})[\s(\-]*$"
            rf"|(?:{_either(_written_without_spaces(roles.absent_before))})[\s(\-]*$"
        )
        self._absent_words = tuple(fold_text(word).rstrip(" (-") for word in roles.absent_before)
        self._absent_after = re.compile(
            rf"[\s\-(]*(?:(?:{_either(roles.content)})[\s:=]*)?"
            rf"(?:{_either(roles.absent_after)})(?!\s(?:{but}))"
        )
        self._open_before = re.compile(
            rf"(?:(?<![a-z])(?:{_either(_written_with_spaces(roles.open_before))})\s"
            rf"|(?:{_either(_written_without_spaces(roles.open_before))}))[\s(]*$"
        )
        self._open_after = re.compile(
            rf"(?:[\s\-:=(]*(?:{_either(roles.content)})){{0,3}}[\s\-:=(]*"
            rf"(?:(?:{_either(roles.open_after)})(?!\s[a-z]{{3}})|(?<=[:=\s])-+\s*(?:[|,;)]|$))"
        )
        self._purpose_before = re.compile(
            rf"(?:{_either(_written_with_spaces(roles.purpose_before))})\s(?:(?!{_BREAK}).)*$"
            rf"|(?:{_either(_written_without_spaces(roles.purpose_before))})\s?{_CJK}{{0,2}}$"
        )
        self._purpose_after = re.compile(
            rf"(?P<of>{_CJK}{{0,5}}?)(?:{_either(_written_without_spaces(roles.purpose_after))})(?!途)"
            rf"|[\s\-](?:{_either(_written_with_spaces(roles.purpose_after))})"
        )
        self._sectors = frozenset(map(fold_text, roles.sectors))
        self._forms = re.compile(rf"\s?(?:{_either(roles.forms)})")
        self._along_before = re.compile(rf"\w.*(?:{_either(roles.along_before)})\s?$")
        self._with = re.compile(rf"(?:{_either(_written_with_spaces(roles.along_before))})(?=\s)")
        self._along_after = re.compile(rf"\s?(?:{_either(roles.along_after)})")
        #: Words beside which a composition names each of its elements ("TbFeCo target").
        self._alloyed = re.compile(_either(roles.alloys_of))
        self._grade = re.compile(rf"[\s\-]?(?:{_either(roles.grades)})")
        self._beside = re.compile(rf"(?<![a-z])(?:{_either(roles.beside)})(?![a-z])")
        self._accessories = accessories

    def names_alloys(self, text: str) -> bool:
        """Say whether a text has a word beside which a composition names its elements."""
        return self._alloyed.search(text.lower()) is not None

    def role(self, document: Document, hit: Found) -> Role:
        """Return the role of a mention."""
        if self.is_absent(document, hit):
            return Role.ABSENT
        if self._is_purpose(document.text, hit):
            return Role.PURPOSE
        if self._is_accessory(document, hit):
            return Role.ACCESSORY
        return Role.THING

    def is_grade(self, document: Document, hit: Found) -> bool:
        """Say whether a mention says how good a thing is ("oxide, optical glass grade")."""
        return self._grade.match(document.text, hit.end) is not None

    def roles(self, document: Document, hits: Sequence[Found]) -> list[Role]:
        """Return the roles of the mentions of one thing.

        Where a phrase begins with what its noun is for (ドローン用ケース Mavic 3), it goes on so.
        """
        found = {hit: self.role(document, hit) for hit in hits}
        purpose: int | None = None
        for hit in sorted(hits, key=lambda one: one.start):
            if purpose is not None and not _BREAKS.search(document.text[purpose : hit.start]):
                found[hit] = Role.PURPOSE if found[hit] is Role.THING else found[hit]
            purpose = hit.end if found[hit] is Role.PURPOSE else None
        return [found[hit] for hit in hits]

    def comes_along(self, document: Document, hit: Found) -> bool:
        """Say whether a thing named before comes with this one ("pump with user manual")."""
        text = document.text
        cell = text[: hit.start].rpartition("|")[2]
        return bool(
            self._along_before.search(cell)
            or (re.search(r"\w", cell) and self._along_after.match(text, hit.end))
        )

    def comes_along_with(self, document: Document, thing: Found, hit: Found) -> bool:
        """Say whether a thing named before comes with another ("lathe with chuck and coolant")."""
        text = document.text
        between = text[thing.end : hit.start]
        if "|" in between:
            return False
        return bool(
            self._with.search(between)
            or self._along_before.search("x" + between)
            or self._along_after.match(text, hit.end)
        )

    def stand_side_by_side(self, document: Document, one: Found, other: Found) -> bool:
        """Say whether a line names two things, each of its own ("SmCo magnet and ferrite ring")."""
        between = document.text[min(one.end, other.end) : max(one.start, other.start)]
        return "|" not in between and self._beside.search(between) is not None

    def _is_purpose(self, text: str, hit: Found) -> bool:
        """Say whether the mention only says what another thing is for.

        A line may begin with "for"; then what follows in that phrase is the thing itself. A thing
        that stands alone with its own use (無人航空機空撮用), or is made for a sector (无人机民用),
        is the thing.
        """
        before = text[: hit.start]
        phrase = re.split(r"[|,;()、。，；]", before[-_PHRASE:])[-1]
        found = self._purpose_before.search(phrase)
        if found and (re.search(r"\w", phrase[: found.start()]) or len(phrase) < len(before)):
            return True
        use = self._purpose_after.match(text, hit.end)
        if use is None or use["of"] in self._sectors:
            return False
        if use["of"] and self._forms.match(text, use.end()):
            return False
        alone = use["of"] and not re.search(r"\w", before)
        return not (alone and re.match(rf"\s?(?:{_BREAK}|$)", text[use.end() :]))

    def is_absent(self, document: Document, hit: Found) -> bool:
        """Say whether the text says that the thing is not there ("Dy-free", 不含镝铽)."""
        text = document.text
        start, end = hit.start, hit.end
        if self._is_absent_before(text, start):
            return True
        if self._absent_after.match(text, end) or self._is_none_of_it(document, end):
            return True
        before = self._reach_back(document, start, _REACH - 1)
        after = self._reach_on(document, end, _REACH - 1)
        return (before < start and self._is_absent_before(text, before)) or (
            after > end and self._absent_after.match(text, after) is not None
        )

    def is_open(self, document: Document, hit: Found) -> bool:
        """Say whether the text leaves open if it is there ("Dy not declared", 镝含量未知)."""
        text = document.text
        # Only symbols are named in one breath here: "oxide, purity unknown" knows the oxide.
        before = self._reach_back(document, hit.start, _SYMBOL)
        after = self._reach_on(document, hit.end, _SYMBOL)
        return any(
            self._open_before.search(text[max(0, start - _REACH) : start])
            for start in {hit.start, before}
        ) or any(self._open_after.match(text, end) for end in {hit.end, after})

    @staticmethod
    def _is_none_of_it(document: Document, end: int) -> bool:
        """Say whether a share of nothing stands right after a mention ("Dy 0 ppm")."""
        # Reading the quantities of a text costs more than all else that is asked here.
        text = document.text
        if _NUMBER.search(text, end, end + _NEXT + 1) is None or text.find("0", end) < 0:
            return False
        return any(
            quantity.dimension == _SHARE
            and quantity.high == 0
            and 0 <= quantity.start - end <= _NEXT
            and not document.text[end : quantity.start].strip(" :=(")
            for quantity in document.quantities
        )

    def _is_absent_before(self, text: str, start: int) -> bool:
        """Say whether a word of absence stands before a place; a "part no" is a number."""
        before = text[max(0, start - _REACH) : start]
        if not before.rstrip(" \t(-").endswith(self._absent_words):
            return False
        found = self._absent_before.search(before)
        return found is not None and not found["numbered"]

    @staticmethod
    def _reach_on(document: Document, end: int, longest: int) -> int:
        """Go on over things named in the same breath ("Dy, Tb free")."""
        for _ in range(_BREATH):
            following = next(
                (
                    other.end
                    for other in document.starting(end, end + _GAP)
                    if other.end - other.start <= longest
                    and _is_joint(document.text[end : other.start], other)
                ),
                None,
            )
            if following is None:
                break
            end = following
        return end

    @staticmethod
    def _reach_back(document: Document, start: int, longest: int) -> int:
        for _ in range(_BREATH):
            previous = next(
                (
                    other.start
                    for other in document.starting(start - longest - _GAP, start)
                    if other.end <= start
                    and other.end - other.start <= longest
                    and _is_joint(document.text[other.end : start], other)
                ),
                None,
            )
            if previous is None:
                break
            start = previous
        return start

    def _is_accessory(self, document: Document, hit: Found) -> bool:
        """Say whether the mention only says what a part belongs to ("gyro bracket", 雷达支架)."""
        return any(
            other.start >= hit.end
            and len(document.text[hit.end : other.start].strip(" -の")) == 0
            and other.start - hit.end <= _NEXT
            and not self._is_feature(document.text, hit, other)
            for other in document.by_list.get(self._accessories, ())
        )

    @staticmethod
    def _is_feature(text: str, thing: Found, part: Found) -> bool:
        """Say whether a part stands apart with its own size among what a thing has.

        植保无人机 药箱40L 全自主飞行 tells of an aircraft,
        植保无人机药箱 40L and 植保无人机 药箱 of a tank.
        """
        apart = text[thing.end : part.start].isspace() and re.match(_CJK, text[part.start :])
        goes_on = _OWN_SIZE.match(text, part.end)
        return bool(apart and goes_on)


class Embedding:
    """Tells whether the line names a product that contains the thing, not the thing."""

    def __init__(self, roles: Roles, roles_of: RoleReader) -> None:
        self._contains = re.compile(rf"(?:{_either(roles.contains)})")
        self._roles = roles_of

    def tells_of_parts(self, text: str) -> bool:
        """Say whether a folded text has a word for what a thing contains ("with", 含)."""
        return self._contains.search(text) is not None

    def product(
        self, document: Document, hits: list[Found], products: int, own: frozenset[int]
    ) -> Found | None:
        """Return the product whose part the thing is, where the line names one.

        "SmCo rotor assy", "motor with NdFeB magnets", 转子含钐钴磁体 name the product;
        "magnet for motor", モータ用磁石, "rotor magnet" and "MAGNET ARC NdFeB, motor" name the
        thing.
        """
        named = [
            product
            for product in document.by_list.get(products, ())
            if self._names_a_product(document, product, hits, own)
        ]
        if not named or self._comes_first(document, named, own):
            return None
        for product in named:
            if any(self._contains_link(document, product, hit) for hit in hits):
                return product
        return None

    def _names_a_product(
        self, document: Document, product: Found, hits: list[Found], own: frozenset[int]
    ) -> bool:
        """Say whether a word names a product: in "motor magnet" and "for motor" it does not."""
        if product.start >= document.named_up_to:
            return False
        if any(hit.start <= product.start and product.end <= hit.end for hit in hits):
            return False
        if self._roles.role(document, product) in {Role.PURPOSE, Role.ABSENT}:
            return False
        joint = " -の" if document.text[product.end - 1].isascii() else "の"
        return not any(
            0 <= word.start - product.end <= 1
            and not document.text[product.end : word.start].strip(joint)
            for number in own
            for word in document.by_list.get(number, ())
        )

    @staticmethod
    def _comes_first(document: Document, named: list[Found], own: frozenset[int]) -> bool:
        """Say whether the first phrase names the kind of thing, and no product."""
        stop = re.search(_BREAK, document.text)
        end = stop.start() if stop else len(document.text)
        return not any(product.start < end for product in named) and any(
            word.end <= end for number in own for word in document.by_list.get(number, ())
        )

    def _contains_link(self, document: Document, product: Found, hit: Found) -> bool:
        text = document.text
        if hit.end <= product.start:
            return True
        between = text[product.end : hit.start]
        if not between:
            return False
        around = text[product.start : hit.end + _NEAR]
        return bool(
            self._contains.search(around)
            or re.search(_BREAK, between)
            or re.match(r"\s?\d", between)
        )


def _is_joint(gap: str, other: Found) -> bool:
    """Say whether two things are named in one breath: "Dy, Tb", 镝铽."""
    return bool(_JOINTS.fullmatch(gap)) or (not gap and other.end - other.start == 1)


def _either(words: Terms) -> str:
    """Return a pattern of any of the words; a Latin word must stand alone."""
    following = {fold_text(word): _not_going_on(word[-1]) for word in words}
    latin = {one: then for one, then in following.items() if one[0].isascii() and one[0].isalpha()}
    others = {one: then for one, then in following.items() if one not in latin}
    ways = ([f"(?<![a-z]){either_before(latin)}"] if latin else []) + (
        [either_before(others)] if others else []
    )
    return f"(?:{'|'.join(ways) or '(?!)'})"


def _not_going_on(last: str) -> str:
    """Return what must not follow a word: ": 0" is not the beginning of ": 0.5"."""
    if not last.isascii() or not last.isalnum():
        return ""
    return "(?![a-z])" if last.isalpha() else r"(?![.,]?\d)"


def _written_with_spaces(words: Terms) -> Terms:
    return tuple(word for word in words if word.isascii())


def _written_without_spaces(words: Terms) -> Terms:
    return tuple(word for word in words if not word.isascii())
