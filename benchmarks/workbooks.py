"""Invented parts lists of any length in three languages, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import xlsxwriter

SEED = 20260106
LISTED_SHARE = 0.1
_AT_ONCE = 50_000
#: On so many lines a part stands, on average.
LINES_FOR_A_PART = 3

HEADERS = (
    *("line_id", "level", "part_number", "description", "material", "hs_code"),
    *("manufacturer", "manufacturer_part_number", "supplier", "quantity", "unit"),
    *("unit_price", "country_of_origin", "end_user", "end_use"),
)

# What a buyer writes: a name, and how its size or grade is written. Most parts are plain ones.
PLAIN = (
    ("Socket head screw M{a}x{b} A2-70, DIN 912", "SUS304"),
    ("Deep groove ball bearing 6{a:03d} ZZ C3", "SUJ2"),
    ("Chip resistor {b} kohm 1 % 0603", ""),
    ("MLCC {a} uF 50 V X7R 0805", ""),
    ("O-ring P{b} NBR 70", "NBR"),
    ("六角ボルト M{a}×{b} 強度区分10.9", "SCM435"),
    ("深溝玉軸受 6{a:03d}ZZ", "SUJ2"),
    ("アルミブラケット A5052 {a}×{b}×3", "A5052"),
    ("丸形コネクタ {b}芯 防水", ""),
    ("不锈钢六角螺栓 M{a}×{b}", "304"),
    ("贴片电阻 {b}kΩ 0603 1%", ""),
    ("铝合金散热器 6061 {a}×{b} 阳极氧化", "6061"),
    ("Carton box {b}x{a}x300, double wall", ""),
    ("黒鉛芯鉛筆 HB {b}本入", ""),
)
LISTED = (
    ("Sintered NdFeB magnet N38SH {a}x{b}x4 mm, Dy 2.5 wt%", "NdFeB"),
    ("SmCo magnet YXG-28 dia {a}x{b}", "SmCo"),
    ("ネオジム磁石 N42UH {a}x{b}x5 Dy 3%", "NdFeB"),
    ("酸化ジスプロシウム 99.9% {b} kg", "Dy2O3"),
    ("砷化镓衬底 {a}英寸 半绝缘", "GaAs"),
    ("锗窗口片 φ{b}x3 双面增透膜", "Ge"),
    ("Tungsten heavy alloy bar 93W-Ni-Fe dia {a}x{b}", "W"),
    ("立形マシニングセンタ 同時5軸 位置決め精度 {a}µm", ""),
)
MAKERS = (
    "NSK",
    "TDK",
    "村田製作所",
    "風華高科",
    "Amphenol",
    "杭州磁材",
    "SMC株式会社",
    "Würth",
    "",
)
USERS = (
    *("", "", "", "", "自動車部品メーカー（愛知）", "Osaka Pump Works K.K.", "横滨某设计公司"),
    *("三菱電機株式会社", "株式会社SUBARU 群馬製作所", "防衛装備庁"),
)
FIRST = ("東", "西", "南", "北", "Nippon ", "Tokai ", "Sanyo ", "华东", "苏州", "深圳")
SECOND = ("精工", "電機", "Seiki", "Denki", "Metals", "Works", "磁材", "光学", "化成", "金属")
LEGAL = ("株式会社", "（株）", " Co., Ltd.", " K.K.", "有限公司", " GmbH", " Inc.")
USES = ("", "", "", "passenger car motor", "自動車部品の検査", "气象雷达", "water pump", "試験設備")
COUNTRIES = ("CN", "CN", "CN", "JP", "DE", "中国", "Japan", "")


@dataclass(frozen=True)
class Part:
    """What a company's own records say of one part: the same on every line that uses it."""

    number: str
    cells: tuple[object, ...]


def rows(number: int, seed: int = SEED) -> Iterator[tuple[object, ...]]:
    """Yield the part lines of a workbook.

    As in real lists a part stands in several assemblies (here in three on average), and a whole
    assembly goes to one end user for one use.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    parts = [_part(chance, place) for place in range(max(1, number // LINES_FOR_A_PART))]
    following, user, use = 1, "", ""
    for line in range(1, number + 1):
        if line == following:
            following += chance.randint(20, 400)
            user, use = chance.choice(USERS), chance.choice(USES)
        part = chance.choice(parts)
        level, quantity = chance.randint(1, 4), chance.randint(1, 500)
        before, after = part.cells[:6], part.cells[6:]
        yield (line, level, part.number, *before, quantity, *after, user, use)


def _part(chance: random.Random, number: int) -> Part:
    template, material = chance.choice(LISTED if chance.random() < LISTED_SHARE else PLAIN)
    return Part(
        f"P-{number:06d}",
        (
            template.format(a=chance.randint(2, 40), b=chance.randint(1, 99)),
            material,
            chance.choice(("", "", "8505.11", "7318.15", "8533.21")),
            chance.choice(MAKERS),
            f"M{chance.randint(1, 99_999):05d}",
            name(chance),
            chance.choice(("pcs", "個", "个", "kg")),
            round(chance.uniform(0.01, 900), 2),
            chance.choice(COUNTRIES),
        ),
    )


def descriptions(number: int, seed: int = SEED) -> list[str]:
    """Return so many descriptions, no two the same."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    found: dict[str, None] = {}
    while len(found) < number:
        template, _ = chance.choice(LISTED if chance.random() < LISTED_SHARE else PLAIN)
        text = template.format(a=chance.randint(2, 999), b=chance.randint(1, 9_999))
        found[text] = None
    return list(found)


def name(chance: random.Random) -> str:
    """Return the name of a firm; there are as many as a large buyer has suppliers."""
    number = chance.randint(1, 3)
    return f"{chance.choice(FIRST)}{chance.choice(SECOND)}{number}{chance.choice(LEGAL)}"


def write_workbook(path: Path, number: int) -> Path:
    """Write a workbook of so many part lines."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("BOM")
        sheet.write_row(0, 0, HEADERS)
        for place, row in enumerate(rows(number), start=1):
            sheet.write_row(place, 0, row)
    return path


def write_table(path: Path, number: int) -> Path:
    """Write the same lines as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines, writer = rows(number), None
    while some := list(islice(lines, _AT_ONCE)):
        table = pa.table(
            {name: [str(cells[place]) for cells in some] for place, name in enumerate(HEADERS)}
        )
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()
    return path
