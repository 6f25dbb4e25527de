"""From the texts of a line to what the catalogue says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from screener.matching.items.codes import Codes
from screener.matching.items.document import GRADE_FIELDS, ITEM_FIELDS, Document, texts_of
from screener.matching.items.goods import GoodsReader
from screener.matching.items.judging import Judge, Judged, Surroundings
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.matches import best, mention, status_of
from screener.matching.items.naming import Names, Naming
from screener.matching.items.roles import Role, RoleReader
from screener.matching.items.thresholds import Thresholds
from screener.matching.items.windows import WINDOW, together, windows_of
from screener.model import Evidence, Goods, ItemFinding, ItemMatch, ItemStatus, Line
from screener.rulepack.catalogue import Catalogue
from screener.rulepack.catalogue_files import Quantities
from screener.text.cas import read_cas
from screener.text.folding import fold
from screener.text.quantities import Notation, QuantityReader, UnitTable

_REMEMBERED = 1 << 16
_WORDS_REMEMBERED = 1 << 12
_LABEL = 3

#: The tag of a line that says itself that its product contains a listed item.
CONTAINS_LISTED = "contains_listed"
#: The tag of software, technology and services.
INTANGIBLE = "intangible"


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a line give by themselves, whatever its tariff number and code say."""

    around: Surroundings
    namings: list[Naming]
    judged: list[Judged]
    sort: Goods
    kind: Goods


class ItemMatcher:
    """Recognises the listed items that a line names.

    The catalogue is compiled once; a matcher may be shared between threads. It knows no clock and
    no files.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        entries = catalogue.entries
        lists = WordLists(catalogue.spellings)
        accessories = lists.add(
            tuple(
                word
                for vocabulary in catalogue.vocabularies
                if vocabulary.sort == "accessory"
                for words in vocabulary.groups.values()
                for word in words
            )
        )
        self._roles = RoleReader(catalogue.roles, accessories)
        self._names = Names(entries, catalogue.not_listed, catalogue.vocabularies, lists)
        units = UnitTable(
            {
                name: (one.unit, one.spellings)
                for name, one in catalogue.quantities.dimensions.items()
            }
        )
        thresholds = Thresholds(catalogue.quantities, units, lists, self._roles, entries)
        self._judge = Judge(catalogue, lists, self._names, self._roles, thresholds)
        self._goods = GoodsReader(
            catalogue.vocabularies,
            lists,
            self._roles,
            catalogue.roles,
            catalogue.quantities.dimensions,
        )
        self._codes = Codes(entries, catalogue.headings, catalogue.roles, lists)
        self._but = {item.id: lists.add(item.but) for item in catalogue.not_listed}
        self._reader = QuantityReader(units, _notation(catalogue.quantities))
        lists.compile()
        self._lists = lists
        self._searched = len(entries)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._words = lru_cache(maxsize=_WORDS_REMEMBERED)(self._read_words)
        self._plain = lru_cache(maxsize=_WORDS_REMEMBERED)(self._finding_of_nothing)

    @property
    def terms(self) -> int:
        """How many distinct words the index looks for, spelling variants included."""
        return len(self._lists)

    def match(self, line: Line, on: date | None) -> ItemFinding:
        """Return what the catalogue says of a line.

        Args:
            line: The line; its description, material, notes, codes and part numbers are read.
            on: The day that counts for the line, ``None`` for the entries' latest status.
        """
        return self.match_texts(dict(zip(ITEM_FIELDS, line.texts(ITEM_FIELDS), strict=True)), on)

    def match_texts(self, stated: Mapping[str, str], on: date | None) -> ItemFinding:
        """Return what the catalogue says of the texts of `ITEM_FIELDS`; an empty one says nothing.

        Args:
            stated: A text for each of the fields.
            on: The day that counts, as in `match`.
        """
        texts = tuple(
            sorted(
                (field, text)
                for field, text in texts_of(stated).items()
                if field not in GRADE_FIELDS or self._is_telling(text)
            )
        )
        hs, code = stated["hs_code"], stated["control_code"]
        if all(len(text) <= WINDOW for _, text in texts):
            return self._remembered(texts, hs, code, on)
        windows = windows_of(texts)
        return together([(window, self._find(window.texts, hs, code, on)) for window in windows])

    def bare_dimensions(self, text: str) -> frozenset[str]:
        """Return the dimensions of the quantities of a text that holds no word beside them."""
        folded = fold(text)
        found = self._reader.read(folded, text)
        covered = {place for one in found for place in range(one.start, one.end)}
        if any(one.isalpha() and place not in covered for place, one in enumerate(folded.text)):
            return frozenset()
        return frozenset(one.dimension for one in found)

    def _is_telling(self, number: str) -> bool:
        """Say whether a part number holds anything that is looked for.

        Most hold nothing. Left away, they let lines of one description share what was found.
        """
        folded = fold(number)
        return bool(
            self._lists.has_any(folded, number)
            or read_cas(folded.text)
            or self._codes.has_code(folded.text)
            or self._judge.tells_of_parts(folded.text)
        )

    def _find(
        self, texts: tuple[tuple[str, str], ...], hs: str, code: str, on: date | None
    ) -> ItemFinding:
        words = self._words(texts, on)
        around, namings, judged = words.around, words.namings, words.judged
        document = around.document
        matches = [one.match for one in judged if one.match]
        matches += self._codes.by_control_code(code, document, on)
        removed = [one.removed for one in judged if one.removed]
        sort = words.sort
        by_number, evidence = self._codes.by_tariff(
            hs, _entries(matches), _gone(removed, around), words.kind, on
        )
        matches = best([*matches, *by_number])
        removed = best([one for one in removed if one.entry not in _entries(matches)])
        status = status_of(matches)
        if status is ItemStatus.NOT_MATCHED and not removed:
            status = self._without_match(document)
        goods = self._sort_of_goods(sort, around, matches, removed, hs)
        tags = self._tags(namings, judged, around)
        told = (*evidence, *_evidence_of(around))
        if not matches and not removed and not told:
            return self._plain(status, goods, tags)
        return ItemFinding(
            status, goods, tuple(matches), tuple(removed), tags, told, self._searched
        )

    def _finding_of_nothing(
        self, status: ItemStatus, goods: Goods, tags: frozenset[str]
    ) -> ItemFinding:
        """Return what is found in most lines: nothing to show. They share it."""
        return ItemFinding(status, goods, tags=tags, searched=self._searched)

    def _read_words(self, texts: tuple[tuple[str, str], ...], on: date | None) -> _Words:
        document = Document(dict(texts), self._lists, self._reader, self._roles.names_alloys)
        sort = self._goods.sort(document)
        around = Surroundings(document, self._goods.context(document), self._stopped(document))
        namings = self._names.find(document)
        return _Words(
            around,
            namings,
            [self._judge.judge(naming, around, on) for naming in namings],
            sort,
            self._goods.kind(document, sort),
        )

    def _without_match(self, document: Document) -> ItemStatus:
        if self._goods.is_unidentified(document):
            return ItemStatus.NOT_IDENTIFIED
        return ItemStatus.NOT_MATCHED

    def _stopped(self, document: Document) -> dict[str, tuple[Evidence, Found, frozenset[str]]]:
        """Return what the document names that only looks listed, and the entries it stops."""
        found = {}
        for item, hit in self._names.unlisted(document):
            if self._roles.role(document, hit) in {Role.ABSENT, Role.PURPOSE}:
                continue
            if document.by_list.get(self._but[item.id]):
                continue
            evidence = replace(
                mention("not-listed", document, hit, item.id),
                values=MappingProxyType({"why": item.why}),
            )
            found[item.id] = (evidence, hit, frozenset(item.stops))
        return found

    def _tags(
        self,
        namings: list[Naming],
        judged: list[Judged],
        around: Surroundings,
    ) -> frozenset[str]:
        document, context = around.document, around.context
        tags: set[str] = set()
        for naming, one in zip(namings, judged, strict=True):
            is_thing = any(self._roles.role(document, hit) is Role.THING for hit in naming.hits)
            excluded = one.removed and any(
                piece.code in {"exclusion", "context", "not-listed"}
                for piece in one.removed.evidence
            )
            if is_thing and not excluded:
                tags.update(naming.entry.tags)
            if one.contains:
                tags.add(CONTAINS_LISTED)
            if one.match and naming.entry.kind != "goods":
                tags.add(INTANGIBLE)
        if context and context[0] in {"intangible", "service"}:
            tags.add(INTANGIBLE)
        return frozenset(tags)

    def _sort_of_goods(
        self,
        sort: Goods,
        around: Surroundings,
        matches: list[ItemMatch],
        removed: list[ItemMatch],
        hs: str,
    ) -> Goods:
        """Return the sort of goods: by what was found, by the words, by the tariff chapter."""
        if matches:
            return Goods.LISTED
        if around.context:
            return Goods.ORDINARY if around.context[0] == "ordinary" else Goods.TECHNICAL
        if sort is Goods.ORDINARY and not self._is_plainly_ordinary(around, removed):
            return Goods.TECHNICAL
        if sort is Goods.UNRECOGNISED and (removed or around.stopped):
            return Goods.TECHNICAL
        number = self._codes.hs(hs)
        if sort is Goods.UNRECOGNISED and number:
            return self._goods.sort_of_chapter(number)
        return sort

    def _is_plainly_ordinary(self, around: Surroundings, removed: list[ItemMatch]) -> bool:
        """Say whether nothing listed stands beside ordinary goods, not even what was taken away.

        Where the ordinary thing itself took it away (黒鉛芯鉛筆, carbon bicycle), nothing does.
        """
        reasons = [match.evidence[-1] for match in removed]
        return self._goods.covers_heads(
            around.document, [reason.span for reason in reasons if reason.span]
        )


def _entries(matches: list[ItemMatch]) -> frozenset[str]:
    return frozenset(match.entry for match in matches)


def _gone(removed: list[ItemMatch], around: Surroundings) -> frozenset[str]:
    """Return the entries that the words take away: a ferrite magnet is no rare-earth magnet."""
    return _entries(removed).union(*(stops for _, _, stops in around.stopped.values()))


def _evidence_of(around: Surroundings) -> list[Evidence]:
    """Return what the document says around the names in it."""
    evidence = [evidence for evidence, _, _ in around.stopped.values()]
    if around.context:
        effect, hit = around.context
        evidence.append(mention("context", around.document, hit, effect))
    return evidence


def _notation(quantities: Quantities) -> Notation:
    dimensions = quantities.dimensions
    return Notation(
        quantities.multipliers,
        quantities.numerals,
        frozenset(
            spelling for one in dimensions.values() if one.counted for spelling in one.spellings
        ),
        frozenset(
            word.lower()
            for prop in quantities.properties.values()
            for word in prop.words
            if word.isascii() and word.isalpha() and len(word) >= _LABEL
        ),
        {word: name for name, one in dimensions.items() for word in one.before},
    )
