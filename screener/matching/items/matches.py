"""Matches in the words of the model, and the status that they give."""

from screener.matching.items.document import NAMING_FIELDS, Document
from screener.matching.items.lists import Found
from screener.matching.items.naming import Naming
from screener.model import Evidence, ItemMatch, ItemStatus

IN_FORCE = "in_force"
EXPIRED = "expired"


def as_match(  # noqa: PLR0913 - one argument for each field that differs
    naming: Naming,
    document: Document,
    *,
    strength: str,
    status: str,
    evidence: tuple[Evidence, ...],
    asks: tuple[str, ...] = (),
) -> ItemMatch:
    """Return a naming as a match, with the words in their cell and what it rests on."""
    entry = naming.entry
    first, last = naming.hits[0], naming.hits[-1]
    same = document.field_at(first.start) == document.field_at(last.start)
    start, end = (
        (min(hit.start for hit in naming.hits), max(hit.end for hit in naming.hits))
        if same and naming.how == "together"
        else (first.start, first.end)
    )
    field, text, span = document.quote(start, end)
    code = f"{naming.how}-family" if naming.strength == "family" else naming.how
    rests_on = Evidence(code, field, text, span, entry.id)
    if not asks and strength == "possible" and naming.strength == "family" and not evidence:
        asks = ("identity",)
    return ItemMatch(
        entry.id, entry.code, entry.name.en, strength, field, text, span, status, asks,
        (rests_on, *evidence),
    )  # fmt: skip


def mention(code: str, document: Document, hit: Found, entry: str) -> Evidence:
    """Return words of the text as a piece of evidence."""
    field, text, span = document.quote(hit.start, hit.end)
    return Evidence(code, field, text, span, entry)


def best(matches: list[ItemMatch]) -> list[ItemMatch]:
    """Keep the strongest match of each entry; exact ones first, then in the order of the text."""
    if not matches:
        return []
    kept: dict[str, ItemMatch] = {}
    order = {"exact": 0, "possible": 1, "embedded": 2}
    fields = {field: place for place, field in enumerate(NAMING_FIELDS)}
    for match in sorted(
        matches,
        key=lambda match: (order[match.strength], fields.get(match.field, len(fields)), match.span),
    ):
        kept.setdefault(match.entry, match)
    return list(kept.values())


def status_of(matches: list[ItemMatch]) -> ItemStatus:
    """Return the status that matches give: controlled needs one exact match in force."""
    if any(match.strength == "exact" and match.status == IN_FORCE for match in matches):
        return ItemStatus.CONTROLLED
    return ItemStatus.POSSIBLY_CONTROLLED if matches else ItemStatus.NOT_MATCHED
