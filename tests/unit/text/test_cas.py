"""CAS numbers and their check digit."""

import pytest

from screener.text.cas import read_cas


def test_a_cas_number_is_found_with_its_place() -> None:
    assert read_cas("cas 7440-55-3 99.99%") == (("7440-55-3", 4, 13),)


@pytest.mark.parametrize("text", ["7440-55-4", "2026-11-3", "tel 03-1234-56-7", "12-34"])
def test_a_wrong_check_digit_is_no_cas_number(text: str) -> None:
    assert read_cas(text) == ()
