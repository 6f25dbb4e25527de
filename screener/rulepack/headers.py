"""The words of parts lists: column headers, totals, headings and ditto marks, as data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.vocabulary import Countries, LegalForms

#: Languages in which headers are known.
HEADER_LANGUAGES = ("en", "ja", "zh", "ko", "de", "fr", "es", "ru", "pt", "it", "nl", "pl", "cs")

#: How the texts of several columns of one field become one: ``all`` are alternatives.
Combining = Literal["join", "first", "all"]

#: ``not_`` says the contrary.
Condition = Literal[
    "numbers",
    "not_numbers",
    "whole_numbers",
    "long_numbers",
    "running",
    "designators",
    "codes",
    "links",
    "words",
    "left_of_reference",
    "described",
    "identified",
    "not_identified",
    "located",
    "not_counted",
]


class FieldWords(RuleModel):
    """The headers that mean one field, by language, and how several such columns combine."""

    combine: Combining
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    pt: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    pl: tuple[str, ...] = ()
    cs: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Return the words of every language."""
        languages: list[tuple[str, ...]] = [getattr(self, name) for name in HEADER_LANGUAGES]
        return tuple(word for words in languages for word in words)


class Sense(RuleModel):
    """A field that an ambiguous header means when all its conditions are met (or always)."""

    field: str
    when: Condition | tuple[Condition, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions, one or many."""
        return (self.when,) if isinstance(self.when, str) else self.when


class AmbiguousWords(RuleModel):
    """Headers whose meaning depends on their column; the first sense that fits counts."""

    words: tuple[str, ...]
    read_as: tuple[Sense, ...]


class HeaderWords(RuleModel):
    """The file ``terms/headers.yaml``."""

    fields: dict[str, FieldWords]
    ambiguous: tuple[AmbiguousWords, ...]
    other: tuple[str, ...]
    short_forms: dict[str, tuple[str, ...]]
    qualifiers: tuple[str, ...]
    endings: tuple[str, ...]
    heads: tuple[str, ...]


class TableWords(RuleModel):
    """The file ``terms/tables.yaml``."""

    totals: tuple[str, ...]
    companions: tuple[str, ...]
    costs: tuple[str, ...]
    notes: tuple[str, ...]
    labels: tuple[str, ...]
    obsolete: tuple[str, ...]
    ditto: tuple[str, ...]
    nothing: tuple[str, ...]
    errors: tuple[str, ...]
    currencies: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderVocabulary:
    """All the words by which a parts list is understood."""

    headers: HeaderWords
    tables: TableWords
    countries: Countries
    legal_forms: LegalForms


def load_headers(rules: Path) -> HeaderVocabulary:
    """Read the words of parts lists from a rule pack.

    Raises:
        RuleFileError: A file does not fit its model.
    """
    return HeaderVocabulary(
        headers=read_model(rules / "terms" / "headers.yaml", HeaderWords),
        tables=read_model(rules / "terms" / "tables.yaml", TableWords),
        countries=read_model(rules / "terms" / "countries.yaml", Countries),
        legal_forms=read_model(rules / "terms" / "legal_forms.yaml", LegalForms),
    )
