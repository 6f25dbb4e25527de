"""What one call of the command line leaves behind."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """Exit status, and what was printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]
