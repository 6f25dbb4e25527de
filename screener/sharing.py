"""Several processes that share the matching of one long list.

Each distinct item of the list is found once, by whichever process; all else stays in one. What is
found does not depend on who finds it, so the results are the same for any number of processes.
"""

import contextlib
import pickle
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from screener.compiled import packed, unpacked
from screener.matching import ItemKey, LineReader
from screener.model import Line
from screener.pipeline import Screener

#: Distinct items from which on other processes are worth their start.
_WORTH_IT = 2_000
_PARTS = 32


def find_items(screener: Screener, lines: Sequence[Line], ready: bytes, number: int) -> None:
    """Let several processes find the distinct items of a long list, this one among them."""
    keys = screener.item_keys(lines)
    if number == 1 or len(keys) < _WORTH_IT:
        return
    parts = [keys[start::_PARTS] for start in range(_PARTS)]
    pool = ProcessPoolExecutor(
        number - 1, get_context("spawn"), initializer=_begin, initargs=(ready,)
    )
    # Without a worker that was killed this process finds the rest by itself.
    with pool, contextlib.suppress(BrokenProcessPool):
        asked = deque((part, pool.submit(_items_in_worker, part)) for part in parts)
        while asked:
            part, last = asked.pop()
            if last.cancel():  # nobody has begun with it: it is found here
                screener.reader.find_items(part)
            else:
                asked.append((part, last))
                break
        for part, found in asked:
            items = pickle.loads(found.result())  # noqa: S301 - a process of our own has sent it
            screener.reader.learn_items(dict(zip(part, items, strict=True)))


_READERS: list[LineReader] = []


def _begin(ready: bytes) -> None:
    _READERS[:] = [unpacked(ready)]


def _items_in_worker(keys: list[ItemKey]) -> bytes:
    return packed(_READERS[0].find_items(keys))
