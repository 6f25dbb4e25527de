"""Lines screened anew at once, where an answer is for a few of them."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from screener.model import LANGUAGES, Label
from screener.results.explain import Explainer
from screener.web.rules import pack
from screener.web.screenings.fewest import fewest_now
from screener.web.screenings.index import marks_of, row_of
from screener.web.screenings.models import LabelChange, Line, Mark, Screening, State
from screener.web.screenings.tasks import queue
from screener.web.screenings.verdicts import screener_of, verdict_of

# More lines than that are screened in the background, with all others.
_AT_ONCE = 200
_COUNTED = ("affected", "unclear", "clear")
_CHANGED = ("label", "summaries", "item_status")


def refresh(screening: Screening, lines: Sequence[Line]) -> None:
    """Screen lines anew with what the record now holds for them; many go to the background.

    A line's verdict depends on nothing of the other lines, so these are exactly the labels that
    a whole run would give.
    """
    if not lines or len(lines) > _AT_ONCE:
        queue(screening)
        return
    with transaction.atomic():
        kept = Screening.objects.select_for_update(no_key=True).get(pk=screening.pk)
        if kept.state == State.DONE:
            _rewrite(kept, lines)


def _rewrite(screening: Screening, lines: Sequence[Line]) -> None:
    screener = screener_of(screening)
    explainers = {language: Explainer(pack(), language) for language in LANGUAGES}
    marks: list[Mark] = []
    for line in lines:
        screened = verdict_of(line, screening, screener)
        place = (line.sheet, line.row, line.part)
        anew = row_of(screening, place, line.position, screened, explainers)
        if anew.label != line.label:
            LabelChange.objects.create(
                line=line,
                before=line.label,
                after=anew.label,
                pack_before=screening.pack_sha256,
                pack_after=screening.pack_sha256,
            )
        for name in _CHANGED:
            setattr(line, name, getattr(anew, name))
        line.save(update_fields=_CHANGED)
        for mark in marks_of(screening, screened, explainers["en"]):
            mark.line = line
            marks.append(mark)
    Mark.objects.filter(line__in=lines).delete()
    Mark.objects.bulk_create(marks)
    _count(screening, explainers)


def _count(screening: Screening, explainers: dict[str, Explainer]) -> None:
    """Count labels; the run gets another name, so that result files are written anew."""
    counts = screening.lines.aggregate(
        **{label.value: Count("pk", filter=Q(label=label.value)) for label in Label}
    )
    screening.affected = counts[Label.LIKELY_AFFECTED.value]
    screening.unclear = counts[Label.UNCLEAR.value]
    screening.clear = counts[Label.CLEAR.value]
    screening.finished = timezone.now()
    screening.claim = uuid.uuid4()
    screening.fewest = fewest_now(screening, explainers)
    screening.save(update_fields=[*_COUNTED, "fewest", "finished", "claim"])
