"""The only place where prose is composed: a verdict becomes whole sentences in one language."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from screener.model import (
    Answer,
    Decision,
    Effect,
    EndUseFinding,
    Evidence,
    Goods,
    ItemFinding,
    Label,
    OpenQuestion,
    PartyFinding,
    Question,
    QuestionKind,
    ScreenedLine,
    Verdict,
    WeighedAnswer,
)
from screener.remembered import Remembered
from screener.results.explain.answers import answer_sentence, decision_sentence, said_by
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
        self._item_said = Remembered(lambda item: self._once(item_sentences(item, self)))
        self._use_said = Remembered(self._who_and_what_for)
        self._last_said = Remembered(self._last)
        self._joined = Remembered(self._summary)
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._settled_said = Remembered(self._settled_readings)
        self._noted = Remembered(self._notes)

    def explain(self, screened: ScreenedLine) -> LineText:
        """Explain the verdict of one line."""
        verdict = screened.verdict
        questions, settled_by = self._questions.of(verdict)
        return LineText(
            label=self.label(verdict.label),
            summary=self.summary(screened),
            reasons=self._reasons.reasons(screened),
            questions=questions,
            settled_by=settled_by,
            readings_settled=self._settled_said(verdict),
            notes=self.notes(screened),
        )

    def summary(self, screened: ScreenedLine) -> str:
        """Say in a few sentences what the label of one line rests on."""
        findings, verdict = screened.findings, screened.verdict
        named = verdict.label is not Label.CLEAR or bool(findings.item.matches)
        return self._joined(
            self._item_said(findings.item),
            self._use_said(findings.parties, findings.end_use) if named else self._known[()],
            self._last_said(verdict, findings.on),
        )

    def _summary(self, *said: tuple[str, ...]) -> str:
        return self.join(dict.fromkeys(chain.from_iterable(said)))

    def _once(self, said: Iterable[str]) -> tuple[str, ...]:
        """Return the same object for the same sentences, however many findings they tell of."""
        found = tuple(said)
        return self._known.setdefault(found, found)

    def notes(self, screened: ScreenedLine) -> tuple[str, ...]:
        """Say what else there is to know of one line."""
        findings = screened.findings
        noted = self._noted(screened.verdict, findings.item, findings.parties)
        if not screened.answers and screened.decision is None:
            return noted
        decided = [self.decision(screened.decision)] if screened.decision else []
        return (*map(self.weighed, screened.answers), *decided, *noted)

    def open_questions(self, verdict: Verdict) -> tuple[tuple[QuestionText, ...], tuple[str, ...]]:
        """Say the open questions of a verdict, and the sets of answers that settle it."""
        return self._questions.of(verdict)

    def reasons(self, screened: ScreenedLine) -> tuple[ReasonText, ...]:
        """Say every rule that could decide the label; lines that share a verdict share them."""
        return self._reasons.reasons(screened)

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

    def answers(self, given: Iterable[tuple[Question, str]]) -> str:
        """Say a set of answers, each with what it answers."""
        said = (f"{self.title(question)}: {self.answer(question, one)}" for question, one in given)
        return self.say(self.own.separators["set"]).join(said)

    def weighed(self, answer: WeighedAnswer) -> str:
        """Say what became of an answer on its line."""
        question = _asked_by(answer.answer, self.pack)
        said = said_by(answer.answer, question, self.answer, self)
        return answer_sentence(answer, self.title(question), said, self)

    def decision(self, decision: Decision) -> str:
        """Say what a person decided of a line, and whether it still holds."""
        return decision_sentence(decision, self)

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

    def _who_and_what_for(
        self, parties: tuple[PartyFinding, ...], end_use: EndUseFinding
    ) -> tuple[str, ...]:
        return self._once((*party_sentences(parties, self), *end_use_sentences(end_use, self)))

    def _last(self, verdict: Verdict, on: date) -> tuple[str, ...]:
        """Say why a line has its label, or what is open."""
        match verdict.label:
            case Label.CLEAR:
                return self._once(self._reasons.why_clear(verdict, on))
            case Label.LIKELY_AFFECTED:
                return self._once(self._reasons.because(verdict, Effect.PROHIBITED))
            case Label.UNCLEAR:
                questions, _ = self._questions.of(verdict)
                review = self._reasons.because(verdict, Effect.REVIEW)
                return self._once((*review, *self._open(questions)))

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

    def _settled_readings(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(self._settled(*found) for found in verdict.readings_settled)

    def _settled(self, ambiguity: str, reading: str) -> str:
        found = self.pack.ambiguities[ambiguity].reading(reading)
        name = self.say(found.title) if found else reading
        return self.say(self.own.reading["settled"], id=ambiguity, reading=name)

    def _notes(
        self, verdict: Verdict, item: ItemFinding, parties: tuple[PartyFinding, ...]
    ) -> tuple[str, ...]:
        said = []
        for note in verdict.notes:
            rule = self.pack.law.rules.get(note)
            said.append(self.say(rule.because) if rule else self.warning(note))
        if verdict.label is Label.CLEAR and item.goods is not Goods.ORDINARY:
            said.append(self.say(self.own.warnings["clear_if_nothing_known"]))
        return (*said, *self._unverified(parties))

    def _unverified(self, parties: tuple[PartyFinding, ...]) -> Iterable[str]:
        for party in parties:
            found = self.pack.entities.get(party.entity) if party.entity else None
            for what in found.record.unverified if found else ():
                yield self.say(self.own.warnings["unverified"], what=what)


def _asked_by(answer: Answer, pack: Pack) -> Question:
    """Return the question that an answer answers, as far as words need it."""
    subject = answer.fact or answer.question.partition("-")[2]
    values = (("codes", subject), ("asks", "")) if answer.kind is QuestionKind.PARAMETER else ()
    fact = pack.law.facts.get(subject)
    return Question(
        answer.question, answer.kind, subject, tuple(fact.answers if fact else ()), values
    )


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
