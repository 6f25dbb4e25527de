"""A spreadsheet package: its parts, how they refer to each other, and how it is written again."""

import io
import posixpath
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zlib import error as zlib_error

from screener.results.workbook.markup import (
    Edit,
    Unpatchable,
    appended,
    attributes,
    children,
    edited,
    readable,
    root,
    start_tag,
    tag,
)

_CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
#: Packing harder takes twice the time for a sixth less.
_LEVEL = 3
#: Bytes that are read of a part at once.
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """The namespaces of a package: the strict standard has its own."""

    main: str
    relationships: str

    @classmethod
    def of(cls, main: str) -> Self:
        """Return the dialect whose main namespace is given."""
        if main == _STRICT_MAIN:
            return cls(main, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        return cls(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one package; what is changed or added is written with the rest.

    Raises:
        Unpatchable: The file is no package.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Unpatchable("no zip package") from error
        self._changed: dict[str, Iterable[bytes]] = {}
        self._removed: set[str] = set()
        self._types: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> set[str]:
        """The names of all parts."""
        return {*self._zip.NameToInfo, *self._changed} - self._removed

    def read(self, name: str) -> bytes:
        """Return a part of the source.

        Raises:
            Unpatchable: There is no such part, or it is damaged.
        """
        try:
            # Read at one go a part takes twice its size for a moment: a large sheet is the most
            # that the program ever holds.
            with self._zip.open(name) as part:
                content = io.BytesIO()
                shutil.copyfileobj(part, content, _AT_ONCE)
                return content.getvalue()
        except (KeyError, zipfile.BadZipFile, zlib_error, OSError, RuntimeError) as error:
            raise Unpatchable(f"no part {name}") from error

    def change(self, name: str, content: Iterable[bytes]) -> None:
        """Write a part anew when the package is written."""
        self._changed[name] = content

    def add(self, name: str, content: Iterable[bytes], content_type: str) -> None:
        """Add a part."""
        self._changed[name] = content
        self._types[name] = content_type

    def remove(self, name: str) -> None:
        """Leave a part out."""
        self._removed.add(name)

    def retype(self, name: str, content_type: str) -> None:
        """Change the content type of a part."""
        self._types[name] = content_type

    # --- content types and relations

    def content_type(self, name: str) -> str:
        """Return the content type that the package states for one part, or an empty string."""
        xml = readable(self.read(_CONTENT_TYPES))
        for child in children(xml, root(xml)):
            found = attributes(start_tag(xml, child))
            if found.get("PartName", "").lower() == f"/{name}".lower():
                return found.get("ContentType", "")
        return ""

    def relations(self, part: str) -> list[Relation]:
        """Return what a part refers to inside the package; an empty name asks the package."""
        name = _relations_of(part)
        if name not in self._zip.NameToInfo:
            return []
        xml = readable(self.read(name))
        found = []
        for child in children(xml, root(xml)):
            values = attributes(start_tag(xml, child))
            if values.get("TargetMode") != "External":
                target = posixpath.join(posixpath.dirname(part), values.get("Target", ""))
                kind = values.get("Type", "").rpartition("/")[2]
                path = posixpath.normpath(target).lstrip("/")
                found.append(Relation(values.get("Id", ""), kind, path))
        return found

    def relate(
        self, part: str, relations: Iterable[tuple[str, str, str]], *, drop: frozenset[str]
    ) -> None:
        """Add references from a part: each an id, a full type and the name of the other part.

        References whose type ends with a word of `drop` are left out.
        """
        name = _relations_of(part)
        xml = readable(self.read(name))
        parent = root(xml)
        edits = [
            Edit(child.start, child.end, b"")
            for child in children(xml, parent)
            if attributes(start_tag(xml, child)).get("Type", "").rpartition("/")[2] in drop
        ]
        added = b"".join(
            tag("Relationship", Id=id_, Type=type_, Target=f"/{target}")
            for id_, type_, target in relations
        )
        edits.append(appended(xml, parent, _prefixed(added, parent.prefix)))
        self.change(name, list(edited(xml, edits)))

    # --- writing

    def write(self, out: Path) -> None:
        """Write the package: every part that was not changed byte for byte."""
        self._changed[_CONTENT_TYPES] = self._typed()
        with zipfile.ZipFile(
            out, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=_LEVEL
        ) as target:
            for info in dict.fromkeys(self._zip.NameToInfo.values()):
                if info.filename in self._removed or info.is_dir():
                    continue
                if info.filename in self._changed:
                    _write(target, info.filename, self._changed[info.filename])
                else:
                    fresh = zipfile.ZipInfo(info.filename, info.date_time)
                    fresh.compress_type = _method(info)
                    target.writestr(fresh, self.read(info.filename))
            for name in sorted(set(self._changed) - set(self._zip.NameToInfo)):
                _write(target, name, self._changed[name])

    def _typed(self) -> list[bytes]:
        xml = readable(self.read(_CONTENT_TYPES))
        parent = root(xml)
        gone = {f"/{name}".lower() for name in {*self._removed, *self._types}}
        edits = [
            Edit(child.start, child.end, b"")
            for child in children(xml, parent)
            if attributes(start_tag(xml, child)).get("PartName", "").lower() in gone
        ]
        added = b"".join(
            tag("Override", PartName=f"/{name}", ContentType=content_type)
            for name, content_type in self._types.items()
        )
        edits.append(appended(xml, parent, _prefixed(added, parent.prefix)))
        return list(edited(xml, edits))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _prefixed(content: bytes, prefix: bytes) -> bytes:
    return content.replace(b"<", b"<" + prefix) if prefix else content


def _method(info: zipfile.ZipInfo) -> int:
    stored = info.compress_type == zipfile.ZIP_STORED
    return zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED


def _write(target: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> None:
    # A part that is given by its name carries the time of all of them: 1 January 1980.
    with target.open(name, "w", force_zip64=True) as part:
        for chunk in _gathered(content):
            part.write(chunk)


def _gathered(chunks: Iterable[bytes], size: int = 1 << 18) -> Iterator[bytes]:
    """Join small pieces: writing each alone costs more than packing it."""
    held: list[bytes] = []
    length = 0
    for chunk in chunks:
        held.append(chunk)
        length += len(chunk)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)
