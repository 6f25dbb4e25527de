"""One result line for machines: the shape that `interface.md` promises, with its JSON Schema."""

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Literal

from pydantic import TypeAdapter
from typing_extensions import TypedDict  # pydantic takes typing's only from Python 3.12 on

from screener.model import (
    FIELDS,
    Evidence,
    ItemFinding,
    ItemMatch,
    PartyFinding,
    Screening,
    Source,
)
from screener.results.answer_records import (
    DecisionRecord,
    WeighedAnswerRecord,
    answer_record,
    decision_record,
)
from screener.results.explain import Explainer, LineText, QuestionText, ReasonText
from screener.results.made_with import (
    RulePackRecord,
    ScreeningRecord,
    rule_pack_record,
    screening_record,
)

SCHEMA_VERSION: Literal["1"] = "1"


class MatchRecord(TypedDict):
    """A catalogue entry that the line names; `span` counts characters of `text`'s field."""

    entry: str
    control_code: str
    name: str
    strength: str
    field: str
    text: str
    span: tuple[int, int]
    status: str
    asks: list[str]


class EvidenceRecord(TypedDict):
    """One thing that a finding rests on."""

    code: str
    field: str | None
    text: str | None
    span: tuple[int, int] | None
    entry: str | None
    values: dict[str, str]


class ItemRecord(TypedDict):
    """What the catalogue says of the line."""

    status: Literal["controlled", "possibly_controlled", "not_matched", "not_identified"]
    goods: Literal["listed", "technical", "ordinary", "unrecognised"]
    matches: list[MatchRecord]
    removed: list[MatchRecord]
    evidence: list[EvidenceRecord]
    searched: int


class PartyRecord(TypedDict):
    """Who the lists say a name of the line is."""

    role: str
    name: str
    entity: str | None
    kind: str | None
    outcome: Literal["match", "possible", "no_match"]
    score: float
    why: str


class PartyLookupRecord(TypedDict):
    """Who the lists say one name is, as ``lookup party`` prints it."""

    query: str
    outcome: Literal["match", "possible", "no_match"]
    entity: str | None
    kind: str | None
    score: float
    why: str
    candidates: list[str]


# Written as a call, because "class" is a name that a class statement cannot use.
EndUseRecord = TypedDict(
    "EndUseRecord",
    {
        "class": Literal["military", "capability_enhancing", "ambiguous", "civil", "not_stated"],
        "text": str | None,
        "evidence": list[EvidenceRecord],
    },
)


class CitationRecord(TypedDict):
    """Where a clause was read."""

    publisher: str
    url: str
    date: str | None


class ConditionRecord(TypedDict):
    """One condition of a rule."""

    condition: str
    truth: Literal["true", "false", "unknown"]
    text: str
    questions: list[str]


class ReasonRecord(TypedDict):
    """One rule under one clause."""

    rule: str
    instrument: str
    clause: str
    effect: Literal["prohibited", "review", "note"]
    truth: Literal["true", "false", "unknown"]
    text: str
    conditions: list[ConditionRecord]
    ambiguities: list[str]
    citations: list[CitationRecord]


class AnswerRecord(TypedDict):
    """The label that one answer would give, and what would be open then."""

    answer: str
    text: str
    label: Literal["likely_affected", "unclear", "clear"]
    then: list[str]


class QuestionRecord(TypedDict):
    """A question that the label hinges on."""

    id: str
    kind: Literal["fact", "parameter", "reading", "pack", "conflict"]
    text: str
    ask: str
    shown_by: str
    answers: list[AnswerRecord]


class SettledReadingRecord(TypedDict):
    """A reading that the company settled and that this label used."""

    ambiguity: str
    reading: str
    text: str


class ResultRecord(TypedDict):
    """One screened line; `on` is the day that the law was applied as of."""

    schema_version: Literal["1"]
    file: str
    sheet: str
    row: int
    line_id: str | None
    on: str
    label: Literal["likely_affected", "unclear", "clear"]
    summary: str
    line: dict[str, str]
    from_profile: list[str]
    item: ItemRecord
    parties: list[PartyRecord]
    end_use: EndUseRecord
    reasons: list[ReasonRecord]
    questions: list[QuestionRecord]
    settled_by: list[list[str]]
    readings_settled: list[SettledReadingRecord]
    answers: list[WeighedAnswerRecord]
    decision: DecisionRecord | None
    notes: list[str]
    warnings: list[str]
    screening: ScreeningRecord
    rule_pack: RulePackRecord


def result_schema() -> dict[str, object]:
    """Return the JSON Schema of one result line."""
    schema = TypeAdapter(ResultRecord).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def records(screening: Screening, explainer: Explainer) -> Iterator[ResultRecord]:
    """Yield one record a line, in the order of the file."""
    pack = rule_pack_record(explainer)
    made_with = screening_record(screening, explainer)
    warnings = [explainer.warning(code) for code in screening.warnings]
    for screened in screening.lines:
        line, findings, verdict = screened.line, screened.findings, screened.verdict
        text = explainer.explain(screened)
        yield {
            "schema_version": SCHEMA_VERSION,
            # Without its folders: the same file gives the same bytes wherever it lies.
            "file": PurePath(line.file).name,
            "sheet": line.sheet,
            "row": line.row,
            "line_id": line.text("line_id") or None,
            "on": findings.on.isoformat(),
            "label": verdict.label.value,
            "summary": text.summary,
            "line": {name: said for name in FIELDS if (said := line.text(name))},
            "from_profile": [
                name
                for name in FIELDS
                if name in line.stated and line.stated[name].source is Source.PROFILE
            ],
            "item": item_record(findings.item, explainer),
            "parties": [_party(party, explainer) for party in findings.parties],
            "end_use": {
                "class": findings.end_use.end_use,  # type: ignore[typeddict-item]  # checked by schema
                "text": findings.end_use.text or None,
                "evidence": _evidence(findings.end_use.evidence),
            },
            "reasons": [_reason(reason) for reason in text.reasons],
            "questions": [_question(question) for question in text.questions],
            "settled_by": [
                [f"{question}={answer}" for question, answer in found]
                for found in verdict.settled_by
            ],
            "readings_settled": _settled(verdict.readings_settled, text),
            "answers": [answer_record(one, explainer) for one in screened.answers],
            "decision": (
                decision_record(screened.decision, explainer) if screened.decision else None
            ),
            "notes": list(text.notes),
            "warnings": warnings,
            "screening": made_with,
            "rule_pack": pack,
        }


def item_record(item: ItemFinding, explainer: Explainer) -> ItemRecord:
    """Return what the catalogue says of an item."""
    return {
        "status": item.status.value,
        "goods": item.goods.value,
        "matches": _matches(item.matches, explainer),
        "removed": _matches(item.removed, explainer),
        "evidence": _evidence(item.evidence),
        "searched": item.searched,
    }


def party_lookup_record(query: str, party: PartyFinding, explainer: Explainer) -> PartyLookupRecord:
    """Return what ``lookup party`` prints."""
    return {
        "query": query,
        "outcome": party.outcome,  # type: ignore[typeddict-item]  # checked by schema
        "entity": party.entity,
        "kind": party.kind,
        "score": round(party.score, 3),
        "why": explainer.party_why(party),
        "candidates": list(party.candidates),
    }


def write_jsonl(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield the JSON of one record a line, without line ends."""
    yield from map(as_json, records(screening, explainer))


_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def as_json(record: ResultRecord) -> str:
    """Return a record as it is written: one line, whatever a reader takes for the end of one."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text if text.isprintable() else text.translate(_LINE_ENDS)


def _matches(matches: Iterable[ItemMatch], explainer: Explainer) -> list[MatchRecord]:
    return [
        {
            "entry": match.entry,
            "control_code": match.control_code,
            "name": explainer.entry_name(match.entry) or match.name,
            "strength": match.strength,
            "field": match.field,
            "text": match.text,
            "span": match.span,
            "status": match.status,
            "asks": list(match.asks),
        }
        for match in matches
    ]


def _evidence(evidence: Iterable[Evidence]) -> list[EvidenceRecord]:
    return [
        {
            "code": piece.code,
            "field": piece.field,
            "text": piece.text,
            "span": piece.span,
            "entry": piece.entry,
            "values": dict(piece.values),
        }
        for piece in evidence
    ]


def _party(party: PartyFinding, explainer: Explainer) -> PartyRecord:
    return {
        "role": party.role,
        "name": party.name,
        "entity": party.entity,
        "kind": party.kind,
        "outcome": party.outcome,  # type: ignore[typeddict-item]  # checked by schema
        "score": round(party.score, 3),
        "why": explainer.party_why(party),
    }


def _reason(reason: ReasonText) -> ReasonRecord:
    return {
        "rule": reason.rule,
        "instrument": reason.instrument,
        "clause": reason.clause,
        "effect": reason.effect.value,
        "truth": reason.truth.value,
        "text": reason.text,
        "conditions": [
            {
                "condition": found.condition,
                "truth": found.truth.value,
                "text": found.text,
                "questions": list(found.questions),
            }
            for found in reason.conditions
        ],
        "ambiguities": list(reason.ambiguities),
        "citations": [
            {"publisher": found.publisher, "url": found.url, "date": found.date}
            for found in reason.citations
        ],
    }


def _question(question: QuestionText) -> QuestionRecord:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "text": question.text,
        "ask": question.ask,
        "shown_by": question.shown_by,
        "answers": [
            {
                "answer": answer.answer,
                "text": answer.text,
                "label": answer.label.value,
                "then": list(answer.then),
            }
            for answer in question.answers
        ],
    }


def _settled(readings: tuple[tuple[str, str], ...], text: LineText) -> list[SettledReadingRecord]:
    return [
        {"ambiguity": ambiguity, "reading": reading, "text": said}
        for (ambiguity, reading), said in zip(readings, text.readings_settled, strict=True)
    ]
