"""The network of the store as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.dependencies import Asked
from api.exporting import network_for
from api.problems import documented
from api.slicing import Sliced
from graph.export.formats import FORMATS
from graph.export.network import Kind

router = APIRouter(tags=["export"])

_PIECE = 1 << 18
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, to be kept under the name that Content-Disposition gives.",
        "content": {
            each.media_type: {"schema": {"type": "object"}} if each.media_type == "application/json" else _FILE
            for each in FORMATS.values()
        },
    }
}


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={**_FILES, **documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)},
)
def export(
    *,
    service: Asked,
    slice: Sliced,
    format: Annotated[
        Literal["graphml", "gexf", "cytoscape", "csv", "parquet", "jsonld"],
        Query(description="`csv` and `parquet` are archives of two tables and what their columns mean."),
    ] = "graphml",
    network: Annotated[
        Kind,
        Query(description="Everything; partners and partnerships; or partners, tied by partnerships that they share."),
    ] = "graph",
    measure: Annotated[
        list[str],
        Query(
            default_factory=list,
            max_length=20,
            description="Measures of the network of partners as further columns, such as `pagerank` or `community`; an"
            " unknown one is told them all.",
        ),
    ],
) -> StreamingResponse:
    """The network of the store, or of a slice, as a file for Gephi, Cytoscape, R, pandas or what reads RDF."""
    chosen = FORMATS[format]
    # Made before anything is sent: what goes wrong is a problem document, never half a file, and whoever reads slowly
    # doesn't hold the store.
    with ExitStack() as held:
        made = held.enter_context(tempfile.TemporaryFile())
        chosen.write(network_for(service, network, slice, measure), made)
        held.pop_all()
    return StreamingResponse(
        _pieces(made),
        media_type=chosen.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="goal17-{network}{chosen.suffix}"',
            "Content-Length": str(made.tell()),
        },
    )


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
