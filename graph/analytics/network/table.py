"""Measures of partners as columns: for a table, an export, a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analytics.network.betweenness import Betweenness, betweenness, sampled_betweenness
from graph.analytics.network.brokerage import Losses, constraint, effective_size, losses
from graph.analytics.network.centrality import eigenvector, pagerank
from graph.analytics.network.clustering import pairwise
from graph.analytics.network.cohesion import Components, core_numbers, two_mode_components
from graph.analytics.network.communities import Communities, communities
from graph.analytics.network.method import Method
from graph.analytics.network.projection import OneMode, project
from graph.analytics.network.two_mode import Population, TwoMode, two_mode
from graph.errors import InputError
from graph.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PartnerTable:
    """Measures of the partners of a network, a row each, in the order of the snapshot.

    Attributes:
        population: of the network.
        method: how the measures were taken.
        ids: of the partners.
        names: of the partners.
        types: their type codes, "" where not known.
        countries: their countries (alpha-3), "" where not known.
        columns: name of a measure (`COLUMNS`) to its values; None where it isn't defined.
    """

    population: Population
    method: Method
    ids: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    countries: tuple[str, ...]
    columns: Mapping[str, tuple[float | None, ...]]


class Measured:
    """The measures of one network, each made when it is first asked for.

    Args:
        snapshot: whole or a slice.
        method: how measures are taken.
    """

    def __init__(self, snapshot: Snapshot, method: Method) -> None:
        self.snapshot = snapshot
        self.method = method

    @cached_property
    def network(self) -> TwoMode:
        """The two-mode network."""
        return two_mode(self.snapshot)

    @cached_property
    def ties(self) -> OneMode:
        """Its projection on partners."""
        return project(self.network, "partners", self.method.weights, self.method.most_pairs)

    @cached_property
    def components(self) -> Components:
        """Components of partners, found without the projection."""
        return two_mode_components(self.network)[0]

    @cached_property
    def cores(self) -> NDArray[np.int64]:
        """Core numbers."""
        return core_numbers(self.ties)

    @cached_property
    def losses(self) -> Losses:
        """What would fall apart without each partner."""
        return losses(self.network)

    @cached_property
    def betweenness(self) -> Betweenness:
        """Betweenness, sampled or exact as the method says."""
        if self.method.sources is None:
            return betweenness(self.ties, self.method.most_steps)
        return sampled_betweenness(self.ties, self.method.sources, self.method.seed)

    @cached_property
    def communities(self) -> Communities:
        """Communities and their stability."""
        return communities(self.ties, self.method.community_seeds, self.method.resolution)


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of partners.

    Attributes:
        says: what it is, with its unit, in words.
        source: whose measure it is; "" for a plain count.
        values: takes it.
    """

    says: str
    source: str
    values: Callable[[Measured], NDArray[np.generic]]


COLUMNS: Mapping[str, Column] = {
    "partnerships": Column("partnerships that it takes part in", "", lambda made: made.network.partner_degrees),
    "neighbours": Column("other partners that it shares a partnership with", "", lambda made: made.ties.degrees),
    "strength": Column(
        "sum of the weights of its ties; by Newman's weights its partnerships that have others",
        "Newman 2001",
        lambda made: made.ties.strengths,
    ),
    "pagerank": Column(
        "share of its time that a random walker along ties spends there; all add up to 1",
        "Page et al. 1999",
        lambda made: pagerank(made.ties),
    ),
    "eigenvector": Column(
        "how central its neighbours are, 0 to 1, inside the largest component; none outside",
        "Bonacich 1972",
        lambda made: eigenvector(made.ties),
    ),
    "betweenness": Column(
        "share of the shortest ways between two others that lead through it, 0 to 1",
        "Freeman 1977; Brandes 2001; sampled: Brandes and Pich 2007",
        lambda made: made.betweenness.values,
    ),
    "betweenness_error": Column(
        "standard error of its betweenness; 0 where that is exact",
        "Brandes and Pich 2007",
        lambda made: made.betweenness.errors,
    ),
    "core": Column(
        "largest k so that it is in a part where everybody has k neighbours", "Seidman 1983", lambda made: made.cores
    ),
    "constraint": Column(
        "how far its ties lead back to one another, low for a broker; none without a tie",
        "Burt 1992",
        lambda made: constraint(made.ties, most_steps=made.method.most_steps),
    ),
    "effective_size": Column(
        "its neighbours less those that its other neighbours reach as well; none without a tie",
        "Burt 1992",
        lambda made: effective_size(made.ties, most_steps=made.method.most_steps),
    ),
    "component": Column("number of its component, 0 the largest", "", lambda made: made.components.of),
    "community": Column(
        "number of its community, 0 the largest", "Traag et al. 2019", lambda made: made.communities.of
    ),
    "clustering": Column(
        "mean share of partnerships in common with those that it shares any with, 0 to 1",
        "Latapy et al. 2008",
        lambda made: pairwise(made.network),
    ),
    "parts_without": Column(
        "parts into which the others of its component would fall without it; 1: none falls off",
        "Tarjan 1972",
        lambda made: made.losses.parts,
    ),
    "pairs_separated": Column(
        "pairs of others that would no longer be connected without it", "", lambda made: made.losses.separated
    ),
    "left_with_one": Column(
        "partnerships that would be left with one partner without it", "", lambda made: made.losses.left_with_one
    ),
    "left_empty": Column(
        "partnerships that would be left with no partner without it", "", lambda made: made.losses.left_empty
    ),
}
"""The measures that a table can have, by name."""


def table(snapshot: Snapshot, method: Method, measures: Iterable[str] = tuple(COLUMNS)) -> PartnerTable:
    """Measures of the partners of a snapshot, or of a slice; of an empty one columns without rows.

    Args:
        snapshot: whole or a slice.
        method: how measures are taken.
        measures: names of columns, in the order in which they are to stand.

    Raises:
        InputError: there is no such measure, or one would take more than the method allows.
    """
    return table_of(Measured(snapshot, method), tuple(measures))


def table_of(made: Measured, measures: Sequence[str]) -> PartnerTable:
    """The same of measures of which some may have been made.

    Args:
        made: the measures of the network.
        measures: names of columns, in the order in which they are to stand.

    Raises:
        InputError: see `table`.
    """
    for name in measures:
        if name not in COLUMNS:
            raise InputError(f"{name!r} is no measure of partners; there are {', '.join(COLUMNS)}.")
    snapshot, rows = made.snapshot, made.network.partner_rows.tolist()
    return PartnerTable(
        made.network.population,
        made.method,
        tuple(snapshot.partners[row] for row in rows),
        tuple(snapshot.partner_names[row] for row in rows),
        tuple(snapshot.partner_types[row] for row in rows),
        tuple(snapshot.partner_countries[row] for row in rows),
        {name: _plain(COLUMNS[name].values(made)) for name in dict.fromkeys(measures)},
    )


def _plain(values: NDArray[np.generic]) -> tuple[float | None, ...]:
    """As plain numbers, fit for JSON: what isn't a number is None."""
    return tuple(None if value != value else value for value in values.tolist())
