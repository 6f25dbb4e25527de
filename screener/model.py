"""The words of the product: what a line is, what was found in it, and what was decided.

Everything here is frozen and has no behaviour. Lower layers fill these in, upper layers read them.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
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


class Source(StrEnum):
    """Where the text of a field comes from."""

    CELL = "cell"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Stated:
    """The text of one field of one line, and where it stands.

    `row` and `column` are 1-based, as the user sees them; both are ``None`` for a fact that the
    profile gives for the whole file. `header` is the header text of the column.
    """

    text: str
    source: Source = Source.CELL
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    header: str | None = None


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
        found = self.stated.get(name)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a finding rests on.

    `field` and `span` point into the text of the line (`span` counts characters of the original
    text, end exclusive); `entry` names what it was recognised as: an entry of the catalogue, an
    entity, a term. `code` selects the sentence that says so (see `screener.results.explain`), and
    `values` fills its places.
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

    `id` is ``FACT-…``, ``PARAM-…``, ``AMB-…`` or ``PACK-…``. `subject` is the fact, the catalogue
    entries (comma-separated ids), or the ambiguity. `answers` are all the answers there are.
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


# --- what matching finds ---------------------------------------------------------------------


class ItemStatus(StrEnum):
    """The degree of evidence that a line names a listed item."""

    CONTROLLED = "controlled"
    POSSIBLY_CONTROLLED = "possibly_controlled"
    NOT_MATCHED = "not_matched"
    NOT_IDENTIFIED = "not_identified"


class Goods(StrEnum):
    """What sort of goods a line names."""

    LISTED = "listed"
    TECHNICAL = "technical"
    ORDINARY = "ordinary"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """One catalogue entry that a line names, with the words it was named by.

    `strength` is ``exact`` (the words name the listed thing, and every threshold is met or none is
    set) or ``possible``. `asks` are the properties that the entry depends on and the line leaves
    open; `status` is the entry's status on the line's date (``in_force``, ``suspended``,
    ``unclear``: the window is over and nothing formal was seen).
    """

    entry: str
    control_code: str
    name: str
    strength: str
    field: str
    text: str
    span: tuple[int, int]
    status: str = "in_force"
    asks: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """What the catalogue says of one line.

    `removed` are matches that a stated value or an exclusion took away, with the reason as their
    evidence. `tags` are the marks of the goods that rules may ask for (``unmanned_aircraft``,
    ``intangible``, ``contains_listed``: the line itself says it contains a listed item).
    `searched` is the number of entries and terms looked for.
    """

    status: ItemStatus
    goods: Goods
    matches: tuple[ItemMatch, ...] = ()
    removed: tuple[ItemMatch, ...] = ()
    tags: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    searched: int = 0


@dataclass(frozen=True, slots=True)
class PartyFinding:
    """Who the lists say one name is.

    `outcome` is ``match``, ``possible`` or ``no_match``; `entity` and `kind` are ``None`` without a
    candidate. `standings` are the values of the fact ``end_user`` that follow from it on the
    line's date if the candidate is right. `score` is evidence, between 0 and 1; it never decides.
    `candidates` are other entities that the name could mean, best first. `text_kind` says what the
    text is: ``name``, ``description`` (“a car maker”), ``blank`` (says that nobody is named).
    """

    role: str
    name: str
    outcome: str
    entity: str | None = None
    kind: str | None = None
    standings: frozenset[str] = frozenset()
    score: float = 0.0
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[str, ...] = ()
    text_kind: str = "name"


@dataclass(frozen=True, slots=True)
class EndUseFinding:
    """What the end-use text says.

    `end_use` is ``military``, ``capability_enhancing``, ``ambiguous``, ``civil`` or ``not_stated``
    (a vague “civil use” is ``not_stated`` with evidence: it names no use).
    """

    end_use: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFindings:
    """Everything that matching found in one line; `facts` is what the logic judges.

    `on` is the day that counts: the shipment date of the line, or else of the file.
    """

    on: date
    item: ItemFinding
    parties: tuple[PartyFinding, ...]
    end_use: EndUseFinding
    facts: Facts


# --- what the logic decides -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """The truth of one condition, the facts it rests on, and the questions it hinges on.

    `rests_on` names facts; what a line says of them, and where, stands in its `LineFindings`.
    """

    truth: Truth
    rests_on: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionFinding:
    """A named condition of a rule and its finding."""

    condition: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, its truth for a line, and the findings of its conditions."""

    rule: str
    effect: Effect
    finding: Finding
    conditions: tuple[ConditionFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the label would be if one question were answered so."""

    answer: str
    label: Label
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A surviving question with the label that each answer would give."""

    question: Question
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The label of a line and everything that it rests on.

    `settled_by` are the smallest sets of (question id, answer) that settle the label.
    `readings_settled` are the open terms that the company settled and that this verdict used.
    `notes` are the ids of note rules that hold, and of warnings (``PACK-…``).
    """

    label: Label
    reasons: tuple[Reason, ...]
    questions: tuple[OpenQuestion, ...] = ()
    settled_by: tuple[tuple[tuple[str, str], ...], ...] = ()
    readings_settled: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenedLine:
    """A line with what was found in it and what was decided."""

    line: Line
    findings: LineFindings
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PackId:
    """Which rules a result rests on."""

    version: str
    sha256: str
    researched_up_to: date
    review_by: date


# --- a whole file -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How one column was understood: `reason` is ``exact``, ``similar``, ``content``, ``override``.

    `field` is ``None`` for a column that is not used.
    """

    field: str | None
    header: str
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """One parts list of a sheet and its rows, each counted once (rows are 1-based)."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnRead, ...]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Screening:
    """One screened file.

    `skipped_sheets` are sheets that were not screened, with the reason's code. `facts` are those
    that the profile gives for the whole file; `readings` the readings that the company settled.
    `warnings` are codes of sentences that every output shows.
    """

    file: str
    format: str
    encoding: str | None
    tables: tuple[TableRead, ...]
    skipped_sheets: tuple[tuple[str, str], ...]
    lines: tuple[ScreenedLine, ...]
    pack: PackId
    facts: Mapping[str, str]
    readings: Mapping[str, str]
    warnings: tuple[str, ...] = ()

    def count(self, label: Label) -> int:
        """Return how many lines have this label."""
        return sum(screened.verdict.label is label for screened in self.lines)
