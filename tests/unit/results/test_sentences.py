"""The product's own sentences: three languages, the same places, none missing, none idle."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from screener.cli.words import ScreenWords, screen_words
from screener.model import FIELDS, Goods, Label
from screener.results.sentences import Sentences, sentences
from screener.rulepack.texts import Text

SOURCE = Path(__file__).parents[3] / "screener"


def places(text: str) -> set[str]:
    """Return the places of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def every() -> Iterator[tuple[str, Text]]:
    """Return every sentence with its name."""
    for subject in Sentences.model_fields:
        for name, text in getattr(sentences(), subject).items():
            yield f"{subject}.{name}", text
    for name in ScreenWords.model_fields:
        yield f"screen.{name}", getattr(screen_words(), name)


ALL = dict(every())


@pytest.mark.parametrize("name", ALL)
def test_the_languages_name_the_same_places(name: str) -> None:
    """A value that one language shows, the others show."""
    text = ALL[name]
    assert places(text.en) == places(text.ja) == places(text.zh)


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("separators.")])
def test_japanese_and_chinese_are_written_in_their_letters(name: str) -> None:
    """A sentence left in English would be ASCII but for its places."""
    text = ALL[name]
    for said in (text.ja, text.zh):
        words = re.sub(r"\{\w+\}|--\S+|JSONL?|CSV|URL|HS|ID", "", said)
        letters = re.findall(r"[^\W\d_]", words)
        assert all(ord(letter) > 0x2E7F for letter in letters), said
    assert text.en.translate(str.maketrans("", "", "“”…’")).isascii()


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("labels", [label.value for label in Label]),
        ("fields", list(FIELDS)),
        ("item", [goods.value for goods in Goods if goods is not Goods.LISTED]),
        ("end_use", ["military", "capability_enhancing", "ambiguous", "civil", "not_stated"]),
    ],
)
def test_every_value_has_its_words(subject: str, names: list[str]) -> None:
    """No label, field or sort of goods is without a word."""
    assert set(names) <= set(getattr(sentences(), subject))


def used_keys() -> set[str]:
    """Return the keys that the code looks up by a literal name."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        found |= {
            f"{subject}.{name}"
            for subject, name in re.findall(r'own\.(\w+)\[\s*"(\w+)"\s*\]', code)
        }
    return found


def test_every_sentence_that_the_code_asks_for_exists() -> None:
    """A missing one would fail only when it is needed."""
    used = used_keys()
    assert len(used) > 10
    assert used <= set(ALL)
