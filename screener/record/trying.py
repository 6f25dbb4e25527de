"""Answers that are tried on a line: they count whatever they rested on, and nobody keeps them."""

from collections.abc import Iterable
from datetime import date

from screener.matching import LineReader
from screener.model import Answer, Line, Question
from screener.record.grounds import grounds_of_answer
from screener.record.record import LineRecord
from screener.rulepack.load import Pack


def as_if_answered(
    answers: Iterable[Answer], line: Line, on: date, *, reader: LineReader, pack: Pack
) -> LineRecord:
    """Return what a record would hold if these answers had just been given for a line."""
    given = tuple(answers)
    if not given:
        return LineRecord()
    found = reader.read(line, on)
    return LineRecord(
        tuple((answer, grounds_of_answer(_question(answer), line, found, pack)) for answer in given)
    )


def _question(answer: Answer) -> Question:
    subject = answer.fact or answer.question.partition("-")[2]
    return Question(answer.question, answer.kind, subject, ())
