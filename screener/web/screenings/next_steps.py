"""What to do next: the questions of a screening, those first that settle most."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from screener.model import OpenQuestion, Question, QuestionKind
from screener.results.explain import QuestionText
from screener.web.rules import explainer, pack
from screener.web.screenings.columns import FACTS, READING
from screener.web.screenings.models import Mark, Screening
from screener.web.screenings.verdicts import screener_of, verdict_of

_MOST = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One question, how many unclear lines hang on it, and where it is answered for all of them.

    `place` is the part of the page of columns and facts that answers it, where one does.
    """

    question: QuestionText
    lines: int
    alone: int
    place: str


def next_steps(screening: Screening) -> list[Step]:
    """Return the questions that are worth asking first."""
    asked = (
        Mark.objects.filter(screening=screening, kind=Mark.Kind.QUESTION)
        .values("value")
        .annotate(
            lines=Count("pk"), alone_lines=Count("pk", filter=Q(alone=True)), share=Sum("weight")
        )
        .order_by("-share", "-lines", "value")[:_MOST]
    )
    steps = []
    for row in asked:
        found = _question(screening, row["value"])
        if found:
            text = explainer().question(found)
            place = _place(found.question)
            steps.append(Step(text, row["lines"], row["alone_lines"], place))
    return steps


def _question(screening: Screening, question: str) -> OpenQuestion | None:
    """Return a question as the first line that asks it has it."""
    mark = (
        Mark.objects.filter(screening=screening, kind=Mark.Kind.QUESTION, value=question)
        .select_related("line")
        .order_by("line__position")
        .first()
    )
    if mark is None:
        return None
    verdict = verdict_of(mark.line, screening, screener_of(screening)).verdict
    return next((one for one in verdict.questions if one.question.id == question), None)


def _place(question: Question) -> str:
    if question.kind is QuestionKind.READING:
        return f"{READING}{question.id}"
    if question.kind is QuestionKind.FACT:
        field = pack().law.facts[question.subject].field
        return field if field in FACTS else ""
    return ""
