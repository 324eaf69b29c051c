"""A picture of a network too large to be drawn whole: the partners in most partnerships, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analytics.network.layout import positions
from graph.analytics.network.method import Method
from graph.analytics.network.projection import project
from graph.analytics.network.two_mode import Population, two_mode
from graph.errors import InputError
from graph.progress import Progress, silent
from graph.snapshot.snapshot import Snapshot

LEAST, MOST = 10, 1_500
"""Partners that a picture may show: of more, nobody sees anything, and finding their places takes a minute."""

SHOWN = 500
"""Partners that it shows, unless another number is asked for."""

STRONGEST = 4
"""Ties of each partner that are drawn, the strongest; of all of them a picture would be black."""


@dataclass(frozen=True, slots=True)
class PicturedPartner:
    """A partner in the picture.

    Attributes:
        id: of the partner.
        name: its name.
        type: code of its type; "" where unknown.
        country: where it is based (alpha-3); "" where unknown.
        partnerships: how many it takes part in.
        x: where it stands, 0 to 1 from the left.
        y: 0 to 1 from the top.
    """

    id: str
    name: str
    type: str
    country: str
    partnerships: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The partners in most partnerships, and the strongest ties between them.

    Near each other means tied, or tied to the same; how far apart two are that aren't means nothing.

    Attributes:
        population: of the whole network.
        method: how ties are weighed.
        most: how many partners were asked for.
        strongest: how many ties of each partner are drawn, those of most weight; of the same weight those to the
            partners in more partnerships. One that is among those of either end is drawn.
        pairs: pairs of the partners shown that share a partnership.
        partners: those shown: by partnerships, most first; of as many by id.
        ties: places of two partners, the first lower, and the weight of their tie.
    """

    population: Population
    method: Method
    most: int
    strongest: int
    pairs: int
    partners: tuple[PicturedPartner, ...]
    ties: tuple[tuple[int, int, float], ...]


def picture(snapshot: Snapshot, method: Method, most: int = SHOWN, progress: Progress = silent) -> Picture:
    """Choose whom to show, and find their places; of an empty network nobody.

    Args:
        snapshot: whole or a slice.
        method: how ties are weighed.
        most: partners to show, `LEAST` to `MOST`.
        progress: told how far the places are found.

    Raises:
        InputError: more or fewer are asked for, or the projection would list more pairs than the method allows.
    """
    if not LEAST <= most <= MOST:
        raise InputError(f"A picture of {most:,} partners can't be asked for; it can be {LEAST} to {MOST:,}.")
    network = two_mode(snapshot)
    degrees = network.partner_degrees
    rows = network.partner_rows.tolist()
    chosen = np.array(
        sorted(range(len(rows)), key=lambda at: (-int(degrees[at]), snapshot.partners[rows[at]]))[:most], dtype=np.intp
    )
    every = project(network, "partners", method.weights, method.most_pairs).matrix
    among = csr_array(every[chosen][:, chosen])
    drawn = _strongest(among, STRONGEST)
    places = positions(drawn, progress=progress)
    ties = drawn.tocoo()
    return Picture(
        network.population,
        method,
        most,
        STRONGEST,
        int(among.nnz) // 2,
        tuple(
            PicturedPartner(
                snapshot.partners[row],
                snapshot.partner_names[row],
                snapshot.partner_types[row],
                snapshot.partner_countries[row],
                int(degrees[at]),
                round(float(x), 4),
                round(float(y), 4),
            )
            for at, row, (x, y) in zip(chosen.tolist(), network.partner_rows[chosen].tolist(), places, strict=True)
        ),
        tuple(
            (one, other, round(weight, 12))
            for one, other, weight in zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True)
            if one < other
        ),
    )


def _strongest(ties: csr_array, each: int) -> csr_array:
    """The strongest ties of each vertex; of the same strength those to the first."""
    kept: NDArray[np.bool_] = np.zeros(ties.nnz, dtype=bool)
    for row in range(ties.shape[0]):
        begin, end = int(ties.indptr[row]), int(ties.indptr[row + 1])
        order = np.lexsort((ties.indices[begin:end], -np.round(ties.data[begin:end], 12)))
        kept[begin + order[:each]] = True
    coo = ties.tocoo()
    half = csr_array((coo.data[kept], (coo.row[kept], coo.col[kept])), shape=ties.shape)
    return csr_array(half.maximum(half.T))
