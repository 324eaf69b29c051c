"""The question for an export, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailableError

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.slices import Cut, Slice
    from graph.export.columns import Measures
    from graph.export.network import Kind, Network


def network_for(service: Service, kind: Kind, slice: Slice, measures: Sequence[str] = ()) -> Network:
    """The network of a slice, or of the whole store where the slice leaves nothing out.

    Args:
        service: over the store.
        kind: which network.
        slice: which partnerships.
        measures: names of measures of partners (`graph.analytics.network.table.COLUMNS`), taken of the network of
            partners as it is exported: ties count the partnerships that two share.

    Raises:
        InputError: what the slice names, or a measure, isn't known, or takes more than it may.
        StoreError: the store can't be read; StoreUnavailableError: it was written to, so that a slice or measures would
            be of an older version than the rest.
    """
    from graph.analytics.slices import Slice as Whole
    from graph.analytics.slices import cut
    from graph.export.network import network_of
    from graph.export.ties import shared_partnerships

    view = service.view
    whole = slice == Whole()
    # A whole store without measures needs no arrays.
    part = None if whole and not measures else cut(service.snapshot(), slice)
    partnerships = None if part is None or whole else part.ids(range(len(part)))
    records = None if part is None or whole else part.recorded.ids
    columns = None
    if part is not None and measures:
        with service.measuring.one():
            columns = _measured(part, measures)
    ties = shared_partnerships(view, partnerships, records) if kind == "partners" else None
    network = network_of(view, kind, partnerships, columns, ties, records)
    if part is not None and network.about.version != part.snapshot.version:
        # The arrays are being renewed already.
        raise StoreUnavailableError("The store was written to a moment ago; what is asked isn't ready. Export again.")
    if part is None or whole:
        return network
    return replace(network, about=replace(network.about, slice=part.said, notes=part.notes))


def _measured(part: Cut, measures: Sequence[str]) -> Measures:
    from api.service import today
    from graph.analytics.network.method import Method
    from graph.analytics.network.table import table
    from graph.export.measures import measures_of

    return measures_of(table(part.sliced, Method(as_of=today(), weights="count"), measures))
