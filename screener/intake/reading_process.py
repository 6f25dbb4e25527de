"""The process that reads one file and ends: what a hostile file breaks, breaks here.

It is started by `screener.intake.confined` with the file, its encoding, and the limits. Its
standard output is a file: one byte that says what follows, and then the workbook, or the error as
JSON. It may write no other file.
"""

import errno
import json
import os
import sys
from pathlib import Path

from screener.errors import InputError
from screener.intake.errors import FileUnreadable
from screener.intake.reading import read_here
from screener.intake.wire import ERROR, LIMIT, WORKBOOK, send

_OUT = 1
#: Seconds between the signal that ends this process and the one that nothing can ignore.
_GRACE = 5


def main(path: str, encoding: str, memory: str, seconds: str, output: str) -> None:
    """Read a file within limits, and write what it holds to the standard output."""
    _limit(int(memory), int(seconds), int(output))
    try:
        _answer(Path(path), encoding or None)
    except InputError as error:
        _say_error(error)
    except MemoryError:
        _say(LIMIT, b"memory")
    except OSError as error:
        if error.errno == errno.EFBIG:
            _say(LIMIT, b"output")
        _say_error(FileUnreadable(file=path, why=error.strerror or type(error).__name__))


def _answer(path: Path, encoding: str | None) -> None:
    workbook = read_here(path, encoding=encoding)
    with open(_OUT, "wb", closefd=False) as out:
        out.write(WORKBOOK)
        send(workbook, out)


def _say_error(error: InputError) -> None:
    places = {name: str(place) for name, place in error.places.items()}
    _say(ERROR, json.dumps({"code": error.code, "places": places}).encode())


def _say(kind: bytes, content: bytes) -> None:
    """Write this instead of what was written, and end: what is still to be flushed is not."""
    os.lseek(_OUT, 0, os.SEEK_SET)
    os.ftruncate(_OUT, 0)
    os.write(_OUT, kind + content)
    os._exit(0)


def _limit(memory: int, seconds: int, output: int) -> None:
    """Bind this process for good; Windows knows no such limits."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
