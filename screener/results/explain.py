"""The only place where prose is composed: a verdict becomes whole sentences in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from screener.model import (
    ConditionFinding,
    Effect,
    Evidence,
    ItemMatch,
    ItemStatus,
    Label,
    OpenQuestion,
    PartyFinding,
    Question,
    QuestionKind,
    Reason,
    ScreenedLine,
    Truth,
)
from screener.results.sentences import sentences
from screener.rulepack.catalogue import Entry
from screener.rulepack.law import Basis
from screener.rulepack.load import Pack
from screener.rulepack.texts import Text

#: A summary names this many open questions; the rest is counted.
_NAMED_IN_SUMMARY = 3


@dataclass(frozen=True, slots=True)
class CitationText:
    """Where the law was read."""

    publisher: str
    url: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ConditionText:
    """One condition of a rule: what it says of the line, and what that rests on."""

    condition: str
    title: str
    truth: Truth
    text: str
    evidence: tuple[Evidence, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonText:
    """One rule under one of the clauses that it rests on."""

    rule: str
    title: str
    instrument: str
    clause: str
    effect: Effect
    truth: Truth
    text: str
    citations: tuple[CitationText, ...]
    conditions: tuple[ConditionText, ...]
    ambiguities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What one answer to a question would make of the label."""

    answer: str
    text: str
    label: Label
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A surviving question, who can answer it, and what shows the answer."""

    id: str
    kind: QuestionKind
    title: str
    text: str
    shown_by: str
    ask: str
    answers: tuple[AnswerText, ...]


@dataclass(frozen=True, slots=True)
class LineText:
    """Everything that is said of one line."""

    label: str
    summary: str
    reasons: tuple[ReasonText, ...]
    questions: tuple[QuestionText, ...]
    settled_by: tuple[str, ...]
    readings_settled: tuple[str, ...]
    notes: tuple[str, ...]


class Explainer:
    """Explains verdicts in one language, in the words of one rule pack."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        self._sentences = sentences()

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.pack.catalogue.entries}

    def say(self, text: Text, **places: str) -> str:
        """Return a sentence in the language, with its places filled."""
        return text.get(self.language).format(**places)

    def explain(self, screened: ScreenedLine) -> LineText:
        """Explain the verdict of one line."""
        verdict = screened.verdict
        questions = tuple(self.question(found) for found in verdict.questions)
        settled_by = tuple(self._set(found, verdict.questions) for found in verdict.settled_by)
        return LineText(
            label=self.label(verdict.label),
            summary=self._summary(screened, questions),
            reasons=tuple(self._reasons(screened)),
            questions=questions,
            settled_by=settled_by,
            readings_settled=tuple(self._settled(*found) for found in verdict.readings_settled),
            notes=tuple(self._notes(screened)),
        )

    def label(self, label: Label) -> str:
        """Return the word for a label."""
        return self.say(self._sentences.labels[label.value])

    def field(self, name: str) -> str:
        """Return the word for a canonical field."""
        return self.say(self._sentences.fields[name])

    # --- questions and answers

    def question(self, found: OpenQuestion) -> QuestionText:
        """Say a question, its answers, and what each of them would make of the label."""
        question = found.question
        return QuestionText(
            id=question.id,
            kind=question.kind,
            title=self.title(question),
            text=self._ask(question),
            shown_by=self._shown_by(question),
            ask=self._recipient(question),
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
        own = self._sentences
        match question.kind:
            case QuestionKind.FACT:
                return self.say(self.pack.law.facts[question.subject].title)
            case QuestionKind.PARAMETER:
                return self.say(own.parameter["title"], **self._parameter(question))
            case QuestionKind.READING:
                return question.id
            case QuestionKind.PACK:
                return self.say(own.pack["title"])

    def answer(self, question: Question, answer: str) -> str:
        """Return the words of one answer."""
        match question.kind:
            case QuestionKind.FACT:
                return self.say(self.pack.law.facts[question.subject].answers[answer].text)
            case QuestionKind.PARAMETER:
                return self.say(self._sentences.parameter[answer])
            case QuestionKind.READING:
                reading = self.pack.ambiguities[question.subject].reading(answer)
                return self.say(reading.title) if reading else answer
            case QuestionKind.PACK:
                return self.say(self._sentences.pack[answer])

    def _ask(self, question: Question) -> str:
        own = self._sentences
        match question.kind:
            case QuestionKind.FACT:
                fact = self.pack.law.facts[question.subject]
                return self.say(fact.question, **dict(question.values))
            case QuestionKind.PARAMETER:
                places = self._parameter(question)
                return self.say(
                    own.parameter["question" if places["asks"] else "question_class"], **places
                )
            case QuestionKind.READING:
                asked = self.say(self.pack.ambiguities[question.subject].question)
                return self.say(own.reading["question"], question=asked)
            case QuestionKind.PACK:
                researched = self.pack.info.researched_up_to.isoformat()
                return self.say(own.pack["question"], researched=researched)

    def _shown_by(self, question: Question) -> str:
        match question.kind:
            case QuestionKind.FACT:
                return self.say(self.pack.law.facts[question.subject].shown_by)
            case QuestionKind.PARAMETER:
                return self.say(self._sentences.parameter["shown_by"])
            case QuestionKind.READING:
                return self._list(
                    self.say(text) for text in self.pack.ambiguities[question.subject].resolve
                )
            case QuestionKind.PACK:
                return self.say(self._sentences.pack["shown_by"])

    def _recipient(self, question: Question) -> str:
        if question.kind is QuestionKind.FACT:
            return self.pack.law.facts[question.subject].ask
        return "supplier" if question.kind is QuestionKind.PARAMETER else "own_legal"

    def _parameter(self, question: Question) -> dict[str, str]:
        values = dict(question.values)
        asks = [name for name in values.get("asks", "").split(",") if name]
        return {"codes": values.get("codes", ""), "asks": self._list(map(self._property, asks))}

    def _property(self, name: str) -> str:
        known = self.pack.catalogue.quantities.properties.get(name)
        return self.say(known.name) if known else name.replace("_", " ")

    def _set(
        self, answers: tuple[tuple[str, str], ...], questions: tuple[OpenQuestion, ...]
    ) -> str:
        by_id = {found.question.id: found.question for found in questions}
        said = (
            f"{self.title(by_id[name])}: {self.answer(by_id[name], answer)}"
            for name, answer in answers
        )
        return self.say(self._sentences.separators["set"]).join(said)

    # --- the summary

    def _summary(self, screened: ScreenedLine, questions: tuple[QuestionText, ...]) -> str:
        said = list(self._item_sentences(screened))
        label = screened.verdict.label
        if label is Label.CLEAR:
            said.extend(self._why_clear(screened))
        else:
            said.extend(self._party_sentences(screened))
            said.extend(self._end_use_sentences(screened))
        if label is Label.LIKELY_AFFECTED:
            said.extend(self._because(screened, Effect.PROHIBITED))
        if label is Label.UNCLEAR:
            said.extend(self._because(screened, Effect.REVIEW))
            said.extend(self._open(questions))
        return self._join(dict.fromkeys(said))

    def _item_sentences(self, screened: ScreenedLine) -> Iterable[str]:
        item = screened.findings.item
        own = self._sentences.item
        if item.status is ItemStatus.NOT_IDENTIFIED:
            yield self.say(own["not_identified"])
        elif item.matches:
            yield self._match(item.matches[0])
        else:
            yield self.say(own["not_listed"], searched=str(item.searched))
            yield self.say(own[item.goods.value])

    def _match(self, match: ItemMatch) -> str:
        own = self._sentences.item
        places = {
            "text": match.text,
            "code": match.control_code,
            "name": self.entry_name(match.entry) or match.name,
        }
        if match.status in ("suspended", "announced"):
            return self.say(own["suspended"], **places)
        if match.strength == "exact":
            if match.field == "control_code":
                return self.say(own["stated_code"], code=match.text)
            return self.say(own["controlled"], **places)
        if match.asks:
            asks = self._list(map(self._property, match.asks))
            return self.say(own["asks"], asks=asks, **places)
        return self.say(own["possible"], **places)

    def entry_name(self, entry: str) -> str:
        """Return the name of a catalogue entry, or an empty string for an unknown one."""
        found = self._entries.get(entry)
        return self.say(found.name) if found else ""

    def _party_sentences(self, screened: ScreenedLine) -> Iterable[str]:
        own = self._sentences.party
        for party in screened.findings.parties:
            if party.outcome in ("match", "possible") and party.standings:
                yield self.say(
                    own[party.outcome],
                    role=self.field(party.role),
                    name=party.name,
                    entity=self.entity_name(party),
                    standing=self._standings(party),
                )

    def entity_name(self, party: PartyFinding) -> str:
        """Return the name of the entity that a party was recognised as."""
        found = self.pack.entities.get(party.entity) if party.entity else None
        if found is None:
            return party.entity or ""
        names = found.record.names
        wanted = {"en": names.en, "ja": names.ja, "zh": names.zh}[self.language]
        return wanted or names.en or names.ja or found.id

    def _standings(self, party: PartyFinding) -> str:
        values = self.pack.law.facts["end_user"].values
        return self._list(
            self.say(text) for value, text in values.items() if value in party.standings
        )

    def _end_use_sentences(self, screened: ScreenedLine) -> Iterable[str]:
        end_use = screened.findings.end_use
        if end_use.text and end_use.end_use != "not_stated":
            yield self.say(self._sentences.end_use[end_use.end_use], text=end_use.text)

    def _because(self, screened: ScreenedLine, effect: Effect) -> Iterable[str]:
        for reason in screened.verdict.reasons:
            if reason.effect is effect and reason.finding.truth is Truth.TRUE:
                yield self.say(self.pack.law.rules[reason.rule].because)
                return

    def _open(self, questions: tuple[QuestionText, ...]) -> Iterable[str]:
        own = self._sentences.summary
        if not questions:
            yield self.say(own["nothing_settles"])
            return
        titles = list(dict.fromkeys(question.title for question in questions))
        said = self._list(titles[:_NAMED_IN_SUMMARY])
        rest = len(titles) - _NAMED_IN_SUMMARY
        if rest > 0:
            said = self.say(own["more"], titles=said, n=str(rest))
        yield self.say(own["open"], titles=said)

    def _why_clear(self, screened: ScreenedLine) -> Iterable[str]:
        """Say, for each rule that could have applied, the condition that failed first."""
        for reason in screened.verdict.reasons:
            if reason.effect is Effect.PROHIBITED and reason.conditions:
                yield from self._failed(reason)
        if not any(reason.conditions for reason in screened.verdict.reasons):
            for reason in screened.verdict.reasons:
                yield self._not_in_force(reason)

    def _failed(self, reason: Reason) -> Iterable[str]:
        false = [found for found in reason.conditions if found.finding.truth is Truth.FALSE]
        for found in false[:1]:
            yield self.say(self.pack.law.conditions[found.condition].says.false)

    def _not_in_force(self, reason: Reason) -> str:
        date = next(
            (piece.values["date"] for piece in reason.finding.evidence if "date" in piece.values),
            "",
        )
        return self.say(self._sentences.pack["not_in_force"], date=date)

    # --- reasons

    def _reasons(self, screened: ScreenedLine) -> Iterable[ReasonText]:
        for reason in screened.verdict.reasons:
            if reason.effect is Effect.NOTE:
                continue
            rule = self.pack.law.rules[reason.rule]
            for basis in self._bases(rule.basis, screened):
                yield ReasonText(
                    rule=reason.rule,
                    title=self.say(rule.title),
                    instrument=basis.instrument,
                    clause=basis.clause,
                    effect=reason.effect,
                    truth=reason.finding.truth,
                    text=self._reason(reason),
                    citations=self._citations(basis),
                    conditions=tuple(self._condition(found) for found in reason.conditions),
                    ambiguities=self._ambiguities(reason, rule.ambiguities),
                )

    def _bases(self, bases: list[Basis], screened: ScreenedLine) -> Iterable[Basis]:
        """Keep the clauses of the instrument that lists the recipient, where one does."""
        listed_by = {
            found.listing.by
            for party in screened.findings.parties
            if party.entity and (found := self.pack.entities.get(party.entity)) and found.listing
        }
        chosen = [basis for basis in bases if basis.instrument in listed_by]
        return chosen or bases

    def _reason(self, reason: Reason) -> str:
        rule = self.pack.law.rules[reason.rule]
        if reason.finding.truth is Truth.TRUE:
            return self.say(rule.because)
        if not reason.conditions:
            return self._not_in_force(reason)
        said = [
            self._condition(found).text
            for found in reason.conditions
            if found.finding.truth is reason.finding.truth
        ]
        return self._join(dict.fromkeys(said))

    def _condition(self, found: ConditionFinding) -> ConditionText:
        condition = self.pack.law.conditions[found.condition]
        says = {
            Truth.TRUE: condition.says.true,
            Truth.FALSE: condition.says.false,
            Truth.UNKNOWN: condition.says.unknown,
        }
        return ConditionText(
            condition=condition.id,
            title=self.say(condition.title),
            truth=found.finding.truth,
            text=self.say(says[found.finding.truth]),
            evidence=found.finding.evidence,
            questions=tuple(question.id for question in found.finding.questions),
        )

    def _citations(self, basis: Basis) -> tuple[CitationText, ...]:
        instrument = self.pack.instruments.get(basis.instrument)
        sources = instrument.sources if instrument else ()
        return tuple(CitationText(found.publisher, found.url, found.date) for found in sources[:2])

    def _ambiguities(self, reason: Reason, named: list[str]) -> tuple[str, ...]:
        if reason.finding.truth is Truth.FALSE:
            return ()
        asked = [
            question.subject
            for question in reason.finding.questions
            if question.kind is QuestionKind.READING
        ]
        return tuple(dict.fromkeys([*asked, *named]))

    # --- notes

    def _settled(self, reading_of: str, reading: str) -> str:
        found = self.pack.ambiguities[reading_of].reading(reading)
        name = self.say(found.title) if found else reading
        return self.say(self._sentences.reading["settled"], id=reading_of, reading=name)

    def _notes(self, screened: ScreenedLine) -> Iterable[str]:
        verdict = screened.verdict
        own = self._sentences.warnings
        for rule in verdict.notes:
            if rule in self.pack.law.rules:
                yield self.say(self.pack.law.rules[rule].because)
            else:
                yield self.warning(rule)
        if verdict.label is Label.CLEAR and screened.findings.item.goods.value != "ordinary":
            yield self.say(own["clear_if_nothing_known"])
        yield from self._unverified(screened)

    def _unverified(self, screened: ScreenedLine) -> Iterable[str]:
        for party in screened.findings.parties:
            found = self.pack.entities.get(party.entity) if party.entity else None
            for what in found.record.unverified if found else ():
                yield self.say(self._sentences.warnings["unverified"], what=what)

    def warning(self, code: str) -> str:
        """Return the sentence of a warning."""
        return self.say(
            self._sentences.warnings[code],
            researched=self.pack.info.researched_up_to.isoformat(),
            review=self.pack.info.review_by.isoformat(),
        )

    # --- joining

    def _join(self, said: Iterable[str]) -> str:
        return self.say(self._sentences.separators["sentence"]).join(part for part in said if part)

    def _list(self, parts: Iterable[str]) -> str:
        return self.say(self._sentences.separators["list"]).join(parts)
