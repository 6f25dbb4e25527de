"""Page three: what to do next, the counts, the lines."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from screener.model import Label
from screener.model import Screening as Result
from screener.web.cases.assigning import assignable
from screener.web.htmx import is_htmx
from screener.web.rules import explainer, pack
from screener.web.screenings.access import rights, seen
from screener.web.screenings.counting import counts_of
from screener.web.screenings.filters import NOBODY, Filter, filter_of
from screener.web.screenings.index import understood
from screener.web.screenings.models import Change, LabelChange, Line, Mark, Screening, State
from screener.web.screenings.next_steps import next_steps
from screener.web.screenings.results import forms
from screener.web.screenings.words_of import words_of
from screener.web.templatetags.words import day
from screener.web.wording import language

_PAGE = 100
_MOST_CHOICES = 200


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the result, or the page on which the screening stands."""
    screening = seen(request, pk)
    if screening.state == State.DRAFT:
        return redirect("columns", pk=pk)
    if screening.state != State.DONE:
        return redirect("progress", pk=pk)
    chosen = filter_of(request.GET, screening)
    context = {
        "screening": screening,
        "counts": counts_of(screening, chosen.labels),
        "page": _lines(screening, chosen, request.GET),
        "chosen": chosen,
        "query": _query(request.GET),
        "today": timezone.localdate(),
        "members": assignable(screening.team),
        **rights(request, screening),
        "sheets": screening.lines.values("sheet").distinct().count(),
    }
    if is_htmx(request):
        return render(request, "screenings/lines.html", {**context, "partial": True})
    result = understood(screening)
    context |= {
        "steps": next_steps(screening),
        "choices": _choices(screening),
        "suppliers": _suppliers(screening),
        "facts": _facts(result),
        "result": result,
        "bar": _bar(screening),
        "changes": _changes(screening),
        "flips": _flips(screening),
        "other_rows": _other_rows(result),
        "skipped": _skipped(result),
        "warnings": [explainer().warning(code) for code in result.warnings],
        "not_modelled": [explainer().say(text) for text in pack().info.not_modelled],
        "forms": forms(),
        "assignees": _assignees(screening),
        "nobody": NOBODY,
        "overdue": screening.lines.overdue(timezone.localdate()).count(),
    }
    return render(request, "screenings/result.html", context)


def _bar(screening: Screening) -> list[tuple[str, float, float]]:
    """Return the pieces of the bar: label, start and width, in hundredths."""
    numbers = (screening.affected, screening.unclear, screening.clear)
    whole = max(sum(numbers), 1)
    starts = (0, numbers[0], numbers[0] + numbers[1])
    return [
        (label.value, 100 * start / whole, 100 * number / whole)
        for label, start, number in zip(Label, starts, numbers, strict=True)
    ]


def _lines(screening: Screening, chosen: Filter, query: QueryDict) -> Page[Line]:
    lines = chosen.lines(screening).defer("stated", "text").select_related("assignee")
    return Paginator(lines, _PAGE).get_page(query.get("page"))


def _query(query: QueryDict) -> str:
    """Return the filter of an address without its page, for the links to other pages."""
    rest = query.copy()
    for name in ("page", "lang"):
        rest.pop(name, None)
    return rest.urlencode()


def _choices(screening: Screening) -> dict[str, list[tuple[str, str, int]]]:
    """Return what lines can be filtered by, with the number of lines, the most frequent first."""
    found: dict[str, list[tuple[str, str, int]]] = {kind.value: [] for kind in Mark.Kind}
    rows = (
        Mark.objects.filter(screening=screening)
        .values("kind", "value")
        .annotate(lines=Count("pk"))
        .order_by("-lines", "value")
    )
    for row in rows:
        if len(found[row["kind"]]) < _MOST_CHOICES:
            found[row["kind"]].append((row["value"], words_of(row["value"]), row["lines"]))
    return found


def _changes(screening: Screening) -> list[tuple[str, int]]:
    """Return what is different from the previous version, with the number of lines."""
    rows = screening.lines.exclude(change="").values("change").annotate(lines=Count("pk"))
    found = {row["change"]: row["lines"] for row in rows.order_by("change")}
    return [(change.value, found[change]) for change in Change if change in found]


def _flips(screening: Screening) -> QuerySet[LabelChange]:
    """Return the labels that these rules changed, when they came in place of others."""
    return (
        LabelChange.objects.filter(line__screening=screening, pack_after=screening.pack_sha256)
        .exclude(pack_before__in=["", screening.pack_sha256])
        .select_related("line")
        .order_by("line__position")
    )


def _suppliers(screening: Screening) -> list[tuple[str, str, int]]:
    rows = (
        screening.lines.exclude(supplier="")
        .values("supplier")
        .annotate(lines=Count("pk"))
        .order_by("-lines", "supplier")[:_MOST_CHOICES]
    )
    return [(row["supplier"], row["supplier"], row["lines"]) for row in rows]


def _assignees(screening: Screening) -> list[tuple[str, int]]:
    rows = (
        screening.lines.exclude(assignee=None)
        .values("assignee__username")
        .annotate(lines=Count("pk"))
        .order_by("assignee__username")
    )
    return [(row["assignee__username"], row["lines"]) for row in rows]


def _facts(result: Result) -> list[tuple[str, str]]:
    says = explainer()
    return [(says.field(name), _fact(name, text)) for name, text in result.facts.items()]


def _fact(name: str, text: str) -> str:
    """Return a fact as the language writes it: a country by its name, a date by its words."""
    country = next((one for one in pack().vocabulary.countries if one.code == text), None)
    if country:
        return str(getattr(country, language()))
    given = parse_date(text) if name == "date" else None
    return day(given) if given else text


def _other_rows(result: Result) -> int:
    return sum(sum(table.rows.values()) - table.rows.get("part", 0) for table in result.tables)


def _skipped(result: Result) -> list[tuple[str, str, int]]:
    return [(name, why, result.unread_rows.get(name, 0)) for name, why in result.skipped_sheets]
