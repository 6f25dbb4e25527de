"""Checking a rule pack as a whole: what one file says of another must be true."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from screener.rulepack.cases import LineCases
from screener.rulepack.law import (
    ALWAYS,
    NEVER,
    FactIs,
    Node,
    UnderReading,
    parts_of,
)
from screener.rulepack.load import Pack


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a rule file that is not so, and how to mend it."""

    file: Path
    what: str
    mend: str


def _check_facts(pack: Pack) -> Iterator[Problem]:
    for name, fact in pack.law.facts.items():
        file = pack.root / "facts" / f"{name}.yaml"
        if fact.parameters and fact.parameters not in pack.ambiguities:
            yield _unknown(file, "ambiguity", fact.parameters, pack.ambiguities)
        if fact.open_status is None:
            continue
        known = pack.law.readings.get(fact.open_status.reading)
        if known is None:
            yield _unknown(file, "ambiguity", fact.open_status.reading, pack.law.readings)
            continue
        for reading in fact.open_status.counts_under:
            if reading not in known.readings:
                yield _unknown(file, f"reading of {known.id}", reading, known.readings)


def check_pack(pack: Pack, cases: dict[str, LineCases]) -> list[Problem]:
    """Return every contradiction between the files of a rule pack."""
    return [
        *_check_facts(pack),
        *_check_conditions(pack),
        *_check_rules(pack),
        *_check_catalogue(pack),
        *_check_cases(pack, cases),
    ]


def _check_conditions(pack: Pack) -> Iterator[Problem]:
    for name, condition in pack.law.conditions.items():
        file = pack.root / "conditions" / f"{name}.yaml"
        yield from _check_node(pack, condition.when, file)
        for words in condition.words:
            yield from _check_clause(pack, words.instrument, words.clause, file)


def _check_rules(pack: Pack) -> Iterator[Problem]:
    for name, rule in pack.law.rules.items():
        file = pack.root / "provisions" / f"{name}.yaml"
        yield from _check_node(pack, rule.when, file)
        for basis in rule.basis:
            yield from _check_clause(pack, basis.instrument, basis.clause, file)
        for ambiguity in rule.ambiguities:
            if ambiguity not in pack.ambiguities:
                yield _unknown(file, "ambiguity", ambiguity, pack.ambiguities)


def _check_node(pack: Pack, node: Node, file: Path) -> Iterator[Problem]:
    for part in parts_of(node):
        match part:
            case str():
                if part not in (ALWAYS, NEVER) and part not in pack.law.conditions:
                    yield _unknown(file, "condition", part, pack.law.conditions)
            case FactIs():
                yield from _check_fact(pack, part, file)
            case UnderReading():
                yield from _check_reading(pack, part, file)


def _check_fact(pack: Pack, part: FactIs, file: Path) -> Iterator[Problem]:
    fact = pack.law.facts.get(part.fact)
    if fact is None:
        yield _unknown(file, "fact", part.fact, pack.law.facts)
        return
    for value in part.is_:
        if value not in fact.values:
            yield _unknown(file, f"value of {part.fact}", value, fact.values)


def _check_reading(pack: Pack, part: UnderReading, file: Path) -> Iterator[Problem]:
    known = pack.law.readings.get(part.reading)
    if known is None:
        yield _unknown(file, "ambiguity", part.reading, pack.law.readings)
    elif set(part.under) != set(known.readings):
        yield Problem(
            file,
            f"{part.reading}: the condition has the readings {', '.join(part.under)}.",
            f"Write one part for each of {', '.join(known.readings)}.",
        )


def _check_clause(pack: Pack, instrument: str, clause: str, file: Path) -> Iterator[Problem]:
    found = pack.instruments.get(instrument)
    if found is None:
        yield _unknown(file, "instrument", instrument, pack.instruments)
    elif clause not in {known.id for known in found.clauses}:
        yield _unknown(file, f"clause of {instrument}", clause, [one.id for one in found.clauses])


def _check_catalogue(pack: Pack) -> Iterator[Problem]:
    for entry in pack.catalogue.entries:
        if entry.instrument not in pack.instruments:
            file = pack.root / "catalogue"
            yield _unknown(file, f"instrument of {entry.id}", entry.instrument, pack.instruments)


def _check_cases(pack: Pack, cases: dict[str, LineCases]) -> Iterator[Problem]:
    labels_wanted = {"likely_affected", "unclear", "clear"}
    for name, rule in pack.law.rules.items():
        if rule.effect.value != "prohibited":
            continue
        file = pack.root / "cases" / "lines" / f"{name}.yaml"
        found = cases.get(name)
        labels = {case.label.value for case in found.cases} if found else set()
        for missing in sorted(labels_wanted - labels):
            yield Problem(
                file, f"the rule {name} has no case that is {missing}.", "Write one; it is a test."
            )


def _unknown(file: Path, what: str, name: str, known: Iterable[str]) -> Problem:
    near = sorted(known)
    shown = ", ".join(near[:12]) + (", …" if len(near) > 12 else "")  # noqa: PLR2004 - one line
    return Problem(file, f"the {what} {name!r} does not exist.", f"Known: {shown}")
