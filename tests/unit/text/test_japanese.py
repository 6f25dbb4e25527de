"""Spellings of Japanese words that are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.text.folding import fold_text
from screener.text.japanese import loosen


def loose(text: str) -> str:
    return loosen(fold_text(text)).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("モーター", "モータ"),
        ("モ－タ－", "モーター"),
        ("ﾓｰﾀｰ", "モータ"),
        ("センサー基板", "センサ基板"),
        ("マグネット", "マグネツト"),
        ("アルミニュウム", "アルミニウム"),
        ("ディスプロシウム", "ジスプロシウム"),
        ("ヴァナジウム", "バナジウム"),
        ("引っ張り強さ", "引張強さ"),
        ("立ち上がり時間", "立上り時間"),
        ("切り替え弁", "切替弁"),
    ],
)
def test_two_spellings_of_one_word_are_one(one: str, other: str) -> None:
    """The near misses below stay apart."""
    assert loose(one) == loose(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ビール", "ビル"),
        ("ボール", "ボル"),
        ("エラー", "エラ"),
        ("磁石の箱", "磁石箱"),
        ("鉄と銅", "鉄銅"),
        ("A-1", "Aー1"),
    ],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert loose(one) != loose(other)


@given(st.text(alphabet="モーターディュウ引っ張りaA- 9ﾞｶ－", max_size=20))
def test_every_character_knows_its_place(text: str) -> None:
    """A piece of the loosened text lies where its offsets say, in order."""
    folded = fold_text(text)
    found = loosen(folded)
    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(set(found.offsets))
    assert found.offsets[-1] == len(folded)
