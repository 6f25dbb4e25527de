"""Differences in words: what changed a label, in one language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from screener.differences.causes import Cause, CauseKind
from screener.differences.compare import Change, Difference
from screener.model import Label
from screener.results.explain import Explainer
from screener.results.records import ResultRecord
from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text

#: Where a person looks for the name of a part.
_PART = ("description", "part_number", "manufacturer_part_number", "material", "reference")


class DifferenceTexts(RuleModel):
    """Sentences on differences; places in braces are filled by name."""

    causes: Mapping[str, Text]
    phrases: Mapping[str, Text]
    things: Mapping[str, Text]
    how: Mapping[str, Text]


@cache
def difference_texts() -> DifferenceTexts:
    """Return all sentences on differences; read once."""
    return read_model(Path(__file__).with_name("words.yaml"), DifferenceTexts)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines whose label changed in the same way for the same reason."""

    before: Label
    after: Label
    why: str
    tested: bool
    changes: tuple[Change, ...]


class DifferenceWords:
    """Says what changed, in the language of an explainer and the words of its rule pack."""

    def __init__(self, explainer: Explainer) -> None:
        self._explainer = explainer
        self._pack = explainer.pack

    def phrase(self, name: str, /, **places: object) -> str:
        """Return a phrase with its places filled."""
        text = difference_texts().phrases[name]
        return self._explainer.say(text, **{key: str(value) for key, value in places.items()})

    def groups(self, difference: Difference) -> list[Group]:
        """Return the lines with another label, those together that changed for the same reason."""
        found: dict[tuple[str, str, bool, str], list[Change]] = {}
        for change in difference.of("relabelled"):
            if change.before and change.after:
                labels = (change.before["label"], change.after["label"])
                key = (*labels, change.tested, self.heads(change.causes))
                found.setdefault(key, []).append(change)
        groups = [
            Group(Label(before), Label(after), why, tested, tuple(changes))
            for (before, after, tested, why), changes in found.items()
        ]
        return sorted(groups, key=lambda group: -len(group.changes))

    def heads(self, causes: Iterable[Cause]) -> str:
        """Name causes in short: an instrument with its day, or the thing that is otherwise."""
        firsts = {cause.head: cause for cause in reversed(list(causes))}
        counted = Counter(self._head(cause) for cause in reversed(firsts.values()))
        return self._explainer.list(counted)

    def _head(self, cause: Cause) -> str:
        if cause.instrument and cause.day:
            return self.phrase("head", instrument=self._instrument(cause), day=cause.day)
        if cause.instrument:
            return self._instrument(cause)
        if cause.kind in (CauseKind.CELL, CauseKind.FACT):
            name = f"{cause.kind.value}_head"
            return self.phrase(name, name=self._explainer.field(cause.id))
        return self.cause(cause)

    def cause(self, cause: Cause) -> str:
        """Say one cause in full."""
        what = self._what(cause)
        if not cause.instrument:
            return what
        instrument = self._instrument(cause)
        if cause.day is None:
            return self.phrase("by_undated", instrument=instrument, what=what)
        return self.phrase("by", instrument=instrument, day=cause.day, what=what)

    def _what(self, cause: Cause) -> str:
        gone = cause.kind is CauseKind.LISTING and not cause.after
        text = difference_texts().causes["delisting" if gone else cause.kind.value]
        return self._explainer.say(
            text,
            id=cause.id,
            name=self._name(cause),
            before=self._stated(cause, cause.before),
            after=self._stated(cause, cause.after),
        )

    def _stated(self, cause: Cause, text: str) -> str:
        if not text:
            return self.phrase("nothing")
        ambiguity = self._pack.ambiguities.get(cause.id)
        reading = ambiguity.reading(text) if ambiguity else None
        return self._explainer.say(reading.title) if reading else text

    def _name(self, cause: Cause) -> str:
        named = _NAMES.get(cause.kind)
        return named(self, cause.id) if named else cause.id

    def entity(self, name: str) -> str:
        """Return the name of an entity."""
        found = self._pack.entities.get(name)
        return self._explainer.name_of(found) if found else name

    def rule(self, name: str) -> str:
        """Return the title of a rule."""
        found = self._pack.law.rules.get(name)
        return self._explainer.say(found.title) if found else name

    def condition(self, name: str) -> str:
        """Return the title of a condition."""
        found = self._pack.law.conditions.get(name)
        return self._explainer.say(found.title) if found else name

    def entry(self, name: str) -> str:
        """Return the name of an entry."""
        return self._explainer.entry_name(name) or name

    def field(self, name: str) -> str:
        """Return the word for a field."""
        return self._explainer.field(name)

    def _instrument(self, cause: Cause) -> str:
        found = self._pack.instruments.get(cause.instrument)
        return self._explainer.say(found.number or found.title) if found else cause.instrument


_NAMES = {
    CauseKind.CELL: DifferenceWords.field,
    CauseKind.FACT: DifferenceWords.field,
    CauseKind.RULE: DifferenceWords.rule,
    CauseKind.LISTING: DifferenceWords.entity,
    CauseKind.ENTITY: DifferenceWords.entity,
    CauseKind.ENTRY: DifferenceWords.entry,
    CauseKind.CONDITION: DifferenceWords.condition,
}


def part_of(record: ResultRecord) -> str:
    """Return what names the part of a line."""
    line = record["line"]
    return next((line[name] for name in _PART if line.get(name)), "")


def parts(changes: Iterable[Change]) -> Iterator[ResultRecord]:
    """Yield the result to name each change by: that of the later list, where it is there."""
    for change in changes:
        found = change.after or change.before
        if found:
            yield found
