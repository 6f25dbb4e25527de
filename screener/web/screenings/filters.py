"""Which lines a result page shows: everything stands in its address."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from screener.model import Label
from screener.text.folding import fold_text
from screener.web.screenings.models import Change, LineQuerySet, Mark, Screening

_KINDS = {
    "question": Mark.Kind.QUESTION,
    "clause": Mark.Kind.CLAUSE,
    "reading": Mark.Kind.READING,
    "entry": Mark.Kind.ENTRY,
}
_USUAL = (Label.LIKELY_AFFECTED.value, Label.UNCLEAR.value)
_LONGEST = 200
_ANY = "any"
#: In an address: lines that nobody sees to. No user has that name.
NOBODY = "*"


@dataclass(frozen=True, slots=True)
class Filter:
    """What an address says of the lines to show."""

    labels: tuple[str, ...]
    marks: dict[str, str]
    supplier: str
    find: str
    change: str = ""
    assignee: str = ""
    overdue: bool = False

    def lines(self, screening: Screening) -> LineQuerySet:
        """Return the lines, in the order of the file."""
        wanted = Q(label__in=self.labels)
        if self.supplier:
            wanted &= Q(supplier=self.supplier)
        if self.change:
            wanted &= ~Q(change="") if self.change == _ANY else Q(change=self.change)
        if self.assignee:
            nobody = self.assignee == NOBODY
            wanted &= Q(assignee=None) if nobody else Q(assignee__username=self.assignee)
        for word in fold_text(self.find).split():
            wanted &= Q(text__contains=word)
        lines = screening.lines.filter(wanted)
        if self.overdue:
            lines = lines.overdue(timezone.localdate())
        for name, value in self.marks.items():
            if value:
                kind = _KINDS[name]
                marked = Mark.objects.filter(screening=screening, kind=kind, value=value)
                lines = lines.filter(pk__in=marked.values("line"))
        return lines


def filter_of(query: QueryDict, screening: Screening) -> Filter:
    """Read a filter from an address; one that names no label shows what needs an eye."""
    known = [label.value for label in Label]
    change = query.get("change", "")
    labels = tuple(label for label in query.getlist("label") if label in known)
    assignee = query.get("assignee", "")[:_LONGEST]
    if not labels:
        # Whoever looks for changes, or for somebody's lines, wants to see what became clear, too.
        needs_an_eye = screening.affected + screening.unclear > 0 and not (change or assignee)
        labels = _USUAL if needs_an_eye else tuple(known)
    return Filter(
        labels=labels,
        marks={name: query.get(name, "")[:_LONGEST] for name in _KINDS},
        supplier=query.get("supplier", ""),
        find=query.get("find", "")[:_LONGEST].strip(),
        change=change if change in (_ANY, *Change.values) else "",
        assignee=assignee,
        overdue=bool(query.get("overdue")),
    )
