"""The catalogue of listed items, and the vocabularies that go with it, as files under ``rules/``.

One file per family under ``rules/catalogue/`` holds what is listed and, beside it, what looks
listed and is not. ``rules/goods/`` holds the words of goods in general, ``rules/terms/`` the words
for quantities, ``rules/hs/`` the six-digit tariff headings.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from screener.rulepack.catalogue_files import (
    Entry,
    Family,
    NotListed,
    Quantities,
    Roles,
    Sources,
    Terms,
    Threshold,
    Vocabulary,
    Words,
)
from screener.rulepack.reading import ModelT, RuleFileError, RuleModel, read_model

_REFERENCE = re.compile(r"<([\w ./-]+)>")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that recognising an item needs, checked and with references resolved."""

    families: tuple[Family, ...]
    entries: tuple[Entry, ...]
    not_listed: tuple[NotListed, ...]
    vocabularies: tuple[Vocabulary, ...]
    roles: Roles
    quantities: Quantities
    spellings: tuple[tuple[str, str], ...]
    sources: Mapping[str, str]
    headings: Mapping[str, str]


def load_catalogue(root: Path) -> Catalogue:
    """Read the catalogue and its vocabularies from the folder of a rule pack.

    Raises:
        RuleFileError: A file does not fit its model.
        ValueError: Files contradict each other; the message names the ids.
    """
    words = read_model(root / "catalogue" / "_words.yaml", Words)
    known = _resolved(words.words)
    paths = [path for path in _files(root / "catalogue") if not path.name.startswith("_")]
    families = tuple(_with_defaults(read_model(path, Family), known) for path in paths)
    catalogue = Catalogue(
        families=families,
        entries=tuple(entry for family in families for entry in family.entries),
        not_listed=tuple(
            _expanded(item, known) for family in families for item in family.not_listed
        ),
        vocabularies=tuple(
            _expanded(read_model(path, Vocabulary), known)
            for path in _files(root / "goods")
            if path.name != "_roles.yaml"
        ),
        roles=_expanded(read_model(root / "goods" / "_roles.yaml", Roles), known),
        quantities=_expanded(read_model(root / "terms" / "quantities.yaml", Quantities), known),
        spellings=words.spellings,
        sources=read_model(root / "catalogue" / "_sources.yaml", Sources).sources,
        headings=read_headings(root / "hs" / "hs6.csv"),
    )
    _check(catalogue, root)
    return catalogue


@lru_cache(maxsize=4)
def read_headings(path: Path) -> Mapping[str, str]:
    """Read the six-digit tariff headings: code → description."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["description"] for row in csv.DictReader(file)}


def tests_of(test: Threshold | None) -> Iterator[Threshold]:
    """Yield every single threshold in a tree of thresholds."""
    if test is None:
        return
    if test.property is not None:
        yield test
    for part in (*test.all, *test.any):
        yield from tests_of(part)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _resolved(words: Mapping[str, Terms]) -> dict[str, Terms]:
    """Resolve references between named lists; a list may use those that stand before it."""
    known: dict[str, Terms] = {}
    for name, terms in words.items():
        known[name] = _expand(terms, known)
    return known


def _expand(terms: Terms, known: Mapping[str, Terms]) -> Terms:
    """Replace each ``<name>`` in the terms by every word of that list."""
    done: list[str] = []
    for term in terms:
        reference = _REFERENCE.search(term)
        if reference is None:
            done.append(term)
            continue
        if reference[1] not in known:
            raise ValueError(f"no list of words is called {reference[1]!r}")
        whole = tuple(
            term[: reference.start()] + word + term[reference.end() :]
            for word in known[reference[1]]
        )
        done.extend(_expand(whole, known))
    return tuple(dict.fromkeys(done))


def _expanded(model: ModelT, known: Mapping[str, Terms]) -> ModelT:
    """Return a model in which every list of terms has its references replaced."""
    changes: dict[str, object] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, RuleModel):
            changes[name] = _expanded(value, known)
        elif isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
            changes[name] = _expand(value, known)
        elif isinstance(value, tuple) and value and isinstance(value[0], RuleModel):
            changes[name] = tuple(_expanded(item, known) for item in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], tuple):
            changes[name] = tuple(_expand(item, known) for item in value)
        elif isinstance(value, Mapping):
            changes[name] = {
                key: _expand(item, known)
                if isinstance(item, tuple)
                else _expanded(item, known)
                if isinstance(item, RuleModel)
                else item
                for key, item in value.items()
            }
    return model.model_copy(update=changes)


def _with_defaults(family: Family, known: Mapping[str, Terms]) -> Family:
    defaults = family.defaults
    entries = []
    for entry in family.entries:
        silent = {
            name: getattr(defaults, name)
            for name in type(defaults).model_fields
            if getattr(defaults, name) and name not in entry.model_fields_set
        }
        entries.append(_expanded(entry.model_copy(update=silent), known))
    return family.model_copy(update={"entries": tuple(entries)})


def _check(catalogue: Catalogue, root: Path) -> None:
    """Refuse a catalogue whose parts name things that are not there."""
    ids = [entry.id for entry in catalogue.entries] + [item.id for item in catalogue.not_listed]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    known = set(ids)
    strangers = sorted(
        f"{item.id} → {stopped}"
        for item in catalogue.not_listed
        for stopped in item.stops
        if stopped not in known
    )
    properties = sorted(
        f"{entry.id}: {test.property}"
        for entry in catalogue.entries
        for test in tests_of(entry.tests)
        if test.property not in catalogue.quantities.properties
    )
    properties += sorted(
        f"{name}: {part}"
        for name, prop in catalogue.quantities.properties.items()
        for derived in prop.derived
        for part in derived.of
        if part not in catalogue.quantities.properties
    )
    unsourced = sorted(
        f"{entry.id}: {source}"
        for entry in catalogue.entries
        for source in entry.sources
        if source not in catalogue.sources
    )
    windowless = sorted(entry.id for entry in catalogue.entries if not entry.windows)
    for what, names in (
        ("ids that stand twice", twice),
        ("entries to stop that do not exist", strangers),
        ("properties that rules/terms/quantities.yaml does not know", properties),
        ("sources that rules/catalogue/_sources.yaml does not know", unsourced),
        ("entries without a window", windowless),
    ):
        if names:
            raise RuleFileError(
                file=root / "catalogue",
                line=1,
                what=f"{what}: {', '.join(names)}.",
                mend="Correct the names, or add what is missing.",
            )
