"""Terms in a text: where they begin and end, and the first of each list."""

import pytest

from screener.text.folding import fold
from screener.text.terms import TermIndex, first_of_each

FIRST = first_of_each({"stock": ("in stock", "stock"), "transit": ("via Hong Kong", "transit")})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dy 3%", ["dy"]),
        ("body", []),
        ("3Dy", []),
        ("含Dy磁石", ["dy"]),
        ("鏑Dyのみ", ["dy"]),
        ("", []),
    ],
)
def test_a_latin_term_is_found_at_the_border_of_a_word(text: str, found: list[str]) -> None:
    assert [hit.term for hit in TermIndex([("Dy", 1)]).find(fold(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in transit, now in stock, old stock", {"stock": "in stock", "transit": "transit"}),
        ("transit via Hong Kong", {"transit": "transit"}),
        ("stocking", {}),
    ],
)
def test_each_list_gives_its_first_word_and_the_longest_there(
    text: str, found: dict[str, str]
) -> None:
    assert {name: hit.term for name, hit in FIRST(text).items()} == found


def test_a_word_of_two_lists_is_the_first_of_both_in_their_order() -> None:
    find = first_of_each({"one": ("bonded",), "other": ("bonded", "zone")})
    assert [(name, hit.term) for name, hit in find("zone bonded").items()] == [
        ("one", "bonded"),
        ("other", "zone"),
    ]
