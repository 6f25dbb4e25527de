"""Who the lists say a name is, in words."""

from dataclasses import dataclass

from django.utils import timezone

from screener.profile import Profile, shipment_date
from screener.web.rules import explainer, pack, reader


@dataclass(frozen=True, slots=True)
class PartyFound:
    """What the lists say of a name: the outcome, a sentence, why, and who else it could be."""

    outcome: str
    says: str
    why: str
    candidates: tuple[str, ...]


def look_up_party(name: str, profile: Profile | None = None) -> PartyFound:
    """Look a name up as an end user, on the day and in the country that the profile says."""
    facts = (profile or Profile()).facts
    on = shipment_date(facts.date) if facts.date else timezone.localdate()
    found = reader().read_party(name, "end_user", on, country=facts.destination)
    says = explainer()
    known = (pack().entities.get(candidate) for candidate in found.candidates)
    return PartyFound(
        outcome=found.outcome,
        says=says.party(found),
        why=says.party_why(found),
        candidates=tuple(says.name_of(entity) for entity in known if entity),
    )
