"""The only place where prose is composed: a verdict becomes whole sentences in one language."""

from collections.abc import Iterable

from screener.model import (
    Effect,
    Evidence,
    Goods,
    ItemFinding,
    Label,
    OpenQuestion,
    PartyFinding,
    Question,
    ScreenedLine,
)
from screener.results.explain.findings import (
    end_use_sentences,
    item_sentences,
    party_sentence,
    party_sentences,
    party_why,
)
from screener.results.explain.questions import QuestionWords
from screener.results.explain.reasons import ReasonWords
from screener.results.explain.texts import (
    AnswerText,
    CitationText,
    ConditionText,
    LineText,
    QuestionText,
    ReasonText,
)
from screener.results.explain.words import Words
from screener.rulepack.load import Pack

#: A summary names this many open questions; the rest is counted.
_NAMED_IN_SUMMARY = 3


class Explainer(Words):
    """Explains verdicts in one language, in the words of one rule pack."""

    def __init__(self, pack: Pack, language: str) -> None:
        super().__init__(pack, language)
        self._questions = QuestionWords(self)
        self._reasons = ReasonWords(self)

    def explain(self, screened: ScreenedLine) -> LineText:
        """Explain the verdict of one line."""
        verdict = screened.verdict
        questions, settled_by = self._questions.of(verdict)
        return LineText(
            label=self.label(verdict.label),
            summary=self._summary(screened, questions),
            reasons=self._reasons.reasons(screened),
            questions=questions,
            settled_by=settled_by,
            readings_settled=tuple(self._settled(*found) for found in verdict.readings_settled),
            notes=tuple(self._notes(screened)),
        )

    def evidence(self, screened: ScreenedLine, condition: ConditionText) -> tuple[Evidence, ...]:
        """Return what the line says of the facts that a condition rests on, and where."""
        facts = screened.findings.facts
        stated = (facts[name] for name in condition.rests_on if name in facts)
        return tuple(piece for state in stated for piece in state.evidence)

    def item(self, item: ItemFinding) -> str:
        """Say what the catalogue says of an item."""
        return self.join(item_sentences(item, self))

    def party(self, party: PartyFinding) -> str:
        """Say who the lists say a name is."""
        return party_sentence(party, self)

    def party_why(self, party: PartyFinding) -> str:
        """Say why a name is, may be, or is not one that the lists know."""
        return party_why(party, self)

    def question(self, found: OpenQuestion) -> QuestionText:
        """Say a question, its answers, and what each of them would make of the label."""
        return self._questions.question(found)

    def title(self, question: Question) -> str:
        """Return a few words that name a question."""
        return self._questions.title(question)

    def answer(self, question: Question, answer: str) -> str:
        """Return the words of one answer."""
        return self._questions.answer(question, answer)

    def not_modelled(self) -> str:
        """Say what the rule pack does not model."""
        return self.join(map(self.say, self.pack.info.not_modelled))

    def warning(self, code: str) -> str:
        """Return the sentence of a warning."""
        return self.say(
            self.own.warnings[code],
            researched=self.pack.info.researched_up_to.isoformat(),
            review=self.pack.info.review_by.isoformat(),
        )

    def _summary(self, screened: ScreenedLine, questions: tuple[QuestionText, ...]) -> str:
        findings = screened.findings
        said = list(item_sentences(findings.item, self))
        match screened.verdict.label:
            case Label.CLEAR:
                last = self._reasons.why_clear(screened)
            case Label.LIKELY_AFFECTED:
                last = self._reasons.because(screened, Effect.PROHIBITED)
            case Label.UNCLEAR:
                last = [*self._reasons.because(screened, Effect.REVIEW), *self._open(questions)]
        if screened.verdict.label is not Label.CLEAR or findings.item.matches:
            said.extend(party_sentences(findings.parties, self))
            said.extend(end_use_sentences(findings.end_use, self))
        said.extend(last)
        return self.join(dict.fromkeys(said))

    def _open(self, questions: tuple[QuestionText, ...]) -> Iterable[str]:
        own = self.own.summary
        if not questions:
            yield self.say(own["nothing_settles"])
            return
        titles = list(dict.fromkeys(question.title for question in questions))
        said = self.list(titles[:_NAMED_IN_SUMMARY])
        rest = len(titles) - _NAMED_IN_SUMMARY
        if rest > 0:
            said = self.say(own["more"], titles=said, n=str(rest))
        yield self.say(own["open"], titles=said)

    def _settled(self, ambiguity: str, reading: str) -> str:
        found = self.pack.ambiguities[ambiguity].reading(reading)
        name = self.say(found.title) if found else reading
        return self.say(self.own.reading["settled"], id=ambiguity, reading=name)

    def _notes(self, screened: ScreenedLine) -> Iterable[str]:
        verdict = screened.verdict
        for note in verdict.notes:
            rule = self.pack.law.rules.get(note)
            yield self.say(rule.because) if rule else self.warning(note)
        if verdict.label is Label.CLEAR and screened.findings.item.goods is not Goods.ORDINARY:
            yield self.say(self.own.warnings["clear_if_nothing_known"])
        yield from self._unverified(screened)

    def _unverified(self, screened: ScreenedLine) -> Iterable[str]:
        for party in screened.findings.parties:
            found = self.pack.entities.get(party.entity) if party.entity else None
            for what in found.record.unverified if found else ():
                yield self.say(self.own.warnings["unverified"], what=what)


__all__ = [
    "AnswerText",
    "CitationText",
    "ConditionText",
    "Explainer",
    "LineText",
    "QuestionText",
    "ReasonText",
    "Words",
]
