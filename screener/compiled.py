"""The rule pack made ready for reading lines, kept between calls so that a start is short.

Reading the rules and building their indexes takes a second. What comes of it is kept in a file
whose name is the hash of everything that it was made from: the rules, the program, the libraries.
Such a file is believed only where nobody but its owner can have written it. Without it, or where it
cannot be used, everything is made anew; deleting it breaks nothing.
"""

import contextlib
import functools
import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType, MethodType

from screener.matching import LineReader
from screener.remembered import Remembered
from screener.rulepack.load import Pack, content_hash, load_pack, shipped_rules

#: Files that are kept; the ones used longest ago go first.
_KEPT = 4
_ENDING = ".compiled"
#: What is kept holds objects of these libraries.
_LIBRARIES = ("screener", "pydantic", "opencc", "pint", "rapidfuzz")
_Lru = type(functools.lru_cache(len))


def load_reader(root: Path | None = None, *, cache: Path | None = None) -> LineReader:
    """Return a reader of lines for a rule pack; ``None`` is the one that comes with the program.

    Args:
        root: The folder of the rule pack.
        cache: The folder in which what was made ready is kept; without one nothing is.

    Raises:
        NoRulePack: The folder has no ``pack.yaml``.
        RuleFileError: A file of the pack cannot be used.
    """
    root = root or shipped_rules()
    if cache is None or not (root / "pack.yaml").is_file():
        return make_reader(load_pack(root))
    path = cache / f"{_made_from(root)}{_ENDING}"
    kept = _kept(path)
    if kept is None:
        kept = make_reader(load_pack(root))
        _keep(kept, path)
    return kept


def make_reader(pack: Pack) -> LineReader:
    """Build the indexes of a rule pack."""
    return LineReader(pack)


def _made_from(root: Path) -> str:
    """Return a hash of everything that a ready reader depends on."""
    digest = hashlib.sha256(f"{root.resolve()} {content_hash(root)} {sys.version}".encode())
    for name in _LIBRARIES:
        digest.update(f" {name} {version(name)}".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        about = path.stat()
        digest.update(f" {path.name} {about.st_size} {about.st_mtime_ns}".encode())
    return digest.hexdigest()[:40]


def _kept(path: Path) -> LineReader | None:
    try:
        if not (_is_private(path.parent) and _is_private(path)):
            return None
        with path.open("rb") as file:
            found = _Reading(file).load()
        os.utime(path)
    except Exception:  # noqa: BLE001 - whatever is wrong with the file, the rules are still there
        return None
    return found if isinstance(found, LineReader) else None


def _is_private(path: Path) -> bool:
    """Tell whether nobody but this user can have written a file or folder."""
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True  # on Windows the folder of the user's own data is the user's own
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def packed(thing: object) -> bytes:
    """Return a reader, or what one has found, as bytes for another process of this program."""
    content = io.BytesIO()
    _Writing(content, pickle.HIGHEST_PROTOCOL).dump(thing)
    return content.getvalue()


def unpacked(content: bytes) -> LineReader:
    """Return the reader that was packed by a program of one's own."""
    found = _Reading(io.BytesIO(content)).load()
    if not isinstance(found, LineReader):
        raise TypeError("no reader of lines")
    return found


def _keep(reader: LineReader, path: Path) -> None:
    """Write the file in one step, so that of two programs one wins and neither reads half."""
    # A full disk or a folder that is not ours costs the next start a second, nothing else.
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(path.parent):
            return
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed(reader))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _drop_oldest(path.parent)


def _drop_oldest(folder: Path) -> None:
    known = sorted(folder.glob(f"*{_ENDING}"), key=lambda path: -path.stat().st_mtime)
    for path in known[_KEPT:]:
        path.unlink(missing_ok=True)


class _Writing(pickle.Pickler):
    """Knows what cannot be kept as it is: what was remembered of texts begins empty again."""

    def reducer_override(self, thing: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Say how a thing is kept; most are as they are."""
        if isinstance(thing, MappingProxyType):
            return read_only, (dict(thing),)
        if isinstance(thing, _Lru) and isinstance(thing.__wrapped__, MethodType):
            method = thing.__wrapped__
            most = thing.cache_parameters()["maxsize"]
            return remembering, (method.__self__, method.__name__, most)
        if isinstance(thing, Remembered) and isinstance(thing.make, MethodType):
            return remembering_objects, (thing.make.__self__, thing.make.__name__)
        as_it_is: tuple[Callable[..., object], tuple[object, ...]] = NotImplemented
        return as_it_is


def read_only(values: dict[object, object]) -> MappingProxyType[object, object]:
    """Return a view of values that nobody can change."""
    return MappingProxyType(values)


def remembering(owner: object, method: str, most: int) -> object:
    """Return a method that remembers so many results."""
    return functools.lru_cache(maxsize=most)(getattr(owner, method))


def remembering_objects(owner: object, method: str) -> object:
    """Return a method that remembers results by the objects that it was called with."""
    return Remembered(getattr(owner, method))


class _Reading(pickle.Unpickler):
    """Makes only what a ready reader is made of."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class or function that a kept file may name."""
        known = module.startswith("screener.") or (module, name) in _PLAIN
        if not known:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


_PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("builtins", "object"),
    ("collections", "Counter"),
    ("collections", "defaultdict"),
    ("collections", "OrderedDict"),
    ("copyreg", "__newobj__"),
    ("copyreg", "_reconstructor"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("pathlib", "Path"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("re", "_compile"),
}

__all__ = ["Pack", "load_reader", "make_reader", "packed", "unpacked"]
