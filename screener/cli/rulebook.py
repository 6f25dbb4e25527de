"""The rules of a call, ready to be used."""

from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from screener.compiled import load_reader
from screener.matching import LineReader


@cache
def ready_reader(rules: Path | None) -> LineReader:
    """Return what reads lines by a rule pack; what was made ready before is used again."""
    return load_reader(rules, cache=user_cache_path("screener", appauthor=False))
