"""Look-alikes: letters of another script that were put, or were read, where they do not belong."""

import re
from functools import cache
from importlib.resources import files
from typing import TypedDict

import yaml

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def unmasked(text: str) -> str:
    """Return the text with look-alikes as what they look like, letter for letter.

    A Cyrillic or Greek letter counts as a Latin one inside a word that has Latin letters, too; a
    kana counts as a Chinese character where it stands alone between Chinese characters.
    """
    if not _suspects().search(text):
        return text
    latin, han = _tables()
    words = _WORD.sub(
        lambda word: word[0].translate(latin) if _LATIN.search(word[0]) else word[0], text
    )
    return _alone().sub(lambda found: found[0].translate(han), words)


def as_misread(text: str) -> str:
    """Return a text with one sign for all Chinese characters that are misread for one another."""
    return text.translate(_misread())


@cache
def _misread() -> dict[int, str]:
    return {ord(letter): group[0] for group in _file()["misread"] for letter in group}


class _File(TypedDict):
    latin: dict[str, dict[str, str]]
    han: dict[str, str]
    slips: dict[str, str]
    misread: list[str]


@cache
def _file() -> _File:
    text = files(__package__).joinpath("lookalikes.yaml").read_text("utf-8")
    tables: _File = yaml.safe_load(text)
    return tables


@cache
def _read() -> dict[str, dict[str, str]]:
    tables = _file()
    latin = {one: other for table in tables["latin"].values() for one, other in table.items()}
    return {"latin": latin, "han": tables["han"], "slips": tables["slips"]}


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    tables = _read()
    return str.maketrans(tables["latin"]), str.maketrans(tables["han"] | tables["slips"])


@cache
def _suspects() -> re.Pattern[str]:
    return re.compile(f"[{''.join(letter for table in _read().values() for letter in table)}]")


@cache
def _alone() -> re.Pattern[str]:
    tables = _read()
    signs, slips = "".join(tables["han"]), "".join(tables["slips"])
    between = rf"(?<=[{_HAN}])[{signs}](?=[{_HAN}])"
    first = rf"(?<![\w{_KANA}])[{signs}](?=[{_HAN}]{{2}})"
    return re.compile(f"{between}|{first}|[{slips}]")
