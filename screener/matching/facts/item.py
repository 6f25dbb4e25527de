"""What a line says of its item, as a fact that rules read."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from zlib import crc32

from screener.model import (
    Evidence,
    FactState,
    Goods,
    Hinge,
    ItemFinding,
    ItemMatch,
    ItemStatus,
    Need,
    Question,
    QuestionKind,
)
from screener.rulepack.law import Law

#: A line asks at most this many questions on its item; further entries join the last of them.
MAX_PARAMETER_QUESTIONS = 3
_NAMED_CODES = 3
_FAMILY = 5  # characters of a control code that name an item; what follows names its parts
_MEETS, _FAILS = "meets", "fails"
_OPEN_STATUS = "unclear"


def item_state(item: ItemFinding, law: Law) -> FactState | None:
    """Return what a line says of its item: listed, or listed under answers not yet given."""
    if item.status is ItemStatus.NOT_IDENTIFIED:
        return None
    goods = Goods.TECHNICAL if item.goods is Goods.LISTED else item.goods
    holds = {goods.value, *item.tags}
    exact = [match for match in item.matches if match.strength == "exact"]
    if any(match.status == "in_force" for match in exact):
        return FactState(frozenset({"listed", *item.tags}), evidence=_item_evidence(item))
    revived = _revived(law)
    hinges = [
        *(_listed(revived) for match in item.matches if _hangs_on_status(match)),
        *_parameters((match for match in item.matches if not _hangs_on_status(match)), revived),
    ]
    return FactState(frozenset(holds), tuple(dict.fromkeys(hinges)), _item_evidence(item))


def _hangs_on_status(match: ItemMatch) -> bool:
    """Return whether an item is named beyond doubt, and only its control may be suspended."""
    return match.status == _OPEN_STATUS and match.strength != "embedded" and not match.asks


def _revived(law: Law) -> Need | None:
    """Return the need that a suspended control is in force again, as the law's data names it."""
    fact = law.facts.get("item")
    if fact is None or fact.open_status is None:
        return None
    name = fact.open_status.reading
    question = Question(name, QuestionKind.READING, name, tuple(law.readings[name].readings))
    return Need(question, frozenset(fact.open_status.counts_under))


def _listed(*needs: Need | None) -> Hinge:
    return Hinge(frozenset({"listed"}), tuple(need for need in needs if need))


def _parameters(matches: Iterable[ItemMatch], revived: Need | None) -> Iterator[Hinge]:
    """Yield one question for each listed item that the line may be."""
    possible = [
        match
        for match in matches
        if match.strength == "possible" and match.status in ("in_force", _OPEN_STATUS)
    ]
    families: dict[str, list[ItemMatch]] = {}
    for match in possible:
        families.setdefault(_family(match), []).append(match)
    groups = list(families.values())
    last = [match for group in groups[MAX_PARAMETER_QUESTIONS - 1 :] for match in group]
    for group in [*groups[: MAX_PARAMETER_QUESTIONS - 1], *([last] if last else [])]:
        yield from _hinges_of(group, revived)


def _hinges_of(group: list[ItemMatch], revived: Need | None) -> Iterator[Hinge]:
    by_status = sorted(group, key=lambda match: match.status)
    for status, matches in groupby(by_status, key=lambda match: match.status):
        need = Need(_parameter(list(matches)), frozenset({_MEETS}))
        yield _listed(need, revived if status == _OPEN_STATUS else None)


def _family(match: ItemMatch) -> str:
    return match.control_code[:_FAMILY] or match.entry


def _parameter(matches: list[ItemMatch]) -> Question:
    codes = tuple(dict.fromkeys(match.control_code or match.entry for match in matches))
    asks = tuple(dict.fromkeys(name for match in matches for name in match.asks))
    subject = ",".join(match.entry for match in matches)
    return Question(
        id=f"PARAM-{_called(codes, subject)}",
        kind=QuestionKind.PARAMETER,
        subject=subject,
        answers=(_MEETS, _FAILS),
        values=(("codes", ", ".join(codes)), ("asks", ",".join(asks))),
    )


def _called(codes: tuple[str, ...], subject: str) -> str:
    """Name a question after its control codes; a longer list is cut, and told apart by a number."""
    if len(codes) <= _NAMED_CODES:
        return "+".join(codes)
    return f"{codes[0]}+{len(codes) - 1}-{crc32(subject.encode()) & 0xFFFF:04x}"


def _item_evidence(item: ItemFinding) -> tuple[Evidence, ...]:
    named = (
        Evidence(
            "item-match", match.field, match.text, match.span, match.entry, {"by": match.strength}
        )
        for match in item.matches
    )
    return (*named, *item.evidence)
