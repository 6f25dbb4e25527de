"""What the item matcher makes of a line, from outside."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from screener.matching.items import ItemMatcher
from screener.model import Goods, ItemFinding, ItemStatus, Line, Stated
from screener.rulepack.catalogue import load_catalogue

RULES = Path(__file__).parents[3] / "rules"
JUNE = date(2026, 6, 1)


@cache
def matcher() -> ItemMatcher:
    return ItemMatcher(load_catalogue(RULES))


def find(description: str, on: date | None = JUNE, **fields: str) -> ItemFinding:
    stated = {
        name: Stated(text) for name, text in {"description": description, **fields}.items() if text
    }
    return matcher().match(Line("bom.xlsx", "BOM", 2, stated), on)


def entries(finding: ItemFinding) -> set[str]:
    return {match.entry for match in finding.matches}


def reasons(finding: ItemFinding) -> set[str]:
    return {evidence.code for match in finding.removed for evidence in match.evidence}


def test_a_listed_thing_is_controlled_and_shows_the_words_in_their_cell() -> None:
    finding = find("Sintered ring, Sm2Co17, φ20")
    (match,) = (match for match in finding.matches if match.strength == "exact")

    assert finding.status is ItemStatus.CONTROLLED
    assert match.control_code == "1C902.a.4"
    assert "Sintered ring, Sm2Co17, φ20"[slice(*match.span)] == match.text == "Sm2Co17"


def test_the_material_column_names_the_item_too() -> None:
    finding = find("Ring 20x10x5", material="SmCo5")

    assert finding.status is ItemStatus.CONTROLLED
    assert finding.matches[0].field == "material"


def test_words_of_two_columns_name_an_item_together() -> None:
    assert "re-gd-target-a" in entries(find("Sputter tgt 3in", material="Gd"))


def test_a_missing_parameter_is_asked_for() -> None:
    finding = find("NdFeB block N38SH")

    assert finding.status is ItemStatus.POSSIBLY_CONTROLLED
    assert {"dysprosium_content", "terbium_content"} <= {
        ask for match in finding.matches for ask in match.asks
    }


def test_a_stated_value_that_fails_takes_the_match_away_and_says_why() -> None:
    finding = find("動電型振動試験機 加振力35kN")
    (failed,) = (
        evidence
        for match in finding.removed
        for evidence in match.evidence
        if evidence.code == "value-failed"
    )

    assert finding.status is ItemStatus.NOT_MATCHED
    assert failed.values["stated"] == failed.text == "35kN"


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ("動電型振動試験機 加振力50kN", ItemStatus.CONTROLLED),
        ("動電型振動試験機 加振力49kN", ItemStatus.NOT_MATCHED),
        ("動電型振動試験機", ItemStatus.POSSIBLY_CONTROLLED),
    ],
)
def test_a_threshold_decides_at_its_value(description: str, status: ItemStatus) -> None:
    assert find(description).status is status


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ("Nd:YAG laser Q-switched multimode 200 mJ 1 kHz", ItemStatus.CONTROLLED),
        ("Nd:YAG laser Q-switched multimode 200 mJ 10 Hz", ItemStatus.NOT_MATCHED),
        ("Nd:YAG laser Q-switched multimode 200 mJ 10 Hz, 60 W", ItemStatus.CONTROLLED),
        ("Nd:YAG laser Q-switched multimode 200 mJ", ItemStatus.POSSIBLY_CONTROLLED),
        ("pulse capacitor 6 kV 1 uF 15 nH", ItemStatus.CONTROLLED),
        ("pulse capacitor 4 kV 1 uF 15 nH", ItemStatus.NOT_MATCHED),
        ("PMT, photocathode dia 55 mm, rise time 0.8 ns", ItemStatus.CONTROLLED),
        ("PMT, photocathode dia 46 mm, rise time 0.8 ns", ItemStatus.NOT_MATCHED),
    ],
)
def test_what_is_not_stated_is_worked_out_of_what_is(description: str, status: ItemStatus) -> None:
    """Average power from energy and rate, stored energy, an area; a stated value goes first."""
    assert find(description).status is status


def test_a_value_that_is_worked_out_shows_what_of() -> None:
    failed = next(
        evidence
        for match in find("Nd:YAG laser Q-switched multimode 200 mJ 10 Hz").removed
        for evidence in match.evidence
        if evidence.code == "value-failed"
    )

    assert (failed.text, failed.values["stated"]) == ("200 mJ", "200 mJ × 10 Hz")


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Furnace, vacuum induction, 50 kW", "Furnace, vacuum induction"),
        ("induction vacuum furnace 50 kW", "induction vacuum furnace"),
        ("Fluoride, sodium, 25 kg", "Fluoride, sodium"),
        ("Powder; graphite; flake; natural", "graphite; flake; natural"),
        ("ガドリニュウム酸化物", "ガドリニュウム酸化物"),
        ("引張り強さ試験用 イツトリウム金属", "イツトリウム金属"),
        ("electron-beam melting furnace 150 kW", "electron-beam melting furnace"),
        ("gap, triggered spark, 20 kV 5 kA", "gap, triggered spark"),
        ("Spark gap, triggered, 20 kV 5 kA", "Spark gap, triggered"),
    ],
)
def test_a_name_is_found_in_another_order_or_spelling(description: str, words: str) -> None:
    finding = find(description)
    assert words in {match.text for match in finding.matches}


@pytest.mark.parametrize(
    "description", ["sodium lamp, fluoride coated", "furnace induction, vacuum cleaner bag"]
)
def test_words_of_a_name_that_stand_apart_are_no_name(description: str) -> None:
    assert find(description).status is ItemStatus.NOT_MATCHED


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ("Cable assy, GaAs amplifier wafer to mixer", ItemStatus.NOT_MATCHED),
        ("Label: beryllium metal", ItemStatus.NOT_MATCHED),
        ("Empty bottle, hydrofluoric acid", ItemStatus.NOT_MATCHED),
        ("GaAs wafer, label and cable included", ItemStatus.CONTROLLED),
        ("Bolts of tungsten carbide powder", ItemStatus.CONTROLLED),
        ("イットリア溶射用粉末", ItemStatus.CONTROLLED),
        ("イットリア溶射用ガン", ItemStatus.NOT_MATCHED),
    ],
)
def test_the_head_of_a_line_says_what_it_is(description: str, status: ItemStatus) -> None:
    """A cable, a label or an empty bottle is no listed thing; a form of a material is."""
    assert find(description).status is status


@pytest.mark.parametrize(
    "description",
    [
        "NdFeB magnet N42, Dy-free, Tb-free",
        "ネオジム磁石 Dyフリー・Tbフリー",
        "钕铁硼磁铁 不含镝铽",
        "NdFeB magnet w/o Dy, w/o Tb",
        "Neo magnet N45 (Dy/Tb free)",
    ],
)
def test_what_is_said_to_be_absent_is_not_there(description: str) -> None:
    assert find(description).status is ItemStatus.NOT_MATCHED


def test_one_element_that_is_absent_says_nothing_of_another() -> None:
    finding = find("NdFeB magnet N42, Dy-free")

    assert entries(finding) == {"re-ndfeb-tb-magnet"}


@pytest.mark.parametrize(
    "description",
    ["BLDC motor with SmCo magnets", "无刷电机 转子含钐钴磁体 成品", "SmCo rotor assy"],
)
def test_a_product_with_an_embedded_magnet_is_not_the_magnet(description: str) -> None:
    finding = find(description)

    assert finding.status is ItemStatus.NOT_MATCHED
    assert "contains_listed" in finding.tags
    assert {match.strength for match in finding.removed} >= {"embedded"}


@pytest.mark.parametrize(
    "description",
    ["SmCo magnet for motor", "モータ用 SmCo磁石", "MAGNET, ROTOR, SMCO", "电机用钐钴磁钢"],
)
def test_a_magnet_for_a_motor_is_the_magnet(description: str) -> None:
    assert find(description).status is ItemStatus.CONTROLLED


@pytest.mark.parametrize(
    ("description", "goods"),
    [
        ("Photo book: Drones of the World", Goods.ORDINARY),
        ("ドローン柄 Tシャツ", Goods.ORDINARY),
        ("黒鉛芯鉛筆 HB", Goods.ORDINARY),
        ("五轴加工中心 维修服务", Goods.TECHNICAL),
        ("Hex bolt M10 A4-80", Goods.TECHNICAL),
        ("Ge window D25", Goods.LISTED),
        ("zxqv wvut", Goods.UNRECOGNISED),
    ],
)
def test_the_sort_of_goods_is_told(description: str, goods: Goods) -> None:
    assert find(description).goods is goods


def test_a_thing_about_the_thing_is_not_the_thing() -> None:
    finding = find("Photo book: Drones of the World")

    assert finding.status is ItemStatus.NOT_MATCHED
    assert reasons(finding) >= {"context"}
    assert "unmanned_aircraft" not in finding.tags


def test_services_and_software_are_intangible() -> None:
    assert "intangible" in find("CMM 校正サービス").tags


@pytest.mark.parametrize(
    ("description", "is_drone"),
    [
        ("FPV racing drone 8 min flight", True),
        ("Matrice 300 RTK 産業用ドローン", True),
        ("drone propeller 15x5", False),
        ("toy drone for kids", False),
    ],
)
def test_drones_are_marked_whether_listed_or_not(description: str, *, is_drone: bool) -> None:
    assert ("unmanned_aircraft" in find(description).tags) is is_drone


@pytest.mark.parametrize(
    "description", ["", "N/A", "see note", "図面参照", "TSX-77B-001", "DWG No. 3321-A", "见图纸"]
)
def test_no_usable_description_is_said_to_be_none(description: str) -> None:
    assert find(description, part_number="X-1").status is ItemStatus.NOT_IDENTIFIED


def test_a_grade_in_the_part_number_names_the_item() -> None:
    assert "accelerometer" in entries(find("sensor", manufacturer_part_number="QA2000-030"))


def test_a_stated_control_code_is_controlled() -> None:
    finding = find("special part", control_code="1C902.a.4")

    assert finding.status is ItemStatus.CONTROLLED
    assert finding.matches[0].field == "control_code"


def test_a_tariff_number_alone_is_never_controlled() -> None:
    finding = find("raw material, lot 7", hs_code="8110.10.1000")

    assert finding.status is ItemStatus.POSSIBLY_CONTROLLED
    assert {match.field for match in finding.matches} == {"hs_code"}


def test_a_shared_heading_does_not_taint_a_bolt() -> None:
    assert find("Hex bolt M10", hs_code="8204110010").status is ItemStatus.NOT_MATCHED


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2026, 11, 10), "suspended"), (date(2026, 11, 11), "unclear"), (None, "unclear")],
)
def test_suspended_entries_are_possible_and_say_so(on: date | None, status: str) -> None:
    finding = find("holmium oxide 99.9%", on)

    assert finding.status is ItemStatus.POSSIBLY_CONTROLLED
    assert finding.matches[0].status == status


def test_an_entry_does_not_reach_back_before_its_listing() -> None:
    assert find("SmCo5 magnet", date(2025, 4, 3)).status is ItemStatus.NOT_MATCHED
    assert find("SmCo5 magnet", date(2025, 4, 4)).status is ItemStatus.CONTROLLED


@pytest.mark.parametrize(
    "description",
    [
        "CAP CER 0.1UF 50V X7R 0603",
        "RES 10K OHM 1% 1/10W 0603",
        "STM32F407VGT6 MCU Cortex-M4 168MHz",
        "CONN HEADER 2.54MM 10POS",
        "M3x8 socket head cap screw",
        "USB-C cable 1m",
        "Tantalum capacitor 10uF 16V",
        "GDT surge arrester 90V 20kA",
        "SG90 micro servo",
    ],
)
def test_ordinary_parts_are_left_alone(description: str) -> None:
    assert find(description).status is ItemStatus.NOT_MATCHED


def test_the_same_line_gives_the_same_finding() -> None:
    """Local: nothing but the line, the day and the catalogue counts."""
    assert find("SmCo5 ring") == find("SmCo5 ring")
    assert find("SmCo5 ring") is find("SmCo5 ring")


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ("SmCo magnet, for motor repair", ItemStatus.CONTROLLED),
        ("Motor, SmCo magnets", ItemStatus.NOT_MATCHED),
        ("SmCo magnet and ferrite magnet", ItemStatus.CONTROLLED),
        ("Ferrite magnet, replaces SmCo magnet", ItemStatus.NOT_MATCHED),
        ("SmCo magnet with user manual", ItemStatus.CONTROLLED),
        ("User manual for SmCo magnet", ItemStatus.NOT_MATCHED),
        ("无人机民用 续航90分钟", ItemStatus.CONTROLLED),
        ("无人机支架用螺丝", ItemStatus.NOT_MATCHED),
    ],
)
def test_what_a_thing_is_for_or_comes_with_does_not_make_it_another(
    description: str, status: ItemStatus
) -> None:
    assert find(description).status is status


@pytest.mark.parametrize(
    ("description", "listed"),
    [
        ("NdFeB magnet Dy: 0.5%", True),
        ("NdFeB magnet Dy=1.5wt%", True),
        ("NdFeB magnet Dy2.5%", True),
        ("NdFeB magnet Dy: 0", False),
        ("NdFeB magnet Dy 0%", False),
    ],
)
def test_a_share_of_nought_is_absence_and_no_other_share_is(
    description: str, *, listed: bool
) -> None:
    assert ("re-ndfeb-dy-magnet" in entries(find(description))) is listed


@pytest.mark.parametrize(
    ("description", "status", "goods"),
    [
        ("100nF", ItemStatus.NOT_MATCHED, Goods.TECHNICAL),
        ("4.7 kΩ", ItemStatus.NOT_MATCHED, Goods.TECHNICAL),
        ("M24C64", ItemStatus.NOT_IDENTIFIED, Goods.UNRECOGNISED),
    ],
)
def test_a_value_of_a_part_tells_its_sort_and_a_part_number_does_not(
    description: str, status: ItemStatus, goods: Goods
) -> None:
    finding = find(description)

    assert (finding.status, finding.goods) == (status, goods)


def test_a_bare_control_code_of_goods_is_only_possible_and_one_of_technology_is_believed() -> None:
    assert find("4A003 board").status is ItemStatus.POSSIBLY_CONTROLLED
    assert find("Recipe (1E004)").status is ItemStatus.CONTROLLED


def test_a_tariff_number_against_the_words_is_reported() -> None:
    finding = find("Ferrite magnet Y30", hs_code="8505111000")

    assert finding.status is ItemStatus.NOT_MATCHED
    assert "hs-differs" in {evidence.code for evidence in finding.evidence}
