"""GEXF 1.3: for Gephi, with its timeline.

Elements stand in the order that the schema wants, and attribute types are those that it knows; lists are joined, so
that every reader shows them. A partnership, and what is tied to it, is there from the first day on which it may have
begun to the last on which it may have ended; what states no date is always there. (https://gexf.net/schema.html)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from graph.errors import InputError
from graph.export.columns import Column, Row
from graph.export.network import Network
from graph.export.output import utf8
from graph.export.plain import escape, written
from graph.text.dates import PartialDate

_TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean", "list": "string"}
_TITLES = {"start": "start_as_stated", "end": "end_as_stated"}
"""What a partnership states may be a year or a month; `start` and `end` of GEXF are days, and readers mix them up."""

_ELEMENTS = {"id", "name", "source", "target", "weight"}
"""Columns that are attributes of the elements themselves."""


def write_gexf(network: Network, stream: BinaryIO) -> None:
    """Write a network as GEXF 1.3.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.
    """
    about = network.about
    of_nodes = [column for column in network.node_columns if column.name not in _ELEMENTS]
    of_edges = [column for column in network.edge_columns if column.name not in _ELEMENTS]
    day = f' lastmodifieddate="{about.day}"' if about.day else ""
    with utf8(stream) as text:
        text.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        text.write(f"<meta{day}>\n<creator>goal17</creator>\n")
        text.write(f"<description>{escape(about.text())}\n")
        # Attributes have no place for what they mean.
        text.writelines(f"{escape(line)}\n" for line in _meanings(network))
        text.write("</description>\n</meta>\n")
        kind = "directed" if network.directed else "undirected"
        text.write(f'<graph defaultedgetype="{kind}" idtype="string" mode="dynamic" timeformat="date">\n')
        text.writelines(_declared("node", of_nodes))
        text.writelines(_declared("edge", of_edges))
        text.write(f'<nodes count="{about.node_count}">\n')
        for row in network.nodes():
            own = f'id="{escape(str(row["id"]))}" label="{escape(str(row.get("name", "")))}"{_time(row)}'
            text.write(f"<node {own}>{''.join(_values(of_nodes, row))}</node>\n")
        text.write(f'</nodes>\n<edges count="{about.edge_count}">\n')
        for number, row in enumerate(network.edges()):
            own = f'id="{number}" source="{escape(str(row["source"]))}" target="{escape(str(row["target"]))}"'
            # Edges of one kind between two nodes are one edge to Gephi.
            kinds = escape(":".join(str(row[each]) for each in ("relation", "role") if each in row))
            weight = f' weight="{row["weight"]}"' if "weight" in row else ""
            text.write(f'<edge {own} kind="{kinds}"{weight}{_time(row)}>{"".join(_values(of_edges, row))}</edge>\n')
        text.write("</edges>\n</graph>\n</gexf>\n")


def _meanings(network: Network) -> Iterator[str]:
    for what, columns in (("nodes", network.node_columns), ("edges", network.edge_columns)):
        yield f"Columns of {what}:"
        for column in columns:
            yield f"{_TITLES.get(column.name, column.name)}: {column.meaning}"


def _declared(what: str, columns: Iterable[Column]) -> Iterator[str]:
    yield f'<attributes class="{what}" mode="static">\n'
    for column in columns:
        title = escape(_TITLES.get(column.name, column.name))
        yield f'<attribute id="{escape(column.name)}" title="{title}" type="{_TYPES[column.type]}"/>\n'
    yield "</attributes>\n"


def _values(columns: Iterable[Column], row: Row) -> Iterator[str]:
    yield "<attvalues>"
    for column in columns:
        value = row.get(column.name)
        if value is not None:
            yield f'<attvalue for="{escape(column.name)}" value="{escape(written(value))}"/>'
    yield "</attvalues>"


def _time(row: Row) -> str:
    """From its first possible day to its last; nothing where a register has the two the wrong way round."""
    try:
        first = PartialDate.from_iso(str(row["start"])).earliest if "start" in row else None
        last = PartialDate.from_iso(str(row["end"])).latest if "end" in row else None
    except InputError:
        return ""
    if first and last and last < first:
        return ""
    stated = {"start": first, "end": last}
    return "".join(f' {which}="{day.isoformat()}"' for which, day in stated.items() if day)
