"""``screener screen``: the main job."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import click
from rich.progress import Progress as Bar

from screener.cli.options import (
    detection_options,
    fact_options,
    given_profile,
    language_option,
    record_option,
    rules_option,
)
from screener.cli.screened import show_screening
from screener.cli.terminal import error_console, printable
from screener.errors import InputError
from screener.extras import check_extra
from screener.intake import Workbook
from screener.model import Label, Line, Screening
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile
from screener.ready import ready_reader
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.results.files import refuse_to_replace, write_texts, write_whole
from screener.results.records import write_jsonl
from screener.results.table import write_csv

FORMATS = ("xlsx", "jsonl", "csv", "html", "pdf", "parquet")
#: Formats that only a file can hold.
_BINARY = ("xlsx", "pdf", "parquet")
_PARQUET = b"PAR1"
STREAM = "-"
_UNREADABLE = 2
_FAILED_ON = {
    "affected": (Label.LIKELY_AFFECTED,),
    "unclear": (Label.LIKELY_AFFECTED, Label.UNCLEAR),
    "never": (),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with each file; the same for all of one call."""

    profile: Profile
    record: Path | None
    rules: Path | None
    today: date
    language: str
    formats: tuple[str, ...]
    out: str | None
    force: bool
    show_all: bool
    jobs: int
    engine: str
    scheduler: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file: what was printed, and the labels, or the error's text."""

    printed: str
    labels: frozenset[Label]
    error: str | None = None


@click.command("screen")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", "-o", metavar="DIR", help="Where results go (default: beside the input).")
@click.option(
    "--format",
    "formats",
    default="xlsx",
    show_default=True,
    help="Any of xlsx, jsonl, csv, html, pdf, parquet. Of a Parquet file: parquet, jsonl, csv.",
)
@fact_options
@detection_options
@record_option
@click.option(
    "--fail-on",
    type=click.Choice(sorted(_FAILED_ON)),
    default="never",
    show_default=True,
    help="Exit status 1 if there is such a line.",
)
@click.option("--force", is_flag=True, help="Replace results that are there.")
@click.option("--all", "show_all", is_flag=True, help="Print every line, not only the first ones.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes: for many files, or for one long one. The results are the same.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="What screens pieces of a long list: processes here, or a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT", help="The Dask scheduler; without it, one here."
)
@language_option
@rules_option
def command(
    files: tuple[Path, ...],
    out: str | None,
    formats: str,
    profile_file: Path | None,
    record_file: Path | None,
    on: str | None,
    readings: tuple[str, ...],
    fail_on: str,
    rules: Path | None,
    language: str,
    jobs: int,
    engine: str,
    scheduler: str | None,
    *,
    force: bool,
    show_all: bool,
    **given: str | int | tuple[str, ...] | None,
) -> None:
    """Screen spreadsheets: label each line, print a summary, and write results.

    The input is never changed; results go beside it, or into --out, and nothing is replaced
    without --force. With --format jsonl --out - the result lines go to standard output.
    """
    if record_file and not record_file.exists():
        raise click.BadParameter(f"{record_file} is not there", param_hint="--record")
    job = Job(
        profile=given_profile(profile_file, on, readings, given),
        record=record_file,
        rules=rules,
        today=date.today(),  # noqa: DTZ011 - the user's own day
        language=language,
        formats=_formats(formats, out),
        out=out,
        force=force,
        show_all=show_all,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
    )
    _screener_of(job)  # an invalid rule pack or reading ends the call before any file is read
    done = [_report(outcome) for outcome in _outcomes(_matching(files), job)]
    _conclude(done)
    if any(outcome.error for outcome in done):
        sys.exit(_UNREADABLE)
    labels = frozenset[Label]().union(*(outcome.labels for outcome in done))
    if labels & set(_FAILED_ON[fail_on]):
        sys.exit(1)


def _formats(text: str, out: str | None) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'none'}: choose among {', '.join(FORMATS)}",
            param_hint="--format",
        )
    if out == STREAM and (len(chosen) > 1 or chosen[0] in _BINARY):
        raise click.BadParameter("only one text format fits standard output", param_hint="--out")
    if "parquet" in chosen:
        check_extra("arrow", "--format parquet")
    if "pdf" in chosen:
        from screener.results.report import check_pdf

        check_pdf()
    return chosen


def _matching(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that patterns stand for; not every shell fills them in."""
    found: dict[Path, None] = {}
    for file in files:
        pattern = file.name if "*" in file.name and not file.exists() else ""
        matching = sorted(file.parent.glob(pattern)) if pattern else []
        found.update(dict.fromkeys(matching or [file]))
    return tuple(found)


def _outcomes(files: tuple[Path, ...], job: Job) -> Iterator[Done]:
    names = _output_names(files, job.out)
    if job.jobs == 1 or len(files) == 1 or job.engine == "dask":
        for file in files:
            yield _screen_one(file, names[file], job)
        return
    context = get_context("spawn")
    single = replace(job, jobs=1)
    with ProcessPoolExecutor(min(job.jobs, len(files)), mp_context=context) as pool:
        wanted = [names[file] for file in files]
        yield from pool.map(_screen_one, files, wanted, [single] * len(files))


def _output_names(files: tuple[Path, ...], out: str | None) -> dict[Path, str]:
    """Name the results of each file, so that no two of one call have one name in one folder.

    Files of one name but for the ending keep their ending; files of one name are numbered.
    """
    folders = {file: Path(out) if out else file.parent for file in files}
    stems = Counter((folders[file], file.stem) for file in files)
    taken = Counter[tuple[Path, str]]()
    names = {}
    for file in files:
        folder = folders[file]
        name = file.stem if stems[folder, file.stem] == 1 else file.name
        taken[folder, name] += 1
        number = taken[folder, name]
        names[file] = name if number == 1 else f"{name}-{number}"
    return names


#: The thresholds of the garbage collector: objects made between two rounds, and rounds.
_SELDOM = (200_000, 50, 1_000)
_SCREENERS: dict[str, Screener] = {}


def _screener_of(job: Job) -> Screener:
    key = f"{job.rules}\0{job.profile.model_dump_json()}"
    if key not in _SCREENERS:
        reader = ready_reader(job.rules)
        # Rules and findings live to the end of the call: looking for garbage among them is in vain.
        gc.set_threshold(*_SELDOM)
        _SCREENERS.clear()
        _SCREENERS[key] = Screener(reader.pack, job.profile, today=job.today, reader=reader)
    return _SCREENERS[key]


def _screen_one(file: Path, name: str, job: Job) -> Done:
    try:
        if job.engine == "dask" or _is_parquet(file):
            return _screen_in_pieces(file, name, job)
        return _screen_whole(file, name, job)
    except InputError as error:
        return Done("", frozenset(), error.message(job.language))


def _is_parquet(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_PARQUET)) == _PARQUET
    except OSError:
        return False


def _screen_in_pieces(file: Path, name: str, job: Job) -> Done:
    from screener.cli.pieces import Where, screen_pieces

    chosen = ("parquet",) if job.formats == ("xlsx",) and _is_parquet(file) else job.formats
    job = replace(job, formats=chosen)
    record = read_record(job.record or record_beside(file))
    printed, labels = screen_pieces(
        file,
        _screener_of(job).with_record(record),
        Where(job.engine, job.jobs, job.scheduler, job.rules),
        today=job.today,
        language=job.language,
        targets=_targets(file, name, job),
        stream=job.formats[0] if job.out == STREAM else None,
    )
    return Done("" if job.out == STREAM else printed, frozenset(labels))


def _screen_whole(file: Path, name: str, job: Job) -> Done:
    targets = _targets(file, name, job)
    screener = _screener_of(job)
    workbook = open_source(file, job.profile)
    errors = error_console()
    with Bar(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(printable(file.name), total=None)

        def progress(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        record = read_record(job.record or record_beside(file))
        screener = screener.with_record(record)
        prepare = _with_others(screener, job) if job.jobs > 1 else None
        screening = screen_workbook(workbook, screener, progress, prepare)
    explainer = Explainer(screener.pack, job.language)
    if job.out == STREAM:
        return Done(_streamed(screening, explainer, job.formats[0]), _labels(screening))
    for form, target in targets.items():
        if form == "xlsx":
            _write_workbook(target, workbook, screening, explainer, source=file)
        elif form == "pdf":
            _write_pdf(target, screening, explainer)
        elif form == "parquet":
            _write_parquet(target, screening, explainer)
        else:
            write_texts(target, _texts(screening, explainer, form), encoding=_ENCODING[form])
    printed = show_screening(screening, explainer, list(targets.values()), show_all=job.show_all)
    return Done(printed, _labels(screening))


def _with_others(screener: Screener, job: Job) -> Callable[[Sequence[Line]], None]:
    """Return what lets other processes find a part of the items of a long list."""
    from screener.compiled import packed
    from screener.sharing import find_items

    ready = packed(ready_reader(job.rules))
    return lambda lines: find_items(screener, lines, ready, job.jobs)


def _write_parquet(target: Path, screening: Screening, explainer: Explainer) -> None:
    from screener.results.arrow import batches_of, write_parquet

    write_whole(target, lambda path: write_parquet(path, batches_of(screening, explainer)))


def _write_workbook(
    target: Path, workbook: Workbook, screening: Screening, explainer: Explainer, *, source: Path
) -> None:
    from screener.results.workbook import SheetCells, write_workbook

    cells = [SheetCells(sheet.name, sheet.rows) for sheet in workbook.sheets]
    write_workbook(source, target, screening, explainer, cells)


def _write_pdf(target: Path, screening: Screening, explainer: Explainer) -> None:
    from screener.results.report import write_pdf

    write_whole(target, lambda path: write_pdf(path, screening, explainer))


# Spreadsheet programs take a CSV for UTF-8 only with a mark.
_ENCODING = {"jsonl": "utf-8", "csv": "utf-8-sig", "html": "utf-8"}


def _targets(file: Path, name: str, job: Job) -> dict[str, Path]:
    if job.out == STREAM:
        return {}
    folder = Path(job.out) if job.out else file.parent
    endings = {"xlsx": _workbook_ending(file)}
    targets = {form: folder / f"{name}.screened.{endings.get(form, form)}" for form in job.formats}
    for target in targets.values():
        refuse_to_replace(target, force=job.force)
    return targets


def _workbook_ending(file: Path) -> str:
    """Return the ending of the labelled workbook: macros stay only under their own."""
    return "xlsm" if file.suffix.lower() == ".xlsm" else "xlsx"


def _texts(screening: Screening, explainer: Explainer, form: str) -> Iterator[str]:
    if form == "csv":
        return write_csv(screening, explainer)
    if form == "html":
        from screener.results.report import write_html

        return write_html(screening, explainer)
    return (f"{line}\n" for line in write_jsonl(screening, explainer))


def _streamed(screening: Screening, explainer: Explainer, form: str) -> str:
    return "".join(_texts(screening, explainer, form))


def _labels(screening: Screening) -> frozenset[Label]:
    return frozenset(screened.verdict.label for screened in screening.lines)


def _report(outcome: Done) -> Done:
    if outcome.error:
        click.echo(outcome.error, err=True)
    else:
        click.echo(outcome.printed, nl=False)
    return outcome


def _conclude(done: list[Done]) -> None:
    unreadable = sum(outcome.error is not None for outcome in done)
    if len(done) > 1:
        click.echo(
            f"{len(done)} files: {len(done) - unreadable} done, {unreadable} unreadable", err=True
        )
