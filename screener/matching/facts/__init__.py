"""From findings to facts: what a line says of each fact that a rule may read.

A fact that is left out was not stated; the logic asks for it. Each function reads only the findings
that its facts rest on, so that lines which share these share the facts.
"""

from collections.abc import Mapping

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
from screener.matching.routes import RouteFinding
from screener.matching.timing import TimingFinding
from screener.model import EndUseFinding, Facts, FactState, ItemFinding, PartyFinding
from screener.rulepack.law import Law


def facts_of_item(item: ItemFinding, law: Law) -> Facts:
    """Return what a line says of its item."""
    return _asked_for({"item": item_state(item, law)}, law)


def facts_of_use(
    parties: tuple[PartyFinding, ...], end_use: EndUseFinding, law: Law, *, goes_elsewhere: bool
) -> Facts:
    """Return what a line says of who uses the item, and for what."""
    signals = signals_of(end_use)
    resold = "resale" in signals and end_use.end_use == "not_stated"
    civil = end_use.end_use == "civil"
    end_user = end_user_state(parties, signals, resold=resold, civil=civil)
    upstream = "upstream_of_military" if "upstream" in signals else "none_stated"
    return _asked_for(
        {
            "end_user": end_user,
            "channel": channel_state(parties, signals, known=end_user is not None),
            "end_use": _end_use(end_use),
            "supply_chain": one_value(upstream),
            "programme": programme_state(parties, signals, goes_elsewhere=goes_elsewhere),
        },
        law,
    )


def facts_of_route(route: RouteFinding, timing: TimingFinding, law: Law) -> Facts:
    """Return what a line says of origin, route and time."""
    return _asked_for(
        {
            "origin": origin_state(route),
            "ship_from": place_state(route, "ship_from", route.ship_from),
            "destination": place_state(route, "destination", route.destination),
            "timing": timing_state(timing, route),
        },
        law,
    )


def facts_since_listing(route: RouteFinding, timing: TimingFinding, law: Law) -> Facts:
    """Return what a line says of time, reckoned from the day on which a recipient was listed."""
    return _asked_for({"listing_timing": timing_state(timing, route)}, law)


def facts_of_content(item: ItemFinding, route: RouteFinding, law: Law) -> Facts:
    """Return what a line says of listed content of Chinese origin."""
    return _asked_for({"content": content_state(item, route)}, law)


def _asked_for(states: Mapping[str, FactState | None], law: Law) -> Facts:
    return {name: state for name, state in states.items() if state and name in law.facts}


def _end_use(end_use: EndUseFinding) -> FactState | None:
    if end_use.end_use == "not_stated":
        return None
    return one_value(end_use.end_use, end_use.evidence)
