"""Parts lists in CycloneDX JSON: every component, at any depth, becomes a row."""

import json
from collections.abc import Iterator

from screener.intake.cells import Sheet, rectangular
from screener.rulepack.reading import RuleModel

_FIXED = ("level", "line_id", "name", "description", "version", "manufacturer", "supplier")


class _Organisation(RuleModel, extra="ignore"):
    name: str = ""


class _Property(RuleModel, extra="ignore"):
    name: str = ""
    value: str = ""


class _Component(RuleModel, extra="ignore"):
    name: str = ""
    description: str = ""
    version: str = ""
    manufacturer: _Organisation = _Organisation()
    supplier: _Organisation = _Organisation()
    properties: tuple[_Property, ...] = ()
    components: tuple["_Component", ...] = ()


class _Document(RuleModel, extra="ignore"):
    components: tuple[_Component, ...] = ()


def read_cyclonedx(text: str) -> Sheet | None:
    """Return the components as a sheet; ``None`` if the text is no CycloneDX document.

    The header names canonical fields. A property is a column by the last part of its name:
    ``acme:bom:quantity`` is ``quantity``.

    Raises:
        ValueError: The text is no JSON, or its components are not as CycloneDX has them.
    """
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        return None
    rows = list(_rows(_Document.model_validate(document).components, 1))
    names = dict.fromkeys(name for _, _, properties in rows for name in properties)
    header = [*_FIXED, *names]
    body = [
        [str(level), str(number), *fixed, *(properties.get(name, "") for name in names)]
        for number, (level, fixed, properties) in enumerate(rows, start=1)
    ]
    return Sheet(name="components", rows=rectangular([header, *body]))


def _rows(
    components: tuple[_Component, ...], level: int
) -> Iterator[tuple[int, list[str], dict[str, str]]]:
    for one in components:
        fixed = [one.name, one.description, one.version, one.manufacturer.name, one.supplier.name]
        properties = {found.name.rpartition(":")[2]: found.value for found in one.properties}
        yield level, fixed, properties
        yield from _rows(one.components, level + 1)
