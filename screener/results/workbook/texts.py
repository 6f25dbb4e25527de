"""The words of the labelled workbook, in every language, as data beside the results."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class WorkbookTexts(RuleModel):
    """Sheet names, headings and fixed phrases by subject; places in braces are filled by name."""

    fonts: Text
    sheets: Mapping[str, Text]
    columns: Mapping[str, Text]
    column_of_table: Text
    decisions: tuple[Text, ...]
    icons: Mapping[str, str]
    truths: Mapping[str, Text]
    ask: Mapping[str, Text]
    phrases: Mapping[str, Text]
    summary: Mapping[str, Text]
    skipped: Mapping[str, Text]
    questions: Mapping[str, Text]
    details: Mapping[str, Text]
    readings: Mapping[str, Text]
    sources: Mapping[str, Text]
    confidence: Mapping[str, Text]
    legend: Mapping[str, Text]
    kept: Mapping[str, Text]


@cache
def workbook_texts() -> WorkbookTexts:
    """Return all words of the workbook; read once."""
    return read_model(Path(__file__).parent.with_name("workbook_texts.yaml"), WorkbookTexts)
