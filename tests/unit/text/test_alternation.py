"""Patterns of many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from screener.text.alternation import either, either_before

WORDS = st.lists(st.text("ab.+é亜", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("ab.+é亜x", max_size=12))
def test_a_tree_of_letters_finds_what_an_alternation_finds(words: list[str], text: str) -> None:
    """The words one by one, the longest first, are the measure."""
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(either(words), text) == re.findall(plain, text)


def test_what_must_follow_a_word_is_its_own() -> None:
    """A word that may not go on gives way to a shorter one that may."""
    pattern = re.compile(either_before({"no": "", "none": "(?![a-z])"}))
    assert [pattern.match(text)[0] for text in ("none", "nonesuch")] == ["none", "no"]  # type: ignore[index]


def test_no_words_are_found_nowhere() -> None:
    assert re.search(either([]), "anything") is None
