"""Deleting what was kept long enough."""

from datetime import timedelta

from django.utils import timezone

from screener.web.accounts.administering import COMMAND
from screener.web.audit.log import note
from screener.web.screenings.models import Screening


def purge(days: int) -> int:
    """Delete the screenings that were uploaded longer ago; return how many."""
    until = timezone.now() - timedelta(days=days)
    old = list(Screening.objects.filter(created__lte=until).select_related("team"))
    for screening in old:
        note(COMMAND, "deleted", team=screening.team, subject=screening.pk, what={"days": days})
        screening.erase()
    return len(old)
