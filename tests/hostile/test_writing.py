"""Results are there whole or not at all: a full disk, a kill in mid-write, a second call."""

import os
import resource
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

FORMATS = ("jsonl", "csv")
ON = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")
_ROWS = "Description,Qty\n" + "".join(f"SmCo magnet {number},4\n" for number in range(40))
#: Stops the program by force, or fills the disk, when a result is flushed to the disk.
_KILLED = "import os, signal; os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)"
_MAIN = "from screener.cli import main; main()"


@pytest.fixture
def bom(tmp_path: Path) -> Path:
    path = tmp_path / "bom.csv"
    path.write_text(_ROWS, "utf-8")
    return path


def _screen(
    *files: Path, form: str, more: tuple[str, ...] = (), before: str = "", most: int | None = None
) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if most is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    arguments = ("screen", *map(str, files), *ON, "--format", form, *more)
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", f"{before}\n{_MAIN}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if ".screened." in path.name
    }


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_what_was_there(form: str, bom: Path) -> None:
    """The result of before is still whole; the error says what to do."""
    assert _screen(bom, form=form).returncode == 0
    before = _sums(bom.parent)
    failed = _screen(bom, form=form, more=("--force",), most=1000)
    assert failed.returncode == 2, failed.stderr
    assert "output-failed" in failed.stderr
    assert _sums(bom.parent) == before


@pytest.mark.parametrize("form", FORMATS[:1])
def test_a_kill_in_mid_write_leaves_no_half_result(form: str, bom: Path) -> None:
    """Nothing bears the name of a result; the next call writes it as if nothing had been."""
    killed = _screen(bom, form=form, before=_KILLED)
    assert killed.returncode == -signal.SIGKILL
    target = bom.with_name(f"bom.screened.{form}")
    assert not target.exists()
    assert _screen(bom, form=form).returncode == 0
    first = _sums(bom.parent)[target.name]
    _screen(bom, form=form, more=("--force",), before=_KILLED)
    assert _sums(bom.parent)[target.name] == first


def test_nothing_is_replaced_without_force(bom: Path) -> None:
    target = bom.with_name("bom.screened.jsonl")
    target.write_text("mine", "utf-8")
    refused = _screen(bom, form="jsonl")
    assert (refused.returncode, target.read_text("utf-8")) == (2, "mine")
    assert "output-exists" in refused.stderr


def test_a_batch_that_was_stopped_gives_the_same_bytes_when_it_is_called_again(
    bom: Path, tmp_path: Path
) -> None:
    """What was done is kept; what is missing is made; the bytes are those of one go."""
    files = [bom.with_name(f"list{number}.csv") for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(_ROWS.replace("SmCo", f"SmCo type {number}"), "utf-8")
    whole = ("--out", str(tmp_path / "whole"))
    assert _screen(*files, form="jsonl", more=whole).returncode == 0
    parts = ("--out", str(tmp_path / "parts"))
    assert _screen(*files[:2], form="jsonl", more=parts).returncode == 0
    again = _screen(*files, form="jsonl", more=parts)
    assert again.returncode == 2
    assert again.stderr.count("output-exists") == 2
    assert _sums(tmp_path / "parts") == _sums(tmp_path / "whole")


def test_an_unreadable_file_stops_no_batch(bom: Path, tmp_path: Path) -> None:
    broken = bom.with_name("broken.xlsx")
    broken.write_bytes(b"PK\x03\x04" + os.urandom(200))
    out = ("--out", str(tmp_path / "out"))
    done = _screen(broken, bom, form="jsonl", more=out)
    assert (done.returncode, list(_sums(tmp_path / "out"))) == (2, ["bom.screened.jsonl"])
    assert "file-damaged" in done.stderr
