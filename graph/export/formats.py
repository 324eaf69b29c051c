"""Which formats there are, and how one is found by its name or by that of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from graph.errors import InputError
from graph.export.cytoscape import write_cytoscape
from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.jsonld import write_jsonld
from graph.export.network import Network
from graph.export.parquet import write_parquet
from graph.export.tables import write_csv


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a network can be written in.

    Attributes:
        name: what it is called on the command line and in a request.
        suffix: how the name of such a file ends.
        media_type: of such a file, as HTTP names it.
        readers: what opens it, in words.
        write: puts a network into a stream, from where that stands, and leaves it open.
    """

    name: str
    suffix: str
    media_type: str
    readers: str
    write: Callable[[Network, BinaryIO], None]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("graphml", ".graphml", "application/graphml+xml", "Gephi, Cytoscape, igraph, networkx", write_graphml),
        Format("gexf", ".gexf", "application/gexf+xml", "Gephi with its timeline, networkx", write_gexf),
        Format("cytoscape", ".cyjs", "application/json", "Cytoscape, Cytoscape.js, networkx", write_cytoscape),
        Format("csv", ".csv.zip", "application/zip", "pandas, R, spreadsheets", write_csv),
        Format("parquet", ".parquet.zip", "application/zip", "pandas, arrow, DuckDB", write_parquet),
        Format("jsonld", ".jsonld", "application/ld+json", "whatever reads RDF", write_jsonld),
    )
}
"""The formats by their names."""


def format_of(name: str) -> Format:
    """The format that is called so, or that a file of this name is in.

    Args:
        name: the name of a format, or that of a file, with or without folders; case doesn't matter.

    Raises:
        InputError: it is neither; the message lists those that exist.

    >>> format_of("gexf").suffix, format_of("out/Network.CYJS").name
    ('.gexf', 'cytoscape')
    """
    wanted = name.strip().lower()
    found = FORMATS.get(wanted) or next((each for each in FORMATS.values() if wanted.endswith(each.suffix)), None)
    if found is None:
        known = ", ".join(f"{each.name} ({each.suffix})" for each in FORMATS.values())
        raise InputError(f"{name!r} is no format of exports, nor ends like a file in one. There are: {known}.")
    return found
