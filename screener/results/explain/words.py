"""Words and names in one language: what every explanation is composed with."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from screener.model import Label, PartyFinding
from screener.results.sentences import sentences
from screener.rulepack.catalogue import tests_of
from screener.rulepack.catalogue_files import Entry, Threshold
from screener.rulepack.entities import Entity
from screener.rulepack.load import Pack
from screener.rulepack.texts import Text

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


class Words:
    """The words of one rule pack and of the product, in one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        self.own = sentences()

    def say(self, text: Text, /, **places: str) -> str:
        """Return a sentence in the language, with its places filled."""
        return text.get(self.language).format(**places)

    def label(self, label: Label) -> str:
        """Return the word for a label."""
        return self.say(self.own.labels[label.value])

    def field(self, name: str) -> str:
        """Return the word for a canonical field."""
        return self.say(self.own.fields[name])

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.pack.catalogue.entries}

    def entry_name(self, entry: str) -> str:
        """Return the name of a catalogue entry, or an empty string for an unknown one."""
        found = self._entries.get(entry)
        return self.say(found.name) if found else ""

    def entity_name(self, party: PartyFinding) -> str:
        """Return the name of the entity that a party was recognised as."""
        found = self.pack.entities.get(party.entity)
        return self.name_of(found) if found else party.entity or ""

    def name_of(self, entity: Entity) -> str:
        """Return the name of an entity in the language, or else the name that it has."""
        names = entity.record.names
        wanted = {"en": names.en, "ja": names.ja, "zh": names.zh}[self.language]
        return wanted or names.en or names.ja or entity.id

    def standings(self, party: PartyFinding) -> str:
        """Say what follows from a party being who it is."""
        values = self.pack.law.facts["end_user"].values
        return self.list(
            self.say(text) for value, text in values.items() if value in party.standings
        )

    def property(self, name: str) -> str:
        """Return the word for a property that a threshold asks for."""
        known = self.pack.catalogue.quantities.properties.get(name)
        return self.say(known.name) if known else name.replace("_", " ")

    def limited(self, name: str, entries: Iterable[str]) -> str:
        """Return the word for a property, with the limits that listed items set to it."""
        limits = (
            limit
            for entry in entries
            if entry in self._entries
            for test in tests_of(self._entries[entry].tests)
            if test.property == name and (limit := _limit(test))
        )
        said = " / ".join(dict.fromkeys(limits))
        return f"{self.property(name)} ({said})" if said else self.property(name)

    def join(self, said: Iterable[str]) -> str:
        """Join sentences."""
        return self.say(self.own.separators["sentence"]).join(part for part in said if part)

    def list(self, parts: Iterable[str]) -> str:
        """Join the parts of a list."""
        return self.say(self.own.separators["list"]).join(parts)


def _limit(test: Threshold) -> str:
    """Return a limit as a sign, a number and a unit: the same in every language."""
    if not test.op:
        return ""
    return f"{_SIGNS.get(test.op, '')}{' – '.join(test.value)} {test.unit}".strip()
