"""Files that are screened piece by piece: Parquet files, and whatever goes to a cluster."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress as Bar

from screener.cli.terminal import error_console, icon, printable
from screener.cli.words import screen_words
from screener.errors import InputError
from screener.extras import check_extra
from screener.model import Label
from screener.pipeline import Screener
from screener.ready import ready_reader
from screener.results.explain import Explainer

if TYPE_CHECKING:
    from screener.engines import Engine

FORMATS = ("parquet", "jsonl", "csv")


class NotPieceByPiece(InputError):
    """A format was asked for that cannot be written piece by piece."""

    code = "not-piece-by-piece"
    problem = {
        "en": "{file}: {form} cannot be written piece by piece.",
        "ja": "{file}: {form} は分割して書き込めません。",
        "zh": "{file}: {form} 无法分段写入。",
    }
    way_out = {
        "en": "Choose among: --format parquet,jsonl,csv",
        "ja": "次から選んでください: --format parquet,jsonl,csv",
        "zh": "请选择: --format parquet,jsonl,csv",
    }


class RecordOfLines(InputError):
    """Answers and decisions belong to the lines of a spreadsheet."""

    code = "record-of-lines"
    problem = {
        "en": "{file}: answers and decisions cannot be used piece by piece.",
        "ja": "{file}: 分割処理では回答と判断の記録を使えません。",
        "zh": "{file}: 分段处理时无法使用答复和决定的记录。",
    }
    way_out = {
        "en": "Screen it as a spreadsheet (xlsx, csv), without --engine dask.",
        "ja": "--engine dask を付けず、表計算ファイル（xlsx、csv）として判定してください。",
        "zh": "请作为电子表格（xlsx、csv）核对，不使用 --engine dask。",
    }


@dataclass(frozen=True, slots=True)
class Where:
    """What screens the pieces: so many processes here, or a Dask cluster."""

    engine: str
    jobs: int
    scheduler: str | None
    rules: Path | None


def screen_pieces(
    file: Path,
    screener: Screener,
    where: Where,
    *,
    today: date,
    language: str,
    targets: Mapping[str, Path],
    stream: str | None,
) -> tuple[str, Counter[Label]]:
    """Screen one file piece by piece; return what is printed, and the labels.

    Raises:
        InputError: The file cannot be read, or the results not written.
    """
    check_extra("arrow", "--format parquet" if where.engine != "dask" else "--engine dask")
    from screener.tables import open_table, screen_table

    for form in (stream,) if stream else targets:
        if form not in FORMATS:
            raise NotPieceByPiece(file=file, form=form)
    if screener.record.answers or screener.record.decisions:
        raise RecordOfLines(file=file)
    errors = error_console()
    with Bar(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(printable(file.name), total=None)

        def progress(done: int, of: int | None) -> None:
            bar.update(task, completed=done, total=of)

        labels = screen_table(
            open_table(file, screener),
            screener,
            _engine(where),
            today=today,
            language=language,
            targets=targets,
            stream=(stream, _to_output) if stream else None,
            progress=progress,
        )
    return _said(labels, targets, Explainer(screener.pack, language)), labels


def _to_output(text: str) -> None:
    click.echo(text, nl=False)


def _engine(where: Where) -> "Engine":
    from screener.compiled import packed
    from screener.engines import Dask, Inline, Processes

    reader = ready_reader(where.rules)
    if where.engine == "dask":
        check_extra("dask", "--engine dask")
        return Dask(packed(reader), where.jobs, where.scheduler)
    return Inline(reader) if where.jobs == 1 else Processes(packed(reader), where.jobs)


def _said(labels: Counter[Label], targets: Mapping[str, Path], explainer: Explainer) -> str:
    counts = [f"{icon(label)} {explainer.label(label)}\t{labels[label]}" for label in Label]
    wrote = [explainer.say(screen_words().wrote, path=str(path)) for path in targets.values()]
    return "".join(f"{line}\n" for line in (*counts, *wrote))
