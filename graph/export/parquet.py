"""Parquet: typed columns for pandas, R (arrow), DuckDB, Spark.

`nodes.parquet` and `edges.parquet` stand in one archive beside a `README.txt`, uncompressed there (they are compressed
themselves): a stream can carry one file only, and what is sent over HTTP or by mail keeps together. Every column has
its meaning, unit and source in its metadata, every table the sources and the version; lists are lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from graph.errors import NotReadyError
from graph.export.about import About
from graph.export.columns import Column, Row
from graph.export.network import Network
from graph.export.output import Archive, utf8

_ROWS = 10_000
"""Rows that are held at once, and make a row group."""


def write_parquet(network: Network, stream: BinaryIO) -> None:
    """Write a network as Parquet tables, in a ZIP archive.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.

    Raises:
        NotReadyError: pyarrow isn't installed.
    """
    try:
        # It belongs to an extra, and takes a third of a second to import.
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise NotReadyError("Parquet needs pyarrow, which `pip install 'goal17[research]'` brings.") from error
    tables: tuple[tuple[str, Sequence[Column], Callable[[], Iterator[Row]]], ...] = (
        ("nodes", network.node_columns, network.nodes),
        ("edges", network.edge_columns, network.edges),
    )
    with Archive(stream, packed=False) as archive:
        with archive.file("README.txt") as file, utf8(file) as text:
            text.write(network.about.text() + "\n")
        for name, columns, read in tables:
            schema = _schema(arrow, network.about, columns)
            with (
                archive.file(f"{name}.parquet") as file,
                parquet.ParquetWriter(file, schema, compression="zstd") as table,
            ):
                rows = read()
                while batch := list(islice(rows, _ROWS)):
                    table.write_table(arrow.Table.from_pylist([dict(row) for row in batch], schema))


def _schema(arrow: Any, about: About, columns: Sequence[Column]) -> Any:
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    fields = [
        arrow.field(
            column.name,
            types[column.type],
            metadata={"meaning": column.meaning, "unit": column.unit, "source": column.source},
        )
        for column in columns
    ]
    told = {
        "title": about.title,
        "about": about.text(),
        "store": about.store_id,
        "version": str(about.version),
        "day": about.day,
    }
    return arrow.schema(fields, metadata=told)
