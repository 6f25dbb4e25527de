"""Which entities a name may be, and why: the whole of it, something inside it, another spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screener.matching.parties.bodies import BodyFinder
from screener.matching.parties.brackets import BracketReader
from screener.matching.parties.candidate import Candidate
from screener.matching.parties.index import STRONG, Form, FormIndex, Sort
from screener.matching.parties.remainder import Remainder, Surroundings, has_address
from screener.matching.parties.spelling import Spellings
from screener.text.names import FoldedName, NameFolder
from screener.text.terms import Hit, longest

_BODY = "military_user"
_LATIN_MENTION = 4  # ATLA, JSDF; a shorter word means too much
_OTHER_MENTION = 3
_LONG_KATAKANA = 4  # コマツナ is no company of コマツ
_OCCURRENCES = 8  # of one name in one text that are weighed
_WITHIN_KATAKANA = re.compile("[ァ-ヺ]{2}")


@dataclass(frozen=True)
class Candidates:
    """Finds the entities that a name may be."""

    index: FormIndex
    folder: NameFolder
    around: Surroundings
    spellings: Spellings
    brackets: BracketReader
    bodies: BodyFinder
    home: frozenset[str]

    def find(
        self, name: FoldedName, code: str | None, address: str | None
    ) -> tuple[Candidate, ...]:
        """Return who a name may be, best first.

        Args:
            name: The folded name.
            code: The country of the party, where one is known.
            address: Its address, where the line gives one.
        """
        if not name.text:
            return ()
        whole = self._whole(name, address, code)
        if whole is None:
            return ()
        found = whole or self._bracketed(name, address, code) or self._inside(name, code)
        if not found or found[0].reason == "affiliate":
            respelt = self._respelt(name)
            certain = respelt and respelt[0].outcome == "match"
            found = (*respelt, *found) if certain or not found else found
        weighed = (self._in_country(candidate, name, code) for candidate in found)
        return tuple(candidate for candidate in weighed if candidate)

    def _in_country(
        self, candidate: Candidate, name: FoldedName, code: str | None
    ) -> Candidate | None:
        """Weaken a candidate, or rule it out, where the country contradicts."""
        if code is None or code in candidate.entity.countries:
            return candidate
        if candidate.reason in {"acronym", "shared", "slip"}:
            return None
        # Every state may have a national defence academy of its own.
        is_body = _BODY in candidate.entity.standings
        if is_body and not self.around.marks_group(candidate.form.name.text):
            return candidate if self.around.at_home(name.original) else None
        if candidate.outcome == "match":
            return Candidate(candidate.form, "abroad", "possible", 0.6)
        return candidate

    def acronyms(self, name: FoldedName) -> tuple[Candidate, ...]:
        """Return whom a description speaks of by an acronym: "machine shop supplying MHI"."""
        return tuple(
            Candidate(form, "mentioned", "possible", 0.3)
            for hit in self.index.companies_in(name)
            if hit.term.isascii() and hit.term.upper() in name.original
            for form in hit.meanings
            if form.sort is Sort.GROUP or form.is_strong
        )

    def mentions(self, text: FoldedName) -> tuple[Hit[Form], ...]:
        """Return the names, long enough to be no accident, of entities that a text mentions."""
        hits = (*self.index.companies_in(text), *self.index.bodies_in(text))
        return tuple(
            hit
            for hit in longest(hits)
            if any(form.is_strong for form in hit.meanings)
            and len(hit.term) >= (_LATIN_MENTION if hit.term.isascii() else _OTHER_MENTION)
        )

    def _whole(
        self, name: FoldedName, address: str | None, code: str | None
    ) -> tuple[Candidate, ...] | None:
        """Return who the whole name is; ``None`` where it is known to be somebody else."""
        forms = self.index.whole(name)
        found = []
        for form in forms:
            if form.sort is Sort.LOOKALIKE and _same_legal_form(form.name, name):
                if not any(_signed(other, name) for other in forms if other.is_strong):
                    return None
            elif form.is_strong and form.entity.anywhere and self._is_business(form, name):
                found.append(Candidate(form, "mentioned", "possible", 0.4))
            elif form.is_strong:
                reason = "former" if form.sort is Sort.FORMER else "exact"
                found.append(Candidate(form, reason, "match", 1.0))
            elif form.sort is not Sort.LOOKALIKE:
                if self.around.is_foreign_company(name):
                    continue
                at_home = code in self.home
                found.append(self._weak(form, forms, name, address, at_home=at_home))
        return _best(found)

    def _is_business(self, form: Form, name: FoldedName) -> bool:
        """Return whether a name has a legal form that the body of that name does not have."""
        return bool(name.legal_kinds - self.index.legal_kinds(form.entity))

    def _bracketed(
        self, name: FoldedName, address: str | None, code: str | None
    ) -> tuple[Candidate, ...]:
        """Return who one part of a name with brackets is, for certain.

        What may be somebody outside them ("JMU (yard to be confirmed)") still may be.
        """
        possible: tuple[Candidate, ...] = ()
        for place, piece in enumerate(self.brackets.pieces(name.original)):
            for candidate in self._whole(self.folder.fold(piece.text), address, code) or ():
                if candidate.outcome == "possible" and place == 0:
                    possible = (candidate,)
                reason = "former" if piece.is_other_name else candidate.reason
                if candidate.outcome == "match" and not self.around.foreign(name.original):
                    if self.bodies.outranks(name, candidate, at_home=code in self.home):
                        return ()
                    return (Candidate(candidate.form, reason, "match", 0.95),)
        return () if self.around.foreign(name.original) else possible

    def _weak(
        self,
        form: Form,
        forms: Iterable[Form],
        name: FoldedName,
        address: str | None,
        *,
        at_home: bool,
    ) -> Candidate:
        """Judge a form that others bear too: by legal form, address or site."""
        same = (other for other in forms if other.entity is form.entity and other.sort in STRONG)
        record = form.entity.record
        if form.sort is Sort.AFFILIATE:
            return Candidate(form, "affiliate", "possible", 0.7)
        if any(name.legal_kinds & other.name.legal_kinds for other in same):
            return Candidate(form, "exact", "match", 1.0)
        if record.address and has_address(address, record.address.text, record.address.postal_code):
            return Candidate(form, "exact", "match", 0.95)
        if form.sort is Sort.SHARED:
            outcome = "match" if at_home else "possible"
            return Candidate(form, "body" if at_home else "shared", outcome, 0.9)
        return Candidate(form, "acronym", "possible", 0.5)

    def _inside(self, name: FoldedName, code: str | None) -> tuple[Candidate, ...]:
        """Return who is named inside a longer text."""
        # "NEC (National Electoral Commission)" says itself that it is somebody else.
        explained = self.brackets.explains(name.original)
        company = () if explained else self._company(name, code)
        if company and company[0].outcome == "match":
            return company
        return self.bodies.find(name, at_home=code in self.home) or company

    def _company(self, name: FoldedName, code: str | None) -> tuple[Candidate, ...]:
        found: list[tuple[int, Candidate]] = []
        for hit in _first_of_each_term(self.index.companies_in(name)):
            if not (_ends_a_word(name, hit.end) or _begins_a_word(hit)):
                continue
            if not self.around.leads_to(name.text[: hit.start]):
                found.extend((0, candidate) for candidate in _mentioned(name, hit))
                continue
            for form in hit.meanings:
                candidate = self._named_company(name, hit, form, code)
                if candidate:
                    found.append((hit.end - hit.start, candidate))
        longest = max((length for length, _ in found), default=0)
        return _best([candidate for length, candidate in found if length == longest])

    def _named_company(
        self, name: FoldedName, hit: Hit[Form], form: Form, code: str | None
    ) -> Candidate | None:
        if form.sort is Sort.AFFILIATE:
            return Candidate(form, "affiliate", "possible", 0.7)
        if self._is_another(name, hit):
            marks = form.is_strong or form.sort is Sort.GROUP
            return Candidate(form, "affiliate", "possible", 0.6) if marks else None
        return self._known_company(name, hit, form, code)

    def _is_another(self, name: FoldedName, hit: Hit[Form]) -> bool:
        """Return whether a town before a name, or a word grown to it, makes another company."""
        return self.around.is_of_town(name, hit.start) or not _ends_a_word(name, hit.end)

    def _known_company(
        self, name: FoldedName, hit: Hit[Form], form: Form, code: str | None
    ) -> Candidate | None:
        around = self.around.read(name, hit.start, hit.end, form.name.legal_kinds)
        if (
            form.sort is not Sort.GROUP
            and not form.is_strong
            and not self._has_sign(name, hit, form)
        ):
            stands_alone = around in {Remainder.NOTHING, Remainder.SITE}
            is_place = self.around.is_area(name)
            weak = Candidate(form, "acronym", "possible", 0.5)
            return weak if stands_alone and not is_place else None
        abroad = code is not None and code not in self.home
        if around is Remainder.PARTNER:
            return Candidate(form, "mentioned", "possible", 0.4)
        if around is Remainder.ABROAD or (abroad and around is not Remainder.NOTHING):
            return Candidate(form, "abroad", "possible", 0.65)
        if around in {Remainder.COMPANY, Remainder.GROUP}:
            marks = form.sort is Sort.GROUP or self.around.marks_group(form.name.text)
            return Candidate(form, "affiliate", "possible", 0.6) if marks else None
        return _itself(form, around)

    def _has_sign(self, name: FoldedName, hit: Hit[Form], form: Form) -> bool:
        """Return whether a name that others bear has its own legal form, or a site, beside it."""
        if any(
            self.folder.fold(site).text in name.text[hit.end :] for site in form.entity.record.sites
        ):
            return True
        near = {kind for kind, place in name.forms if place in {hit.start, hit.end}}
        return form.sort in STRONG and bool(near & form.name.legal_kinds)

    def _respelt(self, name: FoldedName) -> tuple[Candidate, ...]:
        respelt = self.spellings.reordered(name)
        if respelt:
            return (Candidate(respelt.form, "order", "match", respelt.score),)
        respelt = self.spellings.misspelt(name)
        if respelt is None:
            return ()
        outcome = "match" if respelt.is_close else "possible"
        return (Candidate(respelt.form, "slip", outcome, respelt.score),)


def _first_of_each_term(hits: Iterable[Hit[Form]]) -> Iterator[Hit[Form]]:
    """Yield the first occurrences of each name: what repeats itself names nobody else."""
    seen: Counter[str] = Counter()
    for hit in hits:
        seen[hit.term] += 1
        if seen[hit.term] <= _OCCURRENCES:
            yield hit


def _itself(form: Form, around: Remainder) -> Candidate:
    if form.sort is Sort.GROUP:
        return Candidate(form, "acronym", "possible", 0.5)
    reason = "site" if around is Remainder.SITE else "exact"
    return Candidate(form, reason, "match", 0.97)


def _mentioned(name: FoldedName, hit: Hit[Form]) -> Iterator[Candidate]:
    """Yield an entity that stands behind another name: "… for Mitsubishi Heavy Industries"."""
    latin = hit.term.isascii()
    ends = hit.end in {len(name.text), *name.breaks, *(place for _, place in name.forms)}
    if ends if latin else hit.start in name.breaks:
        for form in hit.meanings:
            if form.is_strong and (" " in hit.term or not latin):
                yield Candidate(form, "mentioned", "possible", 0.4)


def _ends_a_word(name: FoldedName, end: int) -> bool:
    """Return whether a name ends where a word does: a run of katakana is one word."""
    return end in name.breaks or not _WITHIN_KATAKANA.match(name.text, end - 1)


def _begins_a_word(hit: Hit[Form]) -> bool:
    """Return whether a long name begins a longer word: ダイキン in ダイキンエアテクノ."""
    return hit.start == 0 and hit.end >= _LONG_KATAKANA and hit.term.isalpha()


def _same_legal_form(lookalike: FoldedName, name: FoldedName) -> bool:
    return not lookalike.forms or bool(lookalike.legal_kinds & name.legal_kinds)


def _signed(form: Form, name: FoldedName) -> bool:
    return bool(form.name.legal_kinds & name.legal_kinds)


def _best(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda found: (found.outcome != "match", -found.score)))
