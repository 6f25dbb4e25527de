"""The words of questionnaires and letters, in every language, as data beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class SettlingTexts(RuleModel):
    """Words by subject; places in braces are filled by name.

    `language_of_country` says in which language to write to a country; elsewhere it is English.
    """

    language_of_country: Mapping[str, str]
    fonts: Text
    roles: Mapping[str, Text]
    nobody: Mapping[str, Text]
    columns: Mapping[str, Text]
    sheet: Mapping[str, Text]
    letter: Mapping[str, Text]


@cache
def settling_texts() -> SettlingTexts:
    """Return all words; read once."""
    return read_model(Path(__file__).with_name("texts.yaml"), SettlingTexts)
