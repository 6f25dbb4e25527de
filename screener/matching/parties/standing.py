"""What follows from being an entity: the values of the fact ``end_user`` on a day."""

from datetime import date

from screener.rulepack.entities import Entities, Entity

#: What a standing of a listed entity makes of its unlisted relatives.
_AFFILIATE = {
    "control_listed": "affiliate_of_control_listed",
    "watch_listed": "affiliate_of_watch_listed",
}
_OF_CONTRACTOR = "affiliate_of_contractor"
_CONTRACTOR = "defence_contractor"
_MILITARY = "military_user"


def standings_of(entity: Entity, entities: Entities, day: date | None) -> frozenset[str]:
    """Return what an entity is on a day: by its own listing, or by its listed relatives.

    Without a day, the listings that have no end hold.
    """
    own = entity.standings | _listed(entity, day)
    if _MILITARY in own or _listed(entity, day):
        return own
    found = {standing for other in entities.relatives(entity) for standing in _listed(other, day)}
    return own | {_AFFILIATE[standing] for standing in found}


def standings_of_affiliate(entity: Entity, entities: Entities, day: date | None) -> frozenset[str]:
    """Return what a company of the group of an entity is, that no list names."""
    standings = standings_of(entity, entities, day)
    found = {_AFFILIATE.get(standing, standing) for standing in standings}
    found = {standing for standing in found if standing in _AFFILIATE.values()}
    if _CONTRACTOR in standings:
        found.add(_OF_CONTRACTOR)
    return frozenset(found)


def listed_since(entity: Entity, entities: Entities, day: date | None) -> date | None:
    """Return since when an entity is listed on a day; if it is not, its first listed relative."""
    for group in ((entity,), entities.relatives(entity)):
        days = [other.listing.on for other in group if other.listing and _listed(other, day)]
        if days:
            return min(days)
    return None


def _listed(entity: Entity, day: date | None) -> frozenset[str]:
    listing = entity.listing
    if listing is None or entity.listed_standing is None or not listing.holds(day):
        return frozenset()
    return frozenset({entity.listed_standing})
