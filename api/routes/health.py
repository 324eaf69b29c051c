"""Is the process up, and can it answer."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter

from api.dependencies import Asked
from api.problems import documented
from graph.errors import NotReadyError

router = APIRouter(tags=["health"])


@dataclass(frozen=True, slots=True)
class Health:
    """The process is up."""

    status: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The service can answer.

    Attributes:
        status: `ready`.
        version: version of the store that answers rest on.
        entities: kind to number.
        spaces: vector spaces that can be searched by meaning.
        models: embedding models at hand.
    """

    status: str
    version: int
    entities: dict[str, int]
    spaces: list[str]
    models: list[str]


@router.get("/health")
def health() -> Health:
    """Whether the process is up; asks nothing of the store."""
    return Health("ok")


@router.get("/ready", responses=documented(HTTPStatus.SERVICE_UNAVAILABLE))
def ready(service: Asked) -> Ready:
    """Whether it can answer: the store is reachable and its graph is whole."""
    status = service.status()
    if status.pending and status.derived == 0 and status.drafts:
        raise NotReadyError("Records were read and the graph isn't derived yet; `goal17 registers rebuild` does it.")
    embedders = service.embedders
    return Ready(
        status="ready",
        version=status.version,
        entities=dict(status.entities),
        spaces=[space.name for space in status.spaces if space.vectors],
        models=[embedder.space for embedder in embedders.all] if embedders else [],
    )
