"""Results as an Arrow table: the columns of the CSV, for lakehouses and Parquet files."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from screener.model import FIELDS, Screening
from screener.results.explain import Explainer
from screener.results.table import COLUMNS, table_rows

#: Lines that are held at once.
_AT_ONCE = 20_000
COMPRESSION = "zstd"

SCHEMA = pa.schema(
    [
        pa.field(name, pa.int64() if name == "row" else pa.string(), nullable=False)
        for name in (*COLUMNS, *FIELDS)
    ]
)


def result_batch(screening: Screening, explainer: Explainer) -> pa.RecordBatch:
    """Return one row a line, with the columns of the CSV."""
    rows = list(table_rows(screening, explainer))
    arrays = [
        pa.array([cells[place] for cells in rows], pa.string()).cast(field.type)
        for place, field in enumerate(SCHEMA)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def write_parquet(path: Path, batches: Iterable[pa.RecordBatch]) -> None:
    """Write batches of results as one Parquet file."""
    with pq.ParquetWriter(path, SCHEMA, compression=COMPRESSION) as writer:
        for batch in batches:
            writer.write_batch(batch)


def batches_of(screening: Screening, explainer: Explainer) -> Iterable[pa.RecordBatch]:
    """Yield the results of a screening, so many lines at once."""
    for start in range(0, len(screening.lines), _AT_ONCE):
        some = screening.lines[start : start + _AT_ONCE]
        yield result_batch(replace(screening, lines=some), explainer)
