"""The texts of a line as one document for matching, with the way back to each cell."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from screener.matching.items.lists import Found, WordLists
from screener.text.folding import Folded, fold
from screener.text.quantities import (
    Composition,
    Quantity,
    QuantityReader,
    glued_shares,
    parts_of,
    read_compositions,
)

#: The fields whose words can name an item, in the order in which they are read.
NAMING_FIELDS = ("description", "material")
#: The fields that may state values beside them.
STATING_FIELDS = ("notes",)
#: The fields that may hold a maker's grade.
GRADE_FIELDS = ("manufacturer_part_number", "part_number")
_FIELDS = (*NAMING_FIELDS, *STATING_FIELDS, *GRADE_FIELDS)
#: All fields that tell what the item is.
ITEM_FIELDS = (*_FIELDS, "hs_code", "control_code")
_BORDER = " | "


@dataclass(frozen=True, slots=True)
class Cell:
    """One field's place in the document."""

    field: str
    start: int
    text: str


class Document:
    """The texts of a line, joined and folded once."""

    def __init__(
        self,
        texts: Mapping[str, str],
        lists: WordLists,
        reader: QuantityReader,
        names_alloys: Callable[[str], bool],
    ) -> None:
        self.cells: list[Cell] = []
        joined, names_end = "", 0
        for field in _FIELDS:
            text = texts.get(field, "")
            if text:
                self.cells.append(Cell(field, len(joined), text))
                joined += text + _BORDER
                if field in NAMING_FIELDS:
                    names_end = len(joined)
        self.original = joined
        self.folded: Folded = _apart(fold(joined), _glued(joined, names_alloys))
        #: The place in the folded text at which the cells that name things end.
        self.named_up_to = bisect_left(self.folded.offsets, names_end)
        self._reader = reader
        self.found = lists.find(self.folded, joined)
        self.by_list: dict[int, list[Found]] = {}
        for hit in self.found:
            for number in hit.lists:
                self.by_list.setdefault(number, []).append(hit)

    def starting(self, low: int, high: int) -> list[Found]:
        """Return the words that begin in a piece of the folded text, `high` left out."""
        first = bisect_left(self._starts, low)
        return self.found[first : bisect_left(self._starts, high, lo=first)]

    @cached_property
    def _starts(self) -> list[int]:
        return [hit.start for hit in self.found]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Every stated quantity; part numbers state none."""
        end = self._end_of_statements
        return [
            quantity
            for quantity in self._reader.read(self.folded, self.original)
            if self.folded.offsets[quantity.start] < end and not self._is_grade(quantity)
        ]

    def _is_grade(self, quantity: Quantity) -> bool:
        """Say whether the words of a list claim a quantity whole: 316L is a steel, no volume."""
        return quantity.dimension == "volume" and any(
            hit.start <= quantity.start and quantity.end <= hit.end for hit in self.found
        )

    @cached_property
    def compositions(self) -> list[Composition]:
        """Every composition in the fields that name or state."""
        return read_compositions(self.original[: self._end_of_statements])

    @cached_property
    def _end_of_statements(self) -> int:
        return next(
            (cell.start for cell in self.cells if cell.field in GRADE_FIELDS), len(self.original)
        )

    def field_at(self, start: int) -> str:
        """Return the field in which a place of the folded text lies."""
        return self._cell_at(self.folded.offsets[start]).field

    def quote(self, start: int, end: int) -> tuple[str, str, tuple[int, int]]:
        """Return field, words and span (in the cell) of a piece of the folded text."""
        return self.quote_original(*self.folded.span(start, end))

    def quote_original(self, begin: int, stop: int) -> tuple[str, str, tuple[int, int]]:
        """Return field, words and span of a piece of the text as written."""
        cell = self._cell_at(begin)
        left = begin - cell.start
        right = min(stop - cell.start, len(cell.text))
        return cell.field, cell.text[left:right], (left, right)

    def _cell_at(self, place: int) -> Cell:
        if len(self.cells) == 1:
            return self.cells[0]
        return next(cell for cell in reversed(self.cells) if cell.start <= place)


def texts_of(stated: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that matching reads as one document."""
    texts = {field: stated[field] for field in _FIELDS}
    if texts["part_number"] in {texts["manufacturer_part_number"], texts["description"]}:
        texts["part_number"] = ""
    return {field: text for field, text in texts.items() if text}


def _glued(text: str, names_alloys: Callable[[str], bool]) -> frozenset[int]:
    """Return where a clerk leaves out a space: ``Dy3.2%``, ``AlSc20 target``."""
    places = glued_shares(text)
    if names_alloys(text):
        for composition in read_compositions(text):
            places += parts_of(composition)
    return frozenset(places)


def _apart(folded: Folded, places: frozenset[int]) -> Folded:
    """Return a folded text with a space before each of some places of the original."""
    if not places:
        return folded
    text = ""
    offsets: list[int] = []
    for character, offset in zip(folded.text, folded.offsets, strict=False):
        if offset in places and text[-1:] not in {"", " "} and offsets[-1] != offset:
            text += " "
            offsets.append(offset)
        text += character
        offsets.append(offset)
    return Folded(text, (*offsets, folded.offsets[-1]))
