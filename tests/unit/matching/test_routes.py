"""Routes: countries in any notation, and the regions and ways that the law leaves open."""

from pathlib import Path

import pytest

from screener.matching.routes import RouteReader
from screener.rulepack.vocabulary import load_vocabulary

RULES = Path(__file__).parents[3] / "rules"


@pytest.fixture(scope="module")
def reader() -> RouteReader:
    return RouteReader(load_vocabulary(RULES))


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("CN", "china"),
        ("cn", "china"),
        ("CHN", "china"),
        ("中国产", "china"),
        ("Made in P.R.C.", "china"),
        ("原産国：中国", "china"),
        ("浙江省宁波市", "china"),
        ("CN/JP", "mixed"),
        ("中国または日本", "mixed"),
        ("various", "mixed"),
        ("HK", "special_region"),
        ("中国香港", "special_region"),
        ("Taiwan", "special_region"),
        ("Made in Germany", "elsewhere"),
        ("日本", "elsewhere"),
        ("中国地方（広島）", "elsewhere"),
        ("unknown", "not_stated"),
        ("", "not_stated"),
    ],
)
def test_an_origin_is_read(reader: RouteReader, text: str, origin: str) -> None:
    """Names, codes, cities and phrases of three languages; the Chugoku region is in Japan."""
    assert reader.read(country_of_origin=text).origin == origin


@pytest.mark.parametrize(
    ("text", "ship_from"),
    [
        ("Shanghai", "china"),
        ("Shenzhen via Hong Kong", "china"),
        ("Vietnam via Shanghai", "special_region"),
        ("上海保税区", "special_region"),
        ("香港", "special_region"),
        ("Kaohsiung", "special_region"),
        ("横浜", "japan"),
        ("Busan", "elsewhere"),
        ("Europe", "elsewhere"),
        ("-", "not_stated"),
    ],
)
def test_a_place_of_dispatch_is_read(reader: RouteReader, text: str, ship_from: str) -> None:
    """The first place counts; passing through China, or a bonded zone, is a case of its own."""
    assert reader.read(ship_from=text).ship_from == ship_from


@pytest.mark.parametrize(
    ("text", "destination"),
    [("JP", "japan"), ("Osaka", "japan"), ("タイ", "elsewhere"), ("", "not_stated")],
)
def test_a_destination_is_read(reader: RouteReader, text: str, destination: str) -> None:
    """Japan is a destination by any of its cities."""
    assert reader.read(destination=text).destination == destination


@pytest.mark.parametrize(
    ("field", "text", "signal"),
    [
        ("notes", "alloyed in Vietnam from Chinese oxide", "processed_abroad"),
        ("notes", "中国産酸化物をベトナムで加工", "processed_abroad"),
        ("notes", "transit cargo, Shanghai", "transit"),
        ("notes", "香港経由", "transit"),
        ("notes", "存放于综合保税区", "transit"),
        ("description", "Motor, PRC magnets 1.8% of value", "chinese_content"),
        ("description", "モータ（中国製磁石使用）", "chinese_content"),
        ("notes", "mill certificate", None),
    ],
)
def test_free_text_adds_what_cells_do_not_say(
    reader: RouteReader, field: str, text: str, signal: str | None
) -> None:
    """Notes and descriptions tell of processing abroad, of transit and of Chinese content."""
    finding = reader.read(**{field: text})
    said = {entry.values["signal"] for entry in finding.evidence if entry.code == "route-signal"}
    assert signal in said if signal else not said


@pytest.mark.parametrize(
    ("notes", "processed"),
    [
        ("boules grown in Xiamen", True),
        ("sliced in Penang from PRC crystals", True),
        ("中国で育成した結晶をマレーシアで切断", True),
        ("马来西亚切片，晶棒来自中国", True),
        ("lot no. 4 of Chinese ingots", True),
        ("non-magnetic Chinese blanks", True),
        ("no Chinese feedstock", False),
        ("non-Chinese ore", False),
        ("smelted in Germany, free of PRC material", False),
        ("中国原料不使用", False),
        ("agent in Shanghai", False),
        ("Malaysian smelter, local bauxite", False),
    ],
)
def test_goods_begun_in_china_were_processed_abroad(
    reader: RouteReader, notes: str, *, processed: bool
) -> None:
    """China beside a raw material or a process, in one clause, unless the clause denies it."""
    finding = reader.read(country_of_origin="MY", ship_from="MY", notes=notes)
    assert finding.processed_abroad is processed
