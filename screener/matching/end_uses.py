"""What an end-use text says: military, adding to military capability, open, civil, or nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from screener.matching.denials import Denials
from screener.matching.places import Places
from screener.matching.use_parts import PartReader
from screener.model import EndUseFinding, Evidence
from screener.rulepack.vocabulary import (
    Customers,
    Funding,
    UseFile,
    UseGroup,
    Vocabulary,
)
from screener.text.folding import Folded, fold
from screener.text.terms import Hit, TermIndex, longest

_MILITARY = "military"
_AMBIGUOUS = "ambiguous"
_CIVIL = "civil"
_NOT_STATED = "not_stated"
_DENIAL = "denial"
#: What decides where a text says several things: the first of these that it says.
_ORDER = (_MILITARY, "capability_enhancing", _AMBIGUOUS, _CIVIL)
_LAST_LONG_MARK = re.compile("(?<=[ァ-ヺ])ー(?![ァ-ヺー])")
_SENTENCE_END = re.compile(r"^|[.;。；!！?？\n]|$")


#: Texts whose findings are remembered.
_REMEMBERED = 1 << 14


@dataclass(frozen=True)
class _Use:
    means: str
    group: UseGroup
    silent: bool


class EndUseReader:
    """Reads end uses. The longest words count; a word inside a longer one says nothing.

    The evidence of a finding tells every word that counted: ``end-use-term`` with ``means`` and
    ``group``, and ``end-use-signal`` with ``signal`` for what else the words say
    (``foreign_programme``, ``japanese_programme``, ``us_forces``, ``coast_guard_or_police``,
    ``defence_funded``, ``research``, ``resale``, ``vague_civil``, ``denial``, ``upstream``). A
    text in which no word is known has ``end-use-unrecognised``, and so has a part of one that
    stands beside a civil use: then the use is not stated.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._index = TermIndex(
            (form, _Use(file.means, group, file.silent))
            for file in vocabulary.end_uses
            for group in file.groups
            for form in _forms_of(group)
        )
        self._denials = [Denials(file.negators) for file in vocabulary.end_uses if file.negators]
        self._payers = [_Payers(file.funding, file) for file in vocabulary.end_uses if file.funding]
        self._customers = [_Customers(f.customers, f) for f in vocabulary.end_uses if f.customers]
        places = Places(vocabulary.countries, vocabulary.name_parts.regional)
        self._parts = [PartReader(f.parts, places) for f in vocabulary.end_uses if f.parts]
        self._known: dict[tuple[str, str, bool], EndUseFinding] = {}

    def __len__(self) -> int:
        return len(self._index)

    def read(self, text: str, field: str = "end_use", *, academic: bool = False) -> EndUseFinding:
        """Return what a text says of the end use.

        Args:
            text: The text.
            field: Where it stands.
            academic: Whether the user is a university or a research body.
        """
        key = (text, field, academic)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = self._read(text, field, academic=academic)
        return self._known[key]

    def _read(self, text: str, field: str, *, academic: bool) -> EndUseFinding:
        written = fold(text)
        folded = _without_hyphens(written)
        found = list(_apart(longest(self._index.find(folded))))
        hits = [hit for hit in found if not _use(hit).silent]
        denied = [hit for hit in hits if self._is_denied(hit, written)]
        said = [hit for hit in hits if hit not in denied]
        for payers in self._payers:
            said = payers.weighed(said, folded, academic=academic)
        for customers in self._customers:
            said = customers.weighed(said, folded)
        evidence = [entry for hit in said for entry in _evidence(hit, folded, text, field)]
        evidence += [
            _entry("end-use-signal", hit, folded, text, field, signal=_DENIAL) for hit in denied
        ]
        if not evidence and folded.text.strip():
            evidence = [Evidence(code="end-use-unrecognised", field=field, text=text)]
        end_use = _judge(said)
        unread = self._unread(folded, found) if end_use == _CIVIL else None
        if unread:
            end_use = _NOT_STATED
            span = folded.span(*unread)
            words = text[slice(*span)].strip()
            evidence.append(
                Evidence(code="end-use-unrecognised", field=field, text=words, span=span)
            )
        return EndUseFinding(end_use=end_use, text=text, evidence=tuple(evidence))

    def _unread(self, folded: Folded, hits: Iterable[Hit[_Use]]) -> tuple[int, int] | None:
        spans = [(hit.start, hit.end) for hit in hits]
        return next(filter(None, (parts.unread(folded, spans) for parts in self._parts)), None)

    def _is_denied(self, hit: Hit[_Use], folded: Folded) -> bool:
        return _use(hit).means == _MILITARY and any(
            denials.reach(folded.text, hit.start, hit.end) for denials in self._denials
        )


class _Payers:
    """Words that make a military body in a text the one that pays for research."""

    def __init__(self, funding: Funding, file: UseFile) -> None:
        self._groups = frozenset(funding.groups)
        self._pays = TermIndex((word, True) for word in funding.pays.every())
        self._research = TermIndex((word, True) for word in funding.research.every())
        group = next(group for group in file.groups if group.group == funding.said_as)
        self._said_as = _Use(file.means, group, file.silent)

    def weighed(self, hits: list[Hit[_Use]], folded: Folded, *, academic: bool) -> list[Hit[_Use]]:
        """Return the hits, with those of a paying body as research that it pays for."""
        paid = any(_use(hit).group.group in self._groups for hit in hits)
        if not paid or not self._pays.find(folded):
            return hits
        if not academic and not self._research.find(folded):
            return hits
        return [
            Hit(hit.term, (self._said_as,), hit.start, hit.end)
            if _use(hit).group.group in self._groups
            else hit
            for hit in hits
        ]


class _Customers:
    """Words that tell of the customers of a user, to some of whom the goods may go on."""

    def __init__(self, customers: Customers, file: UseFile) -> None:
        self._sectors = frozenset(fold(word).text for word in customers.sectors.every())
        self._lead = TermIndex((word, True) for word in customers.lead.every())
        self._open = TermIndex((word, True) for word in customers.open.every())
        group = next(group for group in file.groups if group.group == customers.said_as)
        self._said_as = _Use(file.means, group, file.silent)

    def weighed(self, hits: list[Hit[_Use]], folded: Folded) -> list[Hit[_Use]]:
        """Return the hits, with a military sector among others as one of the customers."""
        return [
            Hit(hit.term, (self._said_as,), hit.start, hit.end)
            if hit.term in self._sectors and self._is_one_of_many(hit, hits, folded)
            else hit
            for hit in hits
        ]

    def _is_one_of_many(self, hit: Hit[_Use], hits: Iterable[Hit[_Use]], folded: Folded) -> bool:
        text = folded.text
        start = max(mark.end() for mark in _SENTENCE_END.finditer(text) if mark.end() <= hit.start)
        end = next(mark.start() for mark in _SENTENCE_END.finditer(text) if mark.start() >= hit.end)
        if self._open.find(Folded(text[start:end], ())):
            return True
        if not any(_use(other).means == _CIVIL and start <= other.start < end for other in hits):
            return False
        return bool(self._lead.find(Folded(text[start : hit.start], ())))


def signals_of(finding: EndUseFinding) -> frozenset[str]:
    """Return what else an end-use text says, beside its class."""
    return frozenset(
        entry.values["signal"] for entry in finding.evidence if entry.code == "end-use-signal"
    )


def _apart(hits: Iterable[Hit[_Use]]) -> Iterator[Hit[_Use]]:
    """Yield the hits that begin behind the one before: 美军 + 舰船 holds no 军舰."""
    end = 0
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


def _judge(hits: Iterable[Hit[_Use]]) -> str:
    uses = [_use(hit) for hit in hits]
    meanings = {_AMBIGUOUS if use.group.weak else use.means for use in uses}
    ambiguous = [use for use in uses if use.means == _AMBIGUOUS or use.group.weak]
    if _CIVIL in meanings and all(use.group.yields for use in ambiguous):
        meanings.discard(_AMBIGUOUS)
    return next((means for means in _ORDER if means in meanings), _NOT_STATED)


def _without_hyphens(folded: Folded) -> Folded:
    """Read "defence-funded" as "defence funded"; every character keeps its place."""
    return Folded(folded.text.replace("-", " "), folded.offsets)


def _forms_of(group: UseGroup) -> list[str]:
    plurals = [f"{term}s" for term in group.en if term[-1:].isascii() and term[-1:].isalpha()]
    short = [_LAST_LONG_MARK.sub("", term) for term in group.ja]  # レーダ is レーダー
    return [form.replace("-", " ") for form in dict.fromkeys((*group.every(), *plurals, *short))]


def _use(hit: Hit[_Use]) -> _Use:
    """Return the gravest use of a term that stands in several groups."""
    loud = [use for use in hit.meanings if not use.silent] or list(hit.meanings)
    return min(
        loud, key=lambda use: _ORDER.index(use.means) if use.means in _ORDER else len(_ORDER)
    )


def _evidence(hit: Hit[_Use], folded: Folded, text: str, field: str) -> list[Evidence]:
    use = _use(hit)
    group = use.group
    found = [_entry("end-use-term", hit, folded, text, field, means=use.means, group=group.group)]
    if group.signal:
        found.append(_entry("end-use-signal", hit, folded, text, field, signal=group.signal))
    return found


def _entry(
    code: str, hit: Hit[_Use], folded: Folded, text: str, field: str, **values: str
) -> Evidence:
    span = folded.span(hit.start, hit.end)
    words = text[slice(*span)]
    return Evidence(
        code=code,
        field=field,
        text=words,
        span=span,
        entry=hit.term,
        values=MappingProxyType({"term": words, **values}),
    )
