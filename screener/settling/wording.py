"""What a questionnaire says, in the language of its recipient, before anybody formats it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from screener.model import Line, QuestionKind
from screener.results.explain import Explainer
from screener.results.explain.texts import QuestionText
from screener.rulepack.load import Pack
from screener.rulepack.texts import Text
from screener.settling.questionnaire import Questionnaire, Row
from screener.settling.texts import settling_texts

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
        """Return the question with the answers there are; a reading says what follows from each."""
        text = self.asked(row)
        return "\n".join([text.text, *self._options(row, text)])

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
        return named or self.sheet("row", row=str(line.row))

    def clause(self, row: Row) -> str:
        """Name the clauses behind a question."""
        instruments = self.explainer.pack.instruments
        said = []
        for basis in row.basis:
            known = instruments.get(basis.instrument)
            title = known.number or known.title if known else None
            name = self.say(title) if title else basis.instrument
            said.append(self.sheet("clause", instrument=name, clause=basis.clause))
        return "\n".join(said)

    def proof(self, row: Row) -> str:
        """Say what would prove an answer."""
        return self.sheet("proof", shown_by=self.asked(row).shown_by)
