"""One line as it is shown: what it states, what bears on it, what each answer would change."""

from collections.abc import Iterable, Iterator

from screener.model import Effect, Evidence, Label, Line, QuestionKind, ScreenedLine, Source, Truth
from screener.results.explain import Explainer, LineText, QuestionText, ReasonText
from screener.results.report.views import (
    AnswerView,
    ClauseView,
    ConditionView,
    Fragment,
    LabelView,
    LineView,
    QuestionView,
    RuleView,
    StatedView,
)
from screener.results.workbook.texts import workbook_texts
from screener.rulepack.instruments import Instrument
from screener.text.languages import language_of

#: The fields that name a part, the best first.
_PART = ("description", "part_number", "manufacturer_part_number", "material", "reference")
#: Fields that say nothing of the item, its way or its use.
_NOT_SHOWN = frozenset({"line_id", "level", "part_number", "reference", "url", "footprint"})


def view_line(
    screened: ScreenedLine, explainer: Explainer, *, spoken: str = "", text: LineText | None = None
) -> LineView:
    """Return what is shown of one line.

    Args:
        screened: The line.
        explainer: Says it in one language.
        spoken: The language of the file, for fragments that several languages write so.
        text: What the explainer says of the line, where that is at hand.
    """
    said = text or explainer.explain(screened)
    line = screened.line
    named = next((line.text(name) for name in _PART if line.text(name)), "")
    return LineView(
        sheet=line.sheet,
        row=line.row,
        label=label_view(screened.verdict.label, explainer),
        part=Fragment(named, language_of(named, spoken)),
        part_number=line.text("part_number") if line.text("part_number") != named else "",
        summary=said.summary,
        stated=tuple(_stated(line, explainer, spoken)),
        conditions=tuple(_conditions(screened, said, explainer, spoken)),
        rules=tuple(_rules(screened, said, explainer)),
        questions=tuple(question_view(question, explainer) for question in said.questions),
        settled_by=said.settled_by,
        readings_settled=said.readings_settled,
        notes=said.notes,
    )


def label_view(label: Label, explainer: Explainer) -> LabelView:
    """Return a label with its sign and word."""
    return LabelView(label, workbook_texts().icons[label.value], explainer.label(label))


def question_view(question: QuestionText, explainer: Explainer) -> QuestionView:
    """Return a question with the label that each answer would give."""
    is_reading = question.kind is QuestionKind.READING
    ambiguity = explainer.pack.ambiguities.get(question.id) if is_reading else None
    readings = {found.id: found for found in ambiguity.readings} if ambiguity else {}
    return QuestionView(
        id=question.id,
        name=question.text if is_reading else question.title,
        text=question.text,
        is_reading=is_reading,
        whom=explainer.say(workbook_texts().ask[question.ask]),
        shown_by=question.shown_by,
        answers=tuple(
            AnswerView(
                answer.text,
                label_view(answer.label, explainer),
                readings[answer.answer].held_by if answer.answer in readings else (),
                answer.then,
            )
            for answer in question.answers
        ),
    )


def clause_view(explainer: Explainer, instrument_id: str, clause_id: str) -> ClauseView:
    """Return a clause: the Chinese text where it was seen, our words, where it was read."""
    found = explainer.pack.instruments.get(instrument_id)
    clause = found.clause(clause_id) if found else None
    return ClauseView(
        instrument=_number(found, explainer) if found else instrument_id,
        title=explainer.say(found.title) if found else "",
        clause=clause_id,
        original=clause.original if clause else None,
        paraphrase=explainer.say(clause.paraphrase) if clause else "",
        sources=tuple((one.publisher, one.url) for one in found.sources) if found else (),
    )


def _number(instrument: Instrument, explainer: Explainer) -> str:
    return explainer.say(instrument.number or instrument.title)


def _stated(line: Line, explainer: Explainer, spoken: str) -> Iterator[StatedView]:
    for name, stated in line.stated.items():
        if name not in _NOT_SHOWN and stated.text.strip():
            yield _stated_view(line, name, stated.text, explainer, spoken)


def _stated_view(
    line: Line, field: str, text: str, explainer: Explainer, spoken: str
) -> StatedView:
    stated = line.stated.get(field)
    return StatedView(
        explainer.field(field),
        Fragment(text, language_of(text, spoken)),
        whole_file=stated is not None and stated.source is Source.PROFILE,
    )


def _bearing(screened: ScreenedLine, said: LineText) -> list[ReasonText]:
    """Return the rules that make the label what it is."""
    reasons = [reason for reason in said.reasons if reason.effect is not Effect.NOTE]
    match screened.verdict.label:
        case Label.LIKELY_AFFECTED:
            wanted = [one for one in reasons if one.effect is Effect.PROHIBITED]
            return [one for one in wanted if one.truth is Truth.TRUE]
        case Label.UNCLEAR:
            return [one for one in reasons if one.truth is not Truth.FALSE]
        case Label.CLEAR:
            return reasons


def _conditions(
    screened: ScreenedLine, said: LineText, explainer: Explainer, spoken: str
) -> Iterator[ConditionView]:
    truths = workbook_texts().truths
    shown: set[str] = set()
    for reason in _bearing(screened, said):
        for found in reason.conditions:
            # A clear line fails somewhere in each rule: only what fails tells why.
            if found.condition in shown or (
                reason.truth is Truth.FALSE and found.truth is not Truth.FALSE
            ):
                continue
            shown.add(found.condition)
            yield ConditionView(
                title=found.title,
                truth=found.truth,
                truth_word=explainer.say(truths[found.truth.value]),
                text=found.text,
                rests_on=tuple(
                    _rests_on(screened.line, explainer.evidence(screened, found), explainer, spoken)
                ),
                questions=found.questions,
            )


def _rests_on(
    line: Line, evidence: Iterable[Evidence], explainer: Explainer, spoken: str
) -> Iterable[StatedView]:
    pieces = (
        (piece.field, piece.text or line.text(piece.field)) for piece in evidence if piece.field
    )
    return [
        _stated_view(line, field, text, explainer, spoken)
        for field, text in dict.fromkeys(pieces)
        if text
    ]


def _rules(screened: ScreenedLine, said: LineText, explainer: Explainer) -> Iterator[RuleView]:
    bases: dict[str, list[ReasonText]] = {}
    for reason in _bearing(screened, said):
        bases.setdefault(reason.rule, []).append(reason)
    for reasons in bases.values():
        first = reasons[0]
        yield RuleView(
            title=first.title,
            truth=first.truth,
            truth_word=explainer.say(workbook_texts().truths[first.truth.value]),
            text=first.text,
            clauses=tuple(clause_view(explainer, one.instrument, one.clause) for one in reasons),
        )
