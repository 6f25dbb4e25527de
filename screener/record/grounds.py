"""What an answer or a decision rests on, and whether it is still so.

An answer rests on the part (its numbers, maker and supplier), on what the item is, and on the other
facts that the same recipient answers for: an end use that was stated for one end user says nothing
of another. A decision rests on all facts, on the label, and on the rules that gave it.
"""

from collections.abc import Iterable, Iterator, Mapping

from screener.model import (
    Dispute,
    Facts,
    Hinge,
    Line,
    LineFindings,
    Question,
    QuestionKind,
    ScreenedLine,
    Truth,
    Verdict,
)
from screener.rulepack.law import Fact, Law
from screener.rulepack.load import Pack
from screener.text.folding import fold_text

#: The fields that tell where a part comes from, and who receives it.
_SOURCE = ("part_number", "manufacturer_part_number", "manufacturer", "supplier")
_RECEIVER = ("consignee",)
_ITEM = "item"
_FACT = "fact:"

Grounds = Mapping[str, str]


def grounds_of_answer(question: Question, line: Line, found: LineFindings, pack: Pack) -> Grounds:
    """Return what an answer to a question rests on.

    Args:
        question: What is asked.
        line: The line, with what the profile fills in.
        found: What was found in it without any answer.
        pack: Knows who answers for which fact.
    """
    match question.kind:
        case QuestionKind.PACK:
            return {"pack": pack.sha256}
        case QuestionKind.READING:
            return {}
        case QuestionKind.CONFLICT:
            return _texts(line, (question.subject,))
        case QuestionKind.FACT:
            return _of_fact(pack.law.facts[question.subject], line, found, pack.law)
        case QuestionKind.PARAMETER:
            return {**_texts(line, _SOURCE), **_states(found.facts, (_ITEM,))}


def _of_fact(fact: Fact, line: Line, found: LineFindings, law: Law) -> Grounds:
    beside = [
        other
        for name, other in law.facts.items()
        if other is not fact and (name == _ITEM or other.ask == fact.ask)
    ]
    fields = list(_SOURCE)
    if fact.ask == "end_user":
        fields += [*_RECEIVER, *(other.field for other in beside if other.ask == fact.ask)]
    return {**_texts(line, fields), **_states(found.facts, (other.id for other in beside))}


def grounds_of_decision(screened: ScreenedLine) -> Grounds:
    """Return what a decision on a screened line rests on."""
    facts, verdict = screened.findings.facts, screened.verdict
    return {
        **_texts(screened.line, (*_SOURCE, *_RECEIVER, "end_user", "end_use")),
        **_states(facts, sorted(facts)),
        "claims": _claims(screened.findings.dispute),
        "label": verdict.label.value,
        "questions": ", ".join(sorted(one.question.id for one in verdict.questions)),
        "rules": ", ".join(_applying(verdict)),
    }


def changed(then: Grounds, now: Grounds) -> dict[str, tuple[str, str]]:
    """Return what is no longer as it was: name → then and now; what is not there is empty."""
    names = dict.fromkeys([*then, *now])
    pairs = {name: (then.get(name, ""), now.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _texts(line: Line, fields: Iterable[str]) -> dict[str, str]:
    return {name: fold_text(line.text(name)) for name in dict.fromkeys(fields)}


def _states(facts: Facts, names: Iterable[str]) -> dict[str, str]:
    return {f"{_FACT}{name}": _state(facts, name) for name in names}


def _state(facts: Facts, name: str) -> str:
    """Write what a line says of a fact: what holds, and what holds under which answers."""
    state = facts.get(name)
    if state is None:
        return ""
    return "; ".join([*sorted(state.holds), *sorted(map(_hinge, state.hinges))])


def _hinge(hinge: Hinge) -> str:
    needs = sorted(f"{need.question.id}={'|'.join(sorted(need.answers))}" for need in hinge.needs)
    return f"{'|'.join(sorted(hinge.values))} if {' & '.join(needs)}"


def _claims(dispute: Dispute | None) -> str:
    return "; ".join(_each_claim(dispute)) if dispute else ""


def _each_claim(dispute: Dispute) -> Iterator[str]:
    yield f"{dispute.question.subject}: {' | '.join(dispute.question.answers)}"
    for _, found in dispute.claims[:1]:
        if isinstance(found, Dispute):
            yield from _each_claim(found)


def _applying(verdict: Verdict) -> Iterator[str]:
    for reason in verdict.reasons:
        if reason.finding.truth is not Truth.FALSE:
            yield f"{reason.rule}={reason.finding.truth.value}"
