"""Checking what came back: each reply becomes an entry of the record, or an error with its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from screener.errors import InputError
from screener.matching import LineReader
from screener.model import (
    FIELDS,
    LANGUAGES,
    Line,
    OpenQuestion,
    Question,
    QuestionKind,
    Stated,
)
from screener.record.entries import AnswerEntry, AskedEntry, ReadingEntry, entry_id
from screener.record.record import Record, line_of_entry
from screener.results.explain import Explainer
from screener.rulepack.load import Pack
from screener.settling.replies import Reply
from screener.settling.values import read_value
from screener.text.folding import fold_text


class UnknownReference(InputError):
    """A row refers to a question that was never asked."""

    code = "unknown-reference"
    problem = {
        "en": "{file}: sheet {sheet!r}, cell {cell}: {ref} is no question of this record.",
        "ja": "{file}: シート {sheet!r} のセル {cell}: {ref} はこの記録にない質問です。",
        "zh": "{file}: 工作表 {sheet!r} 单元格 {cell}: {ref} 不是本记录中的问题。",
    }
    way_out = {
        "en": "Give the record that `screener ask` wrote then (--record), and leave references as "
        "they are. This row was not taken.",
        "ja": "質問時の記録を指定し（--record）、参照番号は変えないでください。"
        "この行は受け付けていません。",
        "zh": "请指定当时 screener ask 写出的记录（--record），并保持参考编号不变。该行未收取。",
    }


class BadAnswer(InputError):
    """What stands in a cell answers no question."""

    code = "bad-answer"
    problem = {
        "en": "{file}: sheet {sheet!r}, cell {cell}: {text!r} is no answer to “{question}”.",
        "ja": "{file}: シート {sheet!r} セル {cell}: {text!r} は「{question}」の回答になりません。",
        "zh": "{file}: 工作表 {sheet!r} 单元格 {cell}: {text!r} 不是对“{question}”的有效答复。",
    }
    way_out = {
        "en": "Choose one of: {choices}. This row was not taken.",
        "ja": "次から選んでください: {choices}。この行は受け付けていません。",
        "zh": "请从以下选择: {choices}。该行未收取。",
    }


class UnreadValue(BadAnswer):
    """A value does not say whether a listed limit is met."""

    code = "unread-value"
    way_out = {
        "en": "Write every value with its unit, and its name where several are asked for, "
        "or choose one of: {choices}. This row was not taken.",
        "ja": "値を単位とともに（複数を問う場合は項目名も）書くか、"
        "次から選んでください: {choices}。この行は受け付けていません。",
        "zh": "请写明各数值及单位（询问多项时并写明项目名称），"
        "或从以下选择: {choices}。该行未收取。",
    }


class ValueAgainstChoice(BadAnswer):
    """The value that was written says otherwise than the answer that was chosen."""

    code = "value-against-choice"
    way_out = {
        "en": "By the listed limits this value means another answer than the one chosen; "
        "correct one of them ({choices}). This row was not taken.",
        "ja": "管制値に照らすと、この値は選んだ回答と食い違います。"
        "どちらかを訂正してください（{choices}）。この行は受け付けていません。",
        "zh": "按所列指标，该数值与所选答复不符，请更正其一（{choices}）。该行未收取。",
    }


class BadAnswerDate(InputError):
    """A date of an answer is none."""

    code = "bad-answer-date"
    problem = {
        "en": "{file}: sheet {sheet!r}, cell {cell}: {text!r} is no date.",
        "ja": "{file}: シート {sheet!r} のセル {cell}: {text!r} は日付ではありません。",
        "zh": "{file}: 工作表 {sheet!r} 单元格 {cell}: {text!r} 不是日期。",
    }
    way_out = {
        "en": "Write it as YYYY-MM-DD. This row was not taken.",
        "ja": "YYYY-MM-DD の形で書いてください。この行は受け付けていません。",
        "zh": "请写成 YYYY-MM-DD。该行未收取。",
    }


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of replies: entries for the record, the errors, and how many rows were empty."""

    entries: tuple[AnswerEntry | ReadingEntry, ...]
    errors: tuple[InputError, ...]
    empty: int


class Taker:
    """Takes replies to the questions of a record."""

    def __init__(
        self, pack: Pack, record: Record, reader: LineReader, today: date, *, on: date | None = None
    ) -> None:
        """Take replies to a record; `on` is the day that counts for lines without a date."""
        self._pack = pack
        self._record = record
        self._reader = reader
        self._today = today
        self._on = on or today
        self._explainers = [Explainer(pack, language) for language in LANGUAGES]

    def take(self, replies: Iterable[Reply], language: str = "en") -> Taken:
        """Check replies; what is wrong in one row does not stop the others."""
        every = tuple(replies)
        filled = [reply for reply in every if not reply.is_empty]
        alone = _answered_alone(filled, self._record.asked)
        entries: dict[str, AnswerEntry | ReadingEntry] = {}
        errors: list[InputError] = []
        for reply in filled:
            try:
                entry = self._entry(reply, alone, language)
            except InputError as error:
                errors.append(error)
            else:
                entries.setdefault(entry.id, entry)
        return Taken(tuple(entries.values()), tuple(errors), len(every) - len(filled))

    def _entry(
        self, reply: Reply, alone: Mapping[str, frozenset[str]], language: str
    ) -> AnswerEntry | ReadingEntry:
        asked = self._record.asked.get(reply.ref)
        if asked is None:
            raise UnknownReference(**_place(reply, "ref"), ref=reply.ref)
        question = question_of(asked)
        answer, value = self._answer(reply, asked, language)
        signed = {
            "by": reply.text("by"),
            "on": self._date(reply),
            "document": reply.text("document"),
            "source": f"{reply.file}, {reply.sheet}, {reply.row}",
        }
        if question.kind is QuestionKind.READING:
            settled = {"ambiguity": question.subject, "reading": answer, "reason": value or ""}
            return ReadingEntry.model_validate(_with_id("R", {**settled, **signed}))
        given = {
            "question": asked.question,
            "about": asked.about,
            "fact": asked.subject if asked.about is QuestionKind.FACT else "",
            "answer": answer,
            "value": value,
            "recipient": asked.recipient,
            "lines": _lines_left(asked, alone),
        }
        return AnswerEntry.model_validate(_with_id("A", {**given, **signed}))

    def _answer(
        self, reply: Reply, asked: AskedEntry, language: str
    ) -> tuple[str | None, str | None]:
        """Return the answer that was chosen, and what was written; at least one of them counts."""
        question = question_of(asked)
        chosen, words = reply.text("answer"), reply.text("details")
        answer = self._token(question, chosen)
        if question.kind is QuestionKind.PARAMETER:
            return self._of_values(reply, asked, answer, language)
        if answer is not None:
            return answer, words or None
        if not chosen and self._reads(question, words):
            return None, words
        # Written into the wrong cell: taken where it says more than that somebody is named.
        if not words and self._reads(question, chosen, much=True):
            return None, chosen
        raise self._refusal(BadAnswer, reply, question, language)

    def _of_values(
        self, reply: Reply, asked: AskedEntry, answer: str | None, language: str
    ) -> tuple[str, str | None]:
        """Return the answer of a choice, of a written value, or of both where they agree."""
        question = question_of(asked)
        chosen, words = reply.text("answer"), reply.text("details")
        written = words if answer or not chosen else f"{chosen} {words}".strip()
        lines = [line_of_entry(self._record.lines[line]) for line in asked.lines]
        read = (
            read_value(written, question, lines, self._on, reader=self._reader) if written else None
        )
        if answer and read not in (None, answer):
            raise self._refusal(ValueAgainstChoice, reply, question, language, where="details")
        taken = answer or read
        if taken is None:
            raise self._refusal(UnreadValue, reply, question, language)
        return taken, written or None

    def _refusal(
        self,
        kind: type[BadAnswer],
        reply: Reply,
        question: Question,
        language: str,
        *,
        where: str = "",
    ) -> BadAnswer:
        column = where or ("answer" if reply.text("answer") else "details")
        explainer = next(one for one in self._explainers if one.language == language)
        return kind(
            **_place(reply, column),
            text=reply.text(column),
            question=explainer.question(OpenQuestion(question, ())).text,
            choices=explainer.list(explainer.answer(question, one) for one in question.answers),
        )

    def _token(self, question: Question, text: str) -> str | None:
        """Return the answer that a text names, in any language."""
        folded = fold_text(text)
        for answer in question.answers if folded else ():
            said = {fold_text(one.answer(question, answer)) for one in self._explainers}
            if folded in {answer, *said}:
                return answer
        return None

    def _reads(self, question: Question, text: str, *, much: bool = False) -> bool:
        """Tell whether matching finds in words what is asked; `much`: and more than a mere name."""
        fact = self._pack.law.facts.get(question.subject)
        if question.kind is not QuestionKind.FACT or fact is None or fact.field not in FIELDS:
            return False
        line = Line("", "", 1, {fact.field: Stated(text)})
        state = self._reader.read(line, self._today).facts.get(fact.id)
        return state is not None and not (much and state.holds <= set(fact.yields))

    def _date(self, reply: Reply) -> date:
        text = reply.text("on")
        if not text:
            return self._today
        found = self._reader.date_of(Line("", "", 1, {"date": Stated(text)}))
        if found is None:
            raise BadAnswerDate(**_place(reply, "on"), text=text)
        return found


def question_of(asked: AskedEntry) -> Question:
    """Return the question that an entry asked."""
    values = tuple(asked.values.items())
    return Question(asked.question, asked.about, asked.subject, tuple(asked.answers), values)


def _answered_alone(
    replies: Iterable[Reply], asked: Mapping[str, AskedEntry]
) -> Mapping[str, frozenset[str]]:
    """Return, by question and recipient, the lines that have an answer of their own."""
    found: dict[str, frozenset[str]] = {}
    for reply in replies:
        entry = asked.get(reply.ref)
        if entry and not entry.covers_all:
            key = _who_was_asked(entry)
            found[key] = found.get(key, frozenset()) | entry.lines.keys()
    return found


def _lines_left(asked: AskedEntry, alone: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return the lines that an answer is for: one for all parts gives way to one for a part."""
    own = alone.get(_who_was_asked(asked), frozenset()) if asked.covers_all else frozenset()
    return {line: grounds for line, grounds in asked.lines.items() if line not in own}


def _who_was_asked(entry: AskedEntry) -> str:
    return f"{entry.question}\0{entry.subject}\0{entry.role}\0{entry.recipient}"


def _with_id(letter: str, content: Mapping[str, object]) -> dict[str, object]:
    return {"id": entry_id(letter, content), **content}


def _place(reply: Reply, column: str) -> dict[str, str]:
    cell = reply.cells.get(column) or str(reply.row)
    return {"file": reply.file, "sheet": reply.sheet, "cell": cell}
