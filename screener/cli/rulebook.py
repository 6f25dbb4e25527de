"""The rules of a call, ready to be used."""

from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from screener.compiled import load_reader
from screener.matching import LineReader
from screener.pipeline import share_reader
from screener.rulepack.load import Pack


@lru_cache(maxsize=2)
def ready_reader(rules: Path | None) -> LineReader:
    """Return what reads lines by a rule pack; what was made ready before is used again."""
    return share_reader(load_reader(rules, cache=user_cache_path("screener", appauthor=False)))


def ready_pack(rules: Path | None) -> Pack:
    """Return a rule pack with which lines can be screened at once."""
    return ready_reader(rules).pack
