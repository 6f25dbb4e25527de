"""Which language a fragment is in, so that its characters are drawn as its readers know them."""

import pytest

from screener.text.languages import language_of, main_language


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("ネオジム磁石", "", "ja"),
        ("氧化镝", "", "zh-Hans"),
        ("発電機", "", "ja"),
        ("三菱重工", "zh-Hans", "zh-Hans"),  # both write so: the file decides
        ("三菱重工", "ja", "ja"),
        ("三菱重工", "", ""),
        ("三菱電機", "zh-Hans", "ja"),
        ("鈀說", "", "zh-Hant"),
        ("자석", "", "ko"),
        ("NdFeB magnet", "ja", ""),
        ("", "ja", ""),
    ],
)
def test_characters_tell_the_language(text: str, otherwise: str, language: str) -> None:
    """Kana and hangul tell at once; other characters by the standard that alone holds them."""
    assert language_of(text, otherwise) == language


def test_a_file_is_in_the_language_that_most_of_it_is_in() -> None:
    """A Japanese customer's name does not make a Chinese list Japanese."""
    assert main_language(["氧化镝", "钨铜热沉", "三菱電機", "サマリウム"]) == "zh-Hans"
    assert main_language(["bolt", ""]) == ""
