"""The record of a parts list: what was asked, answered and decided, and for which lines."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from screener.identity import IDENTIFYING, LineIndex, key_of
from screener.model import Answer, Line, Source, Stated
from screener.record.entries import (
    AnswerEntry,
    AskedEntry,
    DecisionEntry,
    Entry,
    GroundsEntry,
    LineEntry,
    ReadingEntry,
    WithdrawalEntry,
)
from screener.record.grounds import Grounds

EntryT = TypeVar("EntryT", AnswerEntry, DecisionEntry, ReadingEntry)


@dataclass(frozen=True, slots=True)
class LineRecord:
    """What a record holds for one line, each with what it rested on."""

    answers: tuple[tuple[Answer, Grounds], ...] = ()
    decisions: tuple[tuple[DecisionEntry, Grounds], ...] = ()


@dataclass(frozen=True)
class Record:
    """The entries of a record, in the order in which they were added."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """What a result says of the record that it was made with; empty without entries."""
        if not self.entries:
            return ""
        said = "\n".join(entry.model_dump_json() for entry in self.entries)
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def _withdrawn(self) -> frozenset[str]:
        return frozenset(
            entry.withdraws for entry in self.entries if isinstance(entry, WithdrawalEntry)
        )

    @cached_property
    def lines(self) -> Mapping[str, LineEntry]:
        """The lines that entries speak of."""
        return {entry.id: entry for entry in self.entries if isinstance(entry, LineEntry)}

    @cached_property
    def grounds(self) -> Mapping[str, Grounds]:
        """What entries rest on."""
        return {entry.id: entry.values for entry in self.entries if isinstance(entry, GroundsEntry)}

    @cached_property
    def asked(self) -> Mapping[str, AskedEntry]:
        """What was asked, by id."""
        return {entry.id: entry for entry in self.entries if isinstance(entry, AskedEntry)}

    @cached_property
    def answers(self) -> tuple[AnswerEntry, ...]:
        """The answers that were not withdrawn."""
        return tuple(self._standing(AnswerEntry))

    @cached_property
    def decisions(self) -> tuple[DecisionEntry, ...]:
        """The decisions that were not withdrawn, the latest last."""
        return tuple(self._standing(DecisionEntry))

    @property
    def standing(self) -> tuple[AnswerEntry | DecisionEntry | ReadingEntry, ...]:
        """Everything that counts and can be withdrawn."""
        return (*self.answers, *self._standing(ReadingEntry), *self.decisions)

    @cached_property
    def readings(self) -> Mapping[str, str]:
        """The readings that the company settled; those settled in two ways are left open."""
        return {
            name: entries[0].reading
            for name, entries in self._settled.items()
            if name not in self.contested_readings
        }

    @cached_property
    def contested_readings(self) -> Mapping[str, tuple[ReadingEntry, ...]]:
        """The readings that were settled in two ways, with the entries that say so."""
        return {
            name: entries
            for name, entries in self._settled.items()
            if len({entry.reading for entry in entries}) > 1
        }

    @cached_property
    def _settled(self) -> Mapping[str, tuple[ReadingEntry, ...]]:
        found: dict[str, tuple[ReadingEntry, ...]] = {}
        for entry in self._standing(ReadingEntry):
            found[entry.ambiguity] = (*found.get(entry.ambiguity, ()), entry)
        return found

    def _standing(self, kind: type[EntryT]) -> Iterator[EntryT]:
        for entry in self.entries:
            if isinstance(entry, kind) and entry.id not in self._withdrawn:
                yield entry

    def for_lines(self, lines: Sequence[Line]) -> tuple[LineRecord, ...]:
        """Return what it holds for each of some lines, which are matched by identity."""
        if not self.answers and not self.decisions:
            return (LineRecord(),) * len(lines)
        index = LineIndex(lines)
        places = {name: index.find(line_of_entry(entry)) for name, entry in self.lines.items()}
        answers: list[dict[str, tuple[Answer, Grounds]]] = [{} for _ in lines]
        decisions: list[dict[str, tuple[DecisionEntry, Grounds]]] = [{} for _ in lines]
        for entry in self.answers:
            for place, grounds in self._places(entry, places):
                answers[place].setdefault(entry.id, (_answer(entry), grounds))
        for decision in self.decisions:
            for place, grounds in self._places(decision, places):
                decisions[place].setdefault(decision.id, (decision, grounds))
        return tuple(
            LineRecord(tuple(given.values()), tuple(decided.values()))
            for given, decided in zip(answers, decisions, strict=True)
        )

    def _places(
        self, entry: AnswerEntry | DecisionEntry, places: Mapping[str, tuple[int, ...]]
    ) -> Iterator[tuple[int, Grounds]]:
        for line, grounds in entry.lines.items():
            for place in places.get(line, ()):
                yield place, self.grounds.get(grounds, {})

    def with_added(self, entries: Iterable[Entry]) -> "Record":
        """Return the record with further entries; what it holds already is not added again.

        What was withdrawn and is given again gets an id of its own.
        """
        known = {entry.id for entry in self.entries}
        withdrawn = set(self._withdrawn)
        added: list[Entry] = []
        for entry in entries:
            name, number = entry.id, 2
            while name in withdrawn:
                name, number = f"{entry.id}-{number}", number + 1
            if name not in known:
                known.add(name)
                added.append(entry.model_copy(update={"id": name}))
        return Record((*self.entries, *added))


def line_entry(line: Line) -> LineEntry:
    """Return the entry of a line: the cells that identify it."""
    stated = {
        name: found.text
        for name, found in line.stated.items()
        if name in IDENTIFYING and found.source is Source.CELL and found.text.strip()
    }
    return LineEntry(id=f"L-{key_of(line)}", sheet=line.sheet, row=line.row, stated=stated)


def line_of_entry(entry: LineEntry) -> Line:
    """Return the line that an entry speaks of, as far as its cells identify it."""
    stated = {name: Stated(text) for name, text in entry.stated.items()}
    return Line("", entry.sheet, entry.row, stated)


def _answer(entry: AnswerEntry) -> Answer:
    return Answer(
        id=entry.id,
        question=entry.question,
        kind=entry.about,
        fact=entry.fact,
        answer=entry.answer,
        value=entry.value,
        by=entry.by,
        on=entry.on,
        document=entry.document,
    )
