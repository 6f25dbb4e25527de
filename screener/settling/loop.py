"""The loop: ask, take what comes back, screen again, and say what it settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from screener.intake import Workbook
from screener.model import Fate, Label, Question, ScreenedLine, Screening
from screener.pipeline import Screener, screen_workbook
from screener.record.entries import AskedEntry, Entry, GroundsEntry, LineEntry, entry_id
from screener.record.grounds import Grounds, grounds_of_answer
from screener.record.record import line_entry
from screener.settling.questionnaire import Questionnaire, Row, questionnaires


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask, and the entries that let the answers find their lines again."""

    screening: Screening
    questionnaires: tuple[Questionnaire, ...]
    entries: tuple[Entry, ...]


def ask(
    workbook: Workbook,
    screener: Screener,
    *,
    today: date,
    language: str | None = None,
    own: str = "en",
) -> Asked:
    """Screen a file, and return what to ask whom.

    Args:
        workbook: The file as it was read.
        screener: Screens it; what its record answers already is not asked again.
        today: The day on which is asked.
        language: The language of all questionnaires; ``None`` asks each recipient in its own.
        own: The language of the company itself.
    """
    screening = screen_workbook(workbook, screener)
    made = questionnaires(screening, screener.pack, language=language, own=own)
    bare = screening
    if screener.record.answers:
        bare = screen_workbook(workbook, screener.without_answers())
    entries = _Entries(bare, screener, today)
    for one in made:
        for row in one.rows:
            entries.add(one, row)
    return Asked(screening, made, entries.all())


class _Entries:
    """Collects the entries of what is asked: the rows, their lines, and what answers rest on."""

    def __init__(self, bare: Screening, screener: Screener, today: date) -> None:
        self._bare = bare
        self._pack = screener.pack
        self._today = today
        self._kept: dict[str, Entry] = {}

    def all(self) -> tuple[Entry, ...]:
        return tuple(self._kept.values())

    def add(self, questionnaire: Questionnaire, row: Row) -> None:
        lines: dict[str, str] = {}
        for place in row.places:
            screened = self._bare.lines[place]
            line = self._keep(line_entry(screened.line))
            lines[line] = self._keep(grounds_entry(self._grounds(row.question, screened)))
        question = row.question
        self._keep(
            AskedEntry(
                id=row.id,
                question=question.id,
                about=question.kind,
                subject=question.subject,
                answers=list(question.answers),
                values=dict(question.values),
                recipient=questionnaire.recipient.name,
                role=questionnaire.recipient.role,
                covers_all=row.covers_all,
                on=self._today,
                lines=lines,
            )
        )

    def _grounds(self, question: Question, screened: ScreenedLine) -> Grounds:
        return grounds_of_answer(question, screened.line, screened.findings, self._pack)

    def _keep(self, entry: LineEntry | GroundsEntry | AskedEntry) -> str:
        self._kept.setdefault(entry.id, entry)
        return entry.id


def grounds_entry(grounds: Grounds) -> GroundsEntry:
    """Return the entry of what something rests on; an empty text is not written."""
    values = {name: text for name, text in grounds.items() if text}
    return GroundsEntry(id=entry_id("G", values), values=values)


@dataclass(frozen=True, slots=True)
class Moved:
    """A line before and after answers were taken."""

    before: ScreenedLine
    after: ScreenedLine


@dataclass(frozen=True, slots=True)
class Progress:
    """What answers did to a file: places of its lines.

    `settled` lines were unclear and are not now. `contradicted` lines have an answer that stands
    against the line or another answer, `reopened` ones an answer that no longer counts. `open` are
    all lines that are unclear still.
    """

    lines: tuple[Moved, ...]
    settled: tuple[int, ...]
    contradicted: tuple[int, ...]
    reopened: tuple[int, ...]
    open: tuple[int, ...]


def progress(before: Screening, after: Screening) -> Progress:
    """Compare a screening without and with answers; both are of the same file."""
    lines = tuple(map(Moved, before.lines, after.lines))
    return Progress(
        lines,
        tuple(_where(lines, _is_settled)),
        tuple(_where(lines, lambda one: _has(one.after, Fate.CONTRADICTED))),
        tuple(_where(lines, lambda one: _has(one.after, Fate.REOPENED))),
        tuple(_where(lines, lambda one: one.after.verdict.label is Label.UNCLEAR)),
    )


def _where(lines: tuple[Moved, ...], holds: Callable[[Moved], bool]) -> Iterator[int]:
    return (place for place, moved in enumerate(lines) if holds(moved))


def _is_settled(moved: Moved) -> bool:
    return (
        moved.before.verdict.label is Label.UNCLEAR
        and moved.after.verdict.label is not Label.UNCLEAR
    )


def _has(screened: ScreenedLine, fate: Fate) -> bool:
    return any(one.fate is fate for one in screened.answers)
