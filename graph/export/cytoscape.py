"""Cytoscape JSON (.cyjs): for Cytoscape, Cytoscape.js and networkx.

Written by hand, element after element. Beside what Cytoscape wants stands what networkx reads it back by (`value` and
`key`, which repeat the ids, and whether the network is directed). (https://js.cytoscape.org/#notation/elements-json)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from graph.export.network import Network
from graph.export.output import utf8


def write_cytoscape(network: Network, stream: BinaryIO) -> None:
    """Write a network as Cytoscape JSON.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.
    """
    about = network.about
    head = {
        "format_version": "1.0",
        "generated_by": "goal17",
        "target_cytoscapejs_version": "~3",
        "directed": network.directed,
        "multigraph": True,
        "data": {
            "name": about.title,
            "about": list(about.sentences()),
            "store": about.store_id,
            "version": about.version,
            "day": about.day,
            "columns": {
                "nodes": {column.name: column.meaning for column in network.node_columns},
                "edges": {column.name: column.meaning for column in network.edge_columns},
            },
        },
    }
    nodes = ({**row, "value": row["id"]} for row in network.nodes())
    edges = ({"id": f"e{number}", "key": f"e{number}", **row} for number, row in enumerate(network.edges()))
    with utf8(stream) as text:
        text.write(to_json(head).removesuffix("}"))
        text.write(',\n"elements":{"nodes":[')
        text.writelines(_elements(nodes))
        text.write('],\n"edges":[')
        text.writelines(_elements(edges))
        text.write("]}}\n")


def _elements(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    between = "\n"
    for row in rows:
        yield f'{between}{{"data":{to_json(row)}}}'
        between = ",\n"


def to_json(value: Any) -> str:
    """JSON on one line, letters of every script as they are.

    >>> to_json({"name": "Água", "registers": ("a", "b")})
    '{"name":"Água","registers":["a","b"]}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
