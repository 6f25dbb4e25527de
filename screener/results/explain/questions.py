"""Questions in words: what to ask, whom, what shows the answer, and what each answer would give."""

from screener.logic.answers import THE_LINE, asked_of
from screener.model import OpenQuestion, Question, QuestionKind, Verdict
from screener.results.explain.texts import AnswerText, QuestionText
from screener.results.explain.words import Words
from screener.rulepack.law import Fact


class QuestionWords:
    """Says questions and answers in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pack = words.pack
        self._said: dict[int, tuple[Verdict, tuple[QuestionText, ...], tuple[str, ...]]] = {}

    def of(self, verdict: Verdict) -> tuple[tuple[QuestionText, ...], tuple[str, ...]]:
        """Say the open questions of a verdict, and the sets of answers that settle it."""
        if id(verdict) not in self._said:
            questions = tuple(map(self.question, verdict.questions))
            sets = tuple(self.settling(found, verdict.questions) for found in verdict.settled_by)
            # The verdict is kept beside its words: an id counts only while its object lives.
            self._said[id(verdict)] = (verdict, questions, sets)
        return self._said[id(verdict)][1:]

    def question(self, found: OpenQuestion) -> QuestionText:
        """Say a question, its answers, and what each of them would make of the label."""
        question = found.question
        return QuestionText(
            id=question.id,
            kind=question.kind,
            title=self.title(question),
            text=self._asked(question),
            shown_by=self._shown_by(question),
            ask=asked_of(question, self._pack.law),
            answers=tuple(
                AnswerText(
                    outcome.answer,
                    self.answer(question, outcome.answer),
                    outcome.label,
                    outcome.questions,
                )
                for outcome in found.outcomes
            ),
        )

    def title(self, question: Question) -> str:
        """Return a few words that name a question."""
        words = self._words
        match question.kind:
            case QuestionKind.FACT:
                return words.say(self._pack.law.facts[question.subject].title)
            case QuestionKind.PARAMETER:
                return words.say(words.own.parameter["title"], **self._parameter(question))
            case QuestionKind.READING:
                return question.id
            case QuestionKind.PACK:
                return words.say(words.own.pack["title"])
            case QuestionKind.CONFLICT:
                return words.say(words.own.conflict["title"], field=self._field(question))

    def answer(self, question: Question, answer: str) -> str:
        """Return the words of one answer."""
        words = self._words
        match question.kind:
            case QuestionKind.FACT:
                return words.say(self._pack.law.facts[question.subject].answers[answer].text)
            case QuestionKind.PARAMETER:
                return words.say(words.own.parameter[answer])
            case QuestionKind.READING:
                reading = self._pack.ambiguities[question.subject].reading(answer)
                return words.say(reading.title) if reading else answer
            case QuestionKind.PACK:
                return words.say(words.own.pack[answer])
            case QuestionKind.CONFLICT:
                return self._claim(question, answer)

    def settling(
        self, answers: tuple[tuple[str, str], ...], questions: tuple[OpenQuestion, ...]
    ) -> str:
        """Say one set of answers that settles a label."""
        by_id = {found.question.id: found.question for found in questions}
        said = (
            f"{self.title(by_id[name])}: {self.answer(by_id[name], answer)}"
            for name, answer in answers
        )
        return self._words.say(self._words.own.separators["set"]).join(said)

    def _asked(self, question: Question) -> str:
        words = self._words
        match question.kind:
            case QuestionKind.FACT:
                fact = self._pack.law.facts[question.subject]
                return words.say(fact.question, **self._places(question))
            case QuestionKind.PARAMETER:
                places = self._parameter(question)
                kind = "question" if places["asks"] else "question_class"
                return words.say(words.own.parameter[kind], **places)
            case QuestionKind.READING:
                asked = words.say(self._pack.ambiguities[question.subject].question)
                return words.say(words.own.reading["question"], question=asked)
            case QuestionKind.PACK:
                researched = self._pack.info.researched_up_to.isoformat()
                return words.say(words.own.pack["question"], researched=researched)
            case QuestionKind.CONFLICT:
                claims = words.list(self._claim(question, one) for one in question.answers)
                return words.say(
                    words.own.conflict["question"], field=self._field(question), claims=claims
                )

    def _places(self, question: Question) -> dict[str, str]:
        """Return what fills the places of a fact's question; an entity by its name."""
        places = dict(question.values)
        entity = self._pack.entities.get(places.get("candidate"))
        return {**places, "candidate": self._words.name_of(entity)} if entity else places

    def _shown_by(self, question: Question) -> str:
        words = self._words
        match question.kind:
            case QuestionKind.FACT:
                return words.say(self._pack.law.facts[question.subject].shown_by)
            case QuestionKind.PARAMETER:
                return words.say(words.own.parameter["shown_by"])
            case QuestionKind.READING:
                return words.join(map(words.say, self._pack.ambiguities[question.subject].resolve))
            case QuestionKind.PACK:
                return words.say(words.own.pack["shown_by"])
            case QuestionKind.CONFLICT:
                return words.say(words.own.conflict["shown_by"])

    def _field(self, question: Question) -> str:
        known = self._words.own.fields.get(question.subject)
        fact = self._fact_of(question)
        if known:
            return self._words.say(known)
        return self._words.say(fact.title) if fact else question.subject

    def _fact_of(self, question: Question) -> Fact | None:
        facts = self._pack.law.facts.values()
        return next((fact for fact in facts if fact.field == question.subject), None)

    def _claim(self, question: Question, claim: str) -> str:
        """Say one claim: what the line says, one of the answers there are, or words written."""
        if claim == THE_LINE:
            return self._words.say(self._words.own.conflict["line"])
        fact = self._fact_of(question)
        if fact and claim in fact.answers:
            return self._words.say(fact.answers[claim].text)
        return self._words.say(self._words.own.conflict["claim"], text=claim)

    def _parameter(self, question: Question) -> dict[str, str]:
        values = dict(question.values)
        asks = (name for name in values.get("asks", "").split(",") if name)
        entries = question.subject.split(",")
        return {
            "codes": values.get("codes", ""),
            "asks": self._words.list(self._words.limited(name, entries) for name in asks),
        }
