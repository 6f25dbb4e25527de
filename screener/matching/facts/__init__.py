"""From findings to facts: what a line says of each fact that a rule may read.

A fact that is left out was not stated; the logic asks for it.
"""

from dataclasses import dataclass

from screener.matching.end_uses import signals_of
from screener.matching.facts.item import item_state
from screener.matching.facts.routes import (
    content_state,
    origin_state,
    place_state,
    timing_state,
)
from screener.matching.facts.state import one_value
from screener.matching.facts.users import channel_state, end_user_state, programme_state
from screener.matching.routes import ELSEWHERE, RouteFinding
from screener.matching.timing import TimingFinding
from screener.model import EndUseFinding, Facts, FactState, ItemFinding, PartyFinding
from screener.rulepack.law import Law


@dataclass(frozen=True, slots=True)
class Found:
    """What matching found in a line, before anything follows from it.

    `timing` is reckoned from the day on which the rules took effect, `listing_timing` from the day
    on which the recipient was listed.
    """

    item: ItemFinding
    parties: tuple[PartyFinding, ...]
    end_use: EndUseFinding
    route: RouteFinding
    timing: TimingFinding
    listing_timing: TimingFinding


def facts_of(found: Found, law: Law) -> Facts:
    """Return what a line says of each fact; facts that it does not state are left out."""
    signals = signals_of(found.end_use)
    resold = "resale" in signals and found.end_use.end_use == "not_stated"
    end_user = end_user_state(found.parties, signals, resold=resold)
    stated = {
        "item": item_state(found.item, law),
        "end_user": end_user,
        "channel": channel_state(found.parties, signals, known=end_user is not None),
        "end_use": _end_use(found.end_use),
        "supply_chain": one_value(
            "upstream_of_military" if "upstream" in signals else "none_stated"
        ),
        "programme": programme_state(
            found.parties, signals, goes_elsewhere=found.route.destination == ELSEWHERE
        ),
        "origin": origin_state(found.route),
        "ship_from": place_state(found.route, "ship_from", found.route.ship_from),
        "destination": place_state(found.route, "destination", found.route.destination),
        "content": content_state(found.item, found.route),
        "timing": timing_state(found.timing, found.route),
        "listing_timing": timing_state(found.listing_timing, found.route),
    }
    return {name: state for name, state in stated.items() if state and name in law.facts}


def _end_use(end_use: EndUseFinding) -> FactState | None:
    if end_use.end_use == "not_stated":
        return None
    return one_value(end_use.end_use, end_use.evidence)
