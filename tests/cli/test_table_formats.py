"""Tables of records: the same result in one piece or many, wherever they are screened."""

import csv
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import Run
from labelled import shipped_pack

from screener import tables
from screener.batches import screen_batches
from screener.compiled import packed
from screener.engines import Dask, Engine, Inline, Processes
from screener.matching import LineReader
from screener.model import FIELDS
from screener.pipeline import Screener, screen_line
from screener.profile import Profile, ProfileFacts
from screener.results.table import COLUMNS

DAY = date(2026, 6, 30)
FACTS = {"ship_from": "CN", "destination": "JP", "date": DAY.isoformat()}
PARTS = ("SmCo magnet {n} mm", "六角ボルト M{n}", "酸化ジスプロシウム 99.9% {n} kg", "")
USERS = ("", "防衛装備庁", "三菱電機株式会社")


def records(number: int) -> pa.Table:
    """Return records as a company's database may hold them: other headers, numbers, gaps."""
    return pa.table(
        {
            "Part No.": [f"P-{n:04d}" for n in range(number)],
            "品名": [PARTS[n % 4].format(n=n % 7 + 1) for n in range(number)],
            "Qty": [float(n % 5) for n in range(number)],
            "End user": [USERS[n % 3] or None for n in range(number)],
        }
    )


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return LineReader(shipped_pack())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    pq.write_table(records(230), tmp_path / "records.parquet", row_group_size=90)
    return tmp_path / "records.parquet"


def screened(table: Path, reader: LineReader, engine: Engine, out: Path) -> dict[str, bytes]:
    """Screen a table, and return the bytes of each result."""
    screener = Screener(reader.pack, Profile(facts=ProfileFacts(**FACTS)), reader=reader)
    targets = {form: out / f"out.{form}" for form in ("csv", "jsonl", "parquet")}
    tables.screen_table(
        tables.open_table(table, screener),
        screener,
        engine,
        today=DAY,
        language="en",
        targets=targets,
    )
    return {form: path.read_bytes() for form, path in targets.items()}


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PIECE", 25)


@pytest.mark.usefixtures("small_pieces")
def test_every_engine_writes_the_same_bytes(
    table: Path, reader: LineReader, tmp_path: Path
) -> None:
    wanted = screened(table, reader, Inline(reader), tmp_path / "inline")
    ready = packed(reader)
    assert screened(table, reader, Processes(ready, 2), tmp_path / "processes") == wanted
    assert screened(table, reader, Dask(ready, 2, None), tmp_path / "dask") == wanted
    assert pq.read_table(tmp_path / "inline" / "out.parquet").num_rows == 230


def _kill_a_process() -> None:
    multiprocessing.active_children()[0].kill()


def _kill_a_worker() -> None:
    """Kill a worker of the cluster: a grandchild, as its nurse would start a child anew."""
    children = psutil.Process().children(recursive=True)
    workers = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    os.kill(workers[-1].pid, signal.SIGKILL)


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Do what the list holds when the seventh piece is asked for."""
    kill: list[Callable[[], None]] = []
    lines = tables.line_batches

    def read(
        batches: Iterator[pa.RecordBatch], screener: Screener, *, file: str
    ) -> Iterator[pa.RecordBatch]:
        for number, piece in enumerate(lines(batches, screener, file=file)):
            if number == 6:
                for one in kill:
                    one()
            yield piece

    monkeypatch.setattr(tables, "line_batches", read)
    return kill


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(
    ("name", "kill"), [("processes", _kill_a_process), ("dask", _kill_a_worker)]
)
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    table: Path,
    reader: LineReader,
    killing: list[Callable[[], None]],
    name: str,
    kill: Callable[[], None],
) -> None:
    wanted = screened(table, reader, Inline(reader), table.parent / "whole")
    killing.append(kill)
    ready = packed(reader)
    engine = Processes(ready, 2) if name == "processes" else Dask(ready, 2, None)
    assert screened(table, reader, engine, table.parent / "killed") == wanted


def test_batches_say_what_single_lines_say() -> None:
    profile = Profile(facts=ProfileFacts(**FACTS))
    batches = records(40).to_batches(max_chunksize=7)
    found = [
        row
        for batch in screen_batches(batches, pack=shipped_pack(), profile=profile)
        for row in batch.to_pylist()
    ]
    assert [row["row"] for row in found] == list(range(1, 41))
    for record, row in zip(records(40).to_pylist(), found, strict=True):
        fields = {"description": record["品名"], "end_user": record["End user"] or ""}
        own = screen_line(fields, pack=shipped_pack(), profile=profile)
        assert row["label"] == own.verdict.label.value
        assert row["part_number"] == record["Part No."]


def test_parquet_and_csv_of_one_workbook_hold_the_same(tmp_path: Path, run: Run) -> None:
    samples = Path(__file__).parents[2] / "samples"
    done = run(
        *("screen", samples / "drone_en.xlsx", "--date", "2026-06-30"),
        *("--format", "parquet,csv", "--out", tmp_path),
    )
    assert done.status == 0
    with (tmp_path / "drone_en.screened.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.DictReader(file))
    found = pq.read_table(tmp_path / "drone_en.screened.parquet").to_pylist()
    assert list(found[0]) == [*COLUMNS, *FIELDS]
    assert [{**row, "row": str(row["row"])} for row in found] == wanted


def test_a_parquet_file_is_screened_by_the_command(table: Path, run: Run) -> None:
    done = run("screen", table.parent / "*.parquet", "--date", "2026-06-30", "--ship-from", "CN")
    assert done.status == 0
    rows = pq.read_table(table.with_name("records.screened.parquet")).to_pylist()
    assert len(rows) == 230
    for label in ("likely affected", "unclear", "clear"):
        number = sum(row["label"] == label.replace(" ", "_") for row in rows)
        assert f"{label}\t{number}\n" in done.out


@pytest.mark.parametrize("form", ["html", "xlsx,csv"])
def test_a_table_is_no_workbook(table: Path, run: Run, form: str) -> None:
    done = run("screen", table, "--date", "2026-06-30", "--format", form)
    assert done.status == 2
    assert "cannot be written piece by piece" in done.err
    assert [path.name for path in table.parent.iterdir()] == ["records.parquet"]


def test_a_damaged_parquet_file_is_said_to_be_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "cut.parquet").write_bytes(b"PAR1 and no more")
    done = run("screen", tmp_path / "cut.parquet", "--date", "2026-06-30")
    assert done.status == 2
    assert "cut.parquet" in done.err


def test_a_workbook_goes_to_a_cluster_and_comes_back_the_same(tmp_path: Path, run: Run) -> None:
    sample = Path(__file__).parents[2] / "samples" / "drone_en.xlsx"
    call = ("screen", sample, "--date", "2026-06-30", "--format", "jsonl,csv")
    run(*call, "--out", tmp_path / "here")
    run(*call, "--out", tmp_path / "there", "--engine", "dask", "--jobs", "1")
    for name in ("drone_en.screened.jsonl", "drone_en.screened.csv"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_share_one_long_list(
    tmp_path: Path, run: Run, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.sharing._WORTH_IT", 10)
    with (tmp_path / "bom.csv").open("w", encoding="utf-8", newline="") as file:
        rows = records(200).to_pylist()
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    call = ("screen", tmp_path / "bom.csv", "--date", "2026-06-30", "--format", "xlsx,jsonl")
    alone = run(*call, "--out", tmp_path / "alone")
    shared = run(*call, "--out", tmp_path / "shared", "--jobs", jobs)
    assert shared.out.replace("shared/", "alone/") == alone.out
    for name in ("bom.screened.xlsx", "bom.screened.jsonl"):
        assert (tmp_path / "shared" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
