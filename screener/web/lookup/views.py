"""Pages that ask the lists about one name or one item."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from screener.model import ItemFinding
from screener.pipeline import line_of
from screener.web.lookup.parties import look_up_party
from screener.web.rules import explainer, reader

_LONGEST = 500


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Look up a name, an item, or both."""
    name = request.GET.get("name", "")[:_LONGEST].strip()
    text = request.GET.get("text", "")[:_LONGEST].strip()
    context = {
        "name": name,
        "text": text,
        "party": look_up_party(name) if name else None,
        "item": _item(text) if text else None,
    }
    return render(request, "lookup/lookup.html", context)


@require_safe
def party(request: HttpRequest) -> HttpResponse:
    """Say who the name in a form is, as a part of its page."""
    name = request.GET.get("end_user", "")[:_LONGEST].strip()
    found = look_up_party(name) if name else None
    return render(request, "lookup/party.html", {"party": found})


@dataclass(frozen=True, slots=True)
class ItemFound:
    """What the catalogue says of a description."""

    status: str
    says: str
    codes: tuple[tuple[str, str], ...]


def _item(text: str) -> ItemFound:
    found: ItemFinding = reader().read_item(line_of({"description": text}), timezone.localdate())
    says = explainer()
    codes = {
        match.control_code: says.entry_name(match.entry) or match.name for match in found.matches
    }
    return ItemFound(found.status.value, says.item(found), tuple(codes.items()))
