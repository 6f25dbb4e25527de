"""Bodies that are named wherever their name stands: a ministry, a base, an agency."""

from dataclasses import dataclass

from screener.matching.parties.candidate import Candidate
from screener.matching.parties.index import Form, FormIndex, Sort
from screener.matching.parties.remainder import Surroundings
from screener.matching.parties.users import UserReader
from screener.text.names import FoldedName
from screener.text.terms import Hit

_SHORT = 2  # a name of as many Chinese or Japanese characters must stand alone


@dataclass(frozen=True)
class BodyFinder:
    """Finds the body that a text names, however long its address is."""

    index: FormIndex
    around: Surroundings
    users: UserReader

    def find(self, name: FoldedName, *, at_home: bool) -> tuple[Candidate, ...]:
        """Return the body that a text names: of the first family named, the deepest."""
        found = []
        foreign = self.around.foreign(name.original)
        home = at_home or self.around.at_home(name.original)
        hits = self._outer(self.index.bodies_in(name))
        behind = self._speaks_of_another(name, hits)
        for hit in hits:
            if len(hits) == 1 and not _stands_alone(name, hit):
                continue
            for form in hit.meanings:
                # The country in "U.S. Air Force" is part of the pattern, and no sign of another.
                elsewhere = foreign and not self.around.foreign(form.name.original)
                candidate = _named_body(form, foreign=elsewhere, home=home)
                if candidate and behind:
                    candidate = Candidate(form, "mentioned", "possible", 0.4)
                if candidate:
                    depth = -1 if form.sort is Sort.PATTERN else self.index.depth(form.entity)
                    found.append((candidate, depth, hit.end - hit.start))
        if not found:
            return ()
        family = self._family([candidate for candidate, *_ in found])
        found.sort(
            key=lambda item: (
                self.index.family(item[0].entity) == family,
                item[0].outcome == "match",
                *item[1:],
            ),
            reverse=True,
        )
        return tuple(candidate for candidate, *_ in found)

    def outranks(self, name: FoldedName, candidate: Candidate, *, at_home: bool) -> bool:
        """Return whether the whole text names a force that a base named in it yields to."""
        if not candidate.entity.anywhere:
            return False
        found = self.find(name, at_home=at_home)
        family = self.index.family(candidate.entity)
        return bool(found) and self.index.family(found[0].entity) != family

    def _outer(self, hits: list[Hit[Form]]) -> list[Hit[Form]]:
        """Drop what lies inside a longer name, unless it stands above it: 防衛大 in 防衛大臣."""
        return [hit for hit in hits if not any(self._hides(other, hit) for other in hits)]

    def _hides(self, outer: Hit[Form], inner: Hit[Form]) -> bool:
        covers = outer.start <= inner.start and inner.end <= outer.end
        if not covers or len(outer.term) == len(inner.term):
            return False
        above = {up for form in outer.meanings for up in self.index.line_of(form.entity)}
        return above.isdisjoint(form.entity.id for form in inner.meanings)

    def _family(self, candidates: list[Candidate]) -> str:
        """Return the family named first; a mere base yields to a force named beside it.

        Two forces share a base: "Misawa Air Base, U.S. Air Force" is not the Japanese one.
        """
        first = self.index.family(candidates[0].entity)
        own = [one for one in candidates if self.index.family(one.entity) == first]
        if any(self.index.leads(one.entity) for one in own if one.form.sort is not Sort.PATTERN):
            return first
        others = (one.entity for one in candidates if self.index.depth(one.entity) == 0)
        return next((other.id for other in others), first)

    def _speaks_of_another(self, name: FoldedName, hits: list[Hit[Form]]) -> bool:
        """Return whether a body only stands behind another party: "a supplier to the JMSDF"."""
        if not hits:
            return False
        start, end = hits[0].start, max(hit.end for hit in hits)
        legal = any(place < start or place > end for _, place in name.forms)
        before, after = name.text[:start], name.text[end:]
        another = self.users.names_another(before) and not self.around.leads_to(before)
        return legal or another or self.around.is_partner(after)


def _named_body(form: Form, *, foreign: bool, home: bool) -> Candidate | None:
    if form.is_strong:
        return Candidate(form, "body", "match", 0.95)
    if form.sort is Sort.PATTERN:
        return None if foreign else Candidate(form, "body", "match", 0.8)
    if foreign:
        return None
    if form.sort is Sort.SHARED:
        return (
            Candidate(form, "body", "match", 0.9)
            if home
            else Candidate(form, "shared", "possible", 0.6)
        )
    return Candidate(form, "acronym", "possible", 0.5) if home else None


def _stands_alone(name: FoldedName, hit: Hit[Form]) -> bool:
    """Return whether a short name of a body is a word: 海自 is, and not in 海自動車."""
    if hit.end - hit.start > _SHORT or name.text[hit.start].isascii():
        return True
    edges = {0, len(name.text), *name.breaks}
    return hit.start in edges and hit.end in edges
