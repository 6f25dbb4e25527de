"""Cells that name several parties: "三菱重工業／川崎重工業", "MHI and KHI", one on each line."""

import re
from collections.abc import Callable, Iterable, Sequence

from screener.model import PartyFinding
from screener.rulepack.entities import Entities
from screener.rulepack.vocabulary import Between

#: What says that a whole name is the entity, and no part of a longer name.
_WHOLE = frozenset({"party-exact", "party-former"})
_NEW_LINE = r"[\r\n]+"
_NUMBER = r"(?:^|(?<=\s)|(?<=[^\w]))[(（]?[1-9][)）]"  # "1) … 2) …"


class SeveralReader:
    """Takes a cell apart at marks ("/", ";") and at words ("and", 及び) between names.

    Such a word stands inside names, too ("Fujitsu Defense & National Security"): what it parts
    counts only where the lists know each whole piece for certain, or know every piece.
    """

    def __init__(self, between: Between, entities: Entities) -> None:
        self._entities = entities
        self._marks = _any_of(between.marks)
        self._both = _any_of([*between.marks, *between.words])
        self._labelled = re.compile(
            rf"(?:{'|'.join(map(re.escape, between.labels))})\s?[:：=＝]\s?([^()（）;；\r\n]+)",
            re.IGNORECASE,
        )

    def read(
        self, text: str, whole: PartyFinding, find: Callable[[str], PartyFinding]
    ) -> tuple[PartyFinding, ...]:
        """Return everybody whom a cell names: who the whole of it is, and who else stands in it.

        Args:
            text: The cell.
            whole: Who the whole cell is, read as one name.
            find: Says who one piece is.
        """
        if whole.why in _WHOLE and whole.score == 1:
            return (whole,)
        labelled = [piece.strip() for piece in self._labelled.findall(text)]
        named = [
            *_known(labelled, find, lambda party: party.outcome == "match"),
            *_known(self._pieces(self._marks, text), find, lambda party: party.outcome == "match"),
            *_known(self._pieces(self._both, text), find, _is_whole),
        ]
        best: dict[str, PartyFinding] = {}
        for party in named:
            entity = party.entity or ""
            if entity not in best or party.outcome == "match":
                best.setdefault(entity, party)
        return self._joined(whole, best)

    def _joined(
        self, whole: PartyFinding, named: dict[str, PartyFinding]
    ) -> tuple[PartyFinding, ...]:
        if whole.entity is None:
            return tuple(named.values()) or (whole,)
        again = named.pop(whole.entity, None)
        first = again if again and whole.outcome != "match" else whole
        above = self._above(whole.entity) if first is whole else frozenset()
        others = (party for entity, party in named.items() if entity not in above)
        return (first, *others)

    def _above(self, entity: str | None) -> frozenset[str]:
        """Return the parents of an entity: a name of a department holds that of its company."""
        found = self._entities.get(entity)
        parent = found.record.parent if found else None
        return frozenset({parent}) | self._above(parent) if parent else frozenset()

    def _pieces(self, between: re.Pattern[str], text: str) -> list[str]:
        pieces = [piece.strip() for piece in between.split(text)]
        return [piece for piece in pieces if piece] if len(pieces) > 1 else []


def _known(
    pieces: Sequence[str],
    find: Callable[[str], PartyFinding],
    is_certain: Callable[[PartyFinding], bool],
) -> Iterable[PartyFinding]:
    found = [find(piece) for piece in pieces]
    known = [party for party in found if party.entity]
    return known if len(known) == len(found) else [p for p in known if is_certain(p)]


def _is_whole(party: PartyFinding) -> bool:
    return party.outcome == "match" and party.why in _WHOLE and party.score == 1


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of separators; one of Latin letters stands between blanks."""
    patterns = (
        rf"(?<=\s){re.escape(text)}(?=\s)" if text.isalpha() and text.isascii() else re.escape(text)
        for text in sorted(texts, key=len, reverse=True)
    )
    return re.compile("|".join((_NEW_LINE, _NUMBER, *patterns)))
