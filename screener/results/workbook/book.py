"""The workbook part of a package: which sheets there are, and how ours are entered in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from screener.results.workbook.cells import column_letters
from screener.results.workbook.markup import (
    Edit,
    Unpatchable,
    appended,
    attributes,
    children,
    edited,
    element,
    readable,
    root,
    start_tag,
    text,
    with_attribute,
)
from screener.results.workbook.package import Dialect, Package
from screener.results.workbook.styles import with_prefix

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOK_TYPE = f"{_MAIN}sheet.main+xml"
_MACRO_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHEET_TYPE = f"{_MAIN}worksheet+xml"
STYLES_TYPE = f"{_MAIN}styles+xml"
_MACRO_RELATIONS = frozenset({"vbaProject"})
_FILTER_NAME = "_xlnm._FilterDatabase"
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAME = re.compile(r"[:\\/?*\[\]\x00-\x1f]")
_LAST_COLUMN = re.compile(r":\$?[A-Z]{1,3}\$?(?=\d+$)")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet of the user's workbook: its name, its part, and its place among all sheets."""

    name: str
    part: str
    number: int


class Book:
    """The workbook part.

    Raises:
        Unpatchable: The package is no spreadsheet that can be added to.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = next(
            (found.target for found in package.relations("") if found.kind == "officeDocument"), ""
        )
        if not self.part.endswith(".xml"):
            raise Unpatchable("no spreadsheet in XML")
        self._xml = readable(package.read(self.part))
        self._root = root(self._xml)
        if self._root.name != "workbook":
            raise Unpatchable("no workbook")
        self._relations = {found.id: found for found in package.relations(self.part)}
        names = attributes(start_tag(self._xml, self._root))
        prefix = self._root.prefix.rstrip(b":").decode()
        self.dialect = Dialect.of(names.get(f"xmlns:{prefix}" if prefix else "xmlns", ""))
        self.sheets = self._sheets()

    def _sheets(self) -> list[SheetEntry]:
        sheets = next(
            (child for child in children(self._xml, self._root) if child.name == "sheets"), None
        )
        if sheets is None:
            raise Unpatchable("a workbook without sheets")
        found = []
        for number, child in enumerate(children(self._xml, sheets)):
            values = attributes(start_tag(self._xml, child))
            ids = [value for key, value in values.items() if key.endswith(":id")]
            relation = self._relations.get(ids[0]) if ids else None
            if relation is None:
                raise Unpatchable("a sheet without a part")
            found.append(SheetEntry(values.get("name", ""), relation.target, number))
        return found

    def styles_part(self) -> str | None:
        """Return the name of the part that holds the styles, if there is one."""
        kinds = (found.target for found in self._relations.values() if found.kind == "styles")
        return next(kinds, None)

    def has_macros(self) -> bool:
        """Return whether the package holds macros."""
        return any(found.kind in _MACRO_RELATIONS for found in self._relations.values())

    def drop_macros(self) -> None:
        """Leave the macros out, with the parts that only they refer to."""
        for found in self._relations.values():
            if found.kind in _MACRO_RELATIONS:
                for own in self.package.relations(found.target):
                    self.package.remove(own.target)
                folder, _, name = found.target.rpartition("/")
                self.package.remove(f"{folder}/_rels/{name}.rels")
                self.package.remove(found.target)

    def free_part(self, stem: str) -> str:
        """Return the name of a part that is not taken yet."""
        folder = self.part.rpartition("/")[0]
        taken = {name.lower() for name in self.package.names}
        number = 0
        while (name := f"{folder}/{stem}{number or ''}.xml".lstrip("/")).lower() in taken:
            number += 1
        return name

    def free_names(self, wanted: Sequence[str]) -> list[str]:
        """Return names for our sheets that no sheet has yet."""
        return distinct_names(wanted, [sheet.name for sheet in self.sheets])

    def enter(
        self,
        own: Sequence[tuple[str, str]],
        *,
        styles: str | None,
        filters: Mapping[int, int],
        with_macros: bool,
    ) -> None:
        """Enter our sheets, each a name and a part, and write the workbook part anew.

        Args:
            own: Names and parts of our sheets.
            styles: The part of the styles, where the package had none.
            filters: The new last column of each filter that was widened, by number of the sheet.
            with_macros: Whether the macros stay.
        """
        kinds = f"{self.dialect.relationships}/"
        ids = self._free_ids(len(own) + 1)
        related = [(ids[0], f"{kinds}styles", styles)] if styles else []
        related += [
            (id_, f"{kinds}worksheet", part) for id_, (_, part) in zip(ids[1:], own, strict=True)
        ]
        drop = frozenset() if with_macros else _MACRO_RELATIONS
        self.package.relate(self.part, related, drop=drop)
        entered = [(name, id_) for id_, (name, _) in zip(ids[1:], own, strict=True)]
        edits = [*self._entries(entered), *self._filters(filters)]
        self.package.change(self.part, list(edited(self._xml, sorted(edits))))
        wanted = _MACRO_WORKBOOK_TYPE if with_macros else _WORKBOOK_TYPE
        if wanted != self.package.content_type(self.part):
            self.package.retype(self.part, wanted)

    def _free_ids(self, count: int) -> list[str]:
        taken, ids, number = set(self._relations), list[str](), 1
        while len(ids) < count:
            if (name := f"rIdScreener{number}") not in taken:
                ids.append(name)
            number += 1
        return ids

    def _entries(self, own: Iterable[tuple[str, str]]) -> Iterable[Edit]:
        sheets = next(child for child in children(self._xml, self._root) if child.name == "sheets")
        known = [
            attributes(start_tag(self._xml, child)).get("sheetId", "0")
            for child in children(self._xml, sheets)
        ]
        following = max((int(number) for number in known if number.isdigit()), default=0) + 1
        added = b"".join(
            element(
                "sheet",
                {
                    "name": name,
                    "sheetId": str(number),
                    "xmlns:r": self.dialect.relationships,
                    "r:id": id_,
                },
            )
            for number, (name, id_) in enumerate(own, start=following)
        )
        yield appended(self._xml, sheets, with_prefix(added, self._root.prefix))

    def _filters(self, filters: Mapping[int, int]) -> Iterable[Edit]:
        """Widen the hidden names that repeat the areas of filters."""
        names = next(
            (child for child in children(self._xml, self._root) if child.name == "definedNames"),
            None,
        )
        for child in children(self._xml, names) if names and filters else ():
            values = attributes(start_tag(self._xml, child))
            number = values.get("localSheetId", "")
            right = filters.get(int(number)) if number.isdigit() else None
            if values.get("name") == _FILTER_NAME and right:
                area = unescape(self._xml[child.inside : child.closing].decode())
                wider = _LAST_COLUMN.sub(f":${column_letters(right)}$", area.strip())
                yield Edit(child.inside, child.closing, text(wider))


def distinct_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return the names with what a sheet's name cannot hold taken out, each different."""
    used = {name.casefold() for name in taken}
    found = []
    for name in wanted:
        clean = _FORBIDDEN_IN_NAME.sub(" ", name).strip(" '")[:_LONGEST_NAME].strip(" '") or "1"
        candidate, number = clean, 2
        while candidate.casefold() in used:
            ending = f" ({number})"
            candidate = clean[: _LONGEST_NAME - len(ending)] + ending
            number += 1
        used.add(candidate.casefold())
        found.append(candidate)
    return found


def retitled(xml: bytes, names: Sequence[str]) -> bytes | None:
    """Return the part of document properties with our sheets among its titles.

    ``None`` where it is not written as usual: it is for information only, and stays as it is.
    """
    parent = root(xml)
    parts = {child.name: child for child in children(xml, parent)}
    if not {"HeadingPairs", "TitlesOfParts"} <= set(parts):
        return None
    vectors = [next(children(xml, parts[name]), None) for name in ("HeadingPairs", "TitlesOfParts")]
    if vectors[0] is None or vectors[1] is None:
        return None
    counts = re.search(rb"<vt:i4>(\d+)</vt:i4>", xml[vectors[0].inside : vectors[0].closing])
    titles = list(children(xml, vectors[1]))
    if counts is None or int(counts[1]) > len(titles) or not int(counts[1]):
        return None
    sheets = int(counts[1])
    at = vectors[0].inside + counts.start()
    added = b"".join(b"<vt:lpstr>%b</vt:lpstr>" % text(name) for name in names)
    opening = with_attribute(start_tag(xml, vectors[1]), "size", str(len(titles) + len(names)))
    edits = [
        Edit(at, at + len(counts[0]), b"<vt:i4>%d</vt:i4>" % (sheets + len(names))),
        Edit(vectors[1].start, vectors[1].inside, opening),
        Edit(titles[sheets - 1].end, titles[sheets - 1].end, added),
    ]
    return b"".join(edited(xml, sorted(edits)))
