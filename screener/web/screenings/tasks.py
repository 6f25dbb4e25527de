"""Screening in the background: once each, whatever happens to the worker."""

import time
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from screener.errors import LANGUAGES, InputError
from screener.pipeline import screen_workbook
from screener.profile import Profile
from screener.web.outages import DatabaseAway, outage_of
from screener.web.rules import pack
from screener.web.screenings.index import index_of, write_index
from screener.web.screenings.models import Screening, State
from screener.web.screenings.source import workbook_of
from screener.web.screenings.verdicts import screener_of

_BETWEEN_REPORTS = 0.3  # seconds

FAULT = {
    "en": "The screening failed; this is a fault of ours. The file is kept.\n"
    "  Try again, and report it with the number of this screening.",
    "ja": "判定に失敗しました。プログラムの不具合です。ファイルは残っています。\n"
    "  もう一度試し、この判定の番号を添えて報告してください。",
    "zh": "筛查失败，这是程序的错误。文件仍保留。\n  请重试，并附上此次筛查的编号进行报告。",
}


def queue(screening: Screening, *, profile: Profile | None = None) -> None:
    """Have a screening done in the background, by another profile if one is given."""
    if profile:
        screening.profile = profile.model_dump(mode="json")
    Screening.objects.filter(pk=screening.pk).update(
        profile=screening.profile,
        state=State.QUEUED,
        done_lines=0,
        of_lines=0,
        error={},
        claim=None,
    )
    # After the commit: a worker must not look for what is not there yet.
    transaction.on_commit(lambda: screen.enqueue(str(screening.pk)))


def take_up() -> None:
    """Queue what a worker that is gone left unfinished, and what rests on other rules than these.

    The labels that the new rules change are noted line by line.
    """
    unfinished = Q(state__in=[State.QUEUED, State.RUNNING])
    outdated = Q(state=State.DONE) & ~Q(pack_sha256=pack().sha256)
    for screening in Screening.objects.filter(unfinished | outdated):
        queue(screening)


@task
def screen(screening_id: str) -> None:
    """Screen one upload, if that is still to be done."""
    claim = uuid.uuid4()
    claimed = Screening.objects.filter(pk=screening_id, state=State.QUEUED).update(
        state=State.RUNNING, claim=claim
    )
    if not claimed:
        return
    screening = Screening.objects.get(pk=screening_id)
    try:
        _screen(screening)
    except InputError as error:
        _fail(screening, _told(error))
    except Exception as error:
        outage = outage_of(error)
        if isinstance(outage, DatabaseAway):
            raise  # the worker ends, and the next one takes it up again
        _fail(screening, _told(outage) if outage else FAULT)
        raise


def _told(error: InputError) -> dict[str, str]:
    return {"code": error.code, **{language: error.message(language) for language in LANGUAGES}}


def _screen(screening: Screening) -> None:
    screener = screener_of(screening, today=timezone.localdate())
    done = screen_workbook(workbook_of(screening, screener.profile), screener, _Reporter(screening))
    index = index_of(screening, done)
    with transaction.atomic():
        finished = Screening.objects.select_for_update(no_key=True).filter(
            pk=screening.pk, claim=screening.claim
        )
        if finished.exists():
            write_index(screening, index)


def _fail(screening: Screening, message: dict[str, str]) -> None:
    Screening.objects.filter(pk=screening.pk, claim=screening.claim).update(
        state=State.FAILED, error=message
    )


class _Reporter:
    """Writes now and then how far a screening is."""

    def __init__(self, screening: Screening) -> None:
        self._row = Screening.objects.filter(pk=screening.pk, claim=screening.claim)
        self._next = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now >= self._next or done == of:
            self._row.update(done_lines=done, of_lines=of)
            self._next = now + _BETWEEN_REPORTS
