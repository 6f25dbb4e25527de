"""Files of records of any length: read, screened and written piece by piece."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from screener.batches import PIECE, about_records, line_batches, lines_as_batches
from screener.engines import Engine, PieceDone, Work
from screener.intake.errors import FileDamaged
from screener.model import Label, Screening
from screener.pipeline import Screener, open_source, read_workbook
from screener.results.arrow import COMPRESSION, SCHEMA
from screener.results.files import whole_file
from screener.results.table import csv_header

_ENCODING = {"jsonl": "utf-8", "csv": "utf-8-sig"}

#: Called with the number of lines done and, where it is known, the number of lines there are.
TableProgress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Source:
    """The lines of a file in pieces, and what the results say of the file."""

    about: Screening
    pieces: Iterable[pa.RecordBatch]
    number: int | None


def open_table(file: Path, screener: Screener) -> Source:
    """Open a file as lines in pieces: a Parquet file piece by piece, any other as a whole.

    Raises:
        InputError: The file cannot be read, or holds no parts list.
    """
    if not is_parquet(file):
        read = read_workbook(open_source(file, screener.profile), screener)
        return Source(read.about, lines_as_batches(read.lines), len(read.lines))
    try:
        table = pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise FileDamaged(file=file, format="parquet", why=_first_line(error)) from error
    about = about_records(str(file), screener, sha256=_sha256(file))
    pieces = line_batches(_batches(file, table), screener, file=str(file))
    return Source(about, pieces, table.metadata.num_rows)


def is_parquet(file: Path) -> bool:
    """Tell by its content whether a file is a Parquet file."""
    try:
        with file.open("rb") as opened:
            return opened.read(4) == b"PAR1"
    except OSError:
        return False


def screen_table(  # noqa: PLR0913 - each is one decision of the caller
    source: Source,
    screener: Screener,
    engine: Engine,
    *,
    today: date,
    language: str,
    targets: Mapping[str, Path],
    stream: tuple[str, Callable[[str], None]] | None = None,
    progress: TableProgress | None = None,
) -> Counter[Label]:
    """Screen a table and write its results as they come.

    Args:
        source: The lines.
        screener: The rules, and what the company says.
        engine: What screens the pieces.
        today: The day of the screening.
        language: Of what is said.
        targets: The files to be written, by form.
        stream: A form, and what takes its text instead of a file.
        progress: Called after each piece.

    Returns:
        How many lines have which label.
    """
    forms = (stream[0],) if stream else tuple(targets)
    work = Work(source.about, screener.profile, today, language, forms)
    labels: Counter[Label] = Counter()
    with ExitStack() as stack:
        writers = [stack.enter_context(_writing(*target)) for target in targets.items()]
        if stream and stream[0] == "csv":
            stream[1](csv_header())
        for done in engine.run(work, source.pieces):
            for write in writers:
                write(done)
            if stream:
                stream[1](done.payloads[stream[0]])
            labels.update(done.labels)
            if progress:
                progress(labels.total(), source.number)
    return labels


@contextmanager
def _writing(form: str, path: Path) -> Iterator[Callable[[PieceDone], object]]:
    """Give what writes the results of each piece into one file, which appears when it is whole."""
    with whole_file(path) as temporary:
        if form == "parquet":
            with pq.ParquetWriter(temporary, SCHEMA, compression=COMPRESSION) as writer:
                yield lambda done: writer.write_batch(done.payloads[form])
            return
        with temporary.open("w", encoding=_ENCODING[form], newline="") as file:
            if form == "csv":
                file.write(csv_header())
            yield lambda done: file.write(done.payloads[form])


def _batches(file: Path, table: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    try:
        yield from table.iter_batches(batch_size=PIECE)
    except (pa.ArrowException, OSError) as error:
        raise FileDamaged(file=file, format="parquet", why=_first_line(error)) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
