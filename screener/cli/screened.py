"""What ``screener screen`` prints of one file: a page on a terminal, plain lines in a pipe."""

import io
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from screener.cli.options import FACT_FLAGS
from screener.cli.terminal import STYLES, icon, printable
from screener.cli.words import screen_words
from screener.model import Fate, Label, Question, QuestionKind, ScreenedLine, Screening
from screener.results.amounts import amounts
from screener.results.explain import Explainer
from screener.results.smallest import fewest_answers
from screener.results.summary import NextStep, Summary, summarise
from screener.results.value import line_value

_FIRST_LINES = 12
_NEXT_STEPS = 4
_BAR = 40
_LONGEST_PART = 60

#: One line of the list: row, label, part, why.
Cells = tuple[str, str, str, str]


def show_screening(
    screening: Screening, explainer: Explainer, written: list[Path], *, show_all: bool
) -> str:
    """Return what is printed: how the file was read, the counts, what to do next, the lines."""
    page = _Page(explainer)
    summary = summarise(screening)
    page.say(*_reading(screening, explainer))
    page.say(*_answers(screening, explainer))
    page.gap()
    page.counts(summary)
    page.gap()
    page.say(*_next_steps(summary, explainer))
    page.say(*_shortest_way(screening, explainer))
    page.gap()
    page.lines(_weightiest(screening), show_all=show_all)
    page.gap()
    page.say(*map(explainer.warning, screening.warnings))
    words = screen_words()
    page.say(explainer.say(words.not_modelled, what=explainer.not_modelled()))
    page.say(*(explainer.say(words.wrote, path=str(path)) for path in written))
    return page.text.getvalue()


class _Page:
    """Collects what is printed. In a pipe there is no colour, no wrapping and no padding."""

    def __init__(self, explainer: Explainer) -> None:
        self.text = io.StringIO()
        self._explainer = explainer
        self._console = _terminal(self.text) if _on_terminal() else None

    def say(self, *lines: str) -> None:
        for line in lines:
            if self._console:
                self._console.print(printable(line))
            else:
                self.text.write(f"{printable(line)}\n")

    def gap(self) -> None:
        if self._console:
            self._console.print()

    def counts(self, summary: Summary) -> None:
        if self._console:
            self._console.print(self._bars(summary))
            return
        for label in Label:
            name = f"{icon(label)} {self._explainer.label(label)}"
            self.text.write(f"{name}\t{summary.counts[label]}\n")

    def lines(self, lines: list[ScreenedLine], *, show_all: bool) -> None:
        unclear = [line for line in lines if line.verdict.label is not Label.CLEAR]
        shown = lines if show_all else unclear[:_FIRST_LINES]
        words = screen_words()
        headers = (words.column_row, words.column_label, words.column_part, words.column_why)
        rows = [_cells(line, self._explainer) for line in shown]
        if rows:
            self._list(tuple(map(self._explainer.say, headers)), rows)
        if not show_all and len(unclear) > len(shown):
            self.say(self._explainer.say(words.more_lines, n=str(len(unclear) - len(shown))))

    def _list(self, headers: tuple[str, ...], rows: Iterable[Cells]) -> None:
        if self._console is None:
            self.text.writelines("\t".join(cells) + "\n" for cells in (headers, *rows))
            return
        table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
        for place, header in enumerate(headers):
            table.add_column(header, overflow="fold", no_wrap=place == 1)
        for cells in rows:
            table.add_row(*cells)
        self._console.print(table)

    def _bars(self, summary: Summary) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2), show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(justify="right")
        table.add_column()
        for label in Label:
            number = summary.counts[label]
            name = Text(f"{icon(label)} {self._explainer.label(label)}", style=STYLES[label])
            table.add_row(name, str(number), "█" * round(_BAR * number / max(1, summary.lines)))
        return table


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _terminal(file: io.StringIO) -> Console:
    width = shutil.get_terminal_size((110, 40)).columns
    return Console(file=file, force_terminal=True, width=width, highlight=False, markup=False)


def _reading(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Say how the file was read, and on which rules and facts the labels rest."""
    words, say, pack = screen_words(), explainer.say, screening.pack
    encoding = f", {screening.encoding}" if screening.encoding else ""
    researched = pack.researched_up_to.isoformat()
    rules = say(words.rules, version=pack.version, sha256=pack.sha256[:12], researched=researched)
    yield f"{screening.file} ({screening.format}{encoding})  {rules}"
    for table in screening.tables:
        header = ", ".join(map(str, table.header_rows)) or say(words.no_header)
        parts = table.rows.get("part", 0)
        others = str(sum(table.rows.values()) - parts)
        places = {"sheet": table.sheet, "header": header, "parts": str(parts), "others": others}
        yield f"  {say(words.table, **places)}"
        guessed = {"similar": words.guessed_similar, "content": words.guessed_content}
        for column in table.columns:
            if column.reason in guessed and column.field:
                said = say(guessed[column.reason], header=column.header, field=column.field)
                yield f"    {said}"
    for name, why in screening.skipped_sheets:
        skipped = words.skipped_hidden if why == "hidden" else words.skipped_no_parts_list
        yield f"  {say(skipped, sheet=name, rows=str(screening.unread_rows.get(name, 0)))}"
    for name, text in screening.facts.items():
        yield f"  {say(words.fact, field=name, text=text)}"
    for ambiguity, reading in screening.readings.items():
        yield f"  {say(words.reading, ambiguity=ambiguity, reading=reading)}"
    for line in overruled_readings(screening, explainer):
        yield f"  {line}"


def overruled_readings(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield the readings of the record that an option or the profile goes before."""
    for ambiguity, reading in screening.overruled_readings.items():
        used = screening.readings[ambiguity]
        text = screen_words().reading_overruled
        yield explainer.say(text, ambiguity=ambiguity, reading=reading, used=used)


def _answers(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Say how many answers and decisions there are, and what became of them."""
    fates = Counter(one.fate for line in screening.lines for one in line.answers)
    decided = sum(line.decision is not None for line in screening.lines)
    if fates or decided:
        yield "  " + explainer.say(
            screen_words().answers,
            lines=str(sum(bool(line.answers) for line in screening.lines)),
            used=str(fates[Fate.USED] + fates[Fate.CONFIRMS]),
            contradicted=str(fates[Fate.CONTRADICTED]),
            reopened=str(fates[Fate.REOPENED]),
            decided=str(decided),
        )


def _weightiest(screening: Screening) -> list[ScreenedLine]:
    """Return the lines, those that need an eye first, else in the order of the file."""
    labels = list(Label)
    return sorted(screening.lines, key=lambda line: labels.index(line.verdict.label))


def _cells(screened: ScreenedLine, explainer: Explainer) -> Cells:
    label = screened.verdict.label
    line = screened.line
    named = line.text("description") or line.text("part_number") or line.text("reference")
    return (
        str(line.row),
        f"{icon(label)} {explainer.label(label)}",
        printable(named)[:_LONGEST_PART],
        printable(explainer.explain(screened).summary),
    )


def _next_steps(summary: Summary, explainer: Explainer) -> Iterator[str]:
    words = screen_words()
    if summary.next_steps:
        yield explainer.say(words.next)
    for number, step in enumerate(summary.next_steps[:_NEXT_STEPS], start=1):
        asked = explainer.question(step.asked).text
        yield f"  {number}. {explainer.say(words.step, id=step.question.id, question=asked)}"
        yield f"     {_hanging(step, explainer)}"
        command = _command(step.question, explainer)
        if command:
            said = words.settled_by if step.settles_alone else words.answered_by
            yield f"     {explainer.say(said, command=command)}"


def _hanging(step: NextStep, explainer: Explainer) -> str:
    words = screen_words()
    text = words.hang_alone if step.settles_alone else words.hang
    said = explainer.say(text, lines=str(len(step.lines)), alone=str(step.settles_alone))
    worth = amounts((line_value(one.line) for one in step.lines), explainer)
    return explainer.say(words.worth, hanging=said, amounts=worth) if worth else said


def _shortest_way(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Say which few answers can settle most, and how to ask for them."""
    words = screen_words()
    found = fewest_answers(screening.lines)
    if found:
        said = explainer.answers(found.answers)
        yield explainer.say(
            words.fewest if len(found.answers) > 1 else words.fewest_one,
            n=str(len(found.answers)),
            settled=str(found.settled),
            unclear=str(found.unclear),
            answers=said,
        )
    if screening.count(Label.UNCLEAR):
        yield explainer.say(words.ask, command=f"screener ask {screening.file}")


def _command(question: Question, explainer: Explainer) -> str:
    """Return what to type to answer a question for the whole file, where that can be typed."""
    if question.kind is QuestionKind.READING:
        return f"--reading {question.id}={'|'.join(question.answers)}"
    if question.kind is QuestionKind.FACT:
        flag, metavar = FACT_FLAGS.get(explainer.pack.law.facts[question.subject].field, ("", ""))
        return f"{flag} {metavar}".strip()
    return ""
