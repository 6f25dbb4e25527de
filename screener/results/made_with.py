"""What a result was made with, as the machine results say: with it, it can be made anew."""

import json
from importlib.metadata import version
from typing import Literal

from pydantic import JsonValue
from typing_extensions import TypedDict

from screener.model import Screening
from screener.results.explain import Explainer


class RulePackRecord(TypedDict):
    """Which rules the label rests on, and what they do not model."""

    version: str
    sha256: str
    researched_up_to: str
    review_by: str
    not_modelled: list[str]


class ScreeningRecord(TypedDict):
    """What the whole file was screened with: with the rules, it makes the result anew.

    `profile` holds the keys of a profile that are not left at their defaults.
    """

    input_sha256: str
    language: Literal["en", "ja", "zh"]
    profile: dict[str, JsonValue]
    past_review: bool
    program: str
    record_sha256: str


def screening_record(screening: Screening, explainer: Explainer) -> ScreeningRecord:
    """Return what a whole file was screened with."""
    return {
        "input_sha256": screening.input_sha256,
        "language": explainer.language,  # type: ignore[typeddict-item]  # checked by schema
        "profile": json.loads(screening.profile),
        "past_review": "past_review" in screening.warnings,
        "program": version("screener"),
        "record_sha256": screening.record_sha256,
    }


def rule_pack_record(explainer: Explainer) -> RulePackRecord:
    """Return which rules an explainer speaks of."""
    pack = explainer.pack.id
    return {
        "version": pack.version,
        "sha256": pack.sha256,
        "researched_up_to": pack.researched_up_to.isoformat(),
        "review_by": pack.review_by.isoformat(),
        "not_modelled": [explainer.say(text) for text in explainer.pack.info.not_modelled],
    }
