"""Entities: who is on a list, who is a military user, who supplies the defence ministry.

One file a list under ``rules/entities/``; a lawyer reads and signs each entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from screener.rulepack.reading import RuleFileError, RuleModel, read_model
from screener.rulepack.texts import Text


class Names(RuleModel):
    """The name of an entity as its list prints it, or its official name."""

    en: str | None = None
    ja: str | None = None
    zh: str | None = None

    def every(self) -> tuple[str, ...]:
        """Return the name in every language that has one."""
        return tuple(name for name in (self.en, self.ja, self.zh) if name)


class Aliases(RuleModel):
    """Other names that nobody else bears, per language."""

    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def every(self) -> tuple[str, ...]:
        """Return the aliases of every language."""
        return (*self.en, *self.ja, *self.zh)


class Address(RuleModel):
    """Where an entity is, and who says so (the list's ``annex``, or ``public``)."""

    text: str
    postal_code: str | None = None
    seen_in: str


class Listing(RuleModel):
    """The instrument that lists, and the days between which the listing holds."""

    by: str
    on: date
    off: date | None = None

    def holds(self, day: date | None) -> bool:
        """Return whether the listing holds on `day`; without a day, whether it holds at the end."""
        if day is None:
            return self.off is None
        return self.on <= day and (self.off is None or day < self.off)


class Procurement(RuleModel):
    """What the defence ministry's agency bought from a contractor in one fiscal year."""

    year: str
    rank: int
    contracts: int
    amount_100m_yen: int


class EntityRecord(RuleModel):
    """One entity as it stands in the file of its list.

    `ambiguous` are names that others bear too: they need a legal form of the entity's own, its
    site or its address beside them. `shared` are names that bodies of other countries bear: they
    need a sign of the country. `group` are names that, in front of other words, mark a company of
    the group. `affiliates` are companies of the group that no list names. `sites` are places that,
    beside an ambiguous name, settle it. `patterns` are general words that only such a body uses.
    `lookalikes` are names of others that hold a name of the entity. `disputed`: who it is is
    certain, what follows from it is not.
    """

    id: str
    names: Names
    aliases: Aliases = Aliases()
    former: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    affiliates: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    parent: str | None = None
    owner: str | None = None
    legal_person: bool = True
    order: int | None = None
    countries: tuple[str, ...] = ()
    standings: tuple[str, ...] | None = None
    anywhere: bool | None = None
    disputed: bool | None = None
    off: date | None = None
    address: Address | None = None
    role: str = ""
    note: str = ""
    procurement: tuple[Procurement, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str
    unverified: tuple[str, ...] = ()


class EntityFile(RuleModel):
    """One list of entities, and what holds for all of them unless an entry says otherwise."""

    id: str
    kind: str
    title: Text
    listed: Listing | None = None
    standing: str | None = None
    standings: tuple[str, ...] = ()
    countries: tuple[str, ...]
    anywhere: bool = False
    disputed: bool = False
    sources: tuple[str, ...] = ()
    entities: tuple[EntityRecord, ...]


@dataclass(frozen=True, eq=False)
class Entity:
    """An entity with everything that its list says of it filled in."""

    record: EntityRecord
    list: str
    kind: str
    listing: Listing | None
    listed_standing: str | None
    standings: frozenset[str]
    countries: frozenset[str]
    anywhere: bool
    disputed: bool
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id, never reused."""
        return self.record.id


@dataclass(frozen=True)
class Entities:
    """All entities of a rule pack, by id."""

    by_id: Mapping[str, Entity]
    titles: Mapping[str, Text] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __getitem__(self, entity_id: str) -> Entity:
        return self.by_id[entity_id]

    def get(self, entity_id: str | None) -> Entity | None:
        """Return an entity, or ``None`` where there is none of that id."""
        return self.by_id.get(entity_id) if entity_id else None

    def depth(self, entity: Entity) -> int:
        """Return how many parents stand above an entity."""
        parent = self.get(entity.record.parent)
        return 0 if parent is None else 1 + self.depth(parent)

    def top(self, entity: Entity) -> Entity:
        """Return the topmost parent of an entity, or the entity itself."""
        parent = self.get(entity.record.parent)
        return entity if parent is None else self.top(parent)

    def relatives(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the parents, the children and the sisters of an entity."""
        above: list[Entity] = []
        parent = self.get(entity.record.parent)
        sisters = [] if parent is None else list(self._children.get(parent.id, ()))
        while parent is not None:
            above.append(parent)
            parent = self.get(parent.record.parent)
        others = (*above, *sisters, *self._children.get(entity.id, ()))
        return tuple(other for other in others if other.id != entity.id)

    @cached_property
    def _children(self) -> dict[str, tuple[Entity, ...]]:
        children: dict[str, tuple[Entity, ...]] = {}
        for entity in self:
            if entity.record.parent:
                known = children.get(entity.record.parent, ())
                children[entity.record.parent] = (*known, entity)
        return children


class EntityTwice(RuleFileError):
    """Two entries bear one id, or an entry names a parent that is not there."""

    code = "entity-id"


def load_entities(root: Path) -> Entities:
    """Read every list under ``rules/entities/``.

    Args:
        root: The folder of the rule pack, the one that holds ``entities/``.

    Raises:
        RuleFileError: A file does not fit; an id stands twice; a parent is missing.
    """
    entities: dict[str, Entity] = {}
    titles: dict[str, Text] = {}
    for path in sorted((root / "entities").glob("*.yaml")):
        content = read_model(path, EntityFile)
        titles[content.id] = content.title
        for record in content.entities:
            if record.id in entities:
                raise EntityTwice(
                    file=path, line=1, what=f"{record.id} stands twice.", mend="Keep one of them."
                )
            entities[record.id] = _entity(record, content)
    _check_parents(entities, root)
    return Entities(entities, titles)


def _entity(record: EntityRecord, content: EntityFile) -> Entity:
    listing = content.listed
    if listing is not None and record.off is not None:
        listing = listing.model_copy(update={"off": record.off})
    standings = content.standings if record.standings is None else record.standings
    return Entity(
        record=record,
        list=content.id,
        kind=content.kind,
        listing=listing,
        listed_standing=content.standing,
        standings=frozenset(standings),
        countries=frozenset(record.countries or content.countries),
        anywhere=content.anywhere if record.anywhere is None else record.anywhere,
        disputed=content.disputed if record.disputed is None else record.disputed,
        sources=(*content.sources, *record.sources),
    )


def _check_parents(entities: Mapping[str, Entity], root: Path) -> None:
    for entity in entities.values():
        parent = entity.record.parent
        if parent and parent not in entities:
            raise EntityTwice(
                file=root / "entities" / f"{entity.list}.yaml",
                line=1,
                what=f"{entity.id} names {parent} as its parent, and there is no such entry.",
                mend="Correct the parent, or add its entry.",
            )
