"""Questionnaires: which questions go to whom, about which lines of a screened file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from screener.identity import key_of
from screener.model import (
    Line,
    OpenQuestion,
    Question,
    QuestionKind,
    Screening,
    Truth,
    Verdict,
)
from screener.record.entries import entry_id
from screener.results.summary import share
from screener.rulepack.law import Basis
from screener.rulepack.load import Pack
from screener.settling.discretion import names_of_others
from screener.settling.recipients import Languages, Recipient, recipients_of

#: Questions with one answer for all lines that ask them.
_ONE_ANSWER = (QuestionKind.READING, QuestionKind.PACK)


@dataclass(frozen=True, slots=True)
class Row:
    """One question about one part, or about all parts of a recipient at once.

    `places` are those of the lines concerned in the screening. `covers_all` marks the row that
    answers for every row of the same question that is left empty. `basis` are the clauses behind
    the question.
    """

    id: str
    asked: OpenQuestion
    places: tuple[int, ...]
    lines: tuple[Line, ...]
    basis: tuple[Basis, ...]
    covers_all: bool = False

    @property
    def question(self) -> Question:
        """The question."""
        return self.asked.question


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What one recipient is asked, in its language; the most useful questions come first.

    `hidden` are the folded names of others, which it is not shown.
    """

    recipient: Recipient
    language: str
    rows: tuple[Row, ...]
    hidden: frozenset[str] = frozenset()

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the lines that it asks about, in the order of the file."""
        return tuple(sorted({place for row in self.rows for place in row.places}))


def questionnaires(
    screening: Screening, pack: Pack, *, language: str | None = None, own: str = "en"
) -> tuple[Questionnaire, ...]:
    """Return what to ask whom, so that the unclear lines of a screening are settled.

    Args:
        screening: The screened file.
        pack: The rules that it was screened by.
        language: The language for everybody; ``None`` asks each recipient in its own.
        own: The language of the company itself.
    """
    languages = Languages(pack)
    made = []
    for recipient, asked in _by_recipient(screening, pack).items():
        rows = tuple(
            row
            for question, places in asked.items()
            for row in _rows(recipient, question, places, screening, pack)
        )
        lines = (screening.lines[place].line for place in dict.fromkeys(_places(asked)))
        spoken = language or languages.choose(recipient, lines, own)
        hidden = names_of_others(screening, recipient)
        made.append(Questionnaire(recipient, spoken, rows, hidden))
    return tuple(made)


_Asked = Mapping[Question, Sequence[int]]


def _places(asked: _Asked) -> Iterator[int]:
    for places in asked.values():
        yield from places


def _by_recipient(screening: Screening, pack: Pack) -> dict[Recipient, _Asked]:
    """Collect the questions of each recipient; both in the order of how much they settle."""
    weight: dict[tuple[str, str], float] = {}
    named: dict[tuple[str, str], Recipient] = {}
    asked: dict[tuple[str, str], dict[Question, list[int]]] = {}
    shares: dict[tuple[tuple[str, str], Question], float] = {}
    for place, screened in enumerate(screening.lines):
        for found in screened.verdict.questions:
            question = found.question
            for recipient in recipients_of(question, screened, pack):
                who = (recipient.role, recipient.key)
                named.setdefault(who, recipient)
                asked.setdefault(who, {}).setdefault(question, []).append(place)
                part = share(question.id, screened.verdict)
                weight[who] = weight.get(who, 0) + part
                shares[who, question] = shares.get((who, question), 0) + part
    ordered = sorted(named, key=lambda who: (named[who].is_own, -weight[who], who))
    return {
        named[who]: dict(
            sorted(asked[who].items(), key=lambda one, who=who: -shares[who, one[0]])  # type: ignore[misc]
        )
        for who in ordered
    }


def _rows(
    recipient: Recipient,
    question: Question,
    places: Sequence[int],
    screening: Screening,
    pack: Pack,
) -> Iterator[Row]:
    """Yield the rows of one question: one for all parts, and one for each part."""
    parts: dict[str, list[int]] = {}
    for place in places:
        parts.setdefault(key_of(screening.lines[place].line), []).append(place)
    if len(parts) > 1 or question.kind in _ONE_ANSWER:
        covers_all = question.kind not in _ONE_ANSWER
        yield _row(recipient, question, places, screening, pack, covers_all=covers_all)
    if question.kind not in _ONE_ANSWER:
        for same in parts.values():
            yield _row(recipient, question, same, screening, pack)


def _row(  # noqa: PLR0913 - everything that a row is made of
    recipient: Recipient,
    question: Question,
    places: Sequence[int],
    screening: Screening,
    pack: Pack,
    *,
    covers_all: bool = False,
) -> Row:
    lines = tuple(screening.lines[place].line for place in places)
    content = {
        "question": [question.id, question.subject, list(question.values)],
        "of": [recipient.role, recipient.key],
        "lines": sorted(key_of(line) for line in lines),
        "all": covers_all,
    }
    verdict = screening.lines[places[0]].verdict
    asked = next(found for found in verdict.questions if found.question == question)
    return Row(
        entry_id("Q", content),
        asked,
        tuple(places),
        lines,
        _basis(question, (screening.lines[place].verdict for place in places), pack),
        covers_all,
    )


def _basis(question: Question, verdicts: Iterable[Verdict], pack: Pack) -> tuple[Basis, ...]:
    """Return the clauses behind a question, those first on which most rules rest."""
    rules = dict.fromkeys(
        reason.rule
        for verdict in verdicts
        for reason in verdict.reasons
        if reason.finding.truth is Truth.UNKNOWN and question in reason.finding.questions
    )
    basis = [one for rule in rules for one in pack.law.rules[rule].basis]
    weight = Counter(one.instrument for one in basis)
    unique = {(one.instrument, one.clause): one for one in basis}.values()
    return tuple(sorted(unique, key=lambda one: -weight[one.instrument]))
