"""Where the log ended, kept beside the database: entries that are cut off its end leave no gap.

Whoever can change the database alone cannot change this file; who can change both is found by a
hash that somebody noted elsewhere.
"""

import os
import tempfile
from pathlib import Path
from threading import Lock

FILE = "audit_end"
_WRITING = Lock()


def remember_end(data: Path, number: int, sha256: str) -> None:
    """Keep the number and the hash of the last entry; an earlier one replaces no later one."""
    with _WRITING:
        kept = _read(data)
        if kept and int(kept[0]) > number:
            return
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=data)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{number} {sha256}\n")
        Path(name).replace(data / FILE)


def remembered_end(data: Path) -> str:
    """Return the hash of the last entry; empty where none was kept."""
    kept = _read(data)
    return kept[1] if kept else ""


def _read(data: Path) -> list[str]:
    try:
        kept = (data / FILE).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    return kept
