"""The worker is killed in the middle: the screening is finished after all, once, whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from bad_files import write_bom
from playwright.sync_api import BrowserContext
from web_server import serving

LINES = 1_000


def workers_of(server_data: Path) -> list[int]:
    """Return the processes that work on a data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if b"screener.web.worker" in command and str(server_data).encode() in environment:
            found.append(int(process.name))
    return found


def state_of(data: Path) -> tuple[str, int, int]:
    """Return the state of the only screening, its lines done, and the lines in the database."""
    with sqlite3.connect(f"file:{data / 'screener.sqlite3'}?mode=ro", uri=True) as database:
        state, done = database.execute(
            "SELECT state, done_lines FROM screenings_screening"
        ).fetchone()
        (lines,) = database.execute("SELECT count(*) FROM screenings_line").fetchone()
    return state, done, lines


def wait_for(data: Path, *states: str) -> tuple[str, int, int]:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        found = state_of(data)
        if found[0] in states and (found[0] != "running" or found[1] > 0):
            return found
        time.sleep(0.05)
    raise AssertionError(state_of(data))


def test_a_killed_worker_loses_and_doubles_nothing(context: BrowserContext, tmp_path: Path) -> None:
    """Each line is there once; the page of progress ends in the result."""
    lines = [
        {"part_number": f"P-{number}", "description": f"NdFeB magnet {number} mm"}
        for number in range(LINES)
    ]
    path = write_bom(tmp_path / "long.csv", *lines)
    data = tmp_path / "data"
    with serving(data) as address:
        opened = context.new_page()
        opened.goto(address)
        opened.locator("#file").set_input_files(path)
        opened.locator("button.primary").click()
        opened.locator("button.primary").click(no_wait_after=True)
        wait_for(data, "running")
        for process in workers_of(data):
            os.kill(process, signal.SIGKILL)
        assert state_of(data)[2] == 0
        assert wait_for(data, "done")[2] == LINES
        opened.wait_for_selector("#lines", timeout=300_000)
        with urllib.request.urlopen(opened.url) as answer:  # noqa: S310 - our own address
            assert answer.status == 200


@pytest.mark.own_store
def test_the_worker_ends_with_the_server(tmp_path: Path) -> None:
    """Even when the server is killed: two workers on one folder would do everything twice."""
    with serving(tmp_path) as address:
        assert address
        found = workers_of(tmp_path)
        assert len(found) == 1
    until = time.monotonic() + 60
    while workers_of(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert workers_of(tmp_path) == []


@pytest.mark.own_store
def test_another_address_needs_accounts() -> None:
    """It is refused before anything is served."""
    command = [sys.executable, "-m", "screener", "serve", "--no-browser", "--host", "0.0.0.0"]  # noqa: S104 - refused
    refused = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert refused.returncode == 2
    assert "--team" in refused.stderr
