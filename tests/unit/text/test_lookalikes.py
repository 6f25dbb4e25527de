"""Letters of another script that look like the right ones do not hide a word."""

import pytest

from screener.text.folding import fold, fold_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("M\u0456tsub\u0456sh\u0456", "mitsubishi"),
        ("\u039citsubishi", "mitsubishi"),
        ("三菱重エ業", "三菱重工业"),
        ("ロ之津", "口之津"),
        ("曰野自動車", "日野自动车"),
        ("三\ufe00菱", "三菱"),
    ],
)
def test_a_look_alike_is_read_as_what_it_looks_like(written: str, meant: str) -> None:
    assert fold_text(written) == meant
    assert len(fold(written).offsets) == len(meant) + 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Москва", "москва"),
        ("5 μm", "5 μm"),
        ("α-Al2O3", "α-al2o3"),
        ("エンジン", "エンジン"),
        ("二硫化モリブデン", "二硫化モリブデン"),
        ("3カ月", "3カ月"),
        ("ロシア", "ロシア"),
    ],
)
def test_letters_in_their_own_script_stay(text: str, folded: str) -> None:
    assert fold_text(text) == folded
