"""Texts that stand where an end user should, and may name nobody."""

import re
from dataclasses import dataclass

from screener.matching.denials import Denials
from screener.matching.places import Places
from screener.rulepack.vocabulary import Vocabulary
from screener.text.folding import Folded, fold, fold_text
from screener.text.names import FoldedName
from screener.text.terms import Hit, Meaning, TermIndex, longest

_NAMED = "named_unlisted"
_NOT_NAMED = "not_named"
_CIVIL = "described_civil"
_OPEN = "described_open"
_CONTRACTOR = "defence_contractor"
_ANY_COMPANY = "company"  # "company" and 公司 stand in descriptions, too
_WORD = re.compile(r"[^\W_][\w'.-]*")


@dataclass(frozen=True)
class UserText:
    """What a text without a known name says of the end user."""

    kind: str
    standings: frozenset[str]


class UserReader:
    """Tells names from descriptions, and both from texts that name nobody."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        users = vocabulary.users
        self._places = places
        self._blank = frozenset(fold_text(text) for text in users.blank.every())
        self._unnamed = TermIndex((text, True) for text in users.unnamed.every())
        self._standings = TermIndex(
            (text, words.standing) for words in users.standings for text in words.every()
        )
        self._groups = TermIndex((text, True) for text in users.japanese_groups.every())
        self._defence = TermIndex((text, True) for text in users.defence.every())
        self._denials = [Denials(file.negators) for file in vocabulary.end_uses if file.negators]
        heads = users.describing.heads
        self._makers = TermIndex((text, True) for text in users.describing.makers.every())
        self._doubtful = TermIndex((text, True) for text in users.describing.doubtful.every())
        self._sectors = TermIndex((text, True) for text in users.describing.sectors.every())
        self._heads_latin = frozenset(heads.en)
        self._heads_glued = TermIndex((text, True) for text in (*heads.ja, *heads.zh))
        self._plain = frozenset(users.describing.words.en) | self._heads_latin
        self._anonymous = re.compile(users.anonymous)

    def is_blank(self, text: str) -> bool:
        """Return whether the whole text says that nobody is named."""
        return fold_text(text) in self._blank

    def read(self, text: str, name: FoldedName) -> UserText:
        """Return what a text is, and what it says of the end user."""
        standings = {
            hit.meanings[0]
            for hit in longest(self._standings.find(fold(text)))
            if hit.meanings[0] != _CONTRACTOR or not self._is_denied(hit, fold(text))
        }
        if self.is_blank(text):
            return UserText("blank", frozenset({_NOT_NAMED}))
        if self._unnamed.find(fold(text)):
            return UserText("blank", frozenset({_NOT_NAMED, *standings} - {_CIVIL}))
        if not self.describes(text, name):
            return UserText("name", frozenset({_NAMED, *standings} - {_CIVIL}))
        return UserText("description", self._described(text, standings))

    def _described(self, text: str, standings: set[str]) -> frozenset[str]:
        folded = fold(text)
        if not all(self._is_denied(hit, folded) for hit in self._defence.find(folded)):
            return frozenset({_CONTRACTOR, *standings} - {_CIVIL})
        if self._doubtful.find(folded):
            return frozenset(standings - {_CIVIL} or {_NOT_NAMED})
        if self._sectors.find(folded):
            return frozenset(standings - {_CIVIL} or {_OPEN})
        if not standings and self._makers.find(folded):
            return frozenset({_CIVIL})
        return frozenset(standings or {_NOT_NAMED})

    def _is_denied(self, hit: Hit[Meaning], folded: Folded) -> bool:
        return any(one.reach(folded.text, hit.start, hit.end) for one in self._denials)

    def is_of_home_group(self, text: str) -> bool:
        """Return whether a text names, or speaks of, a company of a group at home."""
        return bool(self._groups.find(fold(text)))

    def names_another(self, text: str) -> bool:
        """Return whether a piece of a text speaks of a party: "ABC商事", "a supplier"."""
        folded = fold(text)
        return bool(
            self._standings.find(folded)
            or self._heads_glued.find(folded)
            or self._heads_latin.intersection(folded.text.split())
        )

    def describes(self, text: str, name: FoldedName) -> bool:
        """Return whether a text only describes somebody: "a maker of magnets in Ningbo"."""
        if any(not kind.endswith(_ANY_COMPANY) for kind in name.legal_kinds):
            return False
        folded = fold(text)
        if not folded.text.isascii():
            return bool(self._heads_glued.find(folded)) or bool(self._anonymous.search(text))
        words = _WORD.findall(text)
        lowered = [word.lower().rstrip(".") for word in words]
        if not self._heads_latin.intersection(lowered):
            return False
        return all(self._is_plain(word, place == 0) for place, word in enumerate(words))

    def _is_plain(self, word: str, is_first: bool) -> bool:  # noqa: FBT001  # private
        if word[0].islower() or word.isdigit() or self._places.within(word):
            return True
        return is_first and word.lower().rstrip(".") in self._plain
