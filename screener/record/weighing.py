"""Answers on one line, as evidence: what they add, confirm or contradict.

An answer goes the way of a cell: what it writes is read by the same matching, and what it chooses
becomes the value of a fact. Where the line is silent the answer counts. Where the line, or another
answer, says something else, every claim is judged, and a label holds only if all of them give it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from screener.logic.answers import conflict_question, same_facts
from screener.matching import LineReader
from screener.model import Answer, Dispute, Facts, Fate, Line, LineFindings, WeighedAnswer
from screener.record.claims import AS_THE_LINE_SAYS, Choice, Claim, ClaimedLine
from screener.rulepack.law import Fact, Law

#: Beyond so many combinations of claims further disputed facts are taken as not stated.
_MOST_COMBINATIONS = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found in a line with its answers, and what became of each answer."""

    findings: LineFindings
    answers: tuple[WeighedAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the sources say on one fact.

    `sides` are the claims that mean different things; `side_of` says which of them each claim of an
    answer means. `right` is the side that a person found to be right.
    """

    sides: tuple[Claim, ...]
    side_of: Mapping[Claim, Claim]
    right: Claim | None

    @property
    def open_sides(self) -> tuple[Claim, ...]:
        """The claims that may still be right."""
        return (self.right,) if self.right else self.sides


def weigh(  # noqa: PLR0913 - the line, what was found in it, and what to weigh it with
    line: Line,
    on: date,
    found: LineFindings,
    answers: Sequence[Answer],
    *,
    reader: LineReader,
    law: Law,
) -> Weighed:
    """Return what a line says together with the answers for it.

    Args:
        line: The line, with what the profile fills in.
        on: The day that counts for it.
        found: What was found in it without any answer.
        answers: The answers for it; their order does not matter.
        reader: Reads what they write.
        law: Knows the facts, and the answers to their questions.
    """
    if not answers:
        return Weighed(found)
    ordered = sorted(answers, key=lambda answer: answer.id)
    claimed = ClaimedLine(reader, law, line, on, found, _plain(ordered, law))
    heard = {
        name: _hear(claimed, fact, [answer for answer in ordered if answer.fact == name])
        for name, fact in law.facts.items()
    }
    choice, disputed = _sorted_out(heard)
    findings = claimed.read(choice)
    dispute = _dispute(claimed, choice, disputed)
    facts = claimed.facts(choice)
    return Weighed(
        replace(findings, facts=facts, dispute=dispute if isinstance(dispute, Dispute) else None),
        tuple(_fate(answer, ordered, heard, claimed) for answer in ordered),
    )


def _plain(answers: Sequence[Answer], law: Law) -> dict[str, str]:
    """Return the answers to questions that are no fact's, where all of them say the same."""
    said: dict[str, set[str]] = {}
    for answer in answers:
        if answer.fact not in law.facts and answer.answer is not None:
            said.setdefault(answer.question, set()).add(answer.answer)
    return {question: min(found) for question, found in said.items() if len(found) == 1}


def _hear(claimed: ClaimedLine, fact: Fact, answers: Sequence[Answer]) -> _Heard:
    """Return what the sources say on a fact; claims that mean the same are one side."""
    made = sorted(
        {claim for answer in answers for claim in claimed.claims_of(fact, answer)},
        key=lambda claim: (claim.name, claim.answer or ""),
    )
    meant: dict[Claim, Facts] = {}
    # What only says that nothing more is known does not stand against a choice that says more.
    gives_way = claimed.says_little(fact) and all(claim.text is None for claim in made)
    if made and claimed.states(fact) and not gives_way:
        meant[AS_THE_LINE_SAYS] = claimed.facts({})
    side_of: dict[Claim, Claim] = {}
    for claim in made:
        facts = claimed.facts({fact.id: claim})
        same = (side for side, known in meant.items() if same_facts(facts, known))
        side_of[claim] = next(same, claim)
        meant.setdefault(side_of[claim], facts)
    right = claimed.plain.get(conflict_question(fact.field, ()).id)
    return _Heard(tuple(meant), side_of, next((one for one in meant if one.name == right), None))


_Disputed = Sequence[tuple[str, tuple[Claim, ...]]]


def _sorted_out(heard: Mapping[str, _Heard]) -> tuple[Choice, _Disputed]:
    """Return the claims on which the sources agree, and those on which they do not."""
    choice: dict[str, Claim | None] = {}
    disputed: list[tuple[str, tuple[Claim, ...]]] = []
    combinations = 1
    for name, found in heard.items():
        sides = found.open_sides
        if len(sides) == 1:
            choice[name] = sides[0]
        elif len(sides) * combinations > _MOST_COMBINATIONS:
            choice[name] = None
        elif sides:
            combinations *= len(sides)
            disputed.append((name, sides))
    return choice, disputed


def _dispute(claimed: ClaimedLine, choice: Choice, disputed: _Disputed) -> Dispute | Facts:
    """Return the facts under every combination of the claims that stand against one another."""
    if not disputed:
        return claimed.facts(choice)
    (name, sides), *rest = disputed
    question = conflict_question(claimed.law.facts[name].field, tuple(one.name for one in sides))
    return Dispute(
        question,
        tuple((one.name, _dispute(claimed, {**choice, name: one}, rest)) for one in sides),
    )


def _fate(
    answer: Answer, answers: Sequence[Answer], heard: Mapping[str, _Heard], claimed: ClaimedLine
) -> WeighedAnswer:
    """Say what became of an answer."""
    if answer.fact not in heard:
        others = {one.said for one in answers if one.question == answer.question} - {answer.said}
        same = answer.question in claimed.plain or not others
        fate = Fate.USED if same else Fate.CONTRADICTED
        return WeighedAnswer(answer, fate, () if same else tuple(sorted(others)))
    fact, found = claimed.law.facts[answer.fact], heard[answer.fact]
    mine = {found.side_of[claim] for claim in claimed.claims_of(fact, answer)}
    if len(found.sides) > 1 and mine != {found.right}:
        against = (side for side in found.sides if side not in mine or len(mine) > 1)
        said = (_said(side, fact, claimed.line) for side in against)
        return WeighedAnswer(answer, Fate.CONTRADICTED, tuple(said))
    confirms = mine == {AS_THE_LINE_SAYS}
    return WeighedAnswer(answer, Fate.CONFIRMS if confirms else Fate.USED)


def _said(side: Claim, fact: Fact, line: Line) -> str:
    return line.text(fact.field) or side.name if side == AS_THE_LINE_SAYS else side.name
