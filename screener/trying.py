"""What if: a screening with answers or readings that are tried and that nobody keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from screener.errors import InputError
from screener.model import Answer, Question, QuestionKind, ScreenedLine, Screening
from screener.pipeline import Screener
from screener.record.record import LineRecord
from screener.record.trying import as_if_answered


class NothingToTry(InputError):
    """No line of the file asks the question that an answer was tried for."""

    code = "nothing-to-try"
    problem = {
        "en": "{answer}: no line of this file is open on it with that answer.",
        "ja": "{answer}: このファイルにはその質問・回答がかかる行がありません。",
        "zh": "{answer}: 本文件中没有行取决于该问题的这一答案。",
    }
    way_out = {
        "en": "Open here are: {known}",
        "ja": "未回答の質問と選択肢: {known}",
        "zh": "此处待定: {known}",
    }


def as_if(screening: Screening, screener: Screener, answers: Mapping[str, str]) -> Screening:
    """Return the screening as it would be if each question were answered so wherever it is open.

    Args:
        screening: The file as it is.
        screener: The screener that it was screened by.
        answers: question id → one of its answers.

    Raises:
        NothingToTry: No line is open on a question, or the question has no such answer.
    """
    known = _open_questions(screening)
    for name, answer in answers.items():
        if answer not in known.get(name, ()):
            choices = "; ".join(f"{one}={'|'.join(each)}" for one, each in known.items())
            raise NothingToTry(answer=f"{name}={answer}", known=choices or "-")
    readings = {
        name: answer for name, answer in answers.items() if name in screener.pack.ambiguities
    }
    profile = screener.profile.model_copy(
        update={"readings": {**screener.profile.readings, **readings}}
    )
    other = Screener(
        screener.pack,
        profile,
        today=screener.today,
        reader=screener.reader,
        record=screener.record,
    )
    kept = screener.record.for_lines([screened.line for screened in screening.lines])
    lines = (
        other.screen(screened.line, _tried(screened, own, other, answers))
        for screened, own in zip(screening.lines, kept, strict=True)
    )
    return replace(
        screening, lines=tuple(lines), readings=profile.readings, profile=profile.as_json()
    )


def _open_questions(screening: Screening) -> dict[str, tuple[str, ...]]:
    return {
        found.question.id: found.question.answers
        for screened in screening.lines
        for found in screened.verdict.questions
    }


def _tried(
    screened: ScreenedLine, kept: LineRecord, screener: Screener, answers: Mapping[str, str]
) -> LineRecord:
    asked = (found.question for found in screened.verdict.questions)
    given = tuple(_answers(asked, answers))
    tried = as_if_answered(
        given, screened.line, screened.findings.on, reader=screener.reader, pack=screener.pack
    )
    return LineRecord((*kept.answers, *tried.answers), kept.decisions)


def _answers(asked: Iterator[Question], answers: Mapping[str, str]) -> Iterator[Answer]:
    for question in asked:
        if question.id in answers and question.kind is not QuestionKind.READING:
            fact = question.subject if question.kind is QuestionKind.FACT else ""
            yield Answer(
                id=f"tried {question.id}",
                question=question.id,
                kind=question.kind,
                fact=fact,
                answer=answers[question.id],
            )
