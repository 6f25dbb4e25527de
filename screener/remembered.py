"""What was made of objects, remembered by which objects they are."""

from collections.abc import Callable
from typing import Generic, TypeVar, TypeVarTuple

Things = TypeVarTuple("Things")
Result = TypeVar("Result")

_MOST = 1 << 16


class Remembered(Generic[*Things, Result]):
    """A function that is called once for the same objects.

    Findings and verdicts are shared by the lines that say the same; they are known by themselves,
    which costs nothing, where comparing them would mean to look through all that they hold.
    """

    def __init__(self, make: Callable[[*Things], Result]) -> None:
        self.make = make
        self._known: dict[tuple[int, ...], tuple[tuple[object, ...], Result]] = {}

    def __call__(self, *things: *Things) -> Result:
        """Return what was made of these objects."""
        key = tuple(map(id, things))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            # The objects are kept beside the result: an id counts only while its object lives.
            found = self._known[key] = (things, self.make(*things))
        return found[1]
