"""Who stands further down: defence customers that an end use or the notes speak of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from screener.matching.end_uses import EndUseReader, signals_of
from screener.matching.parties import PartyMatcher
from screener.model import Evidence
from screener.rulepack.vocabulary import Vocabulary
from screener.text.folding import fold
from screener.text.terms import TermIndex

#: Standings of a customer that make a supply one to the defence side.
_DEFENCE = frozenset({"military_user", "control_listed", "defence_contractor"})
#: What notes may say beside the end-use cell.
_NOTED = frozenset({"upstream", "foreign_programme", "defence_funded"})
_SIGNAL = "end-use-signal"
_DENIAL = "denial"
_UPSTREAM = "upstream"
_REMEMBERED = 1 << 14


class DownstreamReader:
    """Reads free text for customers further down the supply chain, and for programmes."""

    def __init__(
        self, parties: PartyMatcher, end_uses: EndUseReader, vocabulary: Vocabulary
    ) -> None:
        self._parties = parties
        self._end_uses = end_uses
        self._onward = TermIndex((word, True) for word in vocabulary.users.onward.every())
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(
        self, texts: Mapping[str, str], *, on: date, but: frozenset[str] = frozenset()
    ) -> tuple[Evidence, ...]:
        """Return what the texts say beside the end use, as ``end-use-signal`` evidence.

        Args:
            texts: The texts by field: the end use, the notes.
            on: The day whose standings count.
            but: Entities that are parties of the line themselves.
        """
        return self._remembered(tuple(texts.items()), on, but)

    def _read(
        self, texts: tuple[tuple[str, str], ...], on: date, but: frozenset[str]
    ) -> tuple[Evidence, ...]:
        found: list[Evidence] = []
        for field, text in texts:
            said = self._end_uses.read(text, field)
            if field != "end_use":
                found += [
                    piece
                    for piece in said.evidence
                    if piece.code == _SIGNAL and piece.values["signal"] in _NOTED
                ]
            if _DENIAL not in signals_of(said) and self._onward.find(fold(text)):
                found += self._customers(text, field, on, but)
        return tuple(found)

    def _customers(self, text: str, field: str, on: date, but: frozenset[str]) -> list[Evidence]:
        return [
            replace(
                mention.evidence,
                code=_SIGNAL,
                values=MappingProxyType(
                    {**mention.evidence.values, "signal": _UPSTREAM, "term": text}
                ),
            )
            for mention in self._parties.mentions(text, field, on=on)
            if mention.standings & _DEFENCE and mention.entity not in but
        ]
