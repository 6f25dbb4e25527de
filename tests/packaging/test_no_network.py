"""The program opens no connection: whatever it does, with every door to the network watched."""

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from web_server import serving

#: Runs at the start of every Python process: this program's, its workers', its reading processes'.
_WATCH = """
import os, sys

def is_here(address):
    host = address[0] if isinstance(address, tuple) else None  # else a socket of this machine
    return host in {None, "", "*", "0.0.0.0", "::", "127.0.0.1", "localhost", "::1"}

def watch(event, arguments):
    module, _, act = event.partition(".")
    if module not in {"socket", "urllib", "http", "ftplib", "smtplib"}:
        return
    if "SERVES" in os.environ:  # it listens: only what leads elsewhere counts
        if act not in {"connect", "sendto", "sendmsg", "Request", "getaddrinfo"}:
            return
        place = arguments[0] if act == "getaddrinfo" else arguments[-1]
        if is_here((place,) if act == "getaddrinfo" else place):
            return
    with open(os.environ["WATCHED"], "a") as log:
        log.write(f"{event} {[one for one in arguments if not hasattr(one, 'fileno')]}\\n")
    raise PermissionError(event)

sys.addaudithook(watch)
"""
_PROGRAM = 'import sys; sys.argv[0] = "screener"; from screener.cli import main; main()'
ON = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")


def _run(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What every process tells that wanted to open a connection."""
    (tmp_path / "sitecustomize.py").write_text(_WATCH)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("WATCHED", str(tmp_path / "watched"))
    return tmp_path / "watched"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples."""
    folder = tmp_path_factory.mktemp("offline")
    assert _run(_PROGRAM, "sample", ".", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    "code", ["{}", "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"]
)
def test_a_connection_would_be_seen(code: str, tmp_path: Path, watched: Path) -> None:
    """The watch works, in processes of processes, too: else the tests below could not fail."""
    dials = 'import socket; socket.create_connection(("127.0.0.1", 9))'
    _run(code.format(dials), cwd=tmp_path)
    assert "socket." in watched.read_text()


def test_a_server_that_leads_elsewhere_would_be_seen(
    tmp_path: Path, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVES", "1")
    _run('import socket; socket.create_server(("127.0.0.1", 0))', cwd=tmp_path)
    assert not watched.exists()
    _run('import socket; socket.create_connection(("192.0.2.1", 9), 1)', cwd=tmp_path)
    assert "192.0.2.1" in watched.read_text()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_screening_with_every_output_opens_no_connection(
    jobs: str, folder: Path, watched: Path
) -> None:
    files = ("drone_en.xlsx", "ev_motor_ja_cp932.csv", "radar_module_zh.xlsx")
    formats = "xlsx,jsonl,csv,html,parquet"
    out = ("--format", formats, "--out", f"out{jobs}", "--jobs", jobs)
    done = _run(_PROGRAM, "screen", *files, *ON, *out, cwd=folder)
    assert (done.returncode, watched.exists()) == (0, False), done.stderr
    assert len(list((folder / f"out{jobs}").iterdir())) == len(files) * len(formats.split(","))


@pytest.mark.parametrize(
    "command",
    [
        ("inspect", "drone_en.xlsx"),
        ("lookup", "item", "SmCo magnet"),
        ("lookup", "party", "三菱重工業"),
        ("ask", "drone_en.xlsx", *ON),
        ("diff", "drone_en.xlsx", *ON[:4], "--date", "2026-01-05", "--date", "2026-01-06"),
        ("whatif", "drone_en.xlsx", *ON),
        ("rules", "check"),
        ("rules", "verify"),
        ("schema", "result"),
    ],
    ids=" ".join,
)
def test_no_other_command_opens_one(command: tuple[str, ...], folder: Path, watched: Path) -> None:
    done = _run(_PROGRAM, *command, cwd=folder)
    assert (done.returncode, watched.exists()) == (0, False), done.stderr
    assert done.stdout


def test_the_loop_of_questions_opens_none(tmp_path: Path, watched: Path) -> None:
    """Ask, answer, screen, verify, decide."""
    (tmp_path / "bom.csv").write_text("Description,Supplier\nSmCo magnet,Nordic Metals\n")

    def called(*arguments: str) -> str:
        done = _run(_PROGRAM, *arguments, cwd=tmp_path)
        assert (done.returncode, watched.exists()) == (0, False), (arguments, done.stderr)
        return done.stdout

    called("ask", "bom.csv", *ON)
    called("answer", "bom.csv", "bom.questions.xlsx", *ON)
    called("screen", "bom.csv", *ON, "--format", "jsonl")
    called("verify", "bom.screened.jsonl", "--input", "bom.csv")
    decided = ("--row", "2", "--label", "likely_affected", "--by", "ann", "--reason", "to be safe")
    called("decide", "bom.csv", *decided, *ON)


def _screened_by(address: str, content: str) -> dict[str, object]:
    """Upload a file, and return what is said of it once it is done."""
    head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = f"{head}{content}\r\n--x--\r\n".encode()
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    request = urllib.request.Request(f"{address}api/screenings", body, kind)  # noqa: S310 - ours
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        state: dict[str, object] = json.load(answer)
    url = str(state["url"])
    while state["state"] not in {"done", "failed"}:
        time.sleep(0.1)
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - as above
            state = json.load(answer)
    assert state["state"] == "done", state
    return state


def test_a_server_leads_nowhere_else(
    tmp_path: Path, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server, its worker and its reading process, while a file is uploaded and screened."""
    monkeypatch.setenv("SERVES", "1")
    content = "Description,Supplier,date\nSmCo magnet,Nordic Metals,2026-06-30\n"
    with serving(tmp_path / "data") as address:
        assert _screened_by(address, content)["counts"]
    assert not watched.exists(), watched.read_text()
