"""What is shown of one line: conditions, evidence, clauses, readings, what settles it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screener.model import Evidence, Label, ScreenedLine, Source, Truth
from screener.results.explain import ConditionText, Explainer, LineText, ReasonText
from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.instruments import Citation
from screener.web.rules import explainer, pack
from screener.web.screenings.models import Line, Screening
from screener.web.screenings.verdicts import screener_of, verdict_of

_TRUTH_ICONS = {Truth.TRUE: "✔", Truth.FALSE: "✘", Truth.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell's text; `marked` where a finding rests on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of the line, its words marked where something rests on them.

    `whole_file` says that the profile gives it, not the file.
    """

    word: str
    pieces: tuple[Piece, ...]
    header: str
    whole_file: bool


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """One condition of a rule, whether it holds, and the words that this rests on."""

    title: str
    icon: str
    truth: str
    text: str
    rests_on: tuple[tuple[str, str, bool], ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule under one clause; `decides` says that the label rests on it."""

    reason: ReasonText
    conditions: tuple[ConditionShown, ...]
    instrument: str
    original: str
    paraphrase: str
    sources: tuple[Citation, ...]
    unverified: tuple[str, ...]
    decides: bool


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One way to read words of the law."""

    title: str
    text: str
    consequence: str
    held_by: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AmbiguityShown:
    """Words of the law that are read in more than one way, and by whom."""

    id: str
    question: str
    originals: tuple[str, ...]
    readings: tuple[ReadingShown, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One line in full."""

    screened: ScreenedLine
    text: LineText
    fields: tuple[FieldShown, ...]
    rules: tuple[RuleShown, ...]
    ambiguities: tuple[AmbiguityShown, ...]

    @property
    def deciding(self) -> tuple[RuleShown, ...]:
        """The rules that the label rests on."""
        return tuple(rule for rule in self.rules if rule.decides)

    @property
    def others(self) -> tuple[RuleShown, ...]:
        """The rules that were looked at and do not decide."""
        return tuple(rule for rule in self.rules if not rule.decides)


def detail_of(line: Line, screening: Screening) -> Detail:
    """Work out what a kept line rests on, in the language of the request."""
    says = explainer()
    screened = verdict_of(line, screener_of(screening))
    text = says.explain(screened)
    rules = tuple(_rule(reason, screened, says) for reason in text.reasons)
    met = dict.fromkeys(
        name
        for name in (
            *(found.id for found in text.questions if found.id.startswith("AMB-")),
            *(name for rule in rules if rule.decides for name in rule.reason.ambiguities),
            *(name for name, _ in screened.verdict.readings_settled),
        )
    )
    known = (pack().ambiguities.get(name) for name in met)
    settled = dict(screened.verdict.readings_settled)
    return Detail(
        screened=screened,
        text=text,
        fields=tuple(_fields(screened, says)),
        rules=rules,
        ambiguities=tuple(_ambiguity(found, settled, says) for found in known if found),
    )


def _decides(reason: ReasonText, label: Label) -> bool:
    if label is Label.LIKELY_AFFECTED:
        return reason.truth is Truth.TRUE and reason.effect.value == "prohibited"
    if label is Label.UNCLEAR:
        return reason.truth is not Truth.FALSE
    return bool(reason.conditions)


def _rule(reason: ReasonText, screened: ScreenedLine, says: Explainer) -> RuleShown:
    instrument = pack().instruments.get(reason.instrument)
    clause = instrument.clause(reason.clause) if instrument else None
    return RuleShown(
        reason=reason,
        conditions=tuple(_condition(found, screened, says) for found in reason.conditions),
        instrument=says.say(instrument.title) if instrument else reason.instrument,
        original=(clause.original if clause else None) or "",
        paraphrase=says.say(clause.paraphrase) if clause else "",
        sources=instrument.sources if instrument else (),
        unverified=tuple(map(says.say, instrument.unverified)) if instrument else (),
        decides=_decides(reason, screened.verdict.label),
    )


def _condition(found: ConditionText, screened: ScreenedLine, says: Explainer) -> ConditionShown:
    return ConditionShown(
        title=found.title,
        icon=_TRUTH_ICONS[found.truth],
        truth=found.truth.value,
        text=found.text,
        rests_on=tuple(_rests_on(says.evidence(screened, found), screened, says)),
        questions=found.questions,
    )


def _rests_on(
    evidence: Iterable[Evidence], screened: ScreenedLine, says: Explainer
) -> Iterator[tuple[str, str, bool]]:
    """Yield the field, the words, and whether the profile gives them; each once."""
    said = set()
    for piece in evidence:
        stated = screened.line.stated.get(piece.field) if piece.field else None
        if piece.field is None or stated is None:
            continue
        shown = (says.field(piece.field), piece.text or stated.text, _of_profile(stated.source))
        if shown not in said:
            said.add(shown)
            yield shown


def _of_profile(source: Source) -> bool:
    return source is Source.PROFILE


def _fields(screened: ScreenedLine, says: Explainer) -> Iterator[FieldShown]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for piece in _evidence(screened):
        if piece.field and piece.span:
            spans.setdefault(piece.field, []).append(piece.span)
    for match in screened.findings.item.matches:
        spans.setdefault(match.field, []).append(match.span)
    for name, stated in screened.line.stated.items():
        yield FieldShown(
            word=says.field(name),
            pieces=tuple(pieces_of(stated.text, spans.get(name, []))),
            header=stated.header or "",
            whole_file=_of_profile(stated.source),
        )


def _evidence(screened: ScreenedLine) -> Iterator[Evidence]:
    findings = screened.findings
    yield from findings.item.evidence
    yield from findings.end_use.evidence
    for party in findings.parties:
        yield from party.evidence
    for state in findings.facts.values():
        yield from state.evidence


def pieces_of(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Cut a text into pieces, marked where a span lies; spans may overlap or run past the end."""
    marked = [False] * len(text)
    for start, end in spans:
        for place in range(max(start, 0), min(end, len(text))):
            marked[place] = True
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marked[place] != marked[start]:
            yield Piece(text[start:place], marked[start])
            start = place


def _ambiguity(ambiguity: Ambiguity, settled: dict[str, str], says: Explainer) -> AmbiguityShown:
    chosen = settled.get(ambiguity.id) or ambiguity.settled_as
    return AmbiguityShown(
        id=ambiguity.id,
        question=says.say(ambiguity.question),
        originals=tuple(words.original for words in ambiguity.words if words.original),
        readings=tuple(
            ReadingShown(
                title=says.say(reading.title),
                text=says.say(reading.text),
                consequence=says.say(reading.consequence),
                held_by=says.list(reading.held_by),
                chosen=reading.id == chosen,
            )
            for reading in ambiguity.readings
        ),
    )
