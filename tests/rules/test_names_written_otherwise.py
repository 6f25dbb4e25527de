"""Every name on a list is found in every way in which people write it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import opencc
import pytest

from screener.matching.parties import PartyMatcher
from screener.rulepack.entities import load_entities
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[2] / "rules"
DAY = date(2026, 7, 15)
KABUSHIKI = "株式会社"
HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
MARKS = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
SHORT = {
    "Industries": "Inds.",
    "Manufacturing": "Mfg",
    "Engineering": "Engrg.",
    "Systems": "Sys",
    "Corporation": "Corp",
    "Electric": "Elec.",
    "Technologies": "Tech.",
}
ENTITIES = load_entities(RULES)
LISTED = [
    (entity.id, name)
    for entity in ENTITIES
    if entity.listing
    for name in entity.record.names.every()
]


@pytest.fixture(scope="module")
def parties() -> PartyMatcher:
    return PartyMatcher(ENTITIES, load_vocabulary(RULES))


def full_width(name: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name)


def half_width_kana(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(HALF.get(sign) or MARKS.get(sign, sign) for sign in decomposed)


def legal_form_moved(name: str) -> str:
    bare = name.replace(KABUSHIKI, "")
    return bare + KABUSHIKI if name.startswith(KABUSHIKI) else f"{KABUSHIKI}{bare}"


def letters_spaced(name: str) -> str:
    return name if re.search("[A-Za-z]", name) else " ".join(name)


def abbreviated(name: str) -> str:
    for word, short in SHORT.items():
        name = name.replace(word, short)
    return name


def with_town(name: str) -> str:
    return f"{name}, Tokyo, Japan" if name.isascii() else f"{name}（東京都）"


def with_lead(name: str) -> str:
    return f"End user: {name}" if name.isascii() else f"納入先：{name}"


WAYS: dict[str, Callable[[str], str]] = {
    "full width": full_width,
    "half-width kana": half_width_kana,
    "(株)": lambda name: name.replace(KABUSHIKI, "(株)"),
    "㈱": lambda name: name.replace(KABUSHIKI, "㈱"),
    "legal form moved": lambda name: legal_form_moved(name) if KABUSHIKI in name else name,
    "traditional": opencc.OpenCC("s2t").convert,
    "traditional from Japanese": opencc.OpenCC("jp2t").convert,
    "simplified": opencc.OpenCC("t2s").convert,
    "capitals": str.upper,
    "small letters": str.lower,
    "no punctuation": lambda name: re.sub(r"[.,・&＆-]", " ", name),
    "letters spaced": letters_spaced,
    "on two lines": lambda name: name.replace(" ", "\n"),
    "no long marks": lambda name: name.replace("ー", ""),
    "abbreviated": abbreviated,
    "a town behind": with_town,
    "a word before": with_lead,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_listed_name_is_found_however_it_is_written(parties: PartyMatcher, way: str) -> None:
    """Width, kana, legal form, script, blanks and abbreviations make no other name."""
    changed = [(entity, WAYS[way](name)) for entity, name in LISTED if WAYS[way](name) != name]
    found = [(parties.match(name, "end_user", on=DAY, country="JP"), name) for _, name in changed]
    wrong = [
        name
        for (entity, _), (party, name) in zip(changed, found, strict=True)
        if (party.outcome, party.entity) != ("match", entity)
    ]
    assert changed
    assert not wrong


def test_a_listed_name_without_its_legal_form_is_never_missed(parties: PartyMatcher) -> None:
    """A name that others bear too asks then; no name is lost."""
    for entity, name in LISTED:
        bare = name.replace(KABUSHIKI, "")
        assert parties.match(bare, "end_user", on=DAY).entity == entity, bare
