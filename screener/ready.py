"""Rule packs that are ready to read lines: made ready once a process, shared by all screenings."""

from functools import cache, lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from screener.compiled import load_reader
from screener.matching import LineReader
from screener.rulepack.load import Pack, load_pack

#: How many rule packs are kept ready: two, which are compared with each other.
_KEPT = 2
_ready: list[LineReader] = []


def reader_of(pack: Pack) -> LineReader:
    """Return what reads lines by a pack; making it ready takes a second, so it is kept."""
    found = next((reader for reader in _ready if reader.pack is pack), None)
    return found or _shared(LineReader(pack))


@lru_cache(maxsize=_KEPT)
def ready_reader(rules: Path | None) -> LineReader:
    """Return what reads lines by the pack in a folder; what was made ready before is used again.

    It is kept in the user's cache folder, for the next process.
    """
    return _shared(load_reader(rules, cache=user_cache_path("screener", appauthor=False)))


def ready_pack(rules: Path | None) -> Pack:
    """Return the pack in a folder, with which lines can be screened at once."""
    return ready_reader(rules).pack


@cache
def shipped_pack() -> Pack:
    """Return the rules that come with the program, read once."""
    return load_pack()


def _shared(reader: LineReader) -> LineReader:
    """Use a reader for every screening by its pack."""
    _ready[:] = [*_ready, reader][-_KEPT:]
    return reader
