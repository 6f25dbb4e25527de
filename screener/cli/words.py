"""The command line's own words, in every language, as data beside this module."""

from functools import cache
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class ScreenWords(RuleModel):
    """What ``screener screen`` says of a file; places in braces are filled by name."""

    rules: Text
    table: Text
    no_header: Text
    guessed_similar: Text
    guessed_content: Text
    skipped_hidden: Text
    skipped_no_parts_list: Text
    fact: Text
    reading: Text
    reading_overruled: Text
    column_row: Text
    column_label: Text
    column_part: Text
    column_why: Text
    more_lines: Text
    next: Text
    step: Text
    hang: Text
    hang_alone: Text
    answers: Text
    worth: Text
    fewest_one: Text
    fewest: Text
    ask: Text
    settled_by: Text
    answered_by: Text
    wrote: Text
    not_modelled: Text


class SettlingWords(RuleModel):
    """What ``ask``, ``answer`` and ``decide`` say."""

    nothing_to_ask: Text
    asked: Text
    overview: Text
    parcel: Text
    record: Text
    how_back: Text
    taken: Text
    readings: Text
    readings_differ: Text
    settled: Text
    settled_none: Text
    contradicted: Text
    reopened: Text
    open: Text
    open_none: Text
    line: Text
    moved: Text
    remaining: Text
    more_lines: Text
    see: Text
    withdrawn: Text
    decided: Text


@cache
def settling_words() -> SettlingWords:
    """Return the words of the loop; read once."""
    return read_model(Path(__file__).with_name("settling_words.yaml"), SettlingWords)


@cache
def screen_words() -> ScreenWords:
    """Return the words; read once."""
    return read_model(Path(__file__).with_name("words.yaml"), ScreenWords)


class VerifyWords(RuleModel):
    """What ``screener verify`` says of a result; places in braces are filled by name."""

    same: Text
    holds: Text
    differs: Text
    input: Text
    record: Text
    rules: Text
    program: Text
    line: Text
    no_line: Text
    more: Text


@cache
def verify_words() -> VerifyWords:
    """Return the words of ``screener verify``; read once."""
    return read_model(Path(__file__).with_name("verify_words.yaml"), VerifyWords)


class InspectWords(RuleModel):
    """What ``screener inspect`` says of a file; places in braces are filled by name."""

    sheet_hidden: Text
    sheet_without_list: Text
    uncalculated: Text
    table: Text
    no_header: Text
    count: Text
    between_counts: Text
    column: Text
    header: Text
    used_as: Text
    because: Text
    not_used: Text
    row: Text
    more_rows: Text
    column_reasons: dict[str, Text]
    kinds: dict[str, Text]
    row_reasons: dict[str, Text]


@cache
def inspect_words() -> InspectWords:
    """Return the words of ``screener inspect``; read once."""
    return read_model(Path(__file__).with_name("inspect_words.yaml"), InspectWords)


class WhatIfWords(RuleModel):
    """What ``screener whatif`` says of a file; places in braces are filled by name."""

    reading: Text
    as_it_is: Text
    question: Text


@cache
def what_if_words() -> WhatIfWords:
    """Return the words of ``screener whatif``; read once."""
    return read_model(Path(__file__).with_name("whatif_words.yaml"), WhatIfWords)
