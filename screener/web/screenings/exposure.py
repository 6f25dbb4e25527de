"""Exposure over all screenings that somebody may see: by supplier, listed item and question."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from screener.model import Label
from screener.web.accounts.models import User
from screener.web.screenings.models import Line, Mark, Screening, State
from screener.web.screenings.words_of import words_of

_MOST = 15


@dataclass(frozen=True, slots=True)
class Exposed:
    """One supplier, item or question, and its lines by label.

    `affected_width` and `unclear_width` are the lengths of the bar's pieces, in hundredths of the
    longest bar of the table.
    """

    name: str
    affected: int
    unclear: int
    affected_width: float
    unclear_width: float

    @property
    def words(self) -> str:
        """What the name of a question asks; else the name itself."""
        return words_of(self.name)


def latest(user: User) -> QuerySet[Screening]:
    """Return the finished screenings that no finished version of the same list came after."""
    done = Screening.objects.visible_to(user).filter(state=State.DONE)
    followed = done.exclude(previous=None).values("previous")
    return done.exclude(pk__in=followed)


def by_supplier(screenings: QuerySet[Screening]) -> list[Exposed]:
    """Return the suppliers with the most lines that need an eye."""
    lines = Line.objects.filter(screening__in=screenings).exclude(supplier="")
    counted = lines.values_list("supplier", "label").annotate(lines=Count("pk"))
    return _exposed(counted)


def by_mark(screenings: QuerySet[Screening], kind: Mark.Kind) -> list[Exposed]:
    """Return the listed items or questions with the most lines that need an eye."""
    marks = Mark.objects.filter(screening__in=screenings, kind=kind)
    counted = marks.values_list("value", "line__label").annotate(lines=Count("pk"))
    return _exposed(counted)


def _exposed(counted: Iterable[tuple[str, str, int]]) -> list[Exposed]:
    """Return the names with the most lines that need an eye, those that are affected first."""
    labels: dict[str, Counter[str]] = {}
    for name, label, lines in counted:
        labels.setdefault(name, Counter())[label] += lines
    rows = [
        (name, found[Label.LIKELY_AFFECTED.value], found[Label.UNCLEAR.value])
        for name, found in labels.items()
    ]
    rows = sorted((row for row in rows if row[1] + row[2]), key=lambda row: (-row[1], -row[2], row))
    longest = max((affected + unclear for _, affected, unclear in rows), default=1)
    return [
        Exposed(name, affected, unclear, 100 * affected / longest, 100 * unclear / longest)
        for name, affected, unclear in rows[:_MOST]
    ]
