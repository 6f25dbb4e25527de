"""Patterns of many words that are found fast: as a tree of their letters, not one by one."""

import re
from collections.abc import Iterable, Mapping


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of the words; of several that fit, the longest is tried first."""
    return either_before(dict.fromkeys(words, ""))


def either_before(words: Mapping[str, str]) -> str:
    """Return a pattern of words, each with the pattern that must follow it: a look-ahead.

    A pattern that names its words one by one tries each of them at each place of a text; in this
    one, words that begin alike are tried together.
    """
    root = _Node()
    for word, following in words.items():
        node = root
        for letter in word:
            node = node.letters.setdefault(letter, _Node())
        node.following = following
    return f"(?:{root.pattern()})" if root.letters else "(?!)"


class _Node:
    """A place in the tree of letters; `following` is set where a word ends."""

    __slots__ = ("following", "letters")

    def __init__(self) -> None:
        self.letters: dict[str, _Node] = {}
        self.following: str | None = None

    def pattern(self) -> str:
        """Return the pattern of what may follow from here, without brackets around it."""
        ways = [re.escape(letter) + node.rest() for letter, node in sorted(self.letters.items())]
        return "|".join(ways if self.following is None else [*ways, self.following])

    def rest(self) -> str:
        """Return the pattern of what follows, fit to be joined to the letter before."""
        ways = len(self.letters) + (self.following is not None)
        return self.pattern() if ways == 1 else f"(?:{self.pattern()})"
