"""The words of the report's page, in every language, as data beside the results."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class ReportTexts(RuleModel):
    """Headings and phrases of the page; places in braces are filled by name."""

    title: Text
    headings: Mapping[str, Text]
    columns: Mapping[str, Text]
    exposure: Mapping[str, Text]
    goods: Mapping[str, Text]
    phrases: Mapping[str, Text]
    method: tuple[Text, ...]


@cache
def report_texts() -> ReportTexts:
    """Return all words of the page; read once."""
    return read_model(Path(__file__).parent.with_name("report_texts.yaml"), ReportTexts)
