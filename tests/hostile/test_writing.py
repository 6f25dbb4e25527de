"""Results are there whole or not at all: a full disk, a kill in mid-write, a second call."""

import os
import resource
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

FORMATS = ("jsonl", "csv", "xlsx", "html", "parquet")
ON = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")
_ROWS = "Description,Qty\n" + "".join(f"SmCo magnet {number},4\n" for number in range(40))
#: Stops the program by force when a result is filled and about to get its name.
_KILLED = """
import itertools, os, signal
calls = itertools.count(1)
flush = os.fsync
def killed(handle):
    os.kill(os.getpid(), signal.SIGKILL) if next(calls) == {number} else flush(handle)
os.fsync = killed
"""
_MAIN = "from screener.cli import main; main()"


def _killed(number: int) -> str:
    return _KILLED.format(number=number)


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
        if ".screened." in path.name and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The results in every format, as one undisturbed call writes them."""
    path = tmp_path_factory.mktemp("whole") / "bom.csv"
    path.write_text(_ROWS, "utf-8")
    assert _screen(path, form=",".join(FORMATS)).returncode == 0
    return _results(path)


def _results(bom: Path) -> dict[str, bytes]:
    found = {form: bom.with_name(f"bom.screened.{form}") for form in FORMATS}
    return {form: path.read_bytes() for form, path in found.items() if path.exists()}


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_what_was_there(form: str, bom: Path, whole: dict[str, bytes]) -> None:
    """The result of before is still whole, nothing else is left; the error says what to do."""
    bom.with_name(f"bom.screened.{form}").write_bytes(whole[form])
    failed = _screen(bom, form=form, more=("--force",), most=1000)
    assert failed.returncode == 2, failed.stderr
    assert "output-failed" in failed.stderr
    assert _results(bom) == {form: whole[form]}
    assert len(list(bom.parent.iterdir())) == 2


@pytest.mark.parametrize("number", range(1, len(FORMATS) + 1))
def test_a_kill_in_mid_write_leaves_no_half_result(
    number: int, bom: Path, whole: dict[str, bytes]
) -> None:
    """What was written is whole, what was being written is as before: absent, or the old one."""
    kept = FORMATS[-1]
    bom.with_name(f"bom.screened.{kept}").write_bytes(b"of before")
    killed = _screen(bom, form=",".join(FORMATS), more=("--force",), before=_killed(number))
    assert killed.returncode == -signal.SIGKILL
    found = _results(bom)
    assert found.pop(kept) == b"of before"
    assert found == {form: whole[form] for form in found}
    assert len(found) == number - 1


def test_nothing_is_replaced_without_force(bom: Path) -> None:
    target = bom.with_name("bom.screened.jsonl")
    target.write_text("mine", "utf-8")
    refused = _screen(bom, form="jsonl")
    assert (refused.returncode, target.read_text("utf-8")) == (2, "mine")
    assert "output-exists" in refused.stderr


def test_a_batch_that_was_killed_gives_the_same_bytes_when_it_is_called_again(
    bom: Path, tmp_path: Path
) -> None:
    """What was done is kept, what is missing is made; a file that was half done is named."""
    files = [bom.with_name(f"list{number}.csv") for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(_ROWS.replace("SmCo", f"SmCo type {number}"), "utf-8")
    whole = ("--out", str(tmp_path / "whole"))
    assert _screen(*files, form="jsonl,xlsx", more=whole).returncode == 0
    parts = ("--out", str(tmp_path / "parts"))
    killed = _screen(*files, form="jsonl,xlsx", more=parts, before=_killed(4))
    assert (killed.returncode, len(_sums(tmp_path / "parts"))) == (-signal.SIGKILL, 3)
    again = _screen(*files, form="jsonl,xlsx", more=parts)
    assert again.returncode == 2
    assert again.stderr.count("output-exists") == 2
    assert "list1.screened.jsonl" in again.stderr
    assert len(_sums(tmp_path / "parts")) == 5
    assert _screen(files[1], form="jsonl,xlsx", more=(*parts, "--force")).returncode == 0
    assert _sums(tmp_path / "parts") == _sums(tmp_path / "whole")


def test_an_unreadable_file_stops_no_batch(bom: Path, tmp_path: Path) -> None:
    broken = bom.with_name("broken.xlsx")
    broken.write_bytes(b"PK\x03\x04" + os.urandom(200))
    out = ("--out", str(tmp_path / "out"))
    done = _screen(broken, bom, form="jsonl", more=out)
    assert (done.returncode, list(_sums(tmp_path / "out"))) == (2, ["bom.screened.jsonl"])
    assert "file-damaged" in done.stderr
