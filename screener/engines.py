"""Where pieces of a table are screened: in this process, in several of them, on a Dask cluster.

The pieces are the same whatever screens them, and their results are taken in order: so the bytes
that are written are the same, too. Only a few pieces are under way at once: memory does not grow
with the table.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from typing import Protocol, TypeAlias, TypeVar

import pyarrow as pa

from screener.batches import screened_piece
from screener.compiled import unpacked
from screener.matching import LineReader
from screener.model import Label, Screening
from screener.pipeline import Screener
from screener.profile import Profile
from screener.results.arrow import result_batch
from screener.results.explain import Explainer
from screener.results.records import write_jsonl
from screener.results.table import csv_rows

#: Pieces under way for each process.
_WAITING = 2
#: A worker may be killed so often before the call gives up.
_ATTEMPTS = 5

Payload: TypeAlias = "str | pa.RecordBatch"


@dataclass(frozen=True)
class Work:
    """What is to be made of each piece; the same for all pieces of one table."""

    about: Screening
    profile: Profile
    today: date
    language: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class PieceDone:
    """The results of one piece by form, and how many of its lines have which label."""

    payloads: dict[str, Payload]
    labels: Counter[Label]


class Engine(Protocol):
    """Screens the pieces of one table, and gives the results in order."""

    def run(self, work: Work, pieces: Iterable[pa.RecordBatch]) -> Iterator[PieceDone]:
        """Yield the results."""


class _Station:
    """What screens pieces: made once for all pieces of a table."""

    def __init__(self, reader: LineReader, work: Work) -> None:
        self._forms = work.forms
        self._screener = Screener(reader.pack, work.profile, today=work.today, reader=reader)
        self._explainer = Explainer(reader.pack, work.language)
        self._about = work.about

    def screen(self, piece: pa.RecordBatch) -> PieceDone:
        """Screen one piece."""
        screening = screened_piece(piece, self._screener, self._about)
        return PieceDone(
            {form: _payload(form, screening, self._explainer) for form in self._forms},
            Counter(screened.verdict.label for screened in screening.lines),
        )


def screen_piece(ready: bytes, work: Work, piece: pa.RecordBatch) -> PieceDone:
    """Screen one piece; `ready` is a packed reader, unpacked once a process."""
    return _station(ready, _Key(work)).screen(piece)


class _Key:
    """Work that is known by what it says."""

    def __init__(self, work: Work) -> None:
        self.work = work
        about, profile = work.about, work.profile.as_json()
        self._said: tuple[object, ...] = (
            *(about.file, about.input_sha256, about.warnings, profile),
            *(work.today, work.language, work.forms),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


@lru_cache(maxsize=2)
def _station(ready: bytes, key: _Key) -> _Station:
    return _Station(unpacked(ready), key.work)


def _payload(form: str, screening: Screening, explainer: Explainer) -> Payload:
    if form == "parquet":
        return result_batch(screening, explainer)
    if form == "csv":
        return "".join(csv_rows(screening, explainer))
    return "".join([f"{line}\n" for line in write_jsonl(screening, explainer)])


class Inline:
    """Screens in this process."""

    def __init__(self, reader: LineReader) -> None:
        self._reader = reader

    def run(self, work: Work, pieces: Iterable[pa.RecordBatch]) -> Iterator[PieceDone]:
        """Yield the results, one piece after the other."""
        return map(_Station(self._reader, work).screen, pieces)


class Processes:
    """Screens in several processes of this machine; one that is killed is replaced."""

    def __init__(self, ready: bytes, number: int) -> None:
        self._ready = ready
        self._number = number

    def run(self, work: Work, pieces: Iterable[pa.RecordBatch]) -> Iterator[PieceDone]:
        """Yield the results in order."""
        waiting: deque[tuple[pa.RecordBatch, Future[PieceDone]]] = deque()
        pool, attempts = self._pool(), 0
        try:
            for piece in _and_end(pieces):
                if piece is not None:
                    waiting.append((piece, _submitted(pool, work, piece)))
                while waiting and (piece is None or len(waiting) > _WAITING * self._number):
                    try:
                        done = waiting[0][1].result()
                    except BrokenProcessPool:
                        attempts += 1
                        if attempts == _ATTEMPTS:
                            raise
                        pool = self._pool()
                        waiting = deque(
                            (again, _submitted(pool, work, again)) for again, _ in waiting
                        )
                        continue
                    waiting.popleft()
                    yield done
        finally:
            pool.shutdown(cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._number, get_context("spawn"), initializer=_begin, initargs=(self._ready,)
        )


def _submitted(pool: ProcessPoolExecutor, work: Work, piece: pa.RecordBatch) -> Future[PieceDone]:
    """Give a piece to the pool; a pool that is broken already says so where the result is read."""
    try:
        return pool.submit(_in_worker, work, piece)
    except BrokenProcessPool as error:
        broken = Future[PieceDone]()
        broken.set_exception(error)
        return broken


_READY: list[bytes] = []


def _begin(ready: bytes) -> None:
    _READY[:] = [ready]


def _in_worker(work: Work, piece: pa.RecordBatch) -> PieceDone:
    return screen_piece(_READY[0], work, piece)


class Dask:
    """Screens on a Dask cluster, or on one of this machine where no scheduler is named.

    The rules go to each worker once. What a worker had under way when it died, others do anew.
    """

    def __init__(self, ready: bytes, number: int, scheduler: str | None) -> None:
        self._ready = ready
        self._number = number
        self._scheduler = scheduler

    def run(self, work: Work, pieces: Iterable[pa.RecordBatch]) -> Iterator[PieceDone]:
        """Yield the results in order."""
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

        local = None
        if self._scheduler is None:
            local = LocalCluster(  # type: ignore[no-untyped-call]  # Dask is not typed
                n_workers=self._number,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
            )
        with Client(local or self._scheduler) as client:  # type: ignore[no-untyped-call]  # as above
            # A task, no scattered data: what only a lost worker had can be had again.
            ready = client.submit(_itself, self._ready, pure=False)
            known = len(client.scheduler_info()["workers"]) or self._number

            def submit(piece: pa.RecordBatch) -> "Future[PieceDone]":
                found: Future[PieceDone] = client.submit(
                    screen_piece, ready, work, piece, pure=False, retries=_ATTEMPTS
                )
                return found

            yield from _in_order(pieces, submit, _WAITING * known)
        if local:
            local.close()


def _itself(ready: bytes) -> bytes:
    return ready


Piece = TypeVar("Piece")


def _in_order(
    pieces: Iterable[Piece], submit: Callable[[Piece], Future[PieceDone]], most: int
) -> Iterator[PieceDone]:
    waiting: deque[Future[PieceDone]] = deque()
    for piece in pieces:
        waiting.append(submit(piece))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _and_end(pieces: Iterable[Piece]) -> Iterator[Piece | None]:
    yield from pieces
    yield None


__all__ = ["Dask", "Engine", "Inline", "PieceDone", "Processes", "Work", "screen_piece"]
