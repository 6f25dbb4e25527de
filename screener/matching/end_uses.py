"""What an end-use text says: military, adding to military capability, open, civil, or nothing."""

from dataclasses import dataclass
from types import MappingProxyType

from screener.model import EndUseFinding, Evidence
from screener.rulepack.vocabulary import UseGroup, Vocabulary
from screener.text.folding import Folded, fold
from screener.text.terms import Hit, TermIndex, longest

_MILITARY = "military"
_AMBIGUOUS = "ambiguous"
_NOT_STATED = "not_stated"
#: What decides where a text says several things: the first of these that it says.
_ORDER = (_MILITARY, "capability_enhancing", _AMBIGUOUS, "civil")


@dataclass(frozen=True)
class _Use:
    means: str
    group: UseGroup
    silent: bool


class EndUseReader:
    """Reads end uses. The longest words count; a word inside a longer one says nothing.

    The evidence of a finding tells every word that counted: ``end-use-term`` with ``means`` and
    ``group``, and ``end-use-signal`` with ``signal`` for what else the words say
    (``foreign_programme``, ``us_forces``, ``coast_guard_or_police``, ``defence_funded``,
    ``research``, ``resale``, ``vague_civil``, ``denial``).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._index = TermIndex(
            (form, _Use(file.means, group, file.silent))
            for file in vocabulary.end_uses
            for group in file.groups
            for form in _forms_of(group)
        )
        self._known: dict[str, EndUseFinding] = {}

    def __len__(self) -> int:
        return len(self._index)

    def read(self, text: str, field: str = "end_use") -> EndUseFinding:
        """Return what a text says of the end use; `field` is where it stands."""
        key = f"{field}\0{text}"
        if key not in self._known:
            self._known[key] = self._read(text, field)
        return self._known[key]

    def _read(self, text: str, field: str) -> EndUseFinding:
        folded = fold(text)
        hits = [hit for hit in longest(self._index.find(folded)) if not _use(hit).silent]
        meanings = {_use(hit).means for hit in hits if not _use(hit).group.weak}
        weak = {_AMBIGUOUS for hit in hits if _use(hit).group.weak}
        said = next((means for means in _ORDER if means in meanings | weak), _NOT_STATED)
        evidence = [entry for hit in hits for entry in _evidence(hit, folded, text, field)]
        if not evidence and folded.text.strip():
            evidence = [Evidence(code="end-use-unrecognised", field=field, text=text)]
        return EndUseFinding(end_use=said, text=text, evidence=tuple(evidence))


def signals_of(finding: EndUseFinding) -> frozenset[str]:
    """Return what else an end-use text says, beside its class."""
    return frozenset(
        entry.values["signal"] for entry in finding.evidence if entry.code == "end-use-signal"
    )


def _forms_of(group: UseGroup) -> list[str]:
    plurals = [f"{term}s" for term in group.en if term[-1].isascii() and term[-1].isalpha()]
    return [*group.every(), *plurals]


def _use(hit: Hit[_Use]) -> _Use:
    """Return the strongest use of a term that stands in several groups."""
    loud = [use for use in hit.meanings if not use.silent] or list(hit.meanings)
    return min(
        loud, key=lambda use: _ORDER.index(use.means) if use.means in _ORDER else len(_ORDER)
    )


def _evidence(hit: Hit[_Use], folded: Folded, text: str, field: str) -> list[Evidence]:
    use = _use(hit)
    span = folded.span(hit.start, hit.end)
    words = text[span[0] : span[1]]

    def entry(code: str, **values: str) -> Evidence:
        return Evidence(
            code=code,
            field=field,
            text=words,
            span=span,
            entry=hit.term,
            values=MappingProxyType({"term": words, **values}),
        )

    found = [entry("end-use-term", means=use.means, group=use.group.group)]
    if use.group.signal:
        found.append(entry("end-use-signal", signal=use.group.signal))
    return found
