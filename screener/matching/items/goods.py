"""What sort of goods a document names, and whether it names anything at all."""

import re
from collections.abc import Callable, Mapping

from screener.matching.items.document import NAMING_FIELDS, Document
from screener.matching.items.heads import HeadReader
from screener.matching.items.lists import Found, WordLists
from screener.matching.items.roles import Role, RoleReader
from screener.model import Goods
from screener.rulepack.catalogue_files import Dimension, Roles, Terms, Vocabulary
from screener.text.hs import HsCode

# Chapters of the Harmonized System whose goods are ordinary in themselves: food, leather, paper,
# textiles, footwear, furniture, toys. The system's own order of chapters, not a rule of law.
_ORDINARY_CHAPTERS = frozenset(
    f"{chapter:02d}"
    for chapter in (*range(1, 25), 33, 34, *range(41, 50), *range(57, 68), 91, 92, 94, 95, 96, 97)
)
_HEADED = re.compile(r"\s?(?:[,;:(\[\"、，；：（「|]|$)")
_CODE = re.compile(r"[a-z0-9][a-z0-9\-_./#:*+() ]*")
_WORD = re.compile(r"[a-z]{4,}|[\u3040-\u30ff\u3400-\u9fff]")


class GoodsReader:
    """Tells technical from ordinary goods, and finds contexts such as a book or a repair."""

    def __init__(
        self,
        vocabularies: tuple[Vocabulary, ...],
        lists: WordLists,
        roles: RoleReader,
        words: Roles,
        dimensions: Mapping[str, Dimension],
    ) -> None:
        self._roles = roles
        self._heads = HeadReader(words)
        self._telling = frozenset(name for name, one in dimensions.items() if one.telling)
        self._everyday = frozenset(name for name, one in dimensions.items() if one.everyday)
        self._lists: Mapping[str, frozenset[int]] = {
            sort: frozenset(
                lists.add(terms)
                for vocabulary in vocabularies
                if vocabulary.sort == sort
                for terms in vocabulary.groups.values()
            )
            for sort in ("technical", "ordinary", "accessory", "special")
        }
        self._yielding = _groups(vocabularies, lists, lambda one: one.yielding)
        self._doubtful = _groups(vocabularies, lists, lambda one: one.doubtful)
        self._leading = _groups(vocabularies, lists, lambda one: one.leading)
        self._heading = _groups(vocabularies, lists, lambda one: one.heading)
        self._contexts = {
            lists.add(terms): vocabulary.effect or "ordinary"
            for vocabulary in vocabularies
            if vocabulary.sort == "context"
            for terms in vocabulary.groups.values()
        }
        self._unidentified = lists.add(words.unidentified)

    def context(self, document: Document) -> tuple[str, Found] | None:
        """Return the effect of a context ("photo book", 修理) and its words, if there is one."""
        if self._contexts.keys().isdisjoint(document.by_list):
            return None
        for number, effect in self._contexts.items():
            for hit in document.by_list.get(number, ()):
                named = hit.start < document.named_up_to
                if number in self._heading and not _heads_its_cell(document, hit):
                    continue
                if not named or self._roles.comes_along(document, hit):
                    continue
                if not self._tells_of_the_whole(document, hit, effect):
                    continue
                if self._roles.role(document, hit) in {Role.THING, Role.ACCESSORY}:
                    return effect, hit
        return None

    def _tells_of_the_whole(self, document: Document, hit: Found, effect: str) -> bool:
        """Say whether a context tells of all that the line names.

        "Photo book" does; in "book-size controller" it is a likeness, and named after a thing and
        its values ("lathe, 2 um, software") it comes with the thing.
        """
        if self._heads.is_likeness(document, hit):
            return False
        if not self._heads.is_first(document, hit) and any(
            quantity.end <= hit.start for quantity in document.quantities
        ):
            return False
        telling = self._leading | self._heading
        if effect != "ordinary" or not telling.isdisjoint(hit.lists):
            return True
        return self._heads.is_head(document, hit, self._plain(document))

    def sort(self, document: Document) -> Goods:
        """Return the sort of goods that the words name.

        A line is ordinary only where an ordinary thing is what it names, and nothing technical
        stands beside it.
        """
        technical = self._hits(document, "technical")
        ordinary = self._hits(document, "ordinary")
        ordinary = [hit for hit in ordinary if not any(hit.inside(other) for other in technical)]
        technical = [hit for hit in technical if not any(hit.inside(other) for other in ordinary)]
        heads = self._ordinary_heads(document, ordinary)
        if heads:
            technical = [
                hit
                for hit in technical
                if self._roles.role(document, hit) is not Role.PURPOSE
                and not self._roles.comes_along(document, hit)
            ]
        if self._saying_what_it_is(technical, "technical") or self._is_special(document, ordinary):
            return Goods.TECHNICAL
        if self._saying_what_it_is(heads, "ordinary"):
            return Goods.ORDINARY
        if technical:
            return Goods.TECHNICAL
        if heads:
            return Goods.ORDINARY
        if self._hits(document, "accessory") or self._tells_by_a_value(document):
            return Goods.TECHNICAL
        return Goods.UNRECOGNISED

    def _ordinary_heads(self, document: Document, ordinary: list[Found]) -> list[Found]:
        """Return the ordinary things that the line names as such."""
        plain = self._plain(document)
        return [
            hit
            for hit in ordinary
            if self._heads.is_first(document, hit)
            and self._heads.is_head(document, hit, plain)
            and (self._doubtful.isdisjoint(hit.lists) or self._heads.is_all_known(document, plain))
        ]

    def _plain(self, document: Document) -> list[Found]:
        """Return the words that name no technical thing: ordinary goods, materials, packings."""
        wanted = self._lists["ordinary"] | self._yielding
        return [hit for hit in document.found if not wanted.isdisjoint(hit.lists)]

    def _is_special(self, document: Document, ordinary: list[Found]) -> bool:
        """Say whether a word or a value stands there that no ordinary goods bear."""
        return any(
            not any(hit.inside(other) for other in ordinary)
            for hit in self._hits(document, "special")
        ) or (
            bool(ordinary)
            and any(
                quantity.dimension not in self._everyday and quantity.start < document.named_up_to
                for quantity in document.quantities
            )
        )

    def covers_heads(self, document: Document, spans: list[tuple[int, int]]) -> bool:
        """Say whether every piece of the cells' text lies on a thing that makes goods ordinary."""
        heads = [
            document.quote(hit.start, hit.end)[2]
            for hit in self._ordinary_heads(document, self._hits(document, "ordinary"))
        ]
        return all(
            any(start < end and begin < stop for begin, end in heads) for start, stop in spans
        )

    def _tells_by_a_value(self, document: Document) -> bool:
        return any(
            quantity.dimension in self._telling and quantity.start < document.named_up_to
            for quantity in document.quantities
        )

    def kind(self, document: Document, sort: Goods) -> Goods:
        """Return the sort of goods, unrecognised where the words only tell of a material."""
        if sort is not Goods.TECHNICAL:
            return sort
        telling = self._saying_what_it_is(self._hits(document, "technical"), "technical")
        return sort if telling else Goods.UNRECOGNISED

    def _saying_what_it_is(self, hits: list[Found], sort: str) -> list[Found]:
        """Drop the words that only say what goods are made of, or packed in."""
        telling = self._lists[sort] - self._yielding
        return [hit for hit in hits if not telling.isdisjoint(hit.lists)]

    @staticmethod
    def sort_of_chapter(hs: HsCode) -> Goods:
        """Return the sort of goods of a chapter of the Harmonized System."""
        return Goods.ORDINARY if hs.digits[:2] in _ORDINARY_CHAPTERS else Goods.TECHNICAL

    def is_unidentified(self, document: Document) -> bool:
        """Say whether the texts give no usable description: nothing, a bare number, "see note"."""
        named = [cell for cell in document.cells if cell.field in NAMING_FIELDS]
        if not any(cell.text.strip() for cell in named):
            return True
        says_nothing = document.by_list.get(self._unidentified, ())
        if any(
            _names(hit)
            and hit.start < document.named_up_to
            and not any(_within(hit, other) for other in says_nothing)
            for hit in document.found
        ):
            return False
        if self._tells_by_a_value(document):
            return False
        end = max(cell.start + len(cell.text) for cell in named)
        text = "".join(
            character
            for character, offset in zip(document.text, document.folded.offsets, strict=False)
            if offset < end
        )
        for hit in document.by_list.get(self._unidentified, ()):
            text = text.replace(document.text[hit.start : hit.end], " ")
        words = [word for word in _WORD.findall(text) if word]
        tokens = text.replace("|", " ").split()
        return not words or all(_is_code(token) for token in tokens)

    def _hits(self, document: Document, sort: str) -> list[Found]:
        is_none, end = self._lists[sort].isdisjoint, document.named_up_to
        return [hit for hit in document.found if hit.start < end and not is_none(hit.lists)]


def _heads_its_cell(document: Document, hit: Found) -> bool:
    """Say whether a word stands first in its cell, with a break behind it ("Label, ...")."""
    before = document.text[: hit.start].rpartition("|")[2]
    return not re.search(r"\w", before) and _HEADED.match(document.text, hit.end) is not None


def _within(hit: Found, other: Found) -> bool:
    return other.start <= hit.start and hit.end <= other.end


def _names(hit: Found) -> bool:
    """Say whether a hit is long enough to be a word of the trade."""
    return hit.end - hit.start > 1


def _is_code(token: str) -> bool:
    """Say whether a token is a number or code rather than a word ("A-1234", "TSX-77B")."""
    return bool(_CODE.fullmatch(token)) and (
        any(map(str.isdigit, token)) or len(token.strip("-_./#:()")) <= 2  # noqa: PLR2004 - "no", "rev" and the like
    )


def _groups(
    vocabularies: tuple[Vocabulary, ...],
    lists: WordLists,
    chosen: Callable[[Vocabulary], Terms],
) -> frozenset[int]:
    """Return the numbers of the lists of some groups of the vocabularies."""
    return frozenset(
        lists.add(terms)
        for vocabulary in vocabularies
        for name, terms in vocabulary.groups.items()
        if name in chosen(vocabulary)
    )
