"""What stands in the files of the catalogue: entries, what is not listed, words, quantities."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from screener.rulepack.reading import RuleModel
from screener.rulepack.texts import Text

Strength = Literal["exact", "family"]
Standing = Literal["in_force", "suspended", "unclear", "announced", "expired"]
Terms = tuple[str, ...]


class Window(RuleModel):
    """From when to when (both days included) an entry has a status."""

    start: date = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    status: Standing

    def holds(self, on: date) -> bool:
        """Say whether `on` lies in the window."""
        return self.start <= on and (self.end is None or on <= self.end)


class Threshold(RuleModel):
    """One threshold of an entry, or several joined by ``all`` or ``any``.

    A threshold is a comparison of a property with a value, or a choice of words that meet it
    (`met`) or fail it (`failed`). `presumed`: a specialist takes it as met once the others that
    are not presumed are stated and met; `because` says why.
    """

    all: tuple["Threshold", ...] = ()
    any: tuple["Threshold", ...] = ()
    property: str | None = None
    op: Literal[">", ">=", "<", "<=", "between", "covers", "one_of", "within"] | None = None
    value: tuple[str, ...] = ()
    unit: str = ""
    met: Terms = ()
    failed: Terms = ()
    assume: Mapping[str, str] = Field(default_factory=dict)
    presumed: bool = False
    because: str = ""
    text: str = ""

    @field_validator("value", mode="before", json_schema_input_type=str | tuple[str, ...])
    @classmethod
    def _one_value_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_kind(self) -> "Threshold":
        kinds = [bool(self.all), bool(self.any), self.property is not None]
        if sum(kinds) != 1:
            raise ValueError("write exactly one of `all`, `any`, `property`")
        if self.op and not self.value:
            raise ValueError("a comparison needs a value")
        if self.presumed and not self.because:
            raise ValueError("what is presumed needs a reason: `because`")
        return self


class Hs(RuleModel):
    """Tariff numbers of an entry: covered in full, or only in part (``ex``)."""

    full: Terms = ()
    ex: Terms = ()


class Together(RuleModel):
    """Words that name an item only together: one of each group."""

    of: tuple[Terms, ...]
    strength: Strength = "exact"


class Entry(RuleModel):
    """A listed item: how bills of materials name it, and what its listing depends on.

    `exact` terms name the listed thing itself, `family` terms only suggest it, `remarks` do so in
    the notes of a line too. `unstated` says
    what a name is worth when the line states nothing that the thresholds ask for. `unless` are
    words that take a match away, those of `unless_for` even where they only say what the thing is
    for; `parts` do so unless they are named after the thing and its values, as its equipment.
    `despite` words keep a match all the same, `embedded_in` are the products whose part it then is.
    """

    id: str
    code: str = ""
    name: Text
    kind: Literal["goods", "software", "technology"] = "goods"
    exact: Terms = ()
    family: Terms = ()
    remarks: Terms = ()
    grades: Terms = ()
    formulas: Terms = ()
    elements: tuple[Terms, ...] = ()
    together: tuple[Together, ...] = ()
    cas: Terms = ()
    hs: Hs = Hs()
    tests: Threshold | None = None
    unstated: Literal["controlled", "possible", "none"] = "controlled"
    unless: Terms = ()
    unless_for: Terms = ()
    despite: Terms = ()
    parts: Terms = ()
    embedded_in: Terms = ()
    exclusions: Terms = ()
    tags: Terms = ()
    windows: tuple[Window, ...] = ()
    instrument: str = ""
    sources: Terms = ()
    confidence: str = ""
    doubt: str = ""
    note: str = ""
    also: Terms = ()

    def status(self, on: date | None) -> str | None:
        """Return the entry's status on a day, or ``None`` on a day when it was not listed."""
        if on is None:
            return self.windows[-1].status
        return next((window.status for window in self.windows if window.holds(on)), None)


class NotListed(RuleModel):
    """Something that looks listed and is not; its words stop the entries in `stops`."""

    id: str
    name: Text
    exact: Terms = ()
    family: Terms = ()
    together: tuple[Together, ...] = ()
    stops: Terms = ()
    but: Terms = ()
    why: str
    sources: Terms = ()
    confidence: str = ""


class Defaults(RuleModel):
    """What holds for every entry of a family that does not say otherwise."""

    instrument: str = ""
    windows: tuple[Window, ...] = ()
    sources: Terms = ()
    confidence: str = ""
    embedded_in: Terms = ()
    unless: Terms = ()
    parts: Terms = ()


class Family(RuleModel):
    """One file of the catalogue."""

    family: str
    title: Text
    defaults: Defaults = Defaults()
    entries: tuple[Entry, ...] = ()
    not_listed: tuple[NotListed, ...] = ()


class Words(RuleModel):
    """Named lists of words, for use in other files as ``<name>``."""

    words: Mapping[str, Terms]
    spellings: tuple[tuple[str, str], ...] = ()


class Vocabulary(RuleModel):
    """Words of a sort of goods, or of a context, in groups that a person can survey.

    `yielding` are groups that say what goods are made of or packed in: they count only where no
    other word says what the goods are ("steel desk", "box of bearings"). The words of `doubtful`
    groups technical goods bear too: they count where every word of the line is plain ("wool
    blanket", not "ballistic blanket"). `leading` groups stand before the thing ("toy drone").
    `heading` groups count only where they head a cell ("Label, ..."). Beside a `special` word
    nothing is ordinary.
    """

    id: str
    sort: Literal["technical", "ordinary", "context", "accessory", "special"]
    effect: Literal["ordinary", "technical", "intangible", "service"] | None = None
    yielding: Terms = ()
    doubtful: Terms = ()
    leading: Terms = ()
    heading: Terms = ()
    groups: Mapping[str, Terms]


class Roles(RuleModel):
    """Words that turn a mention of a thing into something else than the thing.

    `numbered` before "no" makes it a number; after `absent_but` a word of absence is none
    ("less than"). Beside `alloys_of` a composition names each of its elements. What comes
    `along` is sold with the thing; a thing for one of the `sectors` is still the thing, and so
    is a material whose purpose has one of its `forms` behind it (溶射用粉末); `beside` joins two
    things. One of the `grades` behind a word says how good a thing is ("optical glass grade"),
    not what it is. `shapes` after a noun make it a likeness ("book-size"), `heads_end` end the
    phrase whose last noun is the thing, `descriptors` never name another thing. `open_before`
    and `open_after` (a word of `content` may stand between) leave open whether the thing is
    there.
    """

    absent_before: Terms
    absent_after: Terms
    absent_but: Terms
    numbered: Terms
    purpose_before: Terms
    purpose_after: Terms
    sectors: Terms
    forms: Terms
    alloys_of: Terms
    along_before: Terms
    along_after: Terms
    beside: Terms
    grades: Terms
    contains: Terms
    unidentified: Terms
    code_before: Terms
    shapes: Terms
    heads_end: Terms
    descriptors: Terms
    open_before: Terms
    open_after: Terms
    content: Terms


class Derived(RuleModel):
    """How a property follows from others: their product, each to its power, times a factor.

    The factor may have a unit: ``1/standard_gravity``. What follows may be a `bound`
    only: the least that there is (a cylinder whose pressure nobody states) can meet a threshold and
    cannot fail one, the most (a tube is narrower inside than outside) the other way round.
    """

    of: Mapping[str, int]
    factor: str = "1"
    bound: Literal["least", "most"] | None = None


class Property(RuleModel):
    """A property that thresholds ask for, and which stated quantities may answer.

    `bare`: a quantity of the dimension that carries no word of its own may answer too, where it
    is plausible. Where none is stated, it may be `derived` from others; a share stated of
    `complement` (ash, impurities) answers with what it leaves of the whole.
    """

    name: Text
    dimension: str
    words: Terms = ()
    bare: bool = False
    plausible: tuple[str, str] | None = None
    pick: Literal["max", "min", "second"] | None = None
    complement: Terms = ()
    derived: tuple[Derived, ...] = ()


class Dimension(RuleModel):
    """A dimension with the unit that values are compared in, and how units are written.

    A value of a `telling` dimension alone tells that a line names a technical part ("100nF").
    Only values of `everyday` dimensions describe ordinary goods: a weight, a size, a voltage.
    A value without a unit is known by the words `before` it ("Mach 6").
    """

    unit: str
    spellings: Mapping[str, str]
    before: Terms = ()
    counted: bool = False
    telling: bool = False
    everyday: bool = False


class Quantities(RuleModel):
    """The words for quantities: units, multipliers, properties."""

    dimensions: Mapping[str, Dimension]
    multipliers: Mapping[str, str]
    numerals: Mapping[str, str]
    properties: Mapping[str, Property]


class Sources(RuleModel):
    """The addresses behind the short names of sources."""

    sources: Mapping[str, str]


class TariffHeading(RuleModel):
    """One row of the table of six-digit tariff headings."""

    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    description: str
