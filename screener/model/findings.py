"""What matching finds in a line: items, parties, end uses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from screener.model.lines import Dispute, Evidence, Facts


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

    `on` is the day that counts: the shipment date of the line, or else of the file. Where an answer
    contradicts the line, or another answer, `dispute` holds the facts under each claim, and is what
    the logic judges.
    """

    on: date
    item: ItemFinding
    parties: tuple[PartyFinding, ...]
    end_use: EndUseFinding
    facts: Facts
    dispute: Dispute | None = None
