"""Where the parts lists of a sheet are, and which rows are parts."""

import pytest
from spreadsheets import sheet

from screener.intake import (
    Area,
    Sheet,
    Vocabulary,
    find_tables,
    propose_mapping,
    read_lines,
)


def understood(page: Sheet, vocabulary: Vocabulary) -> list[tuple[list[int], list[int]]]:
    """Return (header rows, rows of parts) of every table."""
    found = []
    for table in find_tables(page, vocabulary):
        mapping = propose_mapping(table, vocabulary)
        lines, _ = read_lines(table, mapping, vocabulary, file="f")
        found.append((list(table.header_rows), [line.row for line in lines]))
    return found


ONE_TABLE = {
    "plain": (
        """
        Part Number | Description | Qty
        A-1 | Bolt | 4
        A-2 | Nut | 4
        """,
        [1],
        [2, 3],
    ),
    "title block with key-value pairs above": (
        """
        Bill of Materials |
        Project: | Rover | Date: | 2026-01-05
        Revision: | C
        .
        Item | Designator | Quantity | Manufacturer | Description
        1 | R1, R2 | 2 | Yageo | Resistor 10k
        2 | C1 | 1 | Murata | Capacitor
        """,
        [5],
        [6, 7],
    ),
    "key-value pairs that use words of headers": (
        """
        Part Number: | X-100 | Description: | Gearbox
        Customer: | Kato Works | Date: | 2026-01-05
        .
        No | Part Number | Description | Material | Qty
        1 | X-101 | Housing | A5052 | 1
        2 | X-102 | Shaft | S45C | 1
        """,
        [4],
        [5, 6],
    ),
    "Japanese title and seal boxes": (
        """
        部品表 | | | | 承認 | 検図 | 作成
        .
        図番 | K-2201 | 製品名 | ポンプ
        .
        番号 | 品番 | 品名 | 材質 | 個数 | 備考
        1 | K-2201-1 | ケーシング | FC200 | 1 |
        2 | K-2201-2 | 羽根車 | SCS13 | 1 | 同期
        """,
        [5],
        [6, 7],
    ),
    "Chinese with units in the cells": (
        """
        整机物料清单 |
        序号 | 物料名称 | 规格型号 | 数量 | 备注
        1 | 步进电机 | 42BYG | 3个 | 选配
        2 | 导线 | 24AWG | 若干 |
        """,
        [2],
        [3, 4],
    ),
    "German with decimal commas and a sum": (
        """
        Pos. | Benennung | Hersteller | Menge | Einzelpreis
        1 | Lager 608 | SKF | 2 | 3,40
        2 | Welle | | 1 | 17,80
        | | | Summe | 24,60
        """,
        [1],
        [2, 3],
    ),
    "headings, subtotals and a grand total": (
        """
        Description | Qty | Unit price | Total
        Electronics |
        Motor | 2 | 10 | 20
        Cable | 1 | 3 | 3
        | | | 23
        .
        Mechanics |
        Plate | 1 | 8 | 8
        | | Subtotal | 8
        | | Grand total | 31
        """,
        [1],
        [3, 4, 8],
    ),
    "shipping and tax are no parts, a shipping box is": (
        """
        Description | Qty | Price
        Shipping box | 1 | 4
        Motor | 1 | 30
        Shipping | 1 | 9
        Sales tax | | 3
        """,
        [1],
        [2, 3],
    ),
    "a total station is a part, a total is none": (
        """
        Description | Qty | Price
        Total station TS-9 | 1 | 900
        Tripod | 1 | 90
        Total | | 990
        Total (USD): | | 990
        """,
        [1],
        [2, 3],
    ),
    "送料 and 合計 are no parts": (
        """
        品名 | 数量 | 単価 | 金額
        モータ | 2 | 100 | 200
        送料 | 1 | 500 | 500
        消費税（10%） | | | 70
        合　計 | | | 770
        """,
        [1],
        [2],
    ),
    "notes under the table": (
        """
        No | Description | Qty
        1 | Bolt | 4
        2 | Nut | 4
        .
        Note: all screws are stainless | |
        * optional | |
        """,
        [1],
        [2, 3],
    ),
    "do-not-populate lines and mounting holes stay": (
        """
        Comment | Designator | Footprint | Quantity
        DNP | C7 | 0603 | 1
        MountingHole | H1,H2 | M3 | 2
        100nF | C1 | 0603 | 1
        """,
        [1],
        [2, 3, 4],
    ),
    "a row with only another source goes on with the line above": (
        """
        Item | Component | Qty | MPN | Link
        1 | Diode | 2 | BAT54 | http://a.example/1
        | | | BAT54S | http://a.example/2
        2 | Coil | 1 | SRR1260 | http://a.example/3
        """,
        [1],
        [2, 4],
    ),
    "no quantity column": (
        """
        Comment | Designator | LCSC
        100nF | C1,C2 | C14663
        1k | R1 | C21190
        """,
        [1],
        [2, 3],
    ),
    "a list with only names and remarks": (
        """
        名称 | 备注
        铝板 | 3mm
        螺丝 |
        胶水 | 少量
        """,
        [1],
        [2, 3, 4],
    ),
    "one column": (
        """
        description
        Neodymium magnet
        Wooden desk
        """,
        [1],
        [2, 3],
    ),
    "canonical names are always understood": (
        """
        description | end_user | end_use
        Neodymium magnet | Kato Works | motors
        """,
        [1],
        [2],
    ),
    "header deep in the sheet": (
        "\n".join(["Introduction |", "."] * 120 + ["Part | Qty | Price", "Bolt | 3 | 1"]),
        [241],
        [242],
    ),
    "a form without parts": (
        """
        Item | Part Number | Description | Qty
        1 | | |
        2 | | |
        """,
        [1],
        [],
    ),
    "blank row below the header": (
        """
        Description | Qty | Link
        .
        Motor | 1 | http://a.example
        """,
        [1],
        [3],
    ),
    "a list in two languages side by side in each header": (
        """
        品名 Description | 数量/Qty | 単価(Unit Price)
        Bolt | 3 | 1
        """,
        [1],
        [2],
    ),
    "header in two languages, one row each": (
        """
        序号 | 名称 | 数量 | 单价
        No. | Name | Qty | Price
        1 | Bolt | 3 | 1
        """,
        [1, 2],
        [3],
    ),
    "parts that were used in the past": (
        """
        番号 | 名称 | 販売会社 | 単価 | 個数
        1 | タイヤ | 秋月 | 10 | 2
        .
        | 以前使用していたもの
        | 旧タイヤ | 秋月 | 12
        """,
        [1],
        [2],
    ),
}


@pytest.mark.parametrize(("drawing", "header", "parts"), ONE_TABLE.values(), ids=ONE_TABLE)
def test_header_and_part_rows_are_found(
    drawing: str, header: list[int], parts: list[int], vocabulary: Vocabulary
) -> None:
    """Every row that names an item is a part line, and no other row is."""
    assert understood(sheet(drawing), vocabulary) == [(header, parts)]


def test_tables_side_by_side_are_two(vocabulary: Vocabulary) -> None:
    """Two tables in the same rows are two lists when both name items and quantities."""
    page = sheet(
        """
        ID | Part | Quantity | | ID | Printed part | Quantity
        1 | Motor | 2 | | 21 | Arm | 1
        2 | Belt | 1 | | 22 | Base | 1
        3 | Screw | 9
        """
    )
    assert understood(page, vocabulary) == [([1], [2, 3, 4]), ([1], [2, 3])]


def test_a_blank_column_inside_one_table_does_not_split_it(vocabulary: Vocabulary) -> None:
    """Supplier and price beyond a gap belong to the same lines."""
    page = sheet(
        """
        Part | Quantity | | Supplier | Price
        Motor | 2 | | Akizuki | 3
        Belt | 1 | | Misumi | 4
        """
    )
    assert understood(page, vocabulary) == [([1], [2, 3])]


def test_a_second_header_with_other_columns_begins_a_second_table(vocabulary: Vocabulary) -> None:
    """The columns may change places half way down."""
    page = sheet(
        """
        物料名称 | 数量 | 备注
        电机 | 3个 |
        螺丝 | 12个 |
        PCBA上的元器件：
        型号 | 位号 | 数量
        100nF | C1 | 1
        1k | R1 | 1
        """
    )
    found = understood(page, vocabulary)
    assert found == [([1], [2, 3]), ([5], [6, 7])]


def test_header_groups_above_the_header_are_part_of_it(vocabulary: Vocabulary) -> None:
    """A merged group header and the row below it are one header."""
    page = sheet(
        """
        No | Item | Supplier | | Qty
        | | Name | Part No. |
        1 | Motor | Misumi | M-1 | 2
        2 | Belt | Misumi | B-1 | 2
        """,
        Area(1, 3, 1, 4),
        Area(1, 1, 2, 1),
    )
    (table,) = find_tables(page, vocabulary)
    mapping = propose_mapping(table, vocabulary)
    assert table.header_rows == (1, 2)
    assert {column.field: column.column for column in mapping.columns} == {
        "line_id": 1,
        "description": 2,
        "supplier": 3,
        "distributor_part_number": 4,
        "quantity": 5,
    }


def test_an_item_over_merged_rows_is_one_line(vocabulary: Vocabulary) -> None:
    """Rows whose item and quantity are merged from above are accounted for as continuations."""
    page = sheet(
        """
        Qty | Part Number | Description | Wire
        2 | H-1 | Harness | W-1
        | | | W-2
        1 | H-2 | Harness long | W-3
        """,
        Area(2, 1, 3, 1),
        Area(2, 2, 3, 2),
        Area(2, 3, 3, 3),
    )
    (table,) = find_tables(page, vocabulary)
    lines, account = read_lines(table, propose_mapping(table, vocabulary), vocabulary, file="f")
    assert [line.row for line in lines] == [2, 4]
    assert [row.reason for row in account.of("note")] == ["continuation"]


def test_a_sheet_of_changes_is_no_parts_list(vocabulary: Vocabulary) -> None:
    """Dates and descriptions alone name no goods."""
    page = sheet(
        """
        Date | Description | Author
        2026-01-05 | First issue | KT
        """
    )
    assert find_tables(page, vocabulary) == []


MORE = {
    "KiCad: individual parts, then the same collated": (
        """
        Source: | board.sch
        Date: | 2026-01-05
        Tool: | Eeschema
        Component Count: | 2
        .
        Individual Components:
        .
        Item | Qty | Reference(s) | Value | LibPart | Footprint | Datasheet
        | | C1 | 100n | Device:C | C_0603 | ~
        | | R1 | 1k | Device:R | R_0603 | ~
        .
        Collated Components:
        .
        Item | Qty | Reference(s) | Value | LibPart | Footprint | Datasheet
        1 | 1 | C1 | 100n | Device:C | C_0603 | ~
        2 | 1 | R1 | 1k | Device:R | R_0603 | ~
        """,
        [([8], [9, 10]), ([14], [15, 16])],
    ),
    "Eagle: parts are references": (
        """
        Qty | Value | Device | Package | Parts | Description
        2 | 100n | C-EUC0603 | C0603 | C1, C2 | CAPACITOR
        1 | 10k | R-EU_R0603 | R0603 | R1 | RESISTOR
        """,
        [([1], [2, 3])],
    ),
    "Eagle: one row a part": (
        """
        Part | Value | Device | 列1
        C1 | 47p | 1608 |
        CN1 | 5077CR-16SMC2 | 5077CR | x
        """,
        [([1], [2, 3])],
    ),
    "shopping cart with a subtotal": (
        """
        Index | Quantity | Part Number | Mfr Part Number | Description | Unit Price | Ext. Price
        1 | 10 | 311-10KGRCT-ND | RC0603 | RES 10K | 0.1 | 1
        2 | 5 | 490-1532-1-ND | GRM188 | CAP 0.1UF | 0.1 | 0.5
        | | | | | Subtotal | 1.5
        """,
        [([1], [2, 3])],
    ),
    "Chinese form with a title, signatures and a total": (
        """
        XX科技有限公司 采购物料清单
        项目名称：测试平台 | | 编制日期：2026.1.5
        序号 | 名称 | 规格型号 | 单位 | 数量 | 单价（元） | 金额（元） | 品牌/厂家 | 备注
        1 | 稀土永磁体 | N42 | 块 | 20 | 35 | 700 | 中科三环 |
        2 | 直线导轨 | HGR15 | 根 | 2 | 120 | 240 | 上银 | 含滑块
        合计 | | | | | | 940 | |
        编制： | | 审核： | | | 批准：
        """,
        [([3], [4, 5])],
    ),
    "Japanese estimate with costs": (
        """
        御見積書
        .
        No. | 品　名 | 型　式 | メーカー | 数　量 | 単位 | 単　価 | 金　額
        1 | サーボモータ | HG-KR43 | 三菱電機 | 2 | 台 | 50,000 | 100,000
        2 | ケーブル | MR-J3 | 三菱電機 | 2 | 本 | 5,000 | 10,000
        | 小計 | | | | | | 110,000
        | 消費税 | | | | | | 11,000
        | 合計 | | | | | | 121,000
        """,
        [([3], [4, 5])],
    ),
    "Korean": (
        """
        번호 | 품명 | 규격 | 제조사 | 수량 | 단가 | 비고
        1 | 영구자석 | N42 | 성림첨단 | 10 | 500 |
        2 | 베어링 | 6204 | NSK | 2 | 900 |
        합계 | | | | 12 | |
        """,
        [([1], [2, 3])],
    ),
    "French": (
        """
        Repère | Désignation | Quantité | Fabricant | Référence fabricant | Prix unitaire HT
        C1 | Condensateur | 1 | Kemet | C0603C104 | 0,10
        R1 | Résistance | 1 | Yageo | RC0603 | 0,05
        Total HT | | | | | 0,15
        """,
        [([1], [2, 3])],
    ),
    "Spanish": (
        """
        Código | Descripción | Cantidad | Proveedor | Precio unitario | Observaciones
        A1 | Imán de neodimio | 4 | Supermagnete | 2,50 |
        A2 | Tornillo M4 | 10 | Würth | 0,10 |
        """,
        [([1], [2, 3])],
    ),
    "Russian": (
        """
        № п/п | Наименование | Обозначение | Кол-во | Производитель | Примечание
        1 | Магнит | МН-1 | 4 | Магнетон |
        2 | Болт М6 | | 12 | |
        Итого | | | 16 | |
        """,
        [([1], [2, 3])],
    ),
    "levels of an assembly": (
        """
        Level | Part Number | Description | Qty
        0 | A-100 | Gearbox | 1
        1 | A-110 | .Housing | 1
        2 | A-111 | ..Bolt | 4
        """,
        [([1], [2, 3, 4])],
    ),
    "items without a quantity in mid-list": (
        """
        Description | Qty | Link
        Motor | 2 | http://a.example
        Cable | 1 | http://a.example
        Loctite | | http://a.example
        Belt | 1 | http://a.example
        """,
        [([1], [2, 3, 4, 5])],
    ),
    "repeated header on every printed page": (
        """
        No | Description | Qty
        1 | Bolt | 4
        2 | Nut | 4
        No | Description | Qty
        3 | Washer | 4
        """,
        [([1], [2, 3]), ([4], [5])],
    ),
    "header cells with brackets and hyphens": (
        """
        Part-Number | Description (English) | Q'ty [pcs]
        A-1 | Bolt | 4
        """,
        [([1], [2])],
    ),
    "two tables under each other without a common header": (
        """
        Electronics
        Part | Qty | Price
        Motor | 2 | 5
        .
        Hardware
        Name | Size | Count | Shop
        Screw | M3 | 10 | Bauhaus
        Nut | M3 | 10 | Bauhaus
        """,
        [([2], [3]), ([6], [7, 8])],
    ),
    "numbers as part numbers": (
        """
        Item | McMaster # | Qty | Notes
        1 | 91290 | 4 | screw
        2 | 91291 | 2 |
        """,
        [([1], [2, 3])],
    ),
    "unknown header over names, known header over quantities": (
        """
        Zeugs | Anzahl | Preis
        Magnete | 4 | 2
        Platten | 1 | 7
        """,
        [([1], [2, 3])],
    ),
}


@pytest.mark.parametrize(("drawing", "tables"), MORE.values(), ids=MORE)
def test_lists_as_programs_and_offices_write_them(
    drawing: str, tables: list[tuple[list[int], list[int]]], vocabulary: Vocabulary
) -> None:
    """Each known way of writing a list gives its header rows and its part rows."""
    assert understood(sheet(drawing), vocabulary) == tables


ROWS = {
    "cells that hold the words of their headers": (
        """
        Designator | Name | Qty | Fitted | Supplied by us
        C1 | Capacitor | 1 | Fitted |
        U4 | | | Fitted | Supplied by us
        """,
        [2, 3],
    ),
    "a section that is called like a field": (
        """
        Robot
        Name of Component | Price | Sold Quantity | Needed Quantity
        .
        Electronics
        Servo | $55.99 | 4 | 12
        Material
        Filament | $25.00 | 1000g | 596g
        """,
        [5, 7],
    ),
    "a list whose names have no header": (
        """
        | Qty | Purpose | Notes | Image
        Note: this project has a forum
        .
        Rails | 2 | X axis | long | x
        Screws | 9 | | | x
        Various M4 screws | | Frame | Quantity depends on the frame | x
        Clamps | 3 | Spindle | | x
        """,
        [4, 5, 6, 7],
    ),
    "names of items under the header material": (
        """
        Material | Description | Vendor | Part # | # needed
        Parts of the cage
        Stepper | bipolar motor | Digi-Key | 1528-1062 | 2
        Plexiglas | black sheet | McMaster | 8505K744 | 1
        Zip ties | | lab supplies | |
        """,
        [3, 4, 5],
    ),
    "the last texts right below the parts head nothing": (
        """
        物料名称 | 个数
        顶板 | 1
        底板 | 1
        手柄 | 1
        4mm硅胶条 |
        2mm硅胶条 |
        """,
        [2, 3, 4, 5, 6],
    ),
    "a heading without anything below a gap heads nothing either": (
        """
        Part | Qty
        Plate | 1
        Handle | 1
        .
        Approved |
        """,
        [2, 3],
    ),
    "a header that names quantities and prices, and no item": (
        """
        Bill of Stuff | Suppllier | Quantity | Price
        .
        Printed things
        Motor end | | 3 |
        Idler end | RS | 3 | 4
        """,
        [4, 5],
    ),
    "a row of column numbers below the header": (
        """
        № | Наименование | Кол-во | Цена
        1 | 2 | 3 | 4
        1 | Болт М6 | 12 | 5
        """,
        [3],
    ),
    "totals that say more": (
        """
        Description | Qty | Price
        Motor | 2 | 9
        Plate | 1 | 9
        Total w/o shipping | | 18
        Kit total | | 18
        Cost total: | | 18
        """,
        [2, 3],
    ),
    "a second list with few known words under a gap": (
        """
        Part | Qty | Price
        Motor | 2 | 9
        .
        Name | Torx | Drive | Bits | Count | Zinc | Shop
        Screw | 10 | x | x | 4 | y | Bauhaus
        """,
        [2, 5],
    ),
    "subheads that repeat single headers": (
        """
        Part | Qty | Price
        Motors | Qty | Price
        BLDC motor | 2 | 9
        Frames | Qty | Price
        Tube | 2 | 9
        """,
        [3, 5],
    ),
    "a quantity and a name under an unknown header": (
        """
        Qty | Bezeichner X | Preis
        2 | Magnet N42 | 9
        3 | Kugellager | 3
        """,
        [2, 3],
    ),
    "several lines of text alone are items, not headings": (
        """
        Description | Qty | Price
        Motor | 2 | 9
        Plate | 1 | 9
        Belt | 1 | 9
        Screw | 1 | 9
        Consumables
        Loctite
        Grease
        Tape
        Wire | 1 | 3
        """,
        [2, 3, 4, 5, 7, 8, 9, 10],
    ),
}


@pytest.mark.parametrize(("drawing", "parts"), ROWS.values(), ids=ROWS)
def test_rows_that_are_easily_taken_for_something_else(
    drawing: str, parts: list[int], vocabulary: Vocabulary
) -> None:
    """Part rows of all tables together."""
    found = understood(sheet(drawing), vocabulary)
    assert [row for _, rows in found for row in rows] == parts
