"""An answer that somebody gives on a page: it becomes an entry of the record, as evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screener.errors import InputError
from screener.model import FIELDS, Question, QuestionKind, ScreenedLine
from screener.pipeline import Screener
from screener.record.entries import AnswerEntry, Entry, ReadingEntry, entry_id
from screener.record.grounds import grounds_of_answer
from screener.record.record import line_entry
from screener.settling.loop import grounds_entry
from screener.web.rules import pack
from screener.web.screenings.kept import stated_line
from screener.web.screenings.models import Line, Mark, Screening

SOURCE = "web"


class NoAnswer(InputError):
    """Neither an answer was chosen, nor anything written that answers."""

    code = "no-answer"
    problem = {
        "en": "No answer was chosen.",
        "ja": "答えが選ばれていません。",
        "zh": "未选择答复。",
    }
    way_out = {
        "en": "Choose one of the answers, or write it where words can be written.",
        "ja": "答えを選ぶか、記入欄がある場合は言葉で記入してください。",
        "zh": "请选择一个答复，或在可填写处用文字作答。",
    }


class NotAsked(InputError):
    """The line does not ask this any more."""

    code = "not-asked"
    problem = {
        "en": "This line no longer asks that question.",
        "ja": "この行では、その質問はもう未確定ではありません。",
        "zh": "该行已不再有此问题。",
    }
    way_out = {
        "en": "Somebody answered it in the meantime; look at the line again.",
        "ja": "すでに誰かが答えています。行をもう一度確認してください。",
        "zh": "可能已有人作答，请重新查看该行。",
    }


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers: one of the question's answers, words, or both; and who, on what."""

    question: str
    answer: str
    words: str
    document: str
    by: str
    on: date
    for_all: bool


def takes_words(question: Question) -> bool:
    """Tell whether words can answer: those that a cell of the parts list could hold."""
    fact = pack().law.facts.get(question.subject) if question.kind is QuestionKind.FACT else None
    return fact is not None and fact.field in FIELDS


def entries_of(
    given: Given, line: Line, screened: ScreenedLine, screening: Screening, screener: Screener
) -> tuple[tuple[Entry, ...], list[Line]]:
    """Return the entries of an answer, and the lines that it is for.

    Raises:
        NotAsked: The line does not ask the question.
        NoAnswer: Nothing was answered.
    """
    asked = [
        one.question for one in screened.verdict.questions if one.question.id == given.question
    ]
    if not asked:
        raise NotAsked
    question = asked[0]
    chosen = given.answer if given.answer in question.answers else None
    if chosen is None and not (given.words and takes_words(question)):
        raise NoAnswer
    if question.kind is QuestionKind.READING:
        return (_reading(question, chosen or "", given),), []
    lines = list(_asking(question, screening)) if given.for_all else [line]
    return _answer(question, chosen, given, lines, screener), lines


def _asking(question: Question, screening: Screening) -> Iterator[Line]:
    marks = Mark.objects.filter(screening=screening, kind=Mark.Kind.QUESTION, value=question.id)
    return (mark.line for mark in marks.select_related("line").order_by("line__position"))


def _reading(question: Question, reading: str, given: Given) -> ReadingEntry:
    content = {
        "ambiguity": question.subject,
        "reading": reading,
        "reason": given.words,
        **_signed(given),
    }
    return ReadingEntry.model_validate({"id": entry_id("R", content), **content})


def _answer(
    question: Question,
    chosen: str | None,
    given: Given,
    lines: Sequence[Line],
    screener: Screener,
) -> tuple[Entry, ...]:
    """Return the entry of an answer, with its lines and what it rests on for each of them."""
    bare = screener.without_answers()
    kept: dict[str, Entry] = {}
    rests: dict[str, str] = {}
    for line in lines:
        stated = stated_line(line)
        screened = bare.screen(stated)
        grounds = grounds_entry(
            grounds_of_answer(question, screened.line, screened.findings, screener.pack)
        )
        identity = line_entry(stated)
        kept |= {identity.id: identity, grounds.id: grounds}
        rests[identity.id] = grounds.id
    content = {
        "question": question.id,
        "about": question.kind,
        "fact": question.subject if question.kind is QuestionKind.FACT else "",
        "answer": chosen,
        "value": given.words or None,
        "lines": rests,
        **_signed(given),
    }
    entry = AnswerEntry.model_validate({"id": entry_id("A", content), **content})
    return (*kept.values(), entry)


def _signed(given: Given) -> dict[str, object]:
    return {"by": given.by, "on": given.on, "document": given.document, "source": SOURCE}
