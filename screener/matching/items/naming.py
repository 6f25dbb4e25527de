"""Which entries of the catalogue the words of a document name."""

from collections.abc import Iterable
from dataclasses import dataclass

from screener.matching.items.document import GRADE_FIELDS, NAMING_FIELDS, STATING_FIELDS, Document
from screener.matching.items.lists import Found, WordLists
from screener.rulepack.catalogue_files import Entry, NotListed, Strength, Together, Vocabulary
from screener.text.cas import read_cas
from screener.text.quantities import Composition

_APART = 48
#: The fields in which a way of naming counts beside those that name things.
_MORE_FIELDS = {"grade": GRADE_FIELDS, "remark": STATING_FIELDS}
_NON_METALS = frozenset({"O", "F", "Cl", "Br", "I", "N", "S"})


@dataclass(frozen=True, slots=True)
class Naming:
    """An entry, the words that name it, and how strongly.

    `how` is ``term``, ``remark``, ``grade``, ``formula``, ``composition``, ``cas`` or ``together``.
    `hits` are the words; the first one is shown.
    """

    entry: Entry
    strength: Strength
    how: str
    hits: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Words that name an owner only together, as numbers of lists."""

    owner: int
    lists: tuple[int, ...]
    strength: Strength


class Names:
    """Finds the entries, and the things that only look listed, that a document names."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        not_listed: tuple[NotListed, ...],
        vocabularies: tuple[Vocabulary, ...],
        lists: WordLists,
    ) -> None:
        self._entries = entries
        self._not_listed = not_listed
        self._words: dict[int, list[tuple[int, Strength, str]]] = {}
        self._groups: dict[int, list[_Group]] = {}
        self._elements = [
            (number, frozenset(elements))
            for number, entry in enumerate(entries)
            for elements in entry.elements
        ]
        self._cas = {
            cas: [number for number, entry in enumerate(entries) if cas in entry.cas]
            for cas in {cas for entry in entries for cas in entry.cas}
        }
        for number, entry in enumerate(entries):
            self._add_words(lists, number, entry)
            _add_groups(self._groups, lists, number, entry.together)
        own: dict[int, set[int]] = {}
        for words, named in self._words.items():
            for number, _, _ in named:
                own.setdefault(number, set()).add(words)
        for groups in self._groups.values():
            for group in groups:
                own.setdefault(group.owner, set()).update(group.lists)
        self._own = {
            entry.id: frozenset(own.get(number, ())) for number, entry in enumerate(entries)
        }
        self._unlisted_words: dict[int, list[int]] = {}
        for number, item in enumerate(not_listed):
            if item.exact:
                self._unlisted_words.setdefault(lists.add(item.exact), []).append(number)
        self._unlisted_groups: dict[int, list[_Group]] = {}
        for number, item in enumerate(not_listed):
            _add_groups(self._unlisted_groups, lists, number, item.together)
        goods = {
            lists.add(words)
            for vocabulary in vocabularies
            if vocabulary.sort != "accessory"
            for words in vocabulary.groups.values()
        }
        self._covering_parts = goods | set(self._unlisted_words)
        self._covering = self._covering_parts | set(self._words)

    def _add_words(self, lists: WordLists, number: int, entry: Entry) -> None:
        kinds: list[tuple[int, Strength, str]] = [
            (lists.add(entry.exact), "exact", "term"),
            (lists.add(entry.family), "family", "term"),
            (lists.add(entry.remarks), "family", "remark"),
            (lists.add(entry.grades), "exact", "grade"),
            (lists.add(entry.formulas, cased=True), "exact", "formula"),
        ]
        for words, strength, how in kinds:
            if words >= 0:
                self._words.setdefault(words, []).append((number, strength, how))

    def lists_of(self, entry: Entry) -> frozenset[int]:
        """Return the numbers of all lists of words that help to name an entry."""
        return self._own[entry.id]

    def find(self, document: Document) -> list[Naming]:
        """Return every entry that a document names, once for each way of naming it."""
        found: list[Naming] = []
        if not self._words.keys().isdisjoint(document.by_list):
            found += self._by_words(document, _uncovered(document, self._covering))
        if not self._groups.keys().isdisjoint(document.by_list):
            found += self._by_groups(document, _uncovered(document, self._covering_parts))
        return [*found, *self._by_composition(document), *self._by_cas(document)]

    def unlisted(self, document: Document) -> list[tuple[NotListed, Found]]:
        """Return the things that only look listed, with the words that name them."""
        found: list[tuple[NotListed, Found]] = []
        parts = document.by_list
        if not self._unlisted_words.keys().isdisjoint(parts):
            found += [
                (self._not_listed[number], kept[0])
                for words, hits in parts.items()
                for number in self._unlisted_words.get(words, ())
                if (kept := _in_fields(document, hits, NAMING_FIELDS))
            ]
        if self._unlisted_groups.keys().isdisjoint(parts):
            return found
        for first, groups in self._unlisted_groups.items():
            if first in parts:
                for group in groups:
                    pair = _together(document, parts, group)
                    if pair:
                        found.append((self._not_listed[group.owner], pair[0]))
        return found

    def _by_words(self, document: Document, by_list: dict[int, list[Found]]) -> Iterable[Naming]:
        for words, hits in by_list.items():
            for number, strength, how in self._words.get(words, ()):
                fields = (*NAMING_FIELDS, *_MORE_FIELDS.get(how, ()))
                kept = _in_fields(document, hits, fields)
                if kept:
                    yield Naming(self._entries[number], strength, how, tuple(kept))

    def _by_groups(self, document: Document, by_list: dict[int, list[Found]]) -> Iterable[Naming]:
        for first in by_list:
            for group in self._groups.get(first, ()):
                hits = _together(document, by_list, group)
                if hits:
                    yield Naming(self._entries[group.owner], group.strength, "together", hits)

    def _by_composition(self, document: Document) -> Iterable[Naming]:
        if not self._elements:
            return
        for composition in document.compositions:
            for number, elements in self._elements:
                if elements <= composition.elements and _is_metallic(composition, elements):
                    hit = _folded_place(document, composition.start, composition.end)
                    yield Naming(self._entries[number], "exact", "composition", (hit,))

    def _by_cas(self, document: Document) -> Iterable[Naming]:
        for cas, start, end in read_cas(document.text):
            for number in self._cas.get(cas, ()):
                yield Naming(self._entries[number], "exact", "cas", (Found((), start, end),))


def _is_metallic(composition: Composition, elements: frozenset[str]) -> bool:
    """Say whether a composition holds no non-metal but those asked for: Y3Fe5O12 is no alloy."""
    return not (composition.elements & _NON_METALS) - elements


def _add_groups(
    groups: dict[int, list[_Group]], lists: WordLists, owner: int, together: tuple[Together, ...]
) -> None:
    for pair in together:
        numbers = tuple(lists.add(words) for words in pair.of)
        groups.setdefault(numbers[0], []).append(_Group(owner, numbers, pair.strength))


def _uncovered(document: Document, covering: set[int]) -> dict[int, list[Found]]:
    """Return the hits by list, without those that lie inside a longer word of `covering`."""
    kept: dict[int, list[Found]] = {}
    start = reach_before = reach_here = -1
    for hit in document.found:  # in order of their start, the longer first
        if hit.start > start:
            start, reach_before, reach_here = hit.start, max(reach_before, reach_here), -1
        if reach_before < hit.end >= reach_here:
            for number in hit.lists:
                kept.setdefault(number, []).append(hit)
        if any(number in covering for number in hit.lists):
            reach_here = max(reach_here, hit.end)
    return kept


def _in_fields(document: Document, hits: list[Found], fields: tuple[str, ...]) -> list[Found]:
    return [hit for hit in hits if document.field_at(hit.start) in fields]


def _together(
    document: Document, by_list: dict[int, list[Found]], group: _Group
) -> tuple[Found, ...]:
    """Return one hit of each list, near each other in one cell, or in two cells of the line.

    The first must stand where things are named; notes may add to it.
    """
    chosen: list[Found] = []
    for number in group.lists:
        fields = (*NAMING_FIELDS, *STATING_FIELDS) if chosen else NAMING_FIELDS
        hits = _in_fields(document, by_list.get(number, []), fields)
        near = [hit for hit in hits if not chosen or _near(document, chosen[0], hit)]
        if not near:
            return ()
        anchor = chosen[0].start if chosen else 0
        chosen.append(min(near, key=lambda hit: abs(hit.start - anchor)))
    return tuple(chosen)


def _near(document: Document, one: Found, other: Found) -> bool:
    if document.field_at(one.start) != document.field_at(other.start):
        return True
    return max(one.start, other.start) - min(one.end, other.end) <= _APART


def _folded_place(document: Document, begin: int, stop: int) -> Found:
    """Return the folded place of a piece of the text as written."""
    offsets = document.folded.offsets
    start = next(place for place, offset in enumerate(offsets) if offset >= begin)
    end = next((place for place, offset in enumerate(offsets) if offset >= stop), len(offsets) - 1)
    return Found((), start, max(end, start + 1))
