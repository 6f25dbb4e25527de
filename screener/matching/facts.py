"""From findings to facts: what a line says of each fact that a rule may read.

A fact that is left out was not stated; the logic asks for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from screener.matching.end_uses import signals_of
from screener.matching.routes import RouteFinding
from screener.matching.timing import TimingFinding
from screener.model import (
    EndUseFinding,
    Evidence,
    Facts,
    FactState,
    Goods,
    Hinge,
    ItemFinding,
    ItemMatch,
    ItemStatus,
    Need,
    PartyFinding,
    Question,
    QuestionKind,
)
from screener.rulepack.law import Law

#: A line asks at most this many questions on its item; further entries join the last of them.
MAX_PARAMETER_QUESTIONS = 3
_FAMILY = 5  # characters of a control code that name an item; what follows names its parts
_MEETS, _FAILS = "meets", "fails"
_SAME = "same"
_OPEN_STATUS = "unclear"
_SUSPENDED = "AMB-SUSPENDED-ITEMS"
_REVIVED = "revived"

#: Why a party is only possible although it is clear what follows from it.
_CERTAIN_WHY = frozenset({"party-disputed", "party-affiliate", "party-abroad"})
#: Standings of a consignee that count even where another end user is named.
_COUNTS_FOR_CONSIGNEE = frozenset({"control_listed", "watch_listed", "military_user"})
_SAYS_NOTHING = frozenset({"not_named", "distributor"})
#: What an end-use text says of the user.
_USER_SIGNALS = {
    "us_forces": "us_forces",
    "coast_guard_or_police": "coast_guard_or_police",
    "defence_funded": "academia",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What matching found in a line, before anything follows from it."""

    item: ItemFinding
    parties: tuple[PartyFinding, ...]
    end_use: EndUseFinding
    route: RouteFinding
    timing: TimingFinding


def facts_of(found: Found, law: Law) -> Facts:
    """Return what a line says of each fact; facts that it does not state are left out."""
    signals = signals_of(found.end_use)
    end_user = _end_user(found.parties, signals)
    stated = {
        "item": _item(found.item),
        "end_user": end_user,
        "channel": _channel(found.parties, signals, known=end_user is not None),
        "end_use": _end_use(found.end_use),
        "supply_chain": _one("upstream_of_military" if "upstream" in signals else "none_stated"),
        "programme": _programme(found.parties, signals),
        "origin": _origin(found.route),
        "ship_from": _place(found.route, "ship_from", found.route.ship_from),
        "destination": _place(found.route, "destination", found.route.destination),
        "content": _content(found.item, found.route),
        "timing": _timing(found.timing, found.route),
    }
    return {name: state for name, state in stated.items() if state and name in law.facts}


def _one(value: str, evidence: Iterable[Evidence] = ()) -> FactState:
    return FactState(frozenset({value}), evidence=tuple(evidence))


# --- the item


def _item(item: ItemFinding) -> FactState | None:
    if item.status is ItemStatus.NOT_IDENTIFIED:
        return None
    goods = Goods.TECHNICAL if item.goods is Goods.LISTED else item.goods
    holds = {goods.value, *item.tags}
    exact = [match for match in item.matches if match.strength == "exact"]
    if any(match.status == "in_force" for match in exact):
        return FactState(frozenset({"listed", *item.tags}), evidence=_item_evidence(item))
    hinges = [
        *(_suspended() for match in item.matches if _hangs_on_status(match)),
        *_parameters(match for match in item.matches if not _hangs_on_status(match)),
    ]
    return FactState(frozenset(holds), tuple(dict.fromkeys(hinges)), _item_evidence(item))


def _hangs_on_status(match: ItemMatch) -> bool:
    """Return whether an item is named beyond doubt, and only its control may be suspended."""
    return match.status == _OPEN_STATUS and match.strength != "embedded" and not match.asks


def _suspended() -> Hinge:
    return Hinge(frozenset({"listed"}), (_revived(),))


def _revived() -> Need:
    question = Question(_SUSPENDED, QuestionKind.READING, _SUSPENDED, ("suspended", _REVIVED))
    return Need(question, frozenset({_REVIVED}))


def _parameters(matches: Iterable[ItemMatch]) -> Iterator[Hinge]:
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
        yield from _hinges_of(group)


def _hinges_of(group: list[ItemMatch]) -> Iterator[Hinge]:
    by_status = sorted(group, key=lambda match: match.status)
    for status, matches in groupby(by_status, key=lambda match: match.status):
        need = Need(_parameter(list(matches)), frozenset({_MEETS}))
        needs = (need, _revived()) if status == _OPEN_STATUS else (need,)
        yield Hinge(frozenset({"listed"}), needs)


def _family(match: ItemMatch) -> str:
    return match.control_code[:_FAMILY] or match.entry


def _parameter(matches: list[ItemMatch]) -> Question:
    codes = tuple(dict.fromkeys(match.control_code for match in matches))
    asks = tuple(dict.fromkeys(name for match in matches for name in match.asks))
    families = dict.fromkeys(_family(match) for match in matches)
    return Question(
        id=f"PARAM-{'+'.join(families)}",
        kind=QuestionKind.PARAMETER,
        subject=",".join(match.entry for match in matches),
        answers=(_MEETS, _FAILS),
        values=(("codes", ", ".join(codes)), ("asks", ",".join(asks))),
    )


def _item_evidence(item: ItemFinding) -> tuple[Evidence, ...]:
    named = (
        Evidence(
            "item-match", match.field, match.text, match.span, match.entry, {"by": match.strength}
        )
        for match in item.matches
    )
    return (*named, *item.evidence)


# --- the end user


def _end_user(parties: tuple[PartyFinding, ...], signals: frozenset[str]) -> FactState | None:
    users = [party for party in parties if party.role == "end_user"]
    consignees = [party for party in parties if party.role == "consignee"]
    holds: set[str] = {value for signal, value in _USER_SIGNALS.items() if signal in signals}
    hinges: list[Hinge] = []
    for party in users:
        holds |= _certain(party)
        hinges.extend(_identity(party))
    for party in consignees:
        holds |= _certain(party) & _COUNTS_FOR_CONSIGNEE
    if not holds and not hinges:
        return None
    evidence = tuple(piece for party in (*users, *consignees) for piece in party.evidence)
    return FactState(frozenset(holds), tuple(hinges), evidence)


def _certain(party: PartyFinding) -> frozenset[str]:
    if party.outcome == "possible" and party.why not in _CERTAIN_WHY:
        return frozenset()
    if "distributor" in party.standings and party.outcome == "no_match":
        # Whoever resells is not the user: the user is not stated.
        return party.standings - {"named_unlisted", "described_civil"} - _SAYS_NOTHING
    # A name of the lists with no standing on that day is known, and on no list yet.
    return (party.standings or frozenset({"named_unlisted"})) - _SAYS_NOTHING


def _identity(party: PartyFinding) -> Iterator[Hinge]:
    """Ask whether a name that others bear, too, is the entity that the lists know."""
    if party.outcome != "possible" or party.why in _CERTAIN_WHY:
        return
    question = Question(
        id="FACT-end_user_identity",
        kind=QuestionKind.FACT,
        subject="end_user_identity",
        answers=(_SAME, "other"),
        values=(("name", party.name), ("candidate", party.entity or "")),
    )
    yield Hinge(party.standings, (Need(question, frozenset({_SAME})),))
    yield Hinge(frozenset({"named_unlisted"}), (Need(question, frozenset({"other"})),))


def _channel(
    parties: tuple[PartyFinding, ...], signals: frozenset[str], *, known: bool
) -> FactState:
    resellers = [
        party
        for party in parties
        if party.role in ("end_user", "consignee") and "distributor" in party.standings
    ]
    if not known and (resellers or "resale" in signals):
        return _one("distributor", (piece for party in resellers for piece in party.evidence))
    return _one("direct")


def _programme(parties: tuple[PartyFinding, ...], signals: frozenset[str]) -> FactState:
    if "foreign_forces" in signals:
        return FactState(frozenset({"joint_or_foreign", "foreign_forces"}))
    named = any("foreign_programme" in party.standings for party in parties)
    return _one("joint_or_foreign" if named or "foreign_programme" in signals else "none_stated")


# --- the end use, the route, the time


def _end_use(end_use: EndUseFinding) -> FactState | None:
    if end_use.end_use == "not_stated":
        return None
    return _one(end_use.end_use, end_use.evidence)


def _origin(route: RouteFinding) -> FactState | None:
    evidence = _of_field(route, "country_of_origin")
    if route.origin in ("china", "special_region"):
        return _one(route.origin, evidence)
    if route.processed_abroad:
        return _one("processed_abroad", route.evidence)
    return _one("elsewhere", evidence) if route.origin == "elsewhere" else None


def _place(route: RouteFinding, field: str, value: str) -> FactState | None:
    if value == "not_stated":
        return None
    if field == "ship_from" and route.transit and _only_passes_through(route):
        return _one("special_region", route.evidence)
    return _one(value, _of_field(route, field))


def _only_passes_through(route: RouteFinding) -> bool:
    """Tell foreign goods that pass through China, or lie in bond there, from its exports."""
    return route.ship_from == "elsewhere" or (
        route.ship_from == "china" and route.origin == "elsewhere"
    )


def _of_field(route: RouteFinding, field: str) -> tuple[Evidence, ...]:
    return tuple(piece for piece in route.evidence if piece.field == field)


def _content(item: ItemFinding, route: RouteFinding) -> FactState | None:
    """Tell whether the line says that the product contains a listed item of Chinese origin.

    Where it says that a product made elsewhere has Chinese parts, and not which, the rules ask.
    """
    made_elsewhere = route.origin == "elsewhere" and item.goods is not Goods.ORDINARY
    listed = "contains_listed" in item.tags
    chinese = route.chinese_content or (listed and route.origin == "china")
    if not chinese:
        return _one("none_stated")
    if listed or (made_elsewhere and item.status is not ItemStatus.NOT_MATCHED):
        return _one("chinese_listed_content", (*item.evidence, *route.evidence))
    return None if made_elsewhere else _one("none_stated")


def _timing(timing: TimingFinding, route: RouteFinding) -> FactState:
    for signal in ("in_transit", "under_way", "stock_abroad"):
        # Stock that is shipped from China is not abroad yet.
        if signal in timing.signals and not (signal == "stock_abroad" and _leaves_china(route)):
            return _one(signal, timing.evidence)
    return _one("new", timing.evidence)


def _leaves_china(route: RouteFinding) -> bool:
    return route.ship_from == "china"
