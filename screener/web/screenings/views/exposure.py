"""Exposure over all screenings, as bars with their numbers beside them."""

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from screener.web.accounts.signed_in import signed_in
from screener.web.screenings.exposure import by_mark, by_supplier, latest
from screener.web.screenings.models import Mark


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the exposure of everything that the user may see."""
    screenings = latest(signed_in(request))
    totals = screenings.aggregate(Sum("affected"), Sum("unclear"), Sum("clear"))
    context = {
        "screenings": screenings.count(),
        "totals": [
            (label, totals[f"{name}__sum"] or 0)
            for label, name in (
                ("likely_affected", "affected"),
                ("unclear", "unclear"),
                ("clear", "clear"),
            )
        ],
        "tables": [
            ("supplier", by_supplier(screenings)),
            ("entry", by_mark(screenings, Mark.Kind.ENTRY)),
            ("question", by_mark(screenings, Mark.Kind.QUESTION)),
        ],
    }
    return render(request, "screenings/exposure.html", context)
