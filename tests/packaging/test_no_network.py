"""The program opens no connection: whatever it does, with every door to the network watched."""

import subprocess
import sys
from pathlib import Path

import pytest

_WATCHED = """
import sys

def watch(event, arguments):
    if event.partition(".")[0] in {"socket", "urllib", "http", "ftplib", "smtplib"}:
        sys.stderr.write(f"WATCHED {event} {arguments[1:]}\\n")
        raise PermissionError(event)

sys.addaudithook(watch)
sys.argv[0] = "screener"
"""
_PROGRAM = f"{_WATCHED}\nfrom screener.cli import main\nmain()"
ON = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")


def _run(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples."""
    folder = tmp_path_factory.mktemp("offline")
    assert _run(_PROGRAM, "sample", ".", cwd=folder).returncode == 0
    return folder


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    """The watch works: else the tests below could not fail."""
    dials = 'import socket; socket.create_connection(("127.0.0.1", 9))'
    done = _run(f"{_WATCHED}\n{dials}", cwd=tmp_path)
    assert done.returncode != 0
    assert "WATCHED socket." in done.stderr


def test_screening_with_every_output_opens_no_connection(folder: Path) -> None:
    files = ("drone_en.xlsx", "ev_motor_ja_cp932.csv", "radar_module_zh.xlsx")
    formats = "xlsx,jsonl,csv,html,parquet"
    done = _run(_PROGRAM, "screen", *files, *ON, "--format", formats, "--out", "out", cwd=folder)
    assert (done.returncode, "WATCHED" in done.stderr) == (0, False), done.stderr
    assert len(list((folder / "out").iterdir())) == len(files) * len(formats.split(","))


@pytest.mark.parametrize(
    "command",
    [
        ("inspect", "drone_en.xlsx"),
        ("lookup", "item", "SmCo magnet"),
        ("lookup", "party", "三菱重工業"),
        ("ask", "drone_en.xlsx", *ON),
        ("diff", "drone_en.xlsx", *ON[:4], "--date", "2026-01-05", "--date", "2026-01-06"),
        ("rules", "check"),
        ("schema", "result"),
    ],
    ids=" ".join,
)
def test_no_other_command_opens_one(command: tuple[str, ...], folder: Path) -> None:
    done = _run(_PROGRAM, *command, cwd=folder)
    assert (done.returncode, "WATCHED" in done.stderr) == (0, False), done.stderr
    assert done.stdout
