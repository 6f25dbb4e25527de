"""A line with what its record holds: answers that still count are weighed, decisions compared."""

from dataclasses import replace
from datetime import date

from screener.matching import LineReader
from screener.model import (
    Answer,
    Decision,
    Fate,
    Line,
    LineFindings,
    Question,
    QuestionKind,
    ScreenedLine,
    WeighedAnswer,
)
from screener.record.entries import DecisionEntry
from screener.record.grounds import Grounds, changed, grounds_of_answer, grounds_of_decision
from screener.record.record import LineRecord
from screener.record.weighing import Weighed, weigh
from screener.rulepack.load import Pack


def with_answers(  # noqa: PLR0913 - the line, what was found in it, and what to weigh it with
    line: Line,
    on: date,
    found: LineFindings,
    kept: LineRecord,
    *,
    reader: LineReader,
    pack: Pack,
) -> Weighed:
    """Return what a line says together with those answers whose grounds are as they were."""
    counting: list[Answer] = []
    reopened: list[WeighedAnswer] = []
    for answer, then in kept.answers:
        now = grounds_of_answer(asked_by(answer), line, found, pack)
        gone = changed(then, now)
        if gone:
            reopened.append(WeighedAnswer(answer, Fate.REOPENED, changed=gone))
        else:
            counting.append(answer)
    weighed = weigh(line, on, found, counting, reader=reader, law=pack.law)
    return replace(weighed, answers=(*weighed.answers, *_in_order(reopened)))


def says_rules_are_unchanged(weighed: Weighed) -> bool:
    """Tell whether an answer that counts says that the law has not changed since the research."""
    return any(
        one.answer.kind is QuestionKind.PACK
        and one.fate is Fate.USED
        and one.answer.answer == "unchanged"
        for one in weighed.answers
    )


def with_decision(screened: ScreenedLine, kept: LineRecord) -> ScreenedLine:
    """Return the line with the latest decision on it, and whether it still holds."""
    if not kept.decisions:
        return screened
    entry, then = max(kept.decisions, key=lambda pair: (pair[0].on, pair[0].id))
    return replace(screened, decision=_decision(entry, then, screened))


def _decision(entry: DecisionEntry, then: Grounds, screened: ScreenedLine) -> Decision:
    return Decision(
        id=entry.id,
        label=entry.label,
        justification=entry.justification,
        reason=entry.reason,
        by=entry.by,
        on=entry.on,
        document=entry.document,
        label_then=entry.label_then,
        changed=changed(then, grounds_of_decision(screened)),
    )


def asked_by(answer: Answer) -> Question:
    """Return the question that an answer answers, as far as what it rests on depends on it."""
    subject = answer.fact or answer.question.partition("-")[2]
    return Question(answer.question, answer.kind, subject, ())


def _in_order(answers: list[WeighedAnswer]) -> list[WeighedAnswer]:
    return sorted(answers, key=lambda one: one.answer.id)
