"""Tables of comma-separated values, with their data dictionary, in one archive: for pandas, R, spreadsheets.

`nodes.csv` and `edges.csv` are as RFC 4180 has them, in UTF-8 without a mark. `columns.csv` says what every column
means, `datapackage.json` says the same to programs (Frictionless Data Package), `README.txt` says where it all comes
from.

A text that begins like a formula (`=`, `+`, `-`, `@`) would be computed by a spreadsheet that opens it, and anybody may
write to a register. So such a text has an apostrophe before it, and so has one that begins with an apostrophe itself:
take one away and what was written is there again. Numbers are left alone.
(https://owasp.org/www-community/attacks/CSV_Injection)
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from graph.export.about import About
from graph.export.columns import Column, Row, Value
from graph.export.network import Network
from graph.export.output import Archive, utf8
from graph.export.plain import written
from graph.text.csvtext import guarded

_DICTIONARY = ("table", "column", "type", "unit", "meaning", "source")
_READING = """
nodes.csv and edges.csv are the network, columns.csv says what their columns mean. UTF-8, comma-separated (RFC 4180).
An empty cell: not stated. Lists are joined by |; a | within a part is written %7C, and % is written %25.
A text that begins with = + - @ or ' has a ' before it, so that no spreadsheet computes it; take one away.
"""


def write_csv(network: Network, stream: BinaryIO) -> None:
    """Write a network as tables of comma-separated values, in a ZIP archive.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.
    """
    tables = {"nodes": network.node_columns, "edges": network.edge_columns}
    with Archive(stream) as archive:
        with archive.file("README.txt") as file, utf8(file) as text:
            text.write(network.about.text() + "\n" + _READING)
        with archive.file("columns.csv") as file, utf8(file) as text:
            rows = csv.writer(text)
            rows.writerow(_DICTIONARY)
            rows.writerows(_dictionary(tables))
        with archive.file("datapackage.json") as file, utf8(file) as text:
            json.dump(_package(network.about, tables), text, ensure_ascii=False, indent=1)
            text.write("\n")
        for name, read in (("nodes", network.nodes), ("edges", network.edges)):
            with archive.file(f"{name}.csv") as file, utf8(file) as text:
                rows = csv.writer(text)
                rows.writerow(column.name for column in tables[name])
                rows.writerows(_cells(tables[name], read()))


def _cells(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[str]]:
    for row in rows:
        yield [cell(row[column.name]) if column.name in row else "" for column in columns]


def cell(value: Value) -> str:
    """A value as a cell that no spreadsheet computes.

    >>> cell("=cmd|' /C calc'!A0"), cell(-2.5), cell(True), cell("'Be the change' week")
    ("'=cmd|' /C calc'!A0", '-2.5', 'true', "''Be the change' week")
    """
    text = written(value)
    return guarded(text) if isinstance(value, str | tuple) else text


def _dictionary(tables: dict[str, tuple[Column, ...]]) -> Iterator[Sequence[str]]:
    for table, columns in tables.items():
        for column in columns:
            yield table, column.name, column.type, column.unit, column.meaning, column.source


def _package(about: About, tables: dict[str, tuple[Column, ...]]) -> dict[str, Any]:
    """The descriptor of a Frictionless tabular data package (https://datapackage.org)."""
    return {
        "profile": "tabular-data-package",
        "name": "goal17-network",
        "title": about.title,
        "description": about.text(),
        "version": str(about.version),
        **({"created": f"{about.day}T00:00:00Z"} if about.day else {}),
        "sources": [
            {"title": register.title or register.code, **({"path": register.url} if register.url else {})}
            for register in about.registers
        ],
        "resources": [
            {
                "name": table,
                "path": f"{table}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    # A list is joined, so to a program it is a text.
                    "fields": [
                        {
                            "name": column.name,
                            "type": "string" if column.type == "list" else column.type,
                            "description": column.meaning,
                        }
                        for column in columns
                    ],
                    "missingValues": [""],
                    **({"primaryKey": "id"} if table == "nodes" else {}),
                },
            }
            for table, columns in tables.items()
        ],
    }
