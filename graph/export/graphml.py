"""GraphML: for Gephi, Cytoscape, R (igraph), networkx, yEd.

Attributes are typed as the format has it (`string`, `long`, `double`, `boolean`); lists are joined, since it has none.
Written by hand, element after element: nothing but the row at hand is held. (http://graphml.graphdrawing.org/)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from graph.export.about import About
from graph.export.columns import Column, Row
from graph.export.network import Network
from graph.export.output import utf8
from graph.export.plain import escape, written

_TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean", "list": "string"}
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"""
_OF_GRAPH = ("title", "about", "store", "version", "day")
_LABEL = "label"
"""Gephi shows what is called so; it is the name again."""


def write_graphml(network: Network, stream: BinaryIO) -> None:
    """Write a network as GraphML.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.
    """
    about = network.about
    # The id and both ends are attributes of the elements themselves.
    of_nodes = [column for column in network.node_columns if column.name != "id"]
    of_edges = [column for column in network.edge_columns if column.name not in {"source", "target"}]
    with utf8(stream) as text:
        text.write(_HEAD)
        text.write(f"<desc>{escape(about.text())}</desc>\n")
        for key in _OF_GRAPH:
            text.write(f'<key id="g-{key}" for="graph" attr.name="{key}" attr.type="string"/>\n')
        text.write(f'<key id="{_LABEL}" for="node" attr.name="{_LABEL}" attr.type="string"/>\n')
        text.writelines(_keys("n", "node", of_nodes))
        text.writelines(_keys("e", "edge", of_edges))
        text.write(f'<graph id="goal17" edgedefault="{"directed" if network.directed else "undirected"}">\n')
        text.writelines(f'<data key="g-{key}">{escape(value)}</data>\n' for key, value in _graph(about))
        for row in network.nodes():
            label = f'<data key="{_LABEL}">{escape(str(row["name"]))}</data>' if "name" in row else ""
            text.write(f'<node id="{escape(str(row["id"]))}">{label}{"".join(_data("n", of_nodes, row))}</node>\n')
        for number, row in enumerate(network.edges()):
            ends = f'source="{escape(str(row["source"]))}" target="{escape(str(row["target"]))}"'
            text.write(f'<edge id="e{number}" {ends}>{"".join(_data("e", of_edges, row))}</edge>\n')
        text.write("</graph>\n</graphml>\n")


def _keys(prefix: str, what: str, columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        yield (
            f'<key id="{prefix}-{column.name}" for="{what}" attr.name="{escape(column.name)}"'
            f' attr.type="{_TYPES[column.type]}"><desc>{escape(column.meaning)}</desc></key>\n'
        )


def _graph(about: About) -> Iterator[tuple[str, str]]:
    values = (about.title, about.text(), about.store_id, str(about.version), about.day)
    yield from zip(_OF_GRAPH, values, strict=True)


def _data(prefix: str, columns: Iterable[Column], row: Row) -> Iterator[str]:
    for column in columns:
        value = row.get(column.name)
        if value is not None:
            yield f'<data key="{prefix}-{column.name}">{escape(written(value))}</data>'
