"""What a line is: its stated fields, evidence, questions, and what it says of each fact."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from types import MappingProxyType

LANGUAGES = ("en", "ja", "zh")

#: Canonical fields of a line, in the order in which they are documented.
FIELDS = (
    "line_id",
    "level",
    "part_number",
    "description",
    "material",
    "hs_code",
    "control_code",
    "manufacturer",
    "manufacturer_part_number",
    "supplier",
    "quantity",
    "unit",
    "unit_price",
    "currency",
    "country_of_origin",
    "ship_from",
    "destination",
    "consignee",
    "end_user",
    "end_use",
    "date",
    "notes",
    "reference",
    "distributor_part_number",
    "url",
    "footprint",
)


class Label(StrEnum):
    """What a line is called. There are three labels and no number that looks like a probability."""

    LIKELY_AFFECTED = "likely_affected"
    UNCLEAR = "unclear"
    CLEAR = "clear"


class Truth(StrEnum):
    """The three values of strong Kleene logic."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a rule does when it is true."""

    PROHIBITED = "prohibited"
    REVIEW = "review"
    NOTE = "note"


class QuestionKind(StrEnum):
    """Why something is unknown."""

    FACT = "fact"
    PARAMETER = "parameter"
    READING = "reading"
    PACK = "pack"
    CONFLICT = "conflict"


class Source(StrEnum):
    """Where the text of a field comes from."""

    CELL = "cell"
    PROFILE = "profile"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Stated:
    """The text of one field of one line, and where it stands.

    `row` and `column` are 1-based, as the user sees them; both are ``None`` for a fact that the
    profile gives for the whole file, or an answer for the line. `header` is the header text of the
    column.
    """

    text: str
    source: Source = Source.CELL
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    header: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of the lines of one table stand: what all of them have in common.

    `places` gives the place of a field's text among the texts of a line, `columns` the number of
    its column in the sheet, and its header.
    """

    sheet: str
    places: Mapping[str, int]
    columns: tuple[tuple[int, str], ...]
    _choosing: dict[tuple[str, ...], Callable[[tuple[str, ...]], tuple[str, ...]]] = (
        dataclasses.field(default_factory=dict, repr=False, compare=False)
    )

    def chosen(self, names: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the texts of a line that some fields have, in the order of the names."""
        choose = self._choosing.get(names)
        if choose is None:
            # A field without a column takes the text behind the last one, which is empty.
            choose = itemgetter(*(self.places.get(name, len(self.columns)) for name in names))
            self._choosing[names] = choose
        return choose((*texts, ""))


class StatedCells(Mapping[str, Stated]):
    """What the cells of one row state, each `Stated` made when it is asked for.

    A large file has millions of cells; what they have in common is kept once, in `Columns`.
    `beside` are the fields that are no single cell of the row: joined ones, facts of the profile.
    """

    __slots__ = ("_beside", "_columns", "_row", "_texts")

    def __init__(
        self,
        columns: Columns,
        row: int,
        texts: tuple[str, ...],
        beside: Mapping[str, Stated] | None = None,
    ) -> None:
        self._columns = columns
        self._row = row
        self._texts = texts
        self._beside = beside or _NOTHING

    def text(self, name: str) -> str:
        """Return the text of a field, or an empty string."""
        place = self._columns.places.get(name)
        if place is not None and (text := self._texts[place]):
            return text
        found = self._beside.get(name)
        return found.text if found else ""

    def texts(self, names: tuple[str, ...]) -> list[str]:
        """Return the texts of several fields, an empty string for each that is not stated."""
        found, beside = list(self._columns.chosen(names, self._texts)), self._beside
        for name in beside:
            if name in names and not found[place := names.index(name)]:
                found[place] = beside[name].text
        return found

    def over(self, defaults: Mapping[str, Stated]) -> "StatedCells":
        """Return the same with these for the fields that nothing states."""
        beside = {**defaults, **self._beside} if self._beside else defaults
        return StatedCells(self._columns, self._row, self._texts, beside)

    def __getitem__(self, name: str) -> Stated:
        place = self._columns.places.get(name)
        if place is None or not (text := self._texts[place]):
            return self._beside[name]
        sheet, (column, header) = self._columns.sheet, self._columns.columns[place]
        return Stated(text, Source.CELL, sheet, self._row, column, header)

    def __iter__(self) -> Iterator[str]:
        places, beside = self._columns.places, self._beside
        own = [
            name
            for name, place in places.items()
            if self._texts[place] or (name in beside and beside[name].source is Source.CELL)
        ]
        yield from own
        yield from (name for name in beside if name not in own)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_NOTHING: Mapping[str, Stated] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """One part line: its canonical fields (see `FIELDS`), each with the place it was read from.

    A field that is absent was not stated. `date` is the shipment date where one could be read.
    """

    file: str
    sheet: str
    row: int
    stated: Mapping[str, Stated]

    def text(self, name: str) -> str:
        """Return the text of a field, or an empty string where the line is silent."""
        stated = self.stated
        if isinstance(stated, StatedCells):
            return stated.text(name)
        found = stated.get(name)
        return found.text if found else ""

    def texts(self, names: tuple[str, ...]) -> list[str]:
        """Return the texts of several fields."""
        if isinstance(self.stated, StatedCells):
            return self.stated.texts(names)
        return [self.text(name) for name in names]

    def over(self, defaults: Mapping[str, Stated]) -> "Line":
        """Return the line with these for the fields on which it is silent."""
        if isinstance(self.stated, StatedCells):
            return Line(self.file, self.sheet, self.row, self.stated.over(defaults))
        silent = {name: said for name, said in defaults.items() if not self.text(name).strip()}
        if not silent:
            return self
        return Line(self.file, self.sheet, self.row, {**self.stated, **silent})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a finding rests on.

    `field` and `span` point into the text of the line (`span` counts characters of the original
    text, end exclusive); `entry` names what it was recognised as: an entry of the catalogue, an
    entity, a term. `code` says what kind of thing it is (``term``, ``value-failed``,
    ``party-exact`` …); where a sentence is made of it (`screener.results.explain`), `values` fills
    its places.
    """

    code: str
    field: str | None = None
    text: str | None = None
    span: tuple[int, int] | None = None
    entry: str | None = None
    values: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Question:
    """Something that would have to be answered.

    `id` is ``FACT-…``, ``PARAM-…``, ``AMB-…``, ``PACK-…`` or ``CONFLICT-…`` (a cell and an answer,
    or two answers, say different things). `subject` is the fact, the catalogue entries
    (comma-separated ids), the ambiguity, or the field. `answers` are all the answers there are.
    `values` fill the places of the question's sentence.
    """

    id: str
    kind: QuestionKind
    subject: str
    answers: tuple[str, ...]
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on one question: it must be answered by one of `answers`."""

    question: Question
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hinge:
    """Values of a fact that hold only if every need is met."""

    values: frozenset[str]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class FactState:
    """What a line says of one fact.

    `holds` are the values that hold for certain; each of `hinges` adds values that hold only under
    answers not yet given. A value in neither does not hold: the evidence says why.
    """

    holds: frozenset[str] = frozenset()
    hinges: tuple[Hinge, ...] = ()
    evidence: tuple[Evidence, ...] = ()


#: fact name → what the line says of it. The only thing that the logic sees of a line.
Facts = Mapping[str, FactState]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A line of which the sources say different things: what it says of its facts under each claim.

    `question` asks which claim is right; its answers are the claims.
    """

    question: Question
    claims: tuple[tuple[str, "Facts | Dispute"], ...]
