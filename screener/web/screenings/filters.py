"""Which lines a result page shows: everything stands in its address."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict

from screener.model import Label
from screener.text.folding import fold_text
from screener.web.screenings.models import Line, Mark, Screening

_KINDS = {
    "question": Mark.Kind.QUESTION,
    "clause": Mark.Kind.CLAUSE,
    "reading": Mark.Kind.READING,
    "entry": Mark.Kind.ENTRY,
}
_USUAL = (Label.LIKELY_AFFECTED.value, Label.UNCLEAR.value)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What an address says of the lines to show."""

    labels: tuple[str, ...]
    marks: dict[str, str]
    supplier: str
    find: str

    @property
    def narrows(self) -> bool:
        """Whether anything but labels is asked for."""
        return bool(self.supplier or self.find or any(self.marks.values()))

    def lines(self, screening: Screening) -> QuerySet[Line]:
        """Return the lines, in the order of the file."""
        wanted = Q(label__in=self.labels)
        if self.supplier:
            wanted &= Q(supplier=self.supplier)
        for word in fold_text(self.find).split():
            wanted &= Q(text__contains=word)
        lines = screening.lines.filter(wanted)
        for name, value in self.marks.items():
            if value:
                kind = _KINDS[name]
                marked = Mark.objects.filter(screening=screening, kind=kind, value=value)
                lines = lines.filter(pk__in=marked.values("line"))
        return lines


def filter_of(query: QueryDict, screening: Screening) -> Filter:
    """Read a filter from an address; one that names no label shows what needs an eye."""
    known = [label.value for label in Label]
    labels = tuple(label for label in query.getlist("label") if label in known)
    if not labels:
        needs_an_eye = screening.affected + screening.unclear > 0
        labels = _USUAL if needs_an_eye else tuple(known)
    return Filter(
        labels=labels,
        marks={name: query.get(name, "")[:_LONGEST] for name in _KINDS},
        supplier=query.get("supplier", ""),
        find=query.get("find", "")[:_LONGEST].strip(),
    )
