"""The index of a result: one row a line, and marks by which lines are filtered and counted."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from pydantic import TypeAdapter

from screener.model import LANGUAGES, Label, ScreenedLine, Truth
from screener.model import Screening as Result
from screener.results.explain import Explainer
from screener.results.summary import share
from screener.text.folding import fold_text
from screener.text.languages import main_language
from screener.web.rules import pack
from screener.web.screenings.comparing import Gone, compare
from screener.web.screenings.fewest import Fewest, say_fewest
from screener.web.screenings.kept import as_kept, without_profile
from screener.web.screenings.models import LabelChange, Line, Mark, Screening, State

_AT_ONCE = 500
_RESULT = TypeAdapter(Result)
#: What names a line for people, best first.
_NAMES = ("description", "part_number", "manufacturer_part_number", "reference", "material")
_WRITTEN = [
    "position",
    "line_id",
    "label",
    "name",
    "part_number",
    "supplier",
    "item_status",
    "stated",
    "summaries",
    "change",
    "label_before",
    "text",
]
#: What a run writes of the screening itself; the rest may be edited meanwhile.
_CONCLUDED = [
    "state",
    "finished",
    "done_lines",
    "of_lines",
    "affected",
    "unclear",
    "clear",
    "pack_version",
    "pack_sha256",
    "spoken",
    "understood",
    "gone",
    "fewest",
]

#: Where a line stands: sheet, row, and which of the lines of that row it is.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Index:
    """What is to be written of a result, worked out before anything is locked."""

    result: Result
    rows: dict[Place, Line]
    marks: dict[Place, tuple[Mark, ...]]
    gone: tuple[Gone, ...]
    fewest: dict[str, Fewest]


def index_of(screening: Screening, result: Result) -> Index:
    """Work out the index of a result."""
    explainers = {language: Explainer(pack(), language) for language in LANGUAGES}
    placed = dict(zip(_places(result), result.lines, strict=True))
    rows = {
        place: row_of(screening, place, position, screened, explainers)
        for position, (place, screened) in enumerate(placed.items(), start=1)
    }
    return Index(
        result,
        rows=rows,
        marks={
            place: tuple(marks_of(screening, screened, explainers["en"]))
            for place, screened in placed.items()
        },
        gone=compare(screening, list(rows.values()), result),
        fewest=say_fewest(result.lines, explainers),
    )


def write_index(screening: Screening, index: Index) -> None:
    """Write the index of a screening in place of an earlier one, inside the caller's transaction.

    A line that stands where one stood keeps its row, and with it decisions and comments; a label
    that changed is noted.
    """
    places = ("screening", "sheet", "row", "part", "label")
    before = {(line.sheet, line.row, line.part): line for line in screening.lines.only(*places)}
    gone = [line.pk for place, line in before.items() if place not in index.rows]
    for start in range(0, len(gone), _AT_ONCE):
        screening.lines.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    Line.objects.bulk_create(
        index.rows.values(),
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["screening", "sheet", "row", "part"],
        update_fields=_WRITTEN,
    )
    kept = {(line.sheet, line.row, line.part): line for line in screening.lines.only(*places)}
    _note_changes(screening, index.result, before, kept)
    screening.marks.all().delete()
    for place, marks in index.marks.items():
        for mark in marks:
            mark.line = kept[place]
    every = (mark for marks in index.marks.values() for mark in marks)
    Mark.objects.bulk_create(every, batch_size=_AT_ONCE)
    screening.gone = list(index.gone)
    screening.fewest = index.fewest
    _conclude(screening, index.result)


def _places(result: Result) -> Iterator[Place]:
    seen = Counter[tuple[str, int]]()
    for screened in result.lines:
        where = (screened.line.sheet, screened.line.row)
        yield (*where, seen[where])
        seen[where] += 1


def row_of(
    screening: Screening,
    place: Place,
    position: int,
    screened: ScreenedLine,
    explainers: dict[str, Explainer],
) -> Line:
    """Return the row of a line: its label, its summary in every language, words to find it by."""
    line = screened.line
    own = without_profile(line)
    texts = [stated.text for stated in own.stated.values()]
    return Line(
        screening=screening,
        sheet=place[0],
        row=place[1],
        part=place[2],
        position=position,
        line_id=line.text("line_id"),
        label=screened.verdict.label.value,
        name=next((line.text(field) for field in _NAMES if line.text(field)), ""),
        part_number=line.text("part_number") or line.text("manufacturer_part_number"),
        supplier=line.text("supplier"),
        item_status=screened.findings.item.status.value,
        stated=as_kept(own),
        summaries={name: one.explain(screened).summary for name, one in explainers.items()},
        text=fold_text("\n".join(texts)),
    )


def marks_of(screening: Screening, screened: ScreenedLine, explainer: Explainer) -> Iterator[Mark]:
    """Yield what a line can be found by: its questions, clauses, open readings and entries."""
    said: dict[Mark.Kind, set[str]] = defaultdict(set)
    for reason in explainer.explain(screened).reasons:
        if reason.truth is not Truth.FALSE:
            said[Mark.Kind.CLAUSE].add(f"{reason.instrument} §{reason.clause}")
            said[Mark.Kind.READING].update(reason.ambiguities)
    said[Mark.Kind.ENTRY] = {match.control_code for match in screened.findings.item.matches}
    for kind, values in said.items():
        for value in sorted(values):
            yield Mark(screening=screening, kind=kind, value=value)
    for found in screened.verdict.questions:
        weight = share(found.question.id, screened.verdict)
        yield Mark(
            screening=screening,
            kind=Mark.Kind.QUESTION,
            value=found.question.id,
            weight=weight,
            alone=weight == 1,
        )


def understood(screening: Screening) -> Result:
    """Return how the file of a finished screening was read: its result without lines."""
    return _RESULT.validate_python(screening.understood)


def _note_changes(
    screening: Screening, result: Result, before: dict[Place, Line], after: dict[Place, Line]
) -> None:
    LabelChange.objects.bulk_create(
        LabelChange(
            line=line,
            before=before[place].label,
            after=line.label,
            pack_before=screening.pack_sha256,
            pack_after=result.pack.sha256,
        )
        for place, line in after.items()
        if place in before and before[place].label != line.label
    )


def _conclude(screening: Screening, result: Result) -> None:
    screening.state = State.DONE
    screening.finished = timezone.now()
    screening.done_lines = screening.of_lines = len(result.lines)
    screening.affected = result.count(Label.LIKELY_AFFECTED)
    screening.unclear = result.count(Label.UNCLEAR)
    screening.clear = result.count(Label.CLEAR)
    screening.pack_version = result.pack.version
    screening.pack_sha256 = result.pack.sha256
    screening.spoken = main_language(
        stated.text for screened in result.lines for stated in screened.line.stated.values()
    )
    screening.understood = _RESULT.dump_python(replace(result, lines=()), mode="json")
    screening.save(update_fields=_CONCLUDED)
