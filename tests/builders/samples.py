"""Builds the sample spreadsheets of ``samples/``: run it after a change, and read the difference.

The samples are invented. They show the whole range: listed and ordinary goods, three languages,
title blocks, old encodings, and the traps that a buyer meets.
"""

import csv
import io
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font, PatternFill

SAMPLES = Path(__file__).parents[2] / "samples"
WRITTEN = datetime(2026, 11, 21)  # noqa: DTZ001 - a workbook's time has no zone


def _part(  # noqa: PLR0913, PLR0917 - one argument a column
    what: str,
    quantity: str,
    price: str,
    origin: str,
    user: str,
    use: str,
    shipped: str = "CN",
    remarks: str = "",
) -> list[str]:
    """Return the cells of one part, from its description on."""
    currency = "USD" if price else ""
    supplier = "Ganzhou Trading" if shipped == "CN" else "Hamburg Trading"
    return [what, quantity, price, currency, supplier, origin, shipped, user, use, remarks]


DRONE = [
    ["Survey drone SD-4, build 3", "", "", "", "", "", ""],
    ["Prepared by: Purchasing, Nagoya", "", "", "", "", "Rev. C", ""],
    [],
    ["Item", "Part No.", "Description", "Manufacturer", "Qty", "Unit price (USD)", "Remarks"],
    [1, "SD4-AF-01", "CFRP tube, 25x23x500 mm, 3K twill, T300", "", 4, 18.4, ""],
    [
        2,
        "SD4-MO-11",
        "Brushless motor 4114 400KV, finished, with NdFeB magnets",
        "T-Motor",
        4,
        61,
        "",
    ],
    [3, "SD4-MG-02", "Magnet arc NdFeB N48H, 14x6x2 mm, spare", "", 28, 0.85, ""],
    [4, "SD4-FC-01", "Flight controller board, STM32H7, CAN, barometer", "Holybro", 1, 199, ""],
    [5, "SD4-IM-01", "IMU ADIS16495, MEMS, 0.8 deg/h in-run bias", "Analog Devices", 1, 1450, ""],
    [
        6,
        "SD4-CA-07",
        "Thermal camera core 640x512, LWIR 8-14 um, uncooled, 9 mm lens",
        "",
        1,
        2950,
        "payload",
    ],
    [7, "SD4-LR-01", "Laser rangefinder 1550 nm, 1500 m, eye safe", "", 1, 690, "payload"],
    [8, "SD4-RX-01", "Telemetry radio 900 MHz, line of sight 8 km", "", 1, 120, ""],
    [9, "SD4-BT-01", "LiPo battery 6S 22000 mAh", "Tattu", 2, 310, ""],
    [10, "SD4-PR-15", "Propeller 15x5 carbon, pair", "", 4, 22, ""],
    [11, "SD4-FX-03", "Socket head screw M3x8 A2-70, DIN 912", "", 120, 0.04, ""],
    [12, "SD4-CN-09", "Connector XT90-S, anti-spark", "Amass", 4, 2.1, ""],
    [13, "SD4-PK-01", "Carton box 600x400x300, double wall", "", 1, 3.2, "packing"],
    [14, "SD4-DC-01", "User manual, printed, 48 pages", "", 1, 1.1, ""],
    [
        15,
        "SD4-KT-01",
        "Quadcopter survey drone, complete, endurance 55 min, gust 15 m/s",
        "",
        1,
        8900,
        "demo unit",
    ],
    [16, "SD4-XX-99", "see drawing 4711-2", "", 2, None, ""],
    ["", "", "Total", "", "", 14_999, ""],
]

EV_MOTOR = [
    ["部品表：駆動モータ EM-200", "", "", "", "", "", "", "", ""],
    ["No.", "品番", "品名／仕様", "材質", "数量", "単位", "メーカー", "最終需要者", "用途"],
    [
        "1",
        "EM2-001",
        "ﾈｵｼﾞﾑ磁石 N42UH 48x18x5 瓦形 Dy 2.5wt%",
        "NdFeB",
        "48",
        "個",
        "寧波磁材",
        "",
        "乗用車用駆動モータ",
    ],
    [
        "2",
        "EM2-002",
        "ﾈｵｼﾞﾑ磁石 N42 10x10x2（Dyフリー・Tbフリー 分析書付）",
        "NdFeB",
        "8",
        "個",
        "",
        "",
        "〃",
    ],
    [
        "3",
        "EM2-003",
        "サマコバ磁石 YXG-28 φ6x3",
        "SmCo",
        "2",
        "個",
        "杭州磁材",
        "",
        "回転センサ（乗用車用）",
    ],
    [
        "4",
        "EM2-004",
        "フェライト磁石 Y30 リング",
        "フェライト",
        "1",
        "個",
        "",
        "",
        "乗用車用駆動モータ",
    ],
    ["5", "EM2-005", "無方向性電磁鋼板 35A300 打抜き", "電磁鋼板", "210", "枚", "", "", "〃"],
    ["6", "EM2-006", "深溝玉軸受 6205ZZ", "SUJ2", "2", "個", "NSK", "", "〃"],
    ["7", "EM2-007", "マグネットワイヤ 0.8mm AIW", "銅", "3.2", "kg", "", "", "〃"],
    ["8", "EM2-008", "エポキシ接着剤 2液", "", "1", "缶", "", "", "〃"],
    ["9", "EM2-009", "六角ボルト M8×25 強度区分10.9", "SCM435", "12", "本", "", "", "〃"],
    [
        "10",
        "EM2-010",
        "酸化ジスプロシウム 99.9% 試作用",
        "Dy2O3",
        "0.5",
        "kg",
        "",
        "",
        "磁石の試作",
    ],
    [
        "11",
        "EM2-011",
        "ネオジム磁石 N38SH 評価用サンプル Dy 3%",
        "NdFeB",
        "20",
        "個",
        "寧波磁材",
        "防衛装備庁",
        "無人車両の試作アクチュエータ",
    ],
    [
        "12",
        "EM2-012",
        "インバータ FR-A820-3.7K 0.2～590Hz 三相200V",
        "",
        "1",
        "台",
        "三菱電機",
        "",
        "試験設備",
    ],
    ["", "", "合計", "", "", "", "", "", ""],
]

RADAR = [
    ["雷达收发组件物料清单"],
    ["项目：X波段气象雷达", "", "版本：V2.1"],
    [],
    [
        "序号",
        "物料编码",
        "名称及规格",
        "数量",
        "单位",
        "供应商",
        "原产国",
        "最终用户",
        "最终用途",
        "备注",
    ],
    [
        1,
        "RX-1001",
        "砷化镓衬底 4英寸 半绝缘 单晶抛光片",
        25,
        "片",
        "北京某半导体材料厂",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
    [
        2,
        "RX-1002",
        "氮化镓外延片 6英寸 SiC衬底",
        10,
        "片",
        "苏州某外延厂",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
    [
        3,
        "RX-1003",
        "锗窗口片 φ50x3 双面增透膜",
        4,
        "片",
        "昆明某光学厂",
        "中国",
        "三菱電機株式会社",
        "气象雷达",
        "",
    ],
    [
        4,
        "RX-1004",
        "钨铜热沉 W80Cu20 10x8x2",
        200,
        "片",
        "长沙某合金厂",
        "中国",
        "三菱電機株式会社",
        "",
        "",
    ],
    [
        5,
        "RX-1005",
        "微波印制板 Rogers RO4350B 4层",
        20,
        "块",
        "深圳某电路厂",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
    [
        6,
        "RX-1006",
        "贴片电阻 10kΩ 0603 1%",
        5000,
        "个",
        "风华高科",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
    [
        7,
        "RX-1007",
        "SMA连接器 直插 50Ω",
        80,
        "个",
        "",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
    [
        8,
        "RX-1008",
        "钐钴磁钢 2:17 环行器用",
        40,
        "片",
        "成都某磁材厂",
        "中国",
        "株式会社IHIエアロスペース",
        "卫星通信",
        "",
    ],
    [
        9,
        "RX-1009",
        "行波管 X波段 峰值功率 20 kW",
        1,
        "只",
        "",
        "中国",
        "海上保安庁",
        "巡视船雷达",
        "",
    ],
    [
        10,
        "RX-1010",
        "铝合金散热器 6061 阳极氧化",
        12,
        "件",
        "",
        "中国",
        "日本气象设备有限公司",
        "气象雷达",
        "",
    ],
]

MACHINE_SHOP = [
    ["設備・工具 購入予定表"],
    [],
    ["No", "品名", "型式・仕様", "数量", "購入先", "出荷国", "最終需要者", "用途"],
    [
        "1",
        "立形マシニングセンタ",
        "同時5軸 位置決め精度 3µm",
        "1",
        "大連の工作機械メーカー",
        "中国",
        "川崎重工業株式会社 航空宇宙システムカンパニー",
        "機体部品加工",
    ],
    [
        "2",
        "冷間静水圧プレス",
        "CIP 200MPa 内径300mm",
        "1",
        "四川の圧力機器メーカー",
        "中国",
        "自動車部品メーカー（愛知）",
        "自動車用セラミック部品の成形",
    ],
    [
        "3",
        "三次元測定機",
        "MPE 1.3+L/350 µm",
        "1",
        "西安の測定器メーカー",
        "中国",
        "自動車部品メーカー（愛知）",
        "自動車部品の検査",
    ],
    [
        "4",
        "超硬エンドミル φ10 4枚刃",
        "WC-Co コーティング",
        "50",
        "株洲の工具メーカー",
        "中国",
        "株式会社SUBARU 群馬製作所",
        "乗用車部品加工",
    ],
    [
        "5",
        "WC粉末",
        "平均0.8µm 10kg",
        "1",
        "江西の粉末メーカー",
        "中国",
        "株式会社SUBARU 群馬製作所",
        "乗用車部品の工具",
    ],
    ["6", "切削油 水溶性", "20L", "4", "", "日本", "", ""],
    [
        "7",
        "六角穴付ボルト M10×40 64チタン",
        "",
        "30",
        "",
        "中国",
        "自動車部品メーカー（愛知）",
        "治具",
    ],
    [
        "8",
        "動電型振動試験機",
        "加振力35kN 5-3000Hz",
        "1",
        "蘇州の試験機メーカー",
        "中国",
        "自動車部品メーカー（愛知）",
        "車載部品の耐久試験",
    ],
    ["9", "作業手袋 M", "10双", "20", "", "中国", "", ""],
]

OFFICE = [
    ["序号", "品名", "数量", "单位", "原产国", "发货地", "目的地", "最终用户", "最终用途", "日期"],
    [
        "1",
        "黑色铅笔 HB 12支装",
        "40",
        "盒",
        "中国",
        "中国",
        "日本",
        "陆上自卫队朝霞驻屯地",
        "办公",
        "2026-04-02",
    ],
    [
        "2",
        "办公椅 网布 可升降",
        "12",
        "把",
        "中国",
        "中国",
        "日本",
        "陆上自卫队朝霞驻屯地",
        "办公",
        "2026-04-02",
    ],
    [
        "3",
        "复印纸 A4 80g",
        "60",
        "包",
        "中国",
        "中国",
        "日本",
        "陆上自卫队朝霞驻屯地",
        "办公",
        "2026-04-02",
    ],
    [
        "4",
        "画册《世界的无人机》 精装 240页",
        "1",
        "册",
        "中国",
        "中国",
        "日本",
        "陆上自卫队朝霞驻屯地",
        "阅览",
        "2026-04-02",
    ],
    [
        "5",
        "航拍无人机 四旋翼 续航 28分钟",
        "2",
        "架",
        "中国",
        "中国",
        "日本",
        "陆上自卫队朝霞驻屯地",
        "宣传摄影",
        "2026-04-02",
    ],
    [
        "6",
        "强力磁铁 冰箱贴 圆形",
        "30",
        "个",
        "中国",
        "中国",
        "日本",
        "横滨某设计公司",
        "办公室白板",
        "2026-04-02",
    ],
    [
        "7",
        "不锈钢六角螺栓 M10",
        "100",
        "个",
        "德国",
        "德国",
        "日本",
        "防卫装备厅",
        "设备维修",
        "2026-04-02",
    ],
    [
        "8",
        "碱性电池 5号",
        "48",
        "节",
        "中国",
        "中国",
        "日本",
        "横滨某设计公司",
        "办公",
        "2026-04-02",
    ],
]

LAB = [
    ["Purchase list FY2026", "", "", "", "", "", ""],
    ["#", "Item / 品名", "Specification", "CAS No.", "Qty", "Supplier", "Country of origin"],
    [
        1,
        "Yttrium oxide powder",
        "Y2O3, 4N, D50 5 um",
        "1314-36-9",
        "500 g",
        "Ganzhou rare-earth works",
        "CN",
    ],
    [
        2,
        "Gadolinium sputtering target",
        "Gd 99.9 %, 3 inch x 6 mm",
        "7440-54-2",
        "1",
        "Beijing target maker",
        "CN",
    ],
    [3, "Lanthanum oxide", "La2O3 99.99 %", "1312-81-8", "1 kg", "", "CN"],
    [4, "Capacitance manometer", "10 Torr, 0.25 % reading, Inconel, KF16", "", "2", "", "CN"],
    [5, "Scroll pump", "dry, 15 m3/h", "", "1", "", "CN"],
    [6, "Gallium metal 6N", "ingot 100 g", "7440-55-3", "100 g", "", "CN"],
    [7, "Beaker, borosilicate", "500 mL", "", "24", "", "CN"],
    [8, "Nitrile gloves", "M, powder free, box of 100", "", "10", "", "MY"],
    [9, "Graphite pencil HB", "", "", "12", "", "CN"],
    [10, "ネオジム磁石 φ10×5", "N35", "", "50", "", "中国"],
    [11, "High-speed camera", "1,000,000 fps, 400x250", "", "1", "", "CN"],
    [12, "Laboratory notebook A4", "", "", "30", "", "JP"],
]


HISTORY = [
    [
        "Line",
        "Part number",
        "Description",
        "Qty",
        "Unit price",
        "Currency",
        "Supplier",
        "Country of origin",
        "Shipped from",
        "End user",
        "End use",
        "Remarks",
    ],
    *(
        [str(number), f"H-{number:02}", *row]
        for number, row in enumerate(
            [
                _part("Magnet SmCo 2:17, disc 20x5", "40", "18", "CN", "防衛省", "radar"),
                _part(
                    "Magnet SmCo 2:17, ring",
                    "12",
                    "22",
                    "CN",
                    "株式会社IHIエアロスペース",
                    "weather satellite",
                ),
                _part(
                    "Magnet SmCo 2:17, block", "30", "15", "CN", "三菱電機株式会社", "weather radar"
                ),
                _part(
                    "Germanium window 50x3",
                    "4",
                    "310",
                    "CN",
                    "三菱プレシジョン株式会社",
                    "flight simulator for airlines",
                ),
                _part(
                    "Dysprosium oxide 99.9%",
                    "2",
                    "450",
                    "CN",
                    "輸送機工業株式会社",
                    "passenger cars",
                ),
                _part(
                    "Dysprosium oxide 99.9%",
                    "3",
                    "450",
                    "CN",
                    "コマツNTC株式会社",
                    "passenger cars",
                ),
                _part(
                    "Holmium metal 99.9%", "1", "700", "CN", "輸送機工業株式会社", "passenger cars"
                ),
                _part(
                    "Quadcopter camera drone, endurance 28 min",
                    "2",
                    "900",
                    "CN",
                    "陸上自衛隊",
                    "reconnaissance",
                ),
                _part("Pencils HB", "144", "0.2", "CN", "防衛省", "office"),
                _part("Bolt M6x20 stainless", "500", "0.1", "DE", "防衛省", "maintenance", "DE"),
                _part("Gallium metal 6N", "1", "520", "CN", "防衛装備庁", "radar", "DE"),
                _part("see drawing 4711", "2", "", "CN", "", ""),
                _part("Yttrium oxide 4N", "5", "60", "CN", "防衛省", "coating", "CN", "in transit"),
                _part(
                    "Gallium arsenide wafer", "25", "210", "CN", "海上保安庁", "patrol ship radar"
                ),
                _part(
                    "Gallium arsenide wafer",
                    "25",
                    "210",
                    "CN",
                    "横浜気象機器株式会社",
                    "weather radar",
                ),
                _part("Resistor 10k 0603", "5000", "0.01", "CN", "防衛省", "radio"),
            ],
            start=1,
        )
    ),
]


def write_workbook(name: str, sheet: str, rows: list[list[object]], header: int) -> None:
    """Write an xlsx file with a bold header row (1-based)."""
    workbook = openpyxl.Workbook()
    workbook.properties.created = workbook.properties.modified = WRITTEN
    worksheet = workbook.active
    worksheet.title = sheet
    for row in rows:
        worksheet.append([None if value == "" else value for value in row])
    for cell in worksheet[header]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    for letter, width in {"A": 7, "B": 16, "C": 48, "D": 20}.items():
        worksheet.column_dimensions[letter].width = width
    worksheet.freeze_panes = worksheet.cell(header + 1, 1)
    workbook.save(SAMPLES / name)


def write_text(name: str, rows: list[list[object]], encoding: str) -> None:
    """Write a CSV file in an encoding of old."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    (SAMPLES / name).write_bytes(text.getvalue().encode(encoding))


def write_ods(name: str, sheet: str, rows: list[list[object]]) -> None:
    """Write an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    for row in rows:
        line = TableRow()
        for value in row or [""]:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(SAMPLES / name))


def main() -> None:
    """Write every sample."""
    SAMPLES.mkdir(exist_ok=True)
    write_workbook("drone_en.xlsx", "BOM", DRONE, 4)
    write_text("ev_motor_ja_cp932.csv", EV_MOTOR, "cp932")
    write_workbook("radar_module_zh.xlsx", "物料清单", RADAR, 4)
    write_ods("machine_shop_ja.ods", "購入予定", MACHINE_SHOP)
    write_text("office_purchase_zh_gb18030.csv", OFFICE, "gb18030")
    write_text("history_2026_en.csv", HISTORY, "utf-8-sig")
    write_workbook("university_lab_en.xlsx", "FY2026", LAB, 2)
    sys.stdout.write(f"{SAMPLES}\n")


if __name__ == "__main__":
    main()
