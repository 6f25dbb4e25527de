"""The vocabulary: words that people use in parts lists, and what they say.

Legal forms, parts of names, what end users are called, end uses, countries, routes and timing. All
of it stands in ``rules/terms/``; Python knows none of these words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model


class Words(RuleModel):
    """Words of one meaning, per language."""

    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def every(self) -> tuple[str, ...]:
        """Return the words of every language."""
        return (*self.en, *self.ja, *self.zh)


class LegalForm(RuleModel):
    """One legal form: `glued` is found inside a run of letters, `words` stand by themselves."""

    form: str
    glued: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class LegalForms(RuleModel):
    """All legal forms, and those that no company of the country bears."""

    forms: tuple[LegalForm, ...]
    abroad: tuple[str, ...]


class Between(RuleModel):
    """What stands between the names of several parties: `marks`, and `words` that names hold.

    `labels` stand before the one who uses the goods: "trader (end user: …)".
    """

    marks: tuple[str, ...]
    words: tuple[str, ...]
    labels: tuple[str, ...]


class NameParts(RuleModel):
    """The parts of a name that do not tell one company from another."""

    fillers: tuple[str, ...]
    either: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, tuple[str, ...]]
    romaji: Mapping[str, tuple[str, ...]]
    generic: tuple[str, ...]
    generic_glued: tuple[str, ...]
    droppable: tuple[str, ...]
    sites: Words
    leads: tuple[str, ...]
    between: Between
    group_words: tuple[str, ...]
    partner_words: tuple[str, ...]
    trade_words: tuple[str, ...]
    regional: tuple[str, ...]
    formerly: tuple[str, ...]
    areas: tuple[str, ...]
    area_words: tuple[str, ...]


class UserWords(Words):
    """Words that tell what an end user is: a value of the fact ``end_user``."""

    standing: str


class Describing(RuleModel):
    """Words that make a text a description and not a name.

    `makers` are heads of somebody who makes or runs something: a civil user, unless a word is
    `doubtful` (aircraft, ships, space) or says something graver.
    """

    heads: Words
    makers: Words
    doubtful: Words
    sectors: Words
    words: Words


class Users(RuleModel):
    """Texts that stand where an end user should.

    `japanese_groups` are names of groups at home that no list names, and words for them.
    """

    blank: Words
    unnamed: Words
    standings: tuple[UserWords, ...]
    japanese_groups: Words
    onward: Words
    defence: Words
    describing: Describing
    anonymous: str


class UseGroup(Words):
    """End-use words of one group.

    `signal` is something else that the words say (``foreign_programme``, ``resale``). A `weak`
    group is only ambiguous where it stands alone; one that `yields` says nothing beside a specific
    civil use.
    """

    group: str
    signal: str | None = None
    weak: bool = False
    yields: bool = False


class Negators(RuleModel):
    """Words that deny a military word in the same clause, up to `reach` characters away.

    `but` are the same words where they deny nothing: "not only".
    """

    before: Words
    behind: Words
    but: Words
    reach: int


class Funding(RuleModel):
    """Words that make a military body the payer of research, and not the user.

    `groups` are the groups of end-use words that name such bodies; `said_as` is the group that
    they count as then. Beside an academic user `research` need not be said.
    """

    groups: tuple[str, ...]
    said_as: str
    pays: Words
    research: Words


class Customers(RuleModel):
    """Words that make a mixed list of sectors one of the customers of the user.

    One of the military `sectors` counts as the group `said_as` beside a civil use in a sentence
    where a word of `lead` stands before it ("sold to automotive and defence"), and wherever one of
    `open` says that nobody knows how much of it goes there.
    """

    said_as: str
    sectors: Words
    lead: Words
    open: Words


class UseParts(RuleModel):
    """What parts an end-use text into several uses, and words that name no use in a part."""

    marks: tuple[str, ...]
    words: Words
    sites: Words
    neutral: Words


class UseFile(RuleModel):
    """End-use words of one meaning. `silent` words only keep shorter words from being read."""

    means: str
    silent: bool = False
    negators: Negators | None = None
    funding: Funding | None = None
    customers: Customers | None = None
    parts: UseParts | None = None
    groups: tuple[UseGroup, ...]


class Country(RuleModel):
    """A country or region: ISO code, names, adjectives, cities and ports."""

    code: str
    en: str
    ja: str
    zh: str
    alpha3: str | None = None
    aliases: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return every name that is no code and no city."""
        return (self.en, self.ja, self.zh, *self.aliases)

    def codes(self) -> tuple[str, ...]:
        """Return the ISO codes of two and of three letters."""
        return (self.code, self.alpha3) if self.alpha3 else (self.code,)


class Countries(RuleModel):
    """All countries and regions."""

    countries: tuple[Country, ...]


class WorkedWords(RuleModel):
    """Words that, in one clause with China, say that goods were begun there, or of what."""

    words: Words
    denied_before: Words
    denied_next: Words
    denied_behind: Words


class Routes(RuleModel):
    """What origin and route cells say beside the names of countries."""

    china: tuple[str, ...]
    special_regions: tuple[str, ...]
    japan: tuple[str, ...]
    mixed: Words
    unknown: Words
    abroad: Words
    bonded: Words
    transit: Words
    via: tuple[str, ...]
    processed_abroad: Words
    worked: WorkedWords
    chinese_content: Words


class DateMarks(RuleModel):
    """The characters that stand behind a year, a month and a day; `first` is the first year."""

    year: tuple[str, ...]
    month: tuple[str, ...]
    day: tuple[str, ...]
    first: tuple[str, ...]


class PastWords(RuleModel):
    """Words that, beside a date before `until`, say that something began before the rules did.

    `other` words say that a date in their clause is of something else: a drawing, a price. A date
    behind one of `ahead` is of something to come: a delivery. Behind one of `year_after`, a year
    alone is a date; digits right behind one of `numbers` are none.
    """

    until: date
    year_after: tuple[str, ...]
    before: Words
    other: Words
    numbers: Words
    ahead: Words
    contracted: Words
    under_way: Words
    stock_abroad: Words


class Timing(RuleModel):
    """How dates are written, and what notes say of a shipment.

    `patterns` are regular expressions on folded text, by signal, for words with others between.
    """

    months: tuple[tuple[str, ...], ...]
    eras: Mapping[str, int]
    marks: DateMarks
    contracted: Words
    under_way: Words
    in_transit: Words
    stock_abroad: Words
    past: PastWords
    patterns: Mapping[str, tuple[str, ...]] = {}
    excel_epoch: date


@dataclass(frozen=True)
class Vocabulary:
    """Everything under ``rules/terms/`` that the matching of texts rests on."""

    legal_forms: LegalForms
    name_parts: NameParts
    users: Users
    end_uses: tuple[UseFile, ...]
    countries: tuple[Country, ...]
    routes: Routes
    timing: Timing


def load_vocabulary(root: Path) -> Vocabulary:
    """Read the vocabulary.

    Args:
        root: The folder of the rule pack, the one that holds ``terms/``.

    Raises:
        RuleFileError: A file does not fit.
    """
    terms = root / "terms"
    uses = sorted((terms / "end_use").glob("*.yaml"))
    return Vocabulary(
        legal_forms=read_model(terms / "legal_forms.yaml", LegalForms),
        name_parts=read_model(terms / "name_parts.yaml", NameParts),
        users=read_model(terms / "users.yaml", Users),
        end_uses=tuple(read_model(path, UseFile) for path in uses),
        countries=read_model(terms / "countries.yaml", Countries).countries,
        routes=read_model(terms / "routes.yaml", Routes),
        timing=read_model(terms / "timing.yaml", Timing),
    )
