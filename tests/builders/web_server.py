"""A running ``screener serve`` for tests and screenshots: its own data, its own port."""

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """Serve from a data folder on a free port; yields the address once it answers."""
    command = [sys.executable, "-m", "screener", "serve", "--no-browser", "--port", "0"]
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--data", str(data), *options], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = said.split()[1]
        with urllib.request.urlopen(f"{address}healthz", timeout=180) as answer:  # noqa: S310 - our own address
            assert answer.status == 200
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        if server.stdout:
            server.stdout.close()
