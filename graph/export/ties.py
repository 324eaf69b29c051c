"""The ties of a network of partners, counted from what a store holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from graph.export.network import Tie
from graph.store.interface import View


def shared_partnerships(
    view: View, partnerships: Collection[str] | None = None, records: Collection[str] | None = None
) -> Callable[[], Iterator[Tie]]:
    """Every two partners that take part in the same partnerships, weighted by how many these are.

    What `graph.analytics.network.projection` gives for weights `count`, by ids; pairs stand in the order of the ids.

    Args:
        view: of the store.
        partnerships: ids of those that count; None: all.
        records: ids of the records that count; None: all.

    Returns:
        What gives the ties, as `graph.export.network.network_of` takes it; it may be called any number of times.

    Raises:
        InputError: the partnerships have more pairs of partners than a projection may list.
    """
    # Most exports need no projection, and scipy takes a tenth of a second to import.
    import numpy as np
    from scipy.sparse import coo_array, csr_array, triu

    from graph.analytics.network.projection import project
    from graph.analytics.network.two_mode import of_links

    asked = None if partnerships is None else frozenset(partnerships)
    partners: dict[str, int] = {}
    columns: dict[str, int] = {}
    who: list[int] = []
    where: list[int] = []
    counting = None if records is None else frozenset(records)
    for relation in view.relations("takes-part"):
        stated = counting is None or any(source.record in counting for source in relation.sources)
        if stated and (asked is None or relation.target in asked):
            who.append(partners.setdefault(relation.source, len(partners)))
            where.append(columns.setdefault(relation.target, len(columns)))
    links = coo_array((np.ones(len(who)), (who, where)), shape=(len(partners), len(columns)))
    matrix = triu(project(of_links(csr_array(links)), weights="count").matrix, format="csr")
    ids = tuple(partners)

    def ties() -> Iterator[Tie]:
        for row, id in enumerate(ids):
            reached = slice(matrix.indptr[row], matrix.indptr[row + 1])
            for other, weight in zip(matrix.indices[reached].tolist(), matrix.data[reached].tolist(), strict=True):
                yield id, ids[other], weight

    return ties
