"""Parties: what follows from who a name is, and on which day."""

from datetime import date
from pathlib import Path

import pytest

from screener.matching.parties import PartyMatcher
from screener.model import PartyFinding
from screener.rulepack.entities import load_entities
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[3] / "rules"


@pytest.fixture(scope="module")
def matcher() -> PartyMatcher:
    return PartyMatcher(load_entities(RULES), load_vocabulary(RULES))


def found(matcher: PartyMatcher, name: str, day: str | None = None) -> PartyFinding:
    return matcher.match(name, "end_user", on=date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("name", "day", "standings"),
    [
        ("IHI Aerospace Co., Ltd.", "2026-02-23", {"defence_contractor"}),
        ("IHI Aerospace Co., Ltd.", "2026-02-24", {"defence_contractor", "control_listed"}),
        ("株式会社ACSL", "2026-06-28", set()),
        ("株式会社ACSL", "2026-06-29", {"watch_listed"}),
        ("防衛研究所", "2026-06-28", {"military_user"}),
        ("防衛研究所", "2026-06-29", {"military_user", "control_listed"}),
    ],
)
def test_a_listing_counts_from_its_day(
    matcher: PartyMatcher, name: str, day: str, standings: set[str]
) -> None:
    """Before the day of listing an entity is what it was without the list."""
    assert found(matcher, name, day).standings - {"affiliate_of_control_listed"} == standings


@pytest.mark.parametrize(
    ("name", "day", "standing", "holds"),
    [
        ("三菱電機株式会社", "2026-06-28", "affiliate_of_control_listed", False),
        ("三菱電機株式会社", "2026-06-29", "affiliate_of_control_listed", True),
        ("TDK-Lambda", "2026-02-23", "affiliate_of_watch_listed", False),
        ("TDK-Lambda", "2026-02-24", "affiliate_of_watch_listed", True),
        ("三菱重工冷熱株式会社", "2026-03-01", "affiliate_of_contractor", True),
        ("防衛装備庁", "2026-07-01", "affiliate_of_control_listed", False),
    ],
)
def test_relatives_of_a_listed_entity_are_its_affiliates_from_that_day(
    matcher: PartyMatcher, name: str, day: str, standing: str, *, holds: bool
) -> None:
    """A parent, a sister and an unlisted company of the group are affiliates; a ministry is not."""
    assert (standing in found(matcher, name, day).standings) is holds


@pytest.mark.parametrize(
    ("name", "kind", "standing"),
    [
        ("", "blank", "not_named"),
        ("未定", "blank", "not_named"),
        ("(blank) c/o Osaka trading company", "blank", "distributor"),
        ("Osaka trading company", "description", "distributor"),
        ("home appliance maker", "description", "described_civil"),
        ("電線メーカー（住宅用ケーブル）", "description", "described_civil"),
        ("軍工企业", "description", "defence_contractor"),
        ("Kyoto University", "name", "academia"),
        ("京都大学", "name", "academia"),
        ("東レ株式会社", "name", "named_unlisted"),
        ("Yamada Trading Co., Ltd.", "name", "distributor"),
        ("湖南の磁石メーカー", "description", "described_civil"),
        ("航空機部品メーカー", "description", "described_open"),
        ("部品メーカー（一部防衛）", "description", "defence_contractor"),
        ("Major shipbuilder", "description", "described_open"),
        ("同上", "blank", "not_named"),
    ],
)
def test_a_text_without_a_known_name_says_what_it_can(
    matcher: PartyMatcher, name: str, kind: str, standing: str
) -> None:
    """A description is no name, and a blank names nobody; both may say what the user is."""
    finding = found(matcher, name)
    assert (finding.outcome, finding.text_kind) == ("no_match", kind)
    assert standing in finding.standings


@pytest.mark.parametrize(
    ("name", "country", "outcome"),
    [
        ("KGM", "JP", "possible"),
        ("KGM", "KR", "no_match"),
        ("TDK Corporation", "日本", "match"),
        ("TDK Corporation", "China", "possible"),
        ("Ministry of Defence", None, "possible"),
        ("Ministry of Defence", "Japan", "match"),
        ("Ministry of Defence", "GB", "no_match"),
    ],
)
def test_a_country_that_contradicts_weakens_or_rules_out(
    matcher: PartyMatcher, name: str, country: str | None, outcome: str
) -> None:
    """A country settles a name that others bear, and weakens one that nobody else bears."""
    assert matcher.match(name, "end_user", country=country).outcome == outcome


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("長崎市出島町1-14 〒850-0862", "match"),
        ("大阪市北区梅田1-1", "possible"),
        (None, "possible"),
    ],
)
def test_a_common_name_needs_the_address_of_its_entity(
    matcher: PartyMatcher, address: str | None, outcome: str
) -> None:
    """Many firms are called Kowa Kogyo; only one has its office in Dejima."""
    assert matcher.match("Kowa Kogyo", "end_user", address=address).outcome == outcome


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("三菱重工業株式会社", "party-exact"),
        ("新潟原動機", "party-former"),
        ("三菱重工業（株）長崎造船所", "party-site"),
        ("防衛省 調達課", "party-body"),
        ("Mitsubshi Heavy Industries", "party-slip"),
        ("Mitsubishi Denki", "party-order"),
        ("MHI", "party-acronym"),
        ("三菱重工冷熱", "party-affiliate"),
        ("TDK (Suzhou) Co., Ltd.", "party-abroad"),
        ("海上保安庁", "party-disputed"),
    ],
)
def test_the_evidence_says_why(matcher: PartyMatcher, name: str, why: str) -> None:
    """Each way of recognising a name has a sentence of its own, with both strings."""
    finding = found(matcher, name)
    assert finding.why == why
    assert finding.evidence[0].values["listed_as"]


def test_a_plant_abroad_is_one_of_a_japanese_group(matcher: PartyMatcher) -> None:
    """The Chinese plant of a listed company is an affiliate abroad."""
    standings = found(matcher, "苏州TDK有限公司").standings
    assert {"affiliate_of_watch_listed", "japanese_group_abroad"} <= standings


def test_every_listed_name_finds_its_own_entry(matcher: PartyMatcher) -> None:
    """No official name of one entity is taken for another."""
    entities = load_entities(RULES)
    taken = {
        name: found(matcher, name).entity
        for entity in entities
        for name in entity.record.names.every()
        if found(matcher, name).entity != entity.id
    }
    assert not taken


@pytest.mark.parametrize(
    ("cell", "entities"),
    [
        ("三菱重工業／川崎重工業", ["mhi", "khi"]),
        ("MHI and KHI", ["mhi", "khi"]),
        ("沖電気工業\nOKIネクステック", ["oki", "oki-nextech"]),
        ("IHI Corporation / IHI Aerospace Co., Ltd.", ["ihi", "ihi-aerospace"]),
        ("村田製作所 及び TDK株式会社", ["tdk"]),
        ("Sony & ATLA", ["atla"]),
        # One name that holds what parts names elsewhere.
        ("Fujitsu Defense & National Security", ["fujitsu-defense-national-security"]),
        ("Mitsubishi Heavy Industries, Ltd., Nagoya Guidance & Propulsion Systems", ["mhi"]),
        ("三井E&S", ["mitsui-es"]),
        ("川崎重工業株式会社、航空宇宙システムカンパニー", ["khi-aerospace-systems-company"]),
        ("Toyota, Honda and Nissan", [None]),
        ("三菱UFJ銀行・三菱地所", [None]),
    ],
)
def test_each_name_of_a_cell_is_looked_up(
    matcher: PartyMatcher, cell: str, entities: list[str | None]
) -> None:
    """Marks and words part names where the lists know the pieces; one long name stays one."""
    assert [party.entity for party in matcher.match_each(cell, "end_user")] == entities


@pytest.mark.parametrize(
    ("name", "goes_abroad", "is_abroad"),
    [
        ("Denso (Thailand) Co., Ltd.", True, True),
        ("日系自動車部品メーカー（タイ工場）", True, True),
        ("Mitsubishi Electric Corporation", True, True),
        ("Denso Corporation", False, False),
        ("Siemens AG", True, False),
        ("在日米軍", True, False),
    ],
)
def test_a_company_of_a_group_at_home_is_one_abroad_where_goods_go_abroad(
    matcher: PartyMatcher, name: str, *, goes_abroad: bool, is_abroad: bool
) -> None:
    """Whether such a company is an organisation of Japan is an open reading."""
    (party,) = matcher.match_each(name, "end_user", goes_abroad=goes_abroad)
    assert ("japanese_group_abroad" in party.standings) == is_abroad
