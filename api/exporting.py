"""The question for an export, over the service of all surfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import StoreUnavailableError

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.slices import Slice
    from graph.export.network import Kind, Network


def network_for(service: Service, kind: Kind, slice: Slice) -> Network:
    """The network of a slice, or of the whole store where the slice leaves nothing out.

    Raises:
        InputError: what the slice names isn't known, or a network of partners would have too many ties.
        StoreError: the store can't be read; StoreUnavailableError: the slice would be of an older version of it.
    """
    from graph.export.network import network_of
    from graph.export.ties import shared_partnerships

    view = service.view
    partnerships = _partnerships(service, slice)
    ties = shared_partnerships(view, partnerships) if kind == "partners" else None
    return network_of(view, kind, partnerships, ties=ties)


def _partnerships(service: Service, slice: Slice) -> tuple[str, ...] | None:
    from graph.analytics.slices import Slice as Whole
    from graph.analytics.slices import cut

    if slice == Whole():
        return None
    snapshot = service.snapshot()
    if snapshot.version != service.view.version():
        # The snapshot is being renewed already.
        raise StoreUnavailableError("The store was written to a moment ago; a slice can't be cut yet. Export again.")
    part = cut(snapshot, slice)
    return tuple(snapshot.partnerships[row] for row in part.partnerships.tolist())
