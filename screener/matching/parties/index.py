"""Every form of every name of every entity, found in a text at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from screener.rulepack.entities import Entities, Entity
from screener.rulepack.vocabulary import Vocabulary
from screener.text.folding import Folded
from screener.text.names import FoldedName, NameFolder, spoken
from screener.text.terms import Hit, TermIndex


class Sort(StrEnum):
    """What a form of a name is worth."""

    NAME = "name"
    ALIAS = "alias"
    FORMER = "former"
    AMBIGUOUS = "ambiguous"
    SHARED = "shared"
    GROUP = "group"
    AFFILIATE = "affiliate"
    PATTERN = "pattern"
    LOOKALIKE = "lookalike"


STRONG = frozenset({Sort.NAME, Sort.ALIAS, Sort.FORMER})


@dataclass(frozen=True)
class Form:
    """One form of a name of an entity."""

    entity: Entity
    sort: Sort
    name: FoldedName
    needs_sign: bool = False

    @property
    def is_strong(self) -> bool:
        """Whether the form alone says who it is."""
        return self.sort in STRONG and not self.needs_sign


def name_folder(vocabulary: Vocabulary) -> NameFolder:
    """Make the folder of names that a vocabulary describes."""
    forms = vocabulary.legal_forms.forms
    return NameFolder(
        glued=[(text, form.form) for form in forms for text in form.glued],
        words=[(text, form.form) for form in forms for text in form.words],
        abbreviations=vocabulary.name_parts.abbreviations,
        fillers=vocabulary.name_parts.fillers,
    )


class FormIndex:
    """The forms of all entities: by their whole text, and inside a text."""

    def __init__(
        self,
        entities: Entities,
        folder: NameFolder,
        either: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """Index the entities; `either` are words that an abbreviation may mean, too."""
        meant = {word: first for first, words in either.items() for word in words}
        listed = [form for entity in entities for form in _forms(entity, folder)]
        self.forms = (*listed, *_abbreviated(listed, meant))
        self._depths = {entity.id: entities.depth(entity) for entity in entities}
        self._lines = {entity.id: _line_of(entity, entities) for entity in entities}
        self._leading = frozenset(entity.record.parent for entity in entities)
        self._tops = {entity.id: entities.top(entity).id for entity in entities}
        self._kinds: dict[str, frozenset[str]] = {}
        for form in self.forms:
            known = self._kinds.get(form.entity.id, frozenset())
            self._kinds[form.entity.id] = known | form.name.legal_kinds
        self._whole: dict[str, list[Form]] = {}
        for form in self.forms:
            self._whole.setdefault(form.name.compact, []).append(form)
        for form in self.forms:
            if form.name.is_latin:
                # "Boueishou" and "Bōeishō" are one word in Latin letters.
                self._whole.setdefault(spoken(form.name.compact), []).append(form)
        self._companies = _index(form for form in self.forms if not form.entity.anywhere)
        self._bodies = _index(form for form in self.forms if form.entity.anywhere)

    def __len__(self) -> int:
        return len(self.forms)

    def whole(self, name: FoldedName) -> tuple[Form, ...]:
        """Return the forms that are this whole name."""
        found = self._whole.get(name.compact)
        if found is None and name.is_latin:
            found = self._whole.get(spoken(name.compact))
        return tuple(found or ())

    def companies_in(self, name: FoldedName) -> list[Hit[Form]]:
        """Return the names of companies inside a name, without those of lookalikes."""
        return _unmasked(self._companies.find(_as_folded(name)), name)

    def bodies_in(self, name: FoldedName) -> list[Hit[Form]]:
        """Return the names of bodies that are named wherever their name stands."""
        return _unmasked(self._bodies.find(_as_folded(name)), name)

    def legal_kinds(self, entity: Entity) -> frozenset[str]:
        """Return the kinds of legal forms that the names of an entity have."""
        return self._kinds[entity.id]

    def depth(self, entity: Entity) -> int:
        """Return how many parents stand above an entity."""
        return self._depths[entity.id]

    def line_of(self, entity: Entity) -> frozenset[str]:
        """Return an entity and all its parents."""
        return self._lines[entity.id]

    def leads(self, entity: Entity) -> bool:
        """Return whether other entities stand below an entity: a force, not one of its bases."""
        return entity.id in self._leading

    def family(self, entity: Entity) -> str:
        """Return the topmost parent of an entity, or the entity itself."""
        return self._tops[entity.id]

    @cached_property
    def strong_latin(self) -> tuple[Form, ...]:
        """The forms in Latin letters that alone say who it is."""
        return tuple(form for form in self.forms if form.is_strong and form.name.is_latin)

    @cached_property
    def strong_other(self) -> tuple[Form, ...]:
        """The forms in other letters that alone say who it is."""
        return tuple(form for form in self.forms if form.is_strong and not form.name.is_latin)


def _line_of(entity: Entity, entities: Entities) -> frozenset[str]:
    parent = entities.get(entity.record.parent)
    return frozenset({entity.id}) | (_line_of(parent, entities) if parent else frozenset())


def _forms(entity: Entity, folder: NameFolder) -> Iterator[Form]:
    record = entity.record
    weak = {folder.fold(text).compact for text in (*record.ambiguous, *record.shared)}
    sorts: tuple[tuple[Sort, tuple[str, ...]], ...] = (
        (Sort.NAME, record.names.every()),
        (Sort.ALIAS, record.aliases.every()),
        (Sort.FORMER, record.former),
        (Sort.AMBIGUOUS, record.ambiguous),
        (Sort.SHARED, record.shared),
        (Sort.GROUP, record.group),
        (Sort.AFFILIATE, record.affiliates),
        (Sort.PATTERN, record.patterns),
        (Sort.LOOKALIKE, record.lookalikes),
    )
    for sort, texts in sorts:
        for text in texts:
            name = folder.fold(text)
            if name.text:
                yield Form(entity, sort, name, needs_sign=name.compact in weak)


def _abbreviated(forms: list[Form], meant: Mapping[str, str]) -> Iterator[Form]:
    """Yield the forms that an abbreviation turns into another word, where no other form is one."""
    taken = {form.name.text for form in forms}
    for form in forms:
        text = " ".join(meant.get(word, word) for word in form.name.text.split(" "))
        if form.is_strong and text not in taken:
            yield replace(form, name=replace(form.name, text=text))


def _index(forms: Iterable[Form]) -> TermIndex[Form]:
    return TermIndex((form.name.text, form) for form in forms)


def _as_folded(name: FoldedName) -> Folded:
    return Folded(name.text, tuple(range(len(name.text) + 1)))


def _unmasked(hits: list[Hit[Form]], name: FoldedName) -> list[Hit[Form]]:
    """Drop lookalikes, and whatever lies inside one; one with a legal form only where it has it."""
    masks = [
        (hit.start, hit.end)
        for hit in hits
        if any(_is_lookalike(form, name) for form in hit.meanings)
    ]
    return [
        hit
        for hit in hits
        if not any(start <= hit.start and hit.end <= end for start, end in masks)
    ]


def _is_lookalike(form: Form, name: FoldedName) -> bool:
    kinds = form.name.legal_kinds
    return form.sort is Sort.LOOKALIKE and (not kinds or bool(kinds & name.legal_kinds))
