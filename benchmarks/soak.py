"""Thousands of small spreadsheets, screened in one process: no crash, no leak, no lost row.

    python benchmarks/soak.py --files 10000

The files differ in format, language, encoding and content; one in ten is damaged. Each is screened
as the command line does it. Of a whole file every row must come back as a line; of a damaged one
the lines must be the rows that the account calls parts, or the error must be one for the user.
Memory is what the process holds after each tenth of the files: what was found in a text is
remembered, up to a bound, so that it grows with different texts and not with files (`--texts`).
"""

import argparse
import csv
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

_HEADERS = {
    "en": ("Part number", "Description", "Qty", "Supplier", "Country of origin"),
    "ja": ("品番", "品名", "数量", "仕入先", "原産国"),
    "zh": ("料号", "描述", "数量", "供应商", "原产国"),
}
_ENCODINGS = {"en": ("utf-8", "utf-8-sig", "cp1252"), "ja": ("utf-8", "cp932"), "zh": ("gb18030",)}
_ITEMS = {
    "en": ("Hex bolt M{n}x20", "SmCo magnet {n}", "Ferrite core {n}", "Gallium metal 4N lot {n}"),
    "ja": ("六角ボルト M{n}", "ネオジム磁石 {n}", "炭素繊維 {n}", "鉛筆 {n}"),
    "zh": ("六角螺栓 M{n}", "钕铁硼磁体 {n}", "石墨电极 {n}", "纸箱 {n}"),
}
_SUPPLIERS = {
    "en": ("Nordic Metals GmbH", "ACME Inc.", ""),
    "ja": ("東京複合材料株式会社", "田中商事", ""),
    "zh": ("深圳市磁力科技有限公司", "上海五金厂", ""),
}
_DAMAGED = 0.1
_MOST_ROWS = 12

Rows = list[tuple[str, ...]]


def _rows(chance: random.Random, language: str, texts: int) -> Rows:
    return [
        _HEADERS[language],
        *(
            (
                f"PN-{chance.randrange(100 * texts):06d}",
                chance.choice(_ITEMS[language]).format(n=chance.randrange(texts)),
                str(chance.randrange(1, 500)),
                chance.choice(_SUPPLIERS[language]),
                chance.choice(("CN", "DE", "JP")),
            )
            for _ in range(chance.randrange(1, _MOST_ROWS))
        ),
    ]


def _text(rows: Rows, encoding: str, delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def _xlsx(rows: Rows) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("BOM")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: Rows) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(text)}</text:p></table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{name}office:1.0" xmlns:table="{name}table:1.0" '
        f'xmlns:text="{name}text:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="BOM">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f'<manifest xmlns="{name}manifest:1.0"/>')
        package.writestr("content.xml", content)
    return out.getvalue()


_PACKAGES: dict[str, Callable[[Rows], bytes]] = {"xlsx": _xlsx, "xls": _xls, "ods": _ods}
#: How often each format is met, out of a hundred.
_SHARES = {"csv": 45, "tsv": 5, "xlsx": 40, "xls": 5, "ods": 5}


def _file(chance: random.Random, texts: int) -> tuple[str, bytes, int | None]:
    """Return the ending, the bytes, and how many lines there are, if the file is whole."""
    language = chance.choice(tuple(_HEADERS))
    rows = _rows(chance, language, texts)
    ending = chance.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    if ending in _PACKAGES:
        content = _PACKAGES[ending](rows)
    else:
        encoding = chance.choice(_ENCODINGS[language])
        content = _text(rows, encoding, "\t" if ending == "tsv" else ",")
    if chance.random() < _DAMAGED:
        return ending, _damage(content, chance), None
    return ending, content, len(rows) - 1


def _damage(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 1 / 2:
        return content[: chance.randrange(len(content))]
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _resident() -> float:
    """Return what this process holds in memory now, in megabytes."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def main() -> None:
    """Screen the files, and print the figures; exit status 1 if a row was lost."""
    from screener import load_rules
    from screener.errors import InputError
    from screener.pipeline import Screener, open_source, screen_workbook
    from screener.profile import Profile, ProfileFacts

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--texts", type=int, default=10_000, help="Different items of a kind.")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - the same files each time
    screener = Screener(load_rules(), Profile(facts=ProfileFacts(date="2026-06-30")))
    met: Counter[str] = Counter()
    lost: list[str] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, given.files + 1):
            ending, content, rows = _file(chance, given.texts)
            path = Path(folder) / f"list.{ending}"
            path.write_bytes(content)
            met[f"{ending} files"] += 1
            met["damaged files"] += rows is None
            try:
                done = screen_workbook(open_source(path, screener.profile), screener)
            except InputError as error:
                met["refused"] += 1
                if rows is not None:
                    lost.append(f"{number}: {error}")
            else:
                lines = len(done.lines)
                met["lines"] += lines
                parts = sum(table.rows["part"] for table in done.tables)
                if lines != parts or rows not in {None, lines}:
                    lost.append(f"{number}.{ending}: {rows} rows, {parts} parts, {lines} lines")
            if number % (given.files // 10) == 0:
                print(f"{number} files: {_resident():.0f} MB held", flush=True)
    print(f"{time.perf_counter() - began:.0f} s; " + ", ".join(f"{n} {k}" for k, n in met.items()))
    print("\n".join(lost[:20]) or "no row was lost")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
