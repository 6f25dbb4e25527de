"""What a person says on the page of columns and facts, as a profile."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.http import QueryDict

from screener.model import FIELDS
from screener.profile import Profile, ProfileFacts, RememberedMapping, shipment_date
from screener.web.screenings.understanding import ColumnFound, TableFound

#: The facts that the page asks for.
FACTS = (
    "ship_from",
    "destination",
    "country_of_origin",
    "date",
    "end_user",
    "end_use",
    "consignee",
)
READING = "reading-"


def name_of(table: int, column: ColumnFound) -> str:
    """Return what the choice of a column is called in the form."""
    return f"column-{table}-{column.column}"


def said(
    form: QueryDict, before: Profile, tables: Iterable[TableFound], proposed: Iterable[TableFound]
) -> Profile:
    """Return the profile that a form says.

    Args:
        form: What was sent.
        before: The profile as it was; what the form does not name stays.
        tables: The tables as the form showed them.
        proposed: The same tables as they are understood when nobody says otherwise.

    Raises:
        BadDate: The shipment date is none.
    """
    facts = {name: form.get(name, "").strip() or None for name in FACTS}
    if facts["date"]:
        shipment_date(facts["date"])
    readings = {
        name.removeprefix(READING): value
        for name, value in form.items()
        if name.startswith(READING) and isinstance(value, str) and value
    }
    header_row = form.get("header_row", "").strip()
    detection = {
        "sheet": form.get("sheet") or None,
        "header_row": int(header_row) if header_row.isdecimal() and int(header_row) else None,
        "encoding": form.get("encoding") or None,
    }
    asked_anew = any(getattr(before, name) != value for name, value in detection.items())
    mappings = before.mappings if asked_anew else _mappings(form, before, tables, proposed)
    return before.model_copy(
        update={
            "facts": ProfileFacts(**facts),
            "readings": readings,
            "mappings": mappings,
            **detection,
        }
    )


def _mappings(
    form: QueryDict, before: Profile, tables: Iterable[TableFound], proposed: Iterable[TableFound]
) -> tuple[RememberedMapping, ...]:
    """Return what is remembered of columns: of these tables what the form says, of others all."""
    own = {_key(table.headers): None for table in tables}
    others = [mapping for mapping in before.mappings if _key(mapping.headers) not in own]
    unsaid = {_key(table.headers): _fields(table) for table in proposed}
    chosen = (
        _mapping(table, {c.column: _choice(form, number, c) for c in table.columns}, unsaid)
        for number, table in enumerate(tables)
    )
    return (*others, *(mapping for mapping in chosen if mapping))


def _choice(form: QueryDict, table: int, column: ColumnFound) -> str:
    chosen = form.get(name_of(table, column), column.field)
    return chosen if chosen in FIELDS else ""


def _mapping(
    table: TableFound, chosen: dict[int, str], unsaid: dict[frozenset[str], dict[int, str]]
) -> RememberedMapping | None:
    """Return the mapping of a table, or ``None`` where it is what would be proposed anyway."""
    if chosen == unsaid.get(_key(table.headers)):
        return None
    names = dict(_names(table))
    columns: dict[str, list[str]] = {}
    for column, field in chosen.items():
        if field:
            columns.setdefault(field, []).append(names[column])
    return RememberedMapping(
        headers=table.headers,
        columns={field: tuple(headers) for field, headers in columns.items()},
        unused=tuple(names[column] for column, field in chosen.items() if not field),
    )


def _names(table: TableFound) -> Iterator[tuple[int, str]]:
    """Name each column by its header, or by its letters where that is not enough."""
    times = Counter(table.headers)
    for column in table.columns:
        unique = column.header.strip() and times[column.header] == 1
        yield column.column, column.header if unique else column.letters


def _fields(table: TableFound) -> dict[int, str]:
    return {column.column: column.field for column in table.columns}


def _key(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(header.strip() for header in headers if header.strip())
