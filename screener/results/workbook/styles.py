"""How our cells look: the table of styles of a workbook, with ours added at its end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screener.results.workbook.cells import Style
from screener.results.workbook.markup import (
    HEAD,
    Edit,
    Element,
    appended,
    attributes,
    children,
    edited,
    element,
    root,
    start_tag,
    tag,
    with_attribute,
)

#: The number of a style in a workbook's table of formats.
StyleNumbers = Mapping[Style, int]

# The format "text": what a reviewer types over our text stays text, and is never a formula.
_TEXT_FORMAT = 49
_BORDER = "FFBFC7D1"


@dataclass(frozen=True, slots=True)
class Look:
    """One look; colours are RGB, sizes in points are added to the workbook's own."""

    fill: str | None = None
    color: str = "1F2933"
    bold: bool = False
    underline: bool = False
    larger: float = 0
    border: bool = True
    wrap: bool = True
    centred: bool = False
    number: bool = False
    aligned: str | None = None
    locked: bool = True
    chinese: bool = False


LOOKS: Mapping[Style, Look] = {
    Style.TEXT: Look(),
    Style.NUMBER: Look(number=True, aligned="right"),
    Style.COUNT: Look(number=True, aligned="left"),
    Style.BLANK: Look(border=False),
    Style.QUOTE: Look(chinese=True),
    Style.HEADER: Look(fill="DCE6F2", color="0B2540", bold=True, centred=True),
    Style.TITLE: Look(color="0B2540", bold=True, larger=5, border=False, wrap=False),
    Style.SECTION: Look(
        fill="EEF2F7", color="0B2540", bold=True, larger=1, border=False, wrap=False
    ),
    Style.AFFECTED: Look(fill="8C2D04", color="FFFFFF", bold=True),
    Style.UNCLEAR: Look(fill="F5C84B", color="332900"),
    Style.CLEAR: Look(color="0B3D6B"),
    Style.INPUT: Look(fill="FFFDF0", locked=False),
    Style.LINK: Look(color="0B57A4", underline=True, number=True, aligned="right"),
    Style.NOTE: Look(color="52606D", border=False, wrap=False),
}

# The sections of a table of styles in the order that its format asks for.
_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
_SECTIONS_LATER = ("dxfs", "tableStyles", "colors", "extLst")
_FIRST_FONT = tag("font", tag("sz", val=11) + tag("name", val="Calibri"))
_FIRST_FILLS = b"".join(
    tag("fill", tag("patternFill", patternType=kind)) for kind in ("none", "gray125")
)
_FIRST_BORDER = tag(
    "border", b"".join(tag(side) for side in ("left", "right", "top", "bottom", "diagonal"))
)
_FIRST_XF = tag("xf", numFmtId=0, fontId=0, fillId=0, borderId=0)
_FIRST = {
    "fonts": (_FIRST_FONT, 1),
    "fills": (_FIRST_FILLS, 2),
    "borders": (_FIRST_BORDER, 1),
    "cellXfs": (_FIRST_XF, 1),
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of our cells: `own` for the language of the workbook, `chinese` for quotations."""

    own: str
    chinese: str


def new_styles(main: str) -> bytes:
    """Return a table of styles without any, for a package that has none."""
    sections = [tag(name, content, count=count) for name, (content, count) in _FIRST.items()]
    sections.insert(-1, tag("cellStyleXfs", _FIRST_XF, count=1))
    sections.append(
        tag("cellStyles", tag("cellStyle", name="Normal", xfId=0, builtinId=0), count=1)
    )
    return HEAD + element("styleSheet", {"xmlns": main}, b"".join(sections))


def with_our_styles(xml: bytes, fonts: Fonts) -> tuple[bytes, StyleNumbers]:
    """Add our styles at the end of a table of styles.

    Returns:
        The table, and the number of each style.
    """
    parent = root(xml)
    sections = {child.name: child for child in children(xml, parent)}
    counts = {name: _count(xml, sections.get(name), name) for name in _FIRST}
    size = _size_of_first_font(xml, sections.get("fonts"))
    added: dict[str, list[bytes]] = {name: [] for name in _FIRST}
    numbers = {}
    for style, look in LOOKS.items():
        font = _add(added, counts, "fonts", _font(look, fonts, size))
        fill = _add(added, counts, "fills", _fill(look)) if look.fill else 0
        border = _add(added, counts, "borders", _border()) if look.border else 0
        numbers[style] = _add(added, counts, "cellXfs", _xf(look, font, fill, border))
    edits = sorted(
        _section_edit(xml, parent, sections, name, found) for name, found in added.items()
    )
    return b"".join(edited(xml, edits)), numbers


def _count(xml: bytes, section: Element | None, name: str) -> int:
    if section is None:
        return _FIRST[name][1]
    return max(sum(1 for _ in children(xml, section)), 0)


def _add(added: dict[str, list[bytes]], counts: dict[str, int], name: str, xml: bytes) -> int:
    """Add one piece to a section, once, and return its number there."""
    if xml not in added[name]:
        added[name].append(xml)
    return counts[name] + added[name].index(xml)


def _section_edit(
    xml: bytes, parent: Element, sections: dict[str, Element], name: str, added: list[bytes]
) -> Edit:
    prefix = parent.prefix
    content = b"".join(added)
    section = sections.get(name)
    if section is None:
        first, count = _FIRST[name]
        whole = tag(name, first + content, count=count + len(added))
        at = _place_of(parent, sections, name)
        if parent.is_empty:
            return appended(xml, parent, with_prefix(whole, prefix))
        return Edit(at, at, with_prefix(whole, prefix))
    count = sum(1 for _ in children(xml, section)) + len(added)
    opening = with_attribute(start_tag(xml, section), "count", str(count))
    inside = xml[section.inside : section.closing]
    closing = b"</" + prefix + name.encode() + b">"
    opening = opening.removesuffix(b"/>").rstrip() + b">" if section.is_empty else opening
    return Edit(
        section.start, section.end, opening + inside + with_prefix(content, prefix) + closing
    )


def _place_of(parent: Element, sections: dict[str, Element], name: str) -> int:
    order = (*_SECTIONS, *_SECTIONS_LATER)
    later = [sections[other].start for other in order[order.index(name) + 1 :] if other in sections]
    return min(later, default=parent.closing)


def _size_of_first_font(xml: bytes, section: Element | None) -> float:
    fonts = children(xml, section) if section else iter(())
    for child in children(xml, first) if (first := next(fonts, None)) else iter(()):
        if child.name == "sz":
            try:
                return float(attributes(start_tag(xml, child)).get("val", ""))
            except ValueError:
                break
    return 11.0


def _font(look: Look, fonts: Fonts, size: float) -> bytes:
    content = [
        tag("b") if look.bold else b"",
        tag("u") if look.underline else b"",
        tag("sz", val=f"{size + look.larger:g}"),
        tag("color", rgb=f"FF{look.color}"),
        tag("name", val=fonts.chinese if look.chinese else fonts.own),
    ]
    return tag("font", b"".join(content))


def _fill(look: Look) -> bytes:
    color = tag("fgColor", rgb=f"FF{look.fill}") + tag("bgColor", indexed=64)
    return tag("fill", tag("patternFill", color, patternType="solid"))


def _border() -> bytes:
    return tag("border", b"".join(_sides()))


def _sides() -> Iterator[bytes]:
    for side in ("left", "right", "top", "bottom"):
        yield tag(side, tag("color", rgb=_BORDER), style="thin")
    yield tag("diagonal")


def _xf(look: Look, font: int, fill: int, border: int) -> bytes:
    alignment = {"vertical": "center" if look.centred else "top"}
    if look.wrap:
        alignment["wrapText"] = "1"
    if look.aligned:
        alignment["horizontal"] = look.aligned
    return tag(
        "xf",
        element("alignment", alignment) + tag("protection", locked=int(look.locked)),
        numFmtId=0 if look.number else _TEXT_FORMAT,
        fontId=font,
        fillId=fill,
        borderId=border,
        applyNumberFormat=1,
        applyFont=1,
        applyFill=1,
        applyBorder=1,
        applyAlignment=1,
        applyProtection=1,
    )


def with_prefix(content: bytes, prefix: bytes) -> bytes:
    """Give every element of our own markup a namespace prefix."""
    if not prefix:
        return content
    return content.replace(b"</", b"\0").replace(b"<", b"<" + prefix).replace(b"\0", b"</" + prefix)
