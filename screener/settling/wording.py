"""What a questionnaire says, in the language of its recipient, before anybody formats it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from screener.model import Line, Question, QuestionKind
from screener.results.explain import Explainer
from screener.results.explain.texts import QuestionText
from screener.rulepack.load import Pack
from screener.rulepack.texts import Text
from screener.settling.discretion import without_names
from screener.settling.questionnaire import Questionnaire, Row
from screener.settling.texts import settling_texts

#: Of more listed items, or instruments, the rest is counted.
_LISTINGS_NAMED = 4
_INSTRUMENTS_NAMED = 2
#: What tells a part to whoever makes, sells or uses it; no price, no other party.
_PART_FIELDS = ("part_number", "manufacturer_part_number", "description", "material")


@dataclass(frozen=True)
class Wording:
    """The words of one questionnaire."""

    questionnaire: Questionnaire
    explainer: Explainer

    @classmethod
    def of(cls, questionnaire: Questionnaire, pack: Pack) -> "Wording":
        """Return the words of a questionnaire in its language."""
        return cls(questionnaire, Explainer(pack, questionnaire.language))

    def say(self, text: Text, /, **places: str) -> str:
        """Return a text in the language of the recipient, with its places filled."""
        return self.explainer.say(text, **places)

    def sheet(self, name: str, /, **places: str) -> str:
        """Return one of the fixed texts of a sheet."""
        return self.say(settling_texts().sheet[name], **places)

    @cached_property
    def name(self) -> str:
        """Whoever is asked, as we call them."""
        recipient = self.questionnaire.recipient
        return recipient.name or self.say(settling_texts().nobody[recipient.role])

    def asked(self, row: Row) -> QuestionText:
        """Return the question of a row in words."""
        return self.explainer.question(row.asked)

    def question(self, row: Row) -> str:
        """Return the question, what it is about, and the answers there are.

        The rows of single parts under a row for all of them need not repeat the answers.
        """
        text = self.asked(row)
        if not row.covers_all and row.question in self._asked_of_all:
            return text.text
        return "\n".join([text.text, *self._listings(row), *self._options(row, text)])

    @cached_property
    def _asked_of_all(self) -> frozenset[Question]:
        return frozenset(row.question for row in self.questionnaire.rows if row.covers_all)

    def _listings(self, row: Row) -> Iterator[str]:
        """Name what is listed, with its values: whoever is asked need not know the list."""
        if row.question.kind is not QuestionKind.PARAMETER:
            return
        entries = row.question.subject.split(",")
        for entry in entries[:_LISTINGS_NAMED]:
            name = self.explainer.entry_name(entry)
            if name:
                yield self.sheet("listed", name=name)
        if len(entries) > _LISTINGS_NAMED:
            yield self.sheet("more", n=str(len(entries) - _LISTINGS_NAMED))

    def _options(self, row: Row, text: QuestionText) -> Iterator[str]:
        ambiguity = None
        if row.question.kind is QuestionKind.READING:
            ambiguity = self.explainer.pack.ambiguities.get(row.question.subject)
        for answer in text.answers:
            reading = ambiguity.reading(answer.answer) if ambiguity else None
            if reading:
                then = self.say(reading.consequence)
                yield self.sheet("option_then", answer=answer.text, then=then)
            else:
                yield self.sheet("option", answer=answer.text)

    def parts(self, row: Row) -> str:
        """Say which parts a row is about."""
        n = str(len(row.lines))
        if row.question.kind in (QuestionKind.READING, QuestionKind.PACK):
            return self.sheet("whole_file", n=n)
        if row.covers_all:
            return self.sheet("all_parts", n=n)
        return self._part(row.lines[0])

    def _part(self, line: Line) -> str:
        """Name a part by what tells it; nothing of prices or of other companies."""
        said = dict.fromkeys(line.text(name).strip() for name in _PART_FIELDS)
        named = "\n".join(text for text in said if text)
        named = without_names(named, self.questionnaire.hidden)
        return named or self.sheet("row", row=str(line.row))

    def clause(self, row: Row) -> str:
        """Name the clauses behind a question, instrument by instrument."""
        clauses: dict[str, list[str]] = {}
        for basis in row.basis:
            clauses.setdefault(basis.instrument, []).append(basis.clause)
        said = [
            self.sheet("clause", instrument=self._instrument(name), clause=", ".join(found))
            for name, found in list(clauses.items())[:_INSTRUMENTS_NAMED]
        ]
        rest = len(clauses) - len(said)
        return "\n".join([*said, *([self.sheet("more", n=str(rest))] if rest > 0 else [])])

    def _instrument(self, name: str) -> str:
        known = self.explainer.pack.instruments.get(name)
        return self.say(known.number or known.title) if known else name

    def proof(self, row: Row) -> str:
        """Say what would prove an answer."""
        return self.sheet("proof", shown_by=self.asked(row).shown_by)
