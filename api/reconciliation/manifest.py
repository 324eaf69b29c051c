"""The manifest: what the service is called, what it can do, and where."""

from __future__ import annotations

from api.reconciliation.extension import SETTINGS
from api.reconciliation.types import KINDS, entity_types
from api.reconciliation.wire import (
    ExtendService,
    Manifest,
    Place,
    Preview,
    SuggestService,
    SuggestServices,
    TypeName,
    View,
)

PATH = "/reconcile"
"""Where the service answers, below the application's own address."""

BATCH = 100
"""Queries that a client is asked to send at once, so that it has an answer within a second or two and can show how far
it is; more of them are still answered, up to `api.reconciliation.queries.MOST`."""

_WIDTH, _HEIGHT = 440, 300


def manifest(base: str, version: str) -> Manifest:
    """The manifest of the service.

    Args:
        base: address of the application as the client sees it, without a slash at the end.
        version: of goal17.
    """
    page = f"{base}{PATH}/preview?id="
    return Manifest(
        versions=("0.2",),
        name="goal17",
        # An id after it is the address of a page about the entity.
        identifier_space=page,
        schema_space=f"{base}{PATH}/suggest/type",
        default_types=tuple(TypeName(kind, entity_types()[kind].name) for kind in KINDS),
        documentation=f"{base}/docs",
        service_version=version,
        view=View(page + "{{id}}"),
        preview=Preview(page + "{{id}}", _WIDTH, _HEIGHT),
        suggest=SuggestServices(*(_suggestions(base, what) for what in ("entity", "property", "type"))),
        extend=ExtendService(Place(base, f"{PATH}/properties"), SETTINGS),
        batch_size=BATCH,
    )


def _suggestions(base: str, what: str) -> SuggestService:
    path = f"{PATH}/suggest/{what}"
    return SuggestService(base, path, base, f"{path}/flyout?id=${{id}}")
