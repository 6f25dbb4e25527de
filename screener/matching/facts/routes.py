"""What a line says of origin, route, content and time, as facts that rules read."""

from screener.matching.facts.state import one_value
from screener.matching.routes import RouteFinding
from screener.matching.timing import TimingFinding
from screener.model import Evidence, FactState, Goods, ItemFinding, ItemStatus


def origin_state(route: RouteFinding) -> FactState | None:
    """Return where the item originates; ``None`` where it is not stated, or stated twice."""
    evidence = _of_field(route, "country_of_origin")
    if route.origin in ("china", "special_region"):
        return one_value(route.origin, evidence)
    if route.processed_abroad:
        return one_value("processed_abroad", route.evidence)
    return one_value("elsewhere", evidence) if route.origin == "elsewhere" else None


def place_state(route: RouteFinding, field: str, value: str) -> FactState | None:
    """Return where the item is shipped from, or goes to."""
    if value == "not_stated":
        return None
    if field == "ship_from" and route.transit and _only_passes_through(route):
        return one_value("special_region", route.evidence)
    return one_value(value, _of_field(route, field))


def _only_passes_through(route: RouteFinding) -> bool:
    """Tell foreign goods that pass through China, or lie in bond there, from its exports."""
    return route.ship_from == "elsewhere" or (
        route.ship_from == "china" and route.origin == "elsewhere"
    )


def _of_field(route: RouteFinding, field: str) -> tuple[Evidence, ...]:
    return tuple(piece for piece in route.evidence if piece.field == field)


def content_state(item: ItemFinding, route: RouteFinding) -> FactState | None:
    """Tell whether the line says that the product contains a listed item of Chinese origin.

    Where it says that a product made elsewhere has Chinese parts, and not which, the rules ask.
    """
    made_elsewhere = route.origin == "elsewhere" and item.goods is not Goods.ORDINARY
    listed = "contains_listed" in item.tags
    chinese = route.chinese_content or (listed and route.origin == "china")
    if not chinese:
        return one_value("none_stated")
    if listed or (made_elsewhere and item.status is not ItemStatus.NOT_MATCHED):
        return one_value("chinese_listed_content", (*item.evidence, *route.evidence))
    return None if made_elsewhere else one_value("none_stated")


def timing_state(timing: TimingFinding, route: RouteFinding) -> FactState:
    """Return whether the shipment is new, agreed or under way before, or from stock abroad."""
    # Stock that is shipped from China is not abroad yet; what left it and lies elsewhere is stock.
    before = ("under_way",) if _leaves_china(route) else ("stock_abroad", "under_way")
    for signal in ("in_transit", *before, "contracted"):
        if signal in timing.signals:
            return one_value(signal, timing.evidence)
    return one_value("new", timing.evidence)


def _leaves_china(route: RouteFinding) -> bool:
    return route.ship_from == "china"
