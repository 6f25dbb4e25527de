"""Answers and decisions of a line, as the machine results hold them."""

from typing import Literal

from typing_extensions import TypedDict

from screener.model import Decision, WeighedAnswer
from screener.results.explain import Explainer


class WeighedAnswerRecord(TypedDict):
    """An answer for the line: what it says, who gave it, and what became of it.

    `against` is what it contradicts; `changed` what it rested on, then and now.
    """

    id: str
    question: str
    kind: Literal["fact", "parameter", "reading", "pack", "conflict"]
    fact: str
    answer: str | None
    value: str | None
    by: str
    date: str | None
    document: str
    fate: Literal["used", "confirms", "contradicted", "reopened"]
    against: list[str]
    changed: dict[str, tuple[str, str]]
    text: str


class DecisionRecord(TypedDict):
    """What a person decided of the line, beside the label; `changed` is empty while it holds."""

    id: str
    label: Literal["likely_affected", "unclear", "clear"]
    justification: str | None
    reason: str
    by: str
    date: str | None
    document: str
    changed: dict[str, tuple[str, str]]
    text: str


def answer_record(weighed: WeighedAnswer, explainer: Explainer) -> WeighedAnswerRecord:
    """Return what became of an answer."""
    answer = weighed.answer
    return {
        "id": answer.id,
        "question": answer.question,
        "kind": answer.kind.value,
        "fact": answer.fact,
        "answer": answer.answer,
        "value": answer.value,
        "by": answer.by,
        "date": answer.on.isoformat() if answer.on else None,
        "document": answer.document,
        "fate": weighed.fate.value,
        "against": list(weighed.against),
        "changed": dict(weighed.changed or {}),
        "text": explainer.weighed(weighed),
    }


def decision_record(decision: Decision, explainer: Explainer) -> DecisionRecord:
    """Return what was decided."""
    return {
        "id": decision.id,
        "label": decision.label.value,
        "justification": decision.justification,
        "reason": decision.reason,
        "by": decision.by,
        "date": decision.on.isoformat() if decision.on else None,
        "document": decision.document,
        "changed": dict(decision.changed or {}),
        "text": explainer.decision(decision),
    }
