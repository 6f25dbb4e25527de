"""The profile of a screening: what a company says once for a whole file."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from screener.errors import InputError
from screener.model import FIELDS, Line, Source, Stated
from screener.rulepack.load import Pack
from screener.rulepack.reading import RuleFileError, RuleModel, read_model

#: The fields that a profile may give for the lines that are silent on them.
PROFILE_FIELDS = (
    "end_user",
    "end_use",
    "consignee",
    "supplier",
    "country_of_origin",
    "ship_from",
    "destination",
    "date",
)


_LETTERS = re.compile(r"[A-Z]{1,3}")


class UnknownReading(InputError):
    """A reading was settled that the rule pack does not know."""

    code = "unknown-reading"
    problem = {
        "en": "{ambiguity}={reading} is no reading of this rule pack.",
        "ja": "{ambiguity}={reading} はこのルールパックにない読み方です。",
        "zh": "{ambiguity}={reading} 不是本规则包中的解读。",
    }
    way_out = {
        "en": "Choose one of: {known}",
        "ja": "次から選んでください: {known}",
        "zh": "请从以下选择: {known}",
    }


class BadDate(InputError):
    """A date that is none."""

    code = "bad-date"
    problem = {
        "en": "{text!r} is no date.",
        "ja": "{text!r} は日付ではありません。",
        "zh": "{text!r} 不是日期。",
    }
    way_out = {
        "en": "Write it as YYYY-MM-DD.",
        "ja": "YYYY-MM-DD の形で書いてください。",
        "zh": "请写成 YYYY-MM-DD。",
    }


class BadProfile(InputError):
    """A file is no profile."""

    code = "bad-profile"
    problem = {
        "en": "{file}, line {line}: {what}",
        "ja": "{file} {line}行目: {what}",
        "zh": "{file} 第{line}行: {what}",
    }
    way_out = {
        "en": "The keys of a profile and what belongs there: screener schema profile",
        "ja": "プロファイルのキーと値: screener schema profile",
        "zh": "配置文件的键和取值: screener schema profile",
    }


class ProfileFacts(RuleModel):
    """The facts that hold for every line that is silent on them."""

    end_user: str | None = None
    end_use: str | None = None
    consignee: str | None = None
    supplier: str | None = None
    country_of_origin: str | None = None
    ship_from: str | None = None
    destination: str | None = None
    date: str | None = None


class RememberedMapping(RuleModel):
    """What the columns of tables with these very headers mean: confirmed once, used again.

    A field is fed by one column or by several; `unused` columns feed none. A column that has no
    header, or shares it with another, is named by its letters.
    """

    headers: tuple[str, ...]
    columns: dict[str, str | tuple[str, ...]]
    unused: tuple[str, ...] = ()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each column with its field, as (field, header)."""
        return tuple(
            (field, header)
            for field, headers in self.columns.items()
            for header in ((headers,) if isinstance(headers, str) else headers)
        )

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        _check_fields(self.columns)
        named = {header for _, header in self.pairs()} | set(self.unused)
        strange = named - set(self.headers)
        if len(set(self.headers) - {""}) < len(self.headers):
            strange = {name for name in strange if not _LETTERS.fullmatch(name)}
        if strange:
            raise ValueError(f"columns not among the headers: {', '.join(sorted(strange))}")
        return self


def _check_fields(columns: Iterable[str]) -> None:
    unknown = set(columns) - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown fields in columns: {', '.join(sorted(unknown))}")


class Profile(RuleModel):
    """What a company says once for a whole file.

    `readings` are open terms that it settled for itself. `columns` maps a canonical field to the
    header that holds it; with `sheet`, `header_row` and `encoding` it overrules the detection.
    `mappings` do the same for the tables whose headers they name.
    With `stale_rules: unclear` no line is clear on rules that may have changed.
    """

    facts: ProfileFacts = ProfileFacts()
    readings: dict[str, str] = Field(default_factory=dict)
    columns: dict[str, str] = Field(default_factory=dict)
    mappings: tuple[RememberedMapping, ...] = ()
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    encoding: str | None = None
    stale_rules: Literal["warn", "unclear"] = "warn"

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        _check_fields(self.columns)
        return self

    def as_json(self) -> str:
        """Return what it says beyond the defaults, as JSON; the order of its keys says nothing."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    def stated_facts(self) -> dict[str, str]:
        """Return the facts that it gives, by field."""
        given = self.facts.model_dump()
        return {name: given[name] for name in PROFILE_FIELDS if given[name]}


def profile_schema() -> dict[str, object]:
    """Return the JSON Schema of a profile."""
    schema = Profile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def read_profile(path: Path) -> Profile:
    """Read a profile from a YAML file.

    Raises:
        BadProfile: The file is no profile; says line and key.
    """
    try:
        return read_model(path, Profile)
    except RuleFileError as error:
        raise BadProfile(**error.places) from error


def check_readings(profile: Profile, pack: Pack) -> None:
    """Check that every settled reading is one that the rule pack knows.

    Raises:
        UnknownReading: One is not; names those that are.
    """
    for ambiguity, reading in profile.readings.items():
        found = pack.ambiguities.get(ambiguity)
        if found is None:
            known = ", ".join(sorted(pack.ambiguities))
            raise UnknownReading(ambiguity=ambiguity, reading=reading, known=known)
        if found.reading(reading) is None:
            known = ", ".join(f"{ambiguity}={one.id}" for one in found.readings)
            raise UnknownReading(ambiguity=ambiguity, reading=reading, known=known)


def shipment_date(text: str) -> date:
    """Read the date of a profile.

    Raises:
        BadDate: It is not written YYYY-MM-DD.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(text=text) from error


def fill_in(line: Line, profile: Profile) -> Line:
    """Return the line with the profile's facts where it is silent; they are marked as such."""
    return line.over(facts_beside(profile))


def facts_beside(profile: Profile) -> dict[str, Stated]:
    """Return the profile's facts as what a silent line states."""
    given = profile.stated_facts().items()
    return {name: Stated(text, Source.PROFILE) for name, text in given}
