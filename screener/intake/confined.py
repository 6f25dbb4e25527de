"""Reading a file in a process of its own, with limits: a hostile file breaks that process alone."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from screener.errors import InputError
from screener.intake import errors
from screener.intake.cells import Workbook
from screener.intake.errors import FileDamaged, FileUnreadable, ReadingLimit
from screener.intake.wire import ERROR, LIMIT, WORKBOOK, receive

_PROCESS = "screener.intake.reading_process"
#: What a process gets in real time for each second of its own: the machine may be busy.
_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, seconds of work, bytes of what is read."""

    memory: int = 3_000_000_000
    seconds: int = 120
    output: int = 500_000_000


LIMITS = Limits()


def read_confined(path: Path, *, encoding: str | None = None, limits: Limits = LIMITS) -> Workbook:
    """Read a file in a process of its own.

    Args:
        path: The file.
        encoding: Of a text file; guessed where it is not given.
        limits: What the process may take. Windows knows none but that of time; macOS minds memory
            less strictly.

    Raises:
        ReadingLimit: The process took more than it may.
        InputError: The file cannot be read.
    """
    try:
        with tempfile.TemporaryFile() as answer:
            status = _run(path, encoding, limits, answer)
            answer.seek(0)
            return _received(path, status, limits, answer)
    except OSError as error:
        raise FileUnreadable(file=path, why=error.strerror or type(error).__name__) from error


def _received(path: Path, status: int, limits: Limits, answer: BinaryIO) -> Workbook:
    kind = answer.read(1)
    if kind == WORKBOOK and status == 0:
        return _workbook(path, answer)
    if kind == ERROR and status == 0:
        raise _error(path, answer.read())
    raise _stopped(path, status, answer.read() if kind == LIMIT else b"", limits)


def _run(path: Path, encoding: str | None, limits: Limits, answer: BinaryIO) -> int:
    bounds = map(str, (limits.memory, limits.seconds, limits.output))
    # -P: nothing in the current folder is taken for a module of ours.
    command = [sys.executable, "-P", "-m", _PROCESS, os.fspath(path), encoding or "", *bounds]
    try:
        return subprocess.run(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds * _PATIENCE,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else 1


def _workbook(path: Path, answer: BinaryIO) -> Workbook:
    try:
        return receive(str(path), answer)
    except (ValueError, LookupError, TypeError, EOFError) as error:
        raise _damaged(path, "answer") from error


def _error(path: Path, content: bytes) -> InputError:
    """Return the error that the process tells, as one of those that reading may raise."""
    try:
        told = json.loads(content)
        kind = _KINDS[told["code"]]
        return kind(**{**told["places"], "file": path})
    except (ValueError, LookupError, TypeError):
        return _damaged(path, "answer")


_KINDS: dict[str, type[InputError]] = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, InputError) and kind is not InputError
}


def _stopped(path: Path, status: int, limit: bytes, limits: Limits) -> InputError:
    """Return what the end of the process means."""
    memory, seconds = f"{limits.memory // 1_000_000} MB", f"{limits.seconds} s"
    if limit == b"output":
        return ReadingLimit(file=path, what=f"{limits.output // 1_000_000} MB")
    # Compiled readers give up where there is no memory; the system kills where there is none left.
    if limit == b"memory" or status in {-signal.SIGABRT, -9}:
        return ReadingLimit(file=path, what=memory)
    if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        return ReadingLimit(file=path, what=seconds)
    return _damaged(path, f"status {status}")


def _damaged(path: Path, why: str) -> FileDamaged:
    return FileDamaged(file=path, format=path.suffix.removeprefix("."), why=why)
