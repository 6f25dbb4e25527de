"""What stands around the name of an entity: a site of it, a company of its group, or a place."""

import re
from enum import StrEnum

from screener.matching.places import Places
from screener.rulepack.vocabulary import Vocabulary
from screener.text.folding import fold_text
from screener.text.names import FoldedName, NameFolder, letters


class Remainder(StrEnum):
    """What the words beside a name make of it."""

    NOTHING = "nothing"
    SITE = "site"
    ABROAD = "abroad"
    COMPANY = "company"
    GROUP = "group"
    PARTNER = "partner"


_SHORT_PLACE = 3  # 西神, 高砂: a place name of this many characters needs no word for "works"
_NUMBER = re.compile(r"[0-9第一二三四五六七八九十\s]+")


class Surroundings:
    """Reads the words before and behind the name of an entity."""

    def __init__(self, vocabulary: Vocabulary, folder: NameFolder, places: Places) -> None:
        parts = vocabulary.name_parts
        self._places = places
        self._home = frozenset(vocabulary.routes.japan)
        self._abroad_forms = frozenset(vocabulary.legal_forms.abroad)
        self._glued = tuple(letters(text) for text in (*parts.sites.ja, *parts.sites.zh))
        self._words = frozenset(folder.fold(text).text for text in parts.sites.en)
        self._groups = tuple(folder.fold(text).text for text in parts.group_words)
        self._partners = tuple(folder.fold(text).text for text in parts.partner_words)
        self._trades = tuple(folder.fold(text).text for text in parts.trade_words)
        leads = [folder.fold(text).text for text in parts.leads]
        sites = [*self._glued, *self._words]
        places_of = [
            (folder.fold(name).text, country.code in self._home)
            for country in vocabulary.countries
            for name in (*country.cities, *country.names())
        ]
        self._leads = _alternatives(leads + sites + [place for place, _ in places_of])
        self._area_words = frozenset(parts.area_words)
        areas = "".join(letters(text) for text in parts.areas)
        cities = _alternatives([place for place, is_home in places_of if is_home])
        self._cities = re.compile(rf"(?:{cities.pattern})[{areas}]?")
        home = [c for c in vocabulary.countries if c.code in self._home]
        towns = _alternatives([folder.fold(city).text for one in home for city in one.cities])
        self._town = re.compile(rf"(?:{towns.pattern})[{areas}]?")
        self._generic = _alternatives(
            [
                *map(letters, parts.generic_glued),
                *(folder.fold(word).text for word in parts.generic),
            ]
        )

    def foreign(self, text: str) -> bool:
        """Return whether a text names a country abroad."""
        return any(code not in self._home for code in self._places.within(text))

    def at_home(self, text: str) -> bool:
        """Return whether a text names the country at home, or a city in it."""
        return any(code in self._home for code in self._places.within(text))

    def marks_group(self, text: str) -> bool:
        """Return whether a name in front of other words marks a company of its group."""
        return bool(self._generic.sub("", text).strip())

    def is_foreign_company(self, name: FoldedName) -> bool:
        """Return whether a name bears a legal form that no company at home bears."""
        return bool(name.legal_kinds & self._abroad_forms)

    def is_area(self, name: FoldedName) -> bool:
        """Return whether a name is that of a city or a district."""
        return not self._area_words.isdisjoint(name.text.split())

    def is_partner(self, after: str) -> bool:
        """Return whether the words behind a name make it somebody who deals with the named."""
        return any(word in after for word in self._partners) or self._is_shop(after.strip())

    def _is_shop(self, after: str) -> bool:
        last = after.split()[-1:]
        return any(
            word in last if word.isascii() else after.endswith(word) for word in self._trades
        )

    def leads_to(self, before: str) -> bool:
        """Return whether the words before a name only lead to it: "c/o", a place, nothing."""
        return not self._leads.sub("", before).strip()

    def is_of_town(self, name: FoldedName, start: int) -> bool:
        """Return whether a town right before a name makes it another company: 東京スバル."""
        before = name.text[:start].strip()
        if not before or start in name.breaks or (name.is_latin and not name.forms):
            return False
        return self._town.fullmatch(before) is not None

    def read(
        self, name: FoldedName, start: int, end: int, own: frozenset[str] = frozenset()
    ) -> Remainder:
        """Return what the words around a name, from `start` to `end` of it, make of it.

        Legal forms that are the named one's `own` say nothing.
        """
        after = name.text[end:].strip()
        around = f"{name.text[:start]} {after}"
        if self.foreign(around) or (
            (name.legal_kinds - own) & self._abroad_forms and around.strip()
        ):
            return Remainder.ABROAD
        if not after:
            return Remainder.NOTHING
        if self.is_partner(after):
            return Remainder.PARTNER
        if any(word in after for word in self._groups):
            return Remainder.GROUP
        if self._is_site(name, after, end):
            return Remainder.SITE
        return Remainder.COMPANY

    def _is_site(self, name: FoldedName, after: str, end: int) -> bool:
        places = {place for _, place in name.forms}
        if end in places:
            return True
        if len(name.text) in places and end < len(name.text):
            return False
        rest = _NUMBER.sub("", self._cities.sub("", after)).strip()
        if not rest or (after.split() and set(after.split()) & self._words):
            return True
        separated = end in name.breaks
        if separated and any(letter.isdigit() for letter in after) and self.at_home(after):
            return True  # an address
        return rest.endswith(self._glued) or (
            separated and len(rest) <= _SHORT_PLACE and not rest.isascii()
        )


def _alternatives(words: list[str]) -> re.Pattern[str]:
    ordered = sorted({word for word in words if word}, key=len, reverse=True)
    patterns = [
        rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)
        for word in ordered
    ]
    return re.compile("|".join(patterns))


def has_address(text: str | None, address: str, postal_code: str | None) -> bool:
    """Return whether a text gives the postal code or the address of an entity."""
    if not text:
        return False
    plain = re.sub(r"[\s-]", "", fold_text(text))
    code = re.sub(r"\D", "", postal_code or "")
    return bool(code and code in plain) or fold_text(address)[:12] in plain
