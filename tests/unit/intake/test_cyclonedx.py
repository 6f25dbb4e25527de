"""Parts lists in CycloneDX JSON."""

import json
from pathlib import Path

import pytest

from screener.intake import Vocabulary, map_workbook, open_workbook, read_lines
from screener.intake.errors import FileDamaged, NotASpreadsheet
from screener.model import Line

BOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {"component": {"type": "device", "name": "Rover"}},
    "components": [
        {
            "type": "device",
            "bom-ref": "u1",
            "name": "MCU-32",
            "version": "B",
            "description": "Microcontroller, 32 bit",
            "manufacturer": {"name": "Acme", "url": ["https://acme.example"]},
            "supplier": {"name": "Shop"},
            "properties": [
                {"name": "acme:bom:quantity", "value": "2"},
                {"name": "country_of_origin", "value": "CN"},
            ],
            "components": [{"type": "device", "name": "Crystal", "description": "12 MHz"}],
        },
        {"type": "device", "name": "Fan", "properties": [{"name": "HS code", "value": "8414.59"}]},
    ],
}


def lines_of(path: Path, vocabulary: Vocabulary) -> list[Line]:
    workbook = open_workbook(path)
    (found,) = map_workbook(workbook, vocabulary)
    return read_lines(found.table, found.mapping, vocabulary, file="f")[0]


def test_every_component_is_a_line(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Those inside others too, with their level; properties are columns."""
    path = tmp_path / "bom.json"
    path.write_text(json.dumps(BOM), "utf-8")
    assert [
        {name: stated.text for name, stated in line.stated.items()}
        for line in lines_of(path, vocabulary)
    ] == [
        {
            "level": "1",
            "line_id": "1",
            "description": "MCU-32 Microcontroller, 32 bit",
            "manufacturer": "Acme",
            "supplier": "Shop",
            "quantity": "2",
            "country_of_origin": "CN",
        },
        {"level": "2", "line_id": "2", "description": "Crystal 12 MHz"},
        {"level": "1", "line_id": "3", "description": "Fan", "hs_code": "8414.59"},
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"name": "package"}', NotASpreadsheet),
        ('{"bomFormat": "CycloneDX", "components": 4}', FileDamaged),
        ('{"bomFormat": "CycloneDX", "components": [', FileDamaged),
        ('{"a":' * 100_000, FileDamaged),
    ],
)
def test_other_json_is_refused(text: str, error: type[Exception], tmp_path: Path) -> None:
    """With a word about what it is."""
    path = tmp_path / "bom.json"
    path.write_text(text, "utf-8")
    with pytest.raises(error):
        open_workbook(path)
