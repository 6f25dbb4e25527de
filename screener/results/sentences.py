"""The product's own sentences, in every language, as data beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import ConfigDict

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class Separator(Text):
    """What stands between two parts; a blank counts."""

    model_config = ConfigDict(str_strip_whitespace=False)


class Sentences(RuleModel):
    """Sentences by subject and name; places in braces are filled by name."""

    labels: Mapping[str, Text]
    fields: Mapping[str, Text]
    item: Mapping[str, Text]
    item_removed: Mapping[str, Text]
    party: Mapping[str, Text]
    party_why: Mapping[str, Text]
    end_use: Mapping[str, Text]
    summary: Mapping[str, Text]
    parameter: Mapping[str, Text]
    reading: Mapping[str, Text]
    pack: Mapping[str, Text]
    conflict: Mapping[str, Text]
    answer: Mapping[str, Text]
    decision: Mapping[str, Text]
    warnings: Mapping[str, Text]
    separators: Mapping[str, Separator]


@cache
def sentences() -> Sentences:
    """Return all sentences; read once."""
    return read_model(Path(__file__).with_name("sentences.yaml"), Sentences)
