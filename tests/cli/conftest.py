"""The command line as a user types it, in this process."""

import io
import sys

import pytest
from command_line import Result, Run

from screener.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``screener`` with arguments, and return its exit status and what it printed."""

    def called(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["screener", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return called
