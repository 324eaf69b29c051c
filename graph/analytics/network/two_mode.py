"""The two-mode network: partners on one side, partnerships on the other, a link where the one takes part in the other.

Who has no link isn't part of the network: a partner that only a reference list names, or that takes part in nothing of
a slice, and a partnership that names no partner. They are counted, so that every figure can say what it leaves out.
Links have no weight, no direction and no parallels, and nobody is linked to itself: a snapshot can't hold that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.errors import InputError
from graph.snapshot.snapshot import Snapshot

Rows = NDArray[np.intp]
Reals = NDArray[np.float64]

Mode = Literal["partners", "partnerships"]
"""The two kinds of vertices."""


@dataclass(frozen=True, slots=True)
class Population:
    """What a figure about a network is about.

    Attributes:
        partners: organisations with at least one link.
        partnerships: partnerships with at least one link.
        links: pairs of a partner and a partnership that it takes part in.
        partners_without_partnership: partners of the store that take part in nothing here; not in the network.
        partnerships_without_partner: partnerships that name no partner; not in the network.
    """

    partners: int
    partnerships: int
    links: int
    partners_without_partnership: int = 0
    partnerships_without_partner: int = 0

    @property
    def has_ties(self) -> bool:
        """Whether any two partners share a partnership."""
        # Each partnership has a partner, so one link more gives one of them two.
        return self.links > self.partnerships


@dataclass(frozen=True, eq=False)
class TwoMode:
    """n partners and m partnerships, each with a link at least.

    Attributes:
        links: (n, m), float64, 1 where a partner takes part; indices sorted.
        partner_rows: (n,), the row of each partner in the snapshot, ascending.
        partnership_rows: (m,), the row of each partnership in the snapshot, ascending.
        population: how many there are, and how many were left out for want of a link.
    """

    links: csr_array
    partner_rows: Rows
    partnership_rows: Rows
    population: Population

    @cached_property
    def by_partnership(self) -> csr_array:
        """`links` the other way round: (m, n)."""
        turned = csr_array(self.links.T)
        turned.sort_indices()
        return turned

    @cached_property
    def partner_degrees(self) -> NDArray[np.int64]:
        """(n,), in how many partnerships each partner takes part; never 0."""
        return _lengths(self.links)

    @cached_property
    def partnership_degrees(self) -> NDArray[np.int64]:
        """(m,), how many partners each partnership has; never 0."""
        return _lengths(self.by_partnership)

    def rows(self, mode: Mode) -> Rows:
        """The rows in the snapshot of one kind of vertices."""
        return self.partner_rows if mode == "partners" else self.partnership_rows

    def place_of(self, partner: int) -> int:
        """Where a partner stands among the partners of the network.

        Args:
            partner: its row in the snapshot.

        Raises:
            InputError: it has no link here.
        """
        at = int(np.searchsorted(self.partner_rows, partner))
        if at >= len(self.partner_rows) or self.partner_rows[at] != partner:
            raise InputError("This partner takes part in none of these partnerships: it is not in the network.")
        return at


def two_mode(snapshot: Snapshot) -> TwoMode:
    """The network of a snapshot, or of a slice of one (`snapshot.only(rows)`); of an empty one a network of nobody."""
    return of_links(snapshot.links)


def of_links(links: csr_array) -> TwoMode:
    """The network of a matrix of links.

    Args:
        links: (partners, partnerships), anything but 0 where a partner takes part.

    >>> import numpy as np
    >>> of_links(csr_array(np.array([[1, 0, 0], [1, 1, 0]]))).population
    Population(partners=2, partnerships=2, links=3, partners_without_partnership=0, partnerships_without_partner=1)
    """
    coo = links.tocoo()
    # A copy of each pair once, whatever the matrix holds: explicit zeros and duplicates are no links.
    is_link = coo.data != 0
    width = max(1, links.shape[1])
    pairs = np.unique(coo.row[is_link].astype(np.int64) * width + coo.col[is_link])
    partner_rows, who = np.unique(pairs // width, return_inverse=True)
    partnership_rows, where = np.unique(pairs % width, return_inverse=True)
    shape = (len(partner_rows), len(partnership_rows))
    made = csr_array((np.ones(len(pairs)), (who, where)), shape=shape)
    made.sort_indices()
    population = Population(shape[0], shape[1], len(pairs), links.shape[0] - shape[0], links.shape[1] - shape[1])
    return TwoMode(made, partner_rows.astype(np.intp), partnership_rows.astype(np.intp), population)


def _lengths(matrix: csr_array) -> NDArray[np.int64]:
    made: NDArray[np.int64] = np.diff(matrix.indptr).astype(np.int64)
    return made
