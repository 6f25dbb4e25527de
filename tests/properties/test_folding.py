"""Laws of folding that hold for any text."""

from hypothesis import example, given
from hypothesis import strategies as st

from screener.text.folding import fold, fold_text

# Characters that folding treats in ways of their own, more often than chance would bring them.
ODD = "ｶﾞﾟ\u3099⁰²⁻０ＡĀß’″‐—\u00ad\u200b\t\u3000 \n衛广廣㌔㎜½İ/"
TEXTS = st.text(st.characters() | st.sampled_from(ODD + "aB1-"), max_size=30)


@given(TEXTS)
@example(" ｶﾞ ")
@example("\u3000Ａ　㎜\u200b ")
def test_the_key_of_an_index_is_the_folded_text_trimmed(text: str) -> None:
    assert fold_text(text) == fold(text).text.strip()


@given(TEXTS, TEXTS)
@example("衛星", "x")
def test_what_follows_does_not_change_how_a_text_folds(text: str, more: str) -> None:
    """Marks that go on with the last character aside, texts fold piece by piece.

    A superscript takes the slower way through the whole text: both ways give one result.
    """
    whole = fold(f"{text}|{more}²")
    assert whole.text.startswith(f"{fold(text).text}|")
    assert whole.offsets[: len(fold(text).text)] == fold(text).offsets[:-1]


@given(TEXTS)
def test_every_character_has_its_place_in_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
