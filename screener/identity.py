"""Which lines of two parts lists are the same part: by id, part number and content, never by row.

Lines are compared key by key, the surest first; all texts are folded. A running number alone says
little (a new row shifts it), so it counts last, and only where no part number speaks against it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from screener.model import FIELDS, Line, Source
from screener.text.folding import fold_text

#: What a line says of how many are bought, when and at which price; it makes no other part of it.
_AMOUNTS = frozenset({"quantity", "unit", "unit_price", "currency", "date", "url"})
_NUMBERS = ("part_number", "manufacturer_part_number")
_NAMES = ("description", "material")
_CONTENT = (*_NAMES, "manufacturer", "supplier")
_USE = ("consignee", "end_user", "end_use")

#: Everything that tells one part of a list from another.
IDENTIFYING = tuple(name for name in FIELDS if name not in _AMOUNTS)


class _Key(NamedTuple):
    """Fields that have to be equal, of which at least one of `stated` has to be filled."""

    name: str
    fields: tuple[str, ...]
    stated: tuple[str, ...]
    needs_id: bool = False


# The surest key first.
_KEYS = (
    _Key("whole", IDENTIFYING, IDENTIFYING),
    _Key("id_and_part", ("line_id", *_NUMBERS), _NUMBERS, needs_id=True),
    _Key("part_and_content", (*_NUMBERS, *_CONTENT, *_USE), _NUMBERS),
    _Key("part_and_source", (*_NUMBERS, "manufacturer", "supplier"), _NUMBERS),
    _Key("part", _NUMBERS, _NUMBERS),
    _Key("content", (*_CONTENT, *_USE), _NAMES),
    _Key("name", _NAMES, _NAMES),
    _Key("id", ("line_id",), ("line_id",)),
)
_ID = _KEYS[-1]

#: The folded texts of a line's own cells, by field; what a profile adds is not the line's.
_Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One part in two parts lists, as places in them; ``None`` where it is only in the other.

    `by` names the key that matched (``whole``, ``part``, ``content``, ``id`` …), or is empty.
    """

    before: int | None
    after: int | None
    by: str = ""


def key_of(line: Line) -> str:
    """Return a short name for what identifies a line; it is the same on every machine."""
    texts = _texts(line)
    said = "\0".join(f"{name}={texts[name]}" for name in IDENTIFYING if name in texts)
    return hashlib.sha256(said.encode()).hexdigest()[:10]


class LineIndex:
    """Finds the lines of one parts list that are the same part as another line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._texts = [_texts(line) for line in lines]
        places = range(len(lines))
        self._by_key = {key: _grouped(self._texts, places, key) for key in _KEYS}

    def find(self, line: Line) -> tuple[int, ...]:
        """Return the places of the lines that are this part by the surest key that any has.

        They are several where the part stands several times; its own sheet goes before others.
        """
        texts = _texts(line)
        for key in _KEYS:
            found = self._by_key[key].get(_values(texts, key), [])
            same = [
                place for place in found if key is not _ID or _may_be(texts, self._texts[place])
            ]
            if same:
                near = [place for place in same if self._lines[place].sheet == line.sheet]
                return tuple(near or same)
        return ()


def pair_lines(before: Sequence[Line], after: Sequence[Line]) -> tuple[Pair, ...]:
    """Pair the lines of two parts lists, each at most once.

    Pairs stand in the order of `after`; lines that are only in `before` follow.
    """
    old, new = [_texts(line) for line in before], [_texts(line) for line in after]
    partner: dict[int, Pair] = {}
    taken: set[int] = set()
    for key in _KEYS:
        for by_sheet in (True, False):
            waiting = _grouped(old, _without(len(old), taken), key, before if by_sheet else None)
            following = _grouped(new, _without(len(new), partner), key, after if by_sheet else None)
            for values, places in following.items():
                # In the order of the lists: a part that stands several times stays in its order.
                for one, other in zip(waiting.get(values, []), places, strict=False):
                    if key is not _ID or _may_be(old[one], new[other]):
                        partner[other] = Pair(one, other, key.name)
                        taken.add(one)
    paired = (partner.get(place, Pair(None, place)) for place in range(len(new)))
    return (*paired, *(Pair(place, None) for place in _without(len(old), taken)))


def _without(number: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(number) if place not in gone]


def _grouped(
    texts: Sequence[_Texts],
    places: Iterable[int],
    key: _Key,
    lines: Sequence[Line] | None = None,
) -> dict[tuple[str, ...], list[int]]:
    """Group places by the values of a key, and by sheet where `lines` are given."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place in places:
        values = _values(texts[place], key)
        if values:
            sheet = (lines[place].sheet,) if lines else ()
            found.setdefault((*values, *sheet), []).append(place)
    return found


def _values(texts: _Texts, key: _Key) -> tuple[str, ...]:
    """Return what a line says in the fields of a key; nothing where it says too little."""
    if not any(name in texts for name in key.stated) or (key.needs_id and "line_id" not in texts):
        return ()
    return tuple(texts.get(name, "") for name in key.fields)


def _texts(line: Line) -> _Texts:
    return {
        name: text
        for name, stated in line.stated.items()
        if stated.source is Source.CELL and (text := fold_text(stated.text))
    }


def _may_be(one: _Texts, other: _Texts) -> bool:
    """Tell whether no part number speaks against two lines being the same part."""
    return all(
        name not in one or name not in other or one[name] == other[name] for name in _NUMBERS
    )
