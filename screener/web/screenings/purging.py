"""Deleting what was kept long enough: on request, and by itself where a site says how long."""

import shutil
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from screener.web.accounts.administering import COMMAND
from screener.web.audit.log import note
from screener.web.screenings.models import Screening

SCHEDULE = "(schedule)"
# An upload is written before its screening is: what is younger may yet get one.
_ABANDONED_AFTER = 24 * 3600


def purge(days: int, *, by: str = COMMAND) -> int:
    """Delete the screenings that were uploaded longer ago; return how many."""
    until = timezone.now() - timedelta(days=days)
    old = list(Screening.objects.filter(created__lte=until).select_related("team"))
    for screening in old:
        note(by, "deleted", team=screening.team, subject=screening.pk, what={"days": days})
        screening.erase()
    return len(old)


def purge_by_itself() -> None:
    """Delete what the settings say is kept long enough, and what belongs to nothing any more."""
    if settings.KEEP_DAYS > 0:
        purge(settings.KEEP_DAYS, by=SCHEDULE)
    for folder in _abandoned():
        shutil.rmtree(folder, ignore_errors=True)
    call_command("clearsessions")


def _abandoned() -> list[Path]:
    """Return folders of screenings that are not there: a deletion ended in the middle."""
    root = Path(settings.MEDIA_ROOT)
    before = time.time() - _ABANDONED_AFTER
    old = [one for one in root.glob("*") if one.is_dir() and one.stat().st_mtime < before]
    kept = {str(pk) for pk in Screening.objects.values_list("pk", flat=True)}
    return [one for one in old if one.name not in kept and _is_uuid(one.name)]


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
