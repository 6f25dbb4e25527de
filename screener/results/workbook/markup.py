"""Just enough XML to add to a part of a package and leave every other byte of it as it was.

A part is never parsed into a tree and written again: that loses what the tree does not know.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from screener.results.workbook.cells import writable

_ATTRIBUTES = rb"[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*"
_TAG = re.compile(rb"<(/?)([A-Za-z_\x80-\xff][^\s/>]*)" + _ATTRIBUTES + rb">")
_ATTRIBUTE = re.compile(rb"([^\s=/<>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARATION = re.compile(rb"^\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)
# Excel reads _x000D_ in a text as the character of that number.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Unpatchable(Exception):
    """A part of a package is not what its format says; it cannot be added to safely."""


class Edit(NamedTuple):
    """The bytes from `start` up to `end` become `content`."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element stands in a part; an empty one has no inside.

    `name` has no prefix; `prefix` is empty or ends with a colon.
    """

    name: str
    prefix: bytes
    start: int
    inside: int
    closing: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inside == self.end


def readable(content: bytes) -> bytes:
    """Return a part as UTF-8 in which every ``<`` begins a tag.

    Raises:
        Unpatchable: It declares a document type, or is in no known encoding.
    """
    content = _as_utf8(content)
    if b"<!" in content or content.count(b"<?") > 1:
        declaration = _DECLARATION.match(content)
        begin = declaration.end() if declaration else 0
        content = content[:begin] + _HIDDEN.sub(_shown, content[begin:])
    if b"<!" in content:
        raise Unpatchable("a part declares a document type")
    return content


def _shown(match: re.Match[bytes]) -> bytes:
    text = match[1] or b""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _as_utf8(content: bytes) -> bytes:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declaration = _DECLARATION.match(content)
    stated = _ENCODING.search(declaration[0]) if declaration else None
    encoding = "utf-16" if wide else stated[1].decode() if stated else "utf-8"
    if encoding.lower() in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unpatchable(f"a part is not in {encoding}") from error
    recoded = text.encode()
    found = _DECLARATION.match(recoded)
    return HEAD + (recoded[found.end() :] if found else recoded)


def root(xml: bytes) -> Element:
    """Return the element that holds all others.

    Raises:
        Unpatchable: There is none.
    """
    found = next((tag for tag in _TAG.finditer(xml) if not tag[1]), None)
    closing = xml.rfind(b"</")
    if found is None:
        raise Unpatchable("a part holds no element")
    if found[0].endswith(b"/>"):
        return _element(found, found.end(), found.end())
    if closing < found.end():
        raise Unpatchable("a part is cut off")
    return _element(found, closing, xml.index(b">", closing) + 1)


def children(xml: bytes, parent: Element, *, opaque: str = "") -> Iterator[Element]:
    """Yield the elements directly inside `parent`.

    One named `opaque` is stepped over without looking inside; it holds none of its own name.

    Raises:
        Unpatchable: Tags do not match.
    """
    depth, opened, position = 0, None, parent.inside
    while position < parent.closing and (tag := _TAG.search(xml, position, parent.closing)):
        position = tag.end()
        if tag[1]:
            depth -= 1
            if depth < 0 or opened is None:
                raise Unpatchable("tags do not match")
            if depth == 0:
                yield _element(opened, tag.start(), tag.end())
        elif tag[0].endswith(b"/>"):
            if depth == 0:
                yield _element(tag, tag.end(), tag.end())
        else:
            if depth == 0:
                opened = tag
                if opaque and local(tag[2]) == opaque:
                    position = _closing(xml, tag, parent.closing)
            depth += 1
    if depth:
        raise Unpatchable("a part is cut off")


def _closing(xml: bytes, tag: re.Match[bytes], end: int) -> int:
    found = xml.find(b"</" + tag[2], tag.end(), end)
    if found < 0:
        raise Unpatchable("a part is cut off")
    return found


def _element(tag: re.Match[bytes], closing: int, end: int) -> Element:
    prefix = tag[2][: tag[2].find(b":") + 1]
    return Element(local(tag[2]), prefix, tag.start(), tag.end(), closing, end)


def local(name: bytes) -> str:
    """Return a name without its prefix."""
    return name.rpartition(b":")[2].decode("utf-8", "replace")


def tag_end(xml: bytes, start: int) -> int:
    """Return the end of the tag that begins at `start`."""
    tag = _TAG.match(xml, start)
    if tag is None:
        raise Unpatchable("a tag is cut off")
    return tag.end()


def start_tag(xml: bytes, element: Element) -> bytes:
    """Return the start tag of an element as it is written."""
    return xml[element.start : element.inside]


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of a start tag, prefixes included, values as they read."""
    return {
        name.decode("utf-8", "replace"): unescape(value[1:-1].decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag with an attribute set."""
    written = f"{name}={quoteattr(value)}".encode()
    found = re.search(rb"(?<=\s)" + re.escape(name.encode()) + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
    if found:
        return tag[: found.start()] + written + tag[found.end() :]
    ending = b"/>" if tag.endswith(b"/>") else b">"
    return tag.removesuffix(ending).rstrip() + b" " + written + ending


def appended(xml: bytes, element: Element, content: bytes) -> Edit:
    """Return the edit that adds content at the end of an element."""
    if not element.is_empty:
        return Edit(element.closing, element.closing, content)
    opening = start_tag(xml, element)
    name = _TAG.match(opening)
    if name is None:
        raise Unpatchable("a tag is cut off")
    opened = opening.removesuffix(b"/>").rstrip() + b">"
    return Edit(element.start, element.end, opened + content + b"</" + name[2] + b">")


def edited(xml: bytes, edits: Iterable[Edit]) -> Iterator[bytes]:
    """Yield a part with edits applied; they come in order and do not overlap."""
    view, position = memoryview(xml), 0
    for edit in edits:
        if edit.start < position:
            raise Unpatchable("two edits overlap")
        yield bytes(view[position : edit.start])
        yield edit.content
        position = edit.end
    yield bytes(view[position:])


def text(value: str) -> bytes:
    """Return a text as it is written between tags."""
    return escape(_ESCAPED.sub("_x005F_", writable(value))).encode()


def tag(name: str, /, content: bytes = b"", **values: str | float) -> bytes:
    """Return one element; a trailing underscore of an attribute's name is dropped."""
    return element(name, {key.rstrip("_"): str(value) for key, value in values.items()}, content)


def element(name: str, values: Mapping[str, str], content: bytes = b"") -> bytes:
    """Return one element with attributes of any name."""
    written = "".join(f" {key}={quoteattr(writable(value))}" for key, value in values.items())
    if not content:
        return f"<{name}{written}/>".encode()
    return f"<{name}{written}>".encode() + content + f"</{name}>".encode()
