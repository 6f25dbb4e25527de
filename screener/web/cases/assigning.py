"""Who sees to which lines, and until when; every change stays on record."""

from datetime import date

from django.db import transaction

from screener.web.accounts.models import Team, User
from screener.web.cases.models import Assignment
from screener.web.screenings.models import Line, LineQuerySet

_AT_ONCE = 500


def assignable(team: Team) -> list[User]:
    """Return those who can be asked to see to a line: the members who can sign in."""
    return list(team.members.filter(is_active=True).order_by("username"))


@transaction.atomic
def assign(lines: LineQuerySet, to: User | None, due: date | None, by: User) -> int:
    """Have somebody see to lines until a day, or nobody; returns how many that changes."""
    changed = list(lines.exclude(assignee=to, due=due).values_list("pk", flat=True))
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        Line.objects.filter(pk__in=some).update(assignee=to, due=due)
        Assignment.objects.bulk_create(
            Assignment(line_id=line, to=to, due=due, by=by) for line in some
        )
    return len(changed)
