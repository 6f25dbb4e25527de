"""What a line says of its end user, as facts that rules read."""

from collections.abc import Iterable, Iterator

from screener.matching.facts.state import one_value
from screener.model import FactState, Hinge, Need, PartyFinding, Question, QuestionKind

_SAME, _OTHER = "same", "other"
#: Why a party is only possible although it is clear what follows from it.
_CERTAIN_WHY = frozenset({"party-disputed", "party-affiliate", "party-abroad"})
#: Standings of a consignee that count even where another end user is named.
_COUNTS_FOR_CONSIGNEE = frozenset({"control_listed", "watch_listed", "military_user"})
_SAYS_NOTHING = frozenset({"not_named", "distributor", "described_open"})
#: Who may be a mere buyer of goods for stock.
_MAY_RESELL = frozenset({"named_unlisted", "described_civil"})
#: What an end-use text says of the user.
_USER_SIGNALS = {
    "us_forces": "us_forces",
    "coast_guard_or_police": "coast_guard_or_police",
    "defence_funded": "academia",
}


def end_user_state(
    parties: tuple[PartyFinding, ...],
    signals: frozenset[str],
    *,
    resold: bool = False,
    civil: bool = False,
) -> FactState | None:
    """Return who the end user is; ``None`` where the line names nobody.

    Args:
        parties: The parties of the line.
        signals: What the end use says beside its class.
        resold: Whether it says that the goods are for stock or resale, and nothing else: then a
            name that no list knows is only that of the buyer.
        civil: Whether the end use is a civil one that can be checked: then a maker who could work
            for either side, "a laser maker", is taken at its word.
    """
    users = [party for party in parties if party.role == "end_user"]
    consignees = [party for party in parties if party.role == "consignee"]
    holds: set[str] = {value for signal, value in _USER_SIGNALS.items() if signal in signals}
    hinges: list[Hinge] = []
    for party in users:
        holds |= _certain(party)
    if civil and any("described_open" in party.standings for party in users):
        holds.add("described_civil")
    hinges.extend(_identities(users))
    for party in consignees:
        holds |= _certain(party) & _COUNTS_FOR_CONSIGNEE
    if resold and not hinges and holds <= _MAY_RESELL:
        return None
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


def _identities(users: Iterable[PartyFinding]) -> Iterator[Hinge]:
    """Ask, once for a line, whether names that others bear, too, are those that the lists know."""
    doubtful = [
        party for party in users if party.outcome == "possible" and party.why not in _CERTAIN_WHY
    ]
    if not doubtful:
        return
    first = doubtful[0]
    question = Question(
        id="FACT-end_user_identity",
        kind=QuestionKind.FACT,
        subject="end_user_identity",
        answers=(_SAME, _OTHER),
        values=(("name", first.name), ("candidate", first.entity or "")),
    )
    standings = frozenset().union(*(party.standings for party in doubtful))
    yield Hinge(standings, (Need(question, frozenset({_SAME})),))
    yield Hinge(frozenset({"named_unlisted"}), (Need(question, frozenset({_OTHER})),))


def channel_state(
    parties: tuple[PartyFinding, ...], signals: frozenset[str], *, known: bool
) -> FactState:
    """Return whether the buyer uses the item or resells it; a known end user settles that."""
    resellers = [
        party
        for party in parties
        if party.role in ("end_user", "consignee") and "distributor" in party.standings
    ]
    if not known and (resellers or "resale" in signals):
        return one_value("distributor", (piece for party in resellers for piece in party.evidence))
    return one_value("direct")


def programme_state(
    parties: tuple[PartyFinding, ...], signals: frozenset[str], *, goes_elsewhere: bool
) -> FactState:
    """Return whether the line names a joint or foreign defence programme.

    What belongs to Japan's own forces and goes elsewhere is built for others there, or there for
    Japan: a programme abroad either way.
    """
    if "foreign_forces" in signals:
        return FactState(frozenset({"joint_or_foreign", "foreign_forces"}))
    named = any("foreign_programme" in party.standings for party in parties)
    abroad = goes_elsewhere and "japanese_programme" in signals
    return one_value(
        "joint_or_foreign" if named or abroad or "foreign_programme" in signals else "none_stated"
    )
