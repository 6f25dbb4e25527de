"""What ``screener screen`` prints of one file."""

import io
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from screener.cli.terminal import STYLES, icon, printable
from screener.model import Label, ScreenedLine, Screening
from screener.results.explain import Explainer
from screener.results.summary import Summary, summarise

_FIRST_LINES = 12
_NEXT_STEPS = 4
_BAR = 40


def show_screening(
    screening: Screening, explainer: Explainer, written: list[Path], *, show_all: bool
) -> str:
    """Return what is printed: how the file was read, the counts, the lines, what to do next."""
    on_terminal = sys.stdout.isatty()
    text = io.StringIO()
    console = Console(
        file=text,
        force_terminal=on_terminal,
        width=shutil.get_terminal_size((110, 40)).columns if on_terminal else 160,
        highlight=False,
        markup=False,
    )
    summary = summarise(screening)
    _show_reading(console, screening)
    _show_counts(console, summary, explainer)
    _show_lines(console, screening, explainer, show_all=show_all)
    _show_next(console, summary, explainer)
    for warning in screening.warnings:
        console.print(explainer.warning(warning))
    for path in written:
        console.print(f"Wrote {path}", soft_wrap=True)
    return text.getvalue()


def _show_reading(console: Console, screening: Screening) -> None:
    pack = screening.pack
    encoding = f", {screening.encoding}" if screening.encoding else ""
    console.print(
        f"{screening.file} ({screening.format}{encoding})    rules {pack.version} "
        f"{pack.sha256[:12]}, researched up to {pack.researched_up_to}",
        soft_wrap=True,
    )
    for table in screening.tables:
        header = ", ".join(map(str, table.header_rows)) or "none"
        parts = table.rows.get("part", 0)
        others = sum(table.rows.values()) - parts
        console.print(
            f"  sheet {table.sheet}, header row {header}: {parts} part lines, {others} other rows"
        )
        for column in table.columns:
            if column.reason in ("similar", "content"):
                console.print(
                    f"    {printable(column.header)} → {column.field} ({column.reason}; "
                    f"--map {column.field}=… to change)"
                )
    for name, why in screening.skipped_sheets:
        console.print(f"  sheet {name}: not screened ({why.replace('_', ' ')})")
    for name, value in screening.facts.items():
        console.print(f"  for the whole file: {name} = {value}")


def _show_counts(console: Console, summary: Summary, explainer: Explainer) -> None:
    console.print()
    for label in Label:
        number = summary.counts[label]
        bar = "█" * round(_BAR * number / max(1, summary.lines))
        line = Text(f"  {icon(label)} {explainer.label(label)}", style=STYLES[label])
        line.append(f"  {number:>6}  ", style="")
        line.append(bar, style="")
        console.print(line)
    console.print()


def _show_lines(
    console: Console, screening: Screening, explainer: Explainer, *, show_all: bool
) -> None:
    by_weight = [
        screened
        for label in Label
        for screened in screening.lines
        if screened.verdict.label is label and (show_all or label is not Label.CLEAR)
    ]
    shown = by_weight if show_all else by_weight[:_FIRST_LINES]
    if not shown:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
    for header in ("row", "label", "part", "why"):
        table.add_column(header, overflow="fold", no_wrap=header == "label")
    for screened in shown:
        table.add_row(*_cells(screened, explainer))
    console.print(table)
    if len(by_weight) > len(shown):
        console.print(f"  … {len(by_weight) - len(shown)} more: --all, or open the workbook")
    console.print()


def _cells(screened: ScreenedLine, explainer: Explainer) -> tuple[str, str, str, str]:
    label = screened.verdict.label
    line = screened.line
    named = line.text("description") or line.text("part_number") or line.text("reference")
    return (
        str(line.row),
        f"{icon(label)} {explainer.label(label)}",
        printable(named)[:60],
        printable(explainer.explain(screened).summary),
    )


def _show_next(console: Console, summary: Summary, explainer: Explainer) -> None:
    for step in summary.next_steps[:_NEXT_STEPS]:
        alone = f"; {step.settles_alone} of them by it alone" if step.settles_alone else ""
        console.print(
            f"  {step.lines} unclear lines hang on {step.question.id} "
            f"({explainer.title(step.question)}){alone}"
        )
