"""The files of two rule packs that hold cases and words: compared text by text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

Weakens = Literal["yes", "maybe", "no"]
#: Folders, and files of the catalogue, whose words every rule may hang on.
_WORDS = ("terms", "goods", "hs")
_NAMED = 60


@dataclass(frozen=True, slots=True)
class PackChange:
    """One thing that differs between two packs.

    `what` is the kind of thing, `id` its id, `how` ``added``, ``removed`` or ``changed``. `fields`
    are the keys that differ. `weakens`: ``yes`` where fewer lines are met than before, ``maybe``
    where that cannot be told from the files alone.
    """

    what: str
    id: str
    how: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()
    weakens: Weakens = "no"


def compare_cases(before: Path, after: Path) -> Iterator[PackChange]:
    """Yield the cases that are gone or new; a case that is gone guards nothing any more.

    A case that was changed is one that is gone and a new one.
    """
    old, new = _cases(before), _cases(after)
    for key in dict.fromkeys([*old, *new]):
        if key not in new:
            yield PackChange("case", old[key], "removed", (), "yes")
        elif key not in old:
            yield PackChange("case", new[key], "added")


def _cases(root: Path) -> dict[tuple[str, str], str]:
    """Return every case of a pack by its file and content, with a name to show."""
    found = {}
    for path in sorted((root / "cases").rglob("*.yaml")):
        name = path.relative_to(root / "cases").with_suffix("").as_posix()
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings
        for place, case in _listed(content, ""):
            text = json.dumps(case, ensure_ascii=False, sort_keys=True)
            called = case.get("name") if isinstance(case, dict) else None
            found[name + place, text] = f"{name}: {called or text[:_NAMED]}"
    return found


def _listed(content: object, place: str) -> Iterator[tuple[str, object]]:
    """Yield the elements of every list, with the key that it stands under."""
    if isinstance(content, dict):
        for key, part in content.items():
            yield from _listed(part, f"{place}/{key}")
    elif isinstance(content, list):
        for element in content:
            yield place, element


def compare_words(before: Path, after: Path) -> Iterator[PackChange]:
    """Yield the files of words that differ; what a word does is told by the cases alone."""
    old, new = _words(before), _words(after)
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            yield PackChange("words", name, "removed", (), "maybe")
        elif name not in old:
            yield PackChange("words", name, "added", (), "maybe")
        elif old[name] != new[name]:
            yield PackChange("words", name, "changed", (), "maybe")


def _words(root: Path) -> dict[str, bytes]:
    files = [path for folder in _WORDS for path in sorted((root / folder).rglob("*.*"))]
    files.append(root / "catalogue" / "_words.yaml")
    return {
        path.relative_to(root).as_posix(): path.read_bytes().replace(b"\r\n", b"\n")
        for path in files
        if path.is_file()
    }
