"""The restriction as data: facts that a rule may read, named conditions over them, and rules."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from screener.model import Effect
from screener.rulepack.reading import RuleModel
from screener.rulepack.texts import Text


class AllOf(RuleModel):
    """True when every part is."""

    all: list["Node"] = Field(min_length=1)


class AnyOf(RuleModel):
    """True when one part is."""

    any: list["Node"] = Field(min_length=1)


class NotOf(RuleModel):
    """True when its part is false."""

    not_: "Node" = Field(alias="not")


class FactIs(RuleModel):
    """True when the fact has one of the values."""

    fact: str
    is_: list[str] = Field(alias="is", min_length=1)


class UnderReading(RuleModel):
    """What holds under each reading of an open term: one part per reading."""

    reading: str
    under: dict[str, "Node"] = Field(min_length=2)


class KnownToHold(RuleModel):
    """True when its part is true on what the line itself shows, false otherwise; never open.

    For duties that hang on what the exporter knows, not on what is so.
    """

    known: "Node"


_KEYS = ("all", "any", "not", "fact", "reading", "known")


def _kind_of_node(node: object) -> str | None:
    """Tell which kind of node raw content or a model is, by the key that only this kind has."""
    if isinstance(node, str):
        return "name"
    keys = node.keys() if isinstance(node, dict) else _keys_of(node)
    return next((key for key in _KEYS if key in keys), None)


def _keys_of(node: object) -> set[str]:
    fields = type(node).model_fields if isinstance(node, RuleModel) else {}
    return {field.alias or name for name, field in fields.items()}


#: A condition by its name (or ``always``, ``never``), or one of the ways to combine conditions.
Node = Annotated[
    Annotated[str, Tag("name")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[FactIs, Tag("fact")]
    | Annotated[UnderReading, Tag("reading")]
    | Annotated[KnownToHold, Tag("known")],
    Discriminator(
        _kind_of_node,
        custom_error_type="condition",
        custom_error_message="a condition is a name, or has one of all, any, not, fact, reading, "
        "known",
    ),
]

ALWAYS = "always"
NEVER = "never"


def parts_of(node: Node) -> Iterator[Node]:
    """Yield a condition and every part of it, at any depth."""
    yield node
    match node:
        case AllOf():
            yield from _parts_of_each(node.all)
        case AnyOf():
            yield from _parts_of_each(node.any)
        case NotOf():
            yield from parts_of(node.not_)
        case UnderReading():
            yield from _parts_of_each(node.under.values())
        case KnownToHold():
            yield from parts_of(node.known)
        case str() | FactIs():
            return


def _parts_of_each(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield from parts_of(node)


class FactAnswer(RuleModel):
    """One answer to the question for a fact, and the values of the fact that it gives."""

    text: Text
    values: list[str] = Field(default_factory=list)


class OpenStatus(RuleModel):
    """What decides where an entry of the list is neither surely in force nor surely not.

    `counts_under` are the readings of the ambiguity under which the entry counts as listed.
    """

    reading: str
    counts_under: list[str] = Field(min_length=1)


class Fact(RuleModel):
    """A fact of a line that rules may read: its values, and the question where it is not stated.

    `field` is the canonical field that states it; the question is called after it (``FACT-…``).
    `open_status` belongs to the item: whether a suspended control is in force again;
    `parameters` names the ambiguity behind limits that a line does not state. `yields` are values
    that only say that nothing more is known: an answer that says more stands beside them, and does
    not contradict. `answer_adds` says that what an answer writes is added to the words of the line;
    otherwise it stands for them.
    """

    id: str
    field: str
    title: Text
    values: dict[str, Text] = Field(min_length=1)
    question: Text
    answers: dict[str, FactAnswer] = Field(min_length=2)
    ask: Literal["supplier", "maker", "end_user", "own_legal"]
    shown_by: Text
    open_status: OpenStatus | None = None
    parameters: str | None = None
    yields: list[str] = Field(default_factory=list)
    answer_adds: bool = False


class Words(RuleModel):
    """The words of an instrument that a condition puts into logic."""

    instrument: str
    clause: str
    original: str | None = None


class ConditionTexts(RuleModel):
    """What is said of a condition when it is true, false or unknown."""

    true: Text
    false: Text
    unknown: Text


class Condition(RuleModel):
    """A named condition: a sentence about a line that is true, false or unknown."""

    id: str
    title: Text
    words: list[Words] = Field(default_factory=list)
    when: Node
    says: ConditionTexts


class Basis(RuleModel):
    """The clause of an instrument that a rule rests on."""

    instrument: str
    clause: str


class Window(RuleModel):
    """The days on which something holds; `from_` and `to` belong to it, an open end is ``None``."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the day lies in the window."""
        after_start = self.from_ is None or self.from_ <= day
        return after_start and (self.to is None or day <= self.to)


class Rule(RuleModel):
    """One rule of the restriction: when it applies, and what follows.

    `when` names conditions one by one, so that a person sees which of them holds. `ambiguities` are
    documented ones that this rule's outcome hinges on beyond the readings in its conditions.
    """

    id: str
    effect: Effect
    title: Text
    basis: list[Basis] = Field(min_length=1)
    window: Window = Window()
    when: Node
    ambiguities: list[str] = Field(default_factory=list)
    because: Text


class Reading(RuleModel):
    """The readings of one open term, as far as the logic needs them."""

    id: str
    readings: list[str] = Field(min_length=2)
    settled_as: str | None = None


class Law(RuleModel):
    """All that the logic needs to know of a rule pack."""

    facts: dict[str, Fact]
    conditions: dict[str, Condition]
    rules: dict[str, Rule]
    readings: dict[str, Reading]
