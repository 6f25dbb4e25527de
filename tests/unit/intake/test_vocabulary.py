"""The words of headers and tables hold together."""

from pathlib import Path

import pytest

from screener.intake.row_words import RowWords
from screener.intake.vocabulary import Vocabulary, key_of
from screener.model import FIELDS
from screener.rulepack.headers import HEADER_LANGUAGES, FieldWords, load_headers
from screener.rulepack.reading import RuleFileError

RULES = Path(__file__).parents[3] / "rules"


def test_every_field_has_words(vocabulary: Vocabulary) -> None:
    """Each canonical field, and nothing else, is in the file."""
    assert set(vocabulary.headers.fields) == set(FIELDS)


@pytest.mark.parametrize("language", HEADER_LANGUAGES[:8])
@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_has_words_in_the_eight_languages(
    field: str, language: str, vocabulary: Vocabulary
) -> None:
    """A buyer of any of these languages can name every column."""
    words: FieldWords = vocabulary.headers.fields[field]
    assert getattr(words, language)


def test_ambiguous_words_mean_fields_that_there_are(vocabulary: Vocabulary) -> None:
    """A sense is a canonical field."""
    senses = {sense.field for found in vocabulary.headers.ambiguous for sense in found.read_as}
    assert senses <= set(FIELDS)


def test_no_word_means_two_fields_unless_it_is_listed_as_ambiguous(vocabulary: Vocabulary) -> None:
    """The order of the file decides nothing."""
    settled = {key_of(word) for found in vocabulary.headers.ambiguous for word in found.words}
    settled |= {key_of(field) for field in FIELDS}
    meanings: dict[str, set[str]] = {}
    for field, words in vocabulary.headers.fields.items():
        for word in words.words():
            meanings.setdefault(key_of(word), set()).add(field)
    for word in vocabulary.headers.other:
        meanings.setdefault(key_of(word), set()).add("(none)")
    doubtful = {key: found for key, found in meanings.items() if len(found) > 1}
    assert {key: found for key, found in doubtful.items() if key not in settled} == {}


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("Total", True),
        ("TOTAL (USD):", True),
        ("Total parts: 12", True),
        ("合　計", True),
        ("总计（含税）", True),
        ("Gesamtsumme netto", True),
        ("Total station", False),
        ("Sum of all forces sensor", False),
        ("計測器", False),
        ("合計器", False),
    ],
)
def test_a_total_says_nothing_else(text: str, is_total: bool, vocabulary: Vocabulary) -> None:  # noqa: FBT001  # a table
    """A word of a total inside a name is no total."""
    assert RowWords(vocabulary.tables).is_total(text) is is_total


def test_a_spoilt_file_is_refused_with_its_line(tmp_path: Path) -> None:
    """The rule author learns where to look."""
    terms = tmp_path / "terms"
    terms.mkdir()
    (terms / "headers.yaml").write_text("fields: {}\nambigous: []\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"headers\.yaml"):
        load_headers(tmp_path)
