"""Measures of partners, and of partnerships, as columns: for a table, an export, a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analytics.network.betweenness import Betweenness, betweenness, sampled_betweenness
from graph.analytics.network.brokerage import Losses, constraint, effective_size, losses
from graph.analytics.network.centrality import eigenvector, pagerank
from graph.analytics.network.clustering import pairwise
from graph.analytics.network.cohesion import Components, Cuts, core_numbers, cuts, two_mode_components
from graph.analytics.network.communities import Communities, communities
from graph.analytics.network.method import Method
from graph.analytics.network.projection import OneMode, project
from graph.analytics.network.two_mode import Mode, Population, TwoMode, two_mode
from graph.errors import InputError
from graph.progress import Progress, silent
from graph.snapshot.dated import status_of
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


@dataclass(frozen=True, slots=True)
class PartnershipTable:
    """Measures of the partnerships of a network, a row each, in the order of the snapshot.

    Attributes:
        population: of the network.
        method: how the measures were taken.
        ids: of the partnerships.
        titles: of the partnerships.
        statuses: on the asking date (vocabulary `statuses`).
        columns: name of a measure (`PARTNERSHIP_COLUMNS`) to its values; None where it isn't defined.
    """

    population: Population
    method: Method
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    statuses: tuple[str, ...]
    columns: Mapping[str, tuple[float | None, ...]]


class Measured:
    """The measures of one network, each made when it is first asked for.

    Args:
        snapshot: whole or a slice.
        method: how measures are taken.
        mode: of whom: partners, tied by partnerships, or partnerships, tied by partners.
        progress: told how far those are that take long.
    """

    def __init__(
        self, snapshot: Snapshot, method: Method, mode: Mode = "partners", progress: Progress = silent
    ) -> None:
        self.snapshot = snapshot
        self.method = method
        self.mode: Mode = mode
        self.progress = progress

    @cached_property
    def network(self) -> TwoMode:
        """The two-mode network."""
        return two_mode(self.snapshot)

    @cached_property
    def ties(self) -> OneMode:
        """Its projection on the mode."""
        return project(self.network, self.mode, self.method.weights, self.method.most_pairs)

    @cached_property
    def components(self) -> Components:
        """Components of the mode, found without the projection; numbered by their partners."""
        partners, partnerships = two_mode_components(self.network)
        return partners if self.mode == "partners" else partnerships

    @cached_property
    def cores(self) -> NDArray[np.int64]:
        """Core numbers."""
        return core_numbers(self.ties)

    @cached_property
    def cuts(self) -> Cuts:
        """Cut points and bridges."""
        return cuts(self.network, self.mode)

    @cached_property
    def losses(self) -> Losses:
        """What would fall apart without each partner."""
        return losses(self.network, self.cuts)

    @cached_property
    def betweenness(self) -> Betweenness:
        """Betweenness, sampled or exact as the method says."""
        if self.method.sources is None:
            return betweenness(self.ties, self.method.most_steps, self.progress)
        return sampled_betweenness(self.ties, self.method.sources, self.method.seed, self.progress)

    @cached_property
    def communities(self) -> Communities:
        """Communities and their stability."""
        return communities(self.ties, self.method.community_seeds, self.method.resolution, self.progress)


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


_TIED: Mapping[str, Column] = {
    "strength": Column(
        "sum of the weights of its ties; of a partner, by Newman's weights, its partnerships that have others",
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
        "share of the shortest ways between two others that lead through it, 0 to 1, on average over all pairs,"
        " connected or not",
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
        lambda made: constraint(made.ties, most_steps=made.method.most_steps, progress=made.progress),
    ),
    "effective_size": Column(
        "its neighbours less those that its other neighbours reach as well; none without a tie",
        "Burt 1992",
        lambda made: effective_size(made.ties, most_steps=made.method.most_steps, progress=made.progress),
    ),
    "component": Column("number of its component, 0 that of most partners", "", lambda made: made.components.of),
    "community": Column(
        "number of its community, 0 the largest", "Traag et al. 2019", lambda made: made.communities.of
    ),
    "clustering": Column(
        "of itself and each that it is tied to, the mean share of what both have that they have in common, 0 to 1; none"
        " without a tie",
        "Latapy et al. 2008",
        lambda made: pairwise(made.network, made.mode, made.method.most_pairs),
    ),
    "parts_without": Column(
        "parts into which the others of its component would fall without it; 1: none falls off",
        "Hopcroft and Tarjan 1973",
        lambda made: made.cuts.parts,
    ),
    "pairs_separated": Column(
        "pairs of others that would no longer be connected without it", "", lambda made: made.cuts.separated
    ),
}
"""Measures that partners and partnerships have alike."""

COLUMNS: Mapping[str, Column] = {
    "partnerships": Column("partnerships that it takes part in", "", lambda made: made.network.partner_degrees),
    "neighbours": Column("other partners that it shares a partnership with", "", lambda made: made.ties.degrees),
    **_TIED,
    "left_with_one": Column(
        "partnerships that would be left with one partner without it", "", lambda made: made.losses.left_with_one
    ),
    "left_empty": Column(
        "partnerships that would be left with no partner without it", "", lambda made: made.losses.left_empty
    ),
}
"""The measures of partners, by name."""

PARTNERSHIP_COLUMNS: Mapping[str, Column] = {
    "partners": Column("partners on its list", "", lambda made: made.network.partnership_degrees),
    "neighbours": Column("other partnerships that it shares a partner with", "", lambda made: made.ties.degrees),
    **_TIED,
}
"""The measures of partnerships, by name."""


def table(
    snapshot: Snapshot, method: Method, measures: Iterable[str] = tuple(COLUMNS), progress: Progress = silent
) -> PartnerTable:
    """Measures of the partners of a snapshot, or of a slice; of an empty one columns without rows.

    Args:
        snapshot: whole or a slice.
        method: how measures are taken.
        measures: names of columns, in the order in which they are to stand.
        progress: told how many columns are there.

    Raises:
        InputError: there is no such measure, or one would take more than the method allows.
    """
    made = Measured(snapshot, method, progress=progress)
    columns = _columns(made, COLUMNS, measures)
    rows = made.network.partner_rows.tolist()
    return PartnerTable(
        made.network.population,
        method,
        tuple(snapshot.partners[row] for row in rows),
        tuple(snapshot.partner_names[row] for row in rows),
        tuple(snapshot.partner_types[row] for row in rows),
        tuple(snapshot.partner_countries[row] for row in rows),
        columns,
    )


def partnership_table(
    snapshot: Snapshot,
    method: Method,
    measures: Iterable[str] = tuple(PARTNERSHIP_COLUMNS),
    progress: Progress = silent,
) -> PartnershipTable:
    """Measures of the partnerships of a snapshot, tied where they share a partner; see `table`.

    Raises:
        InputError: there is no such measure, or one would take more than the method allows.
    """
    made = Measured(snapshot, method, "partnerships", progress)
    columns = _columns(made, PARTNERSHIP_COLUMNS, measures)
    rows = made.network.partnership_rows.tolist()
    return PartnershipTable(
        made.network.population,
        method,
        tuple(snapshot.partnerships[row] for row in rows),
        tuple(snapshot.titles[row] for row in rows),
        tuple(status_of(snapshot, row, method.as_of) for row in rows),
        columns,
    )


def _columns(
    made: Measured, known: Mapping[str, Column], measures: Iterable[str]
) -> Mapping[str, tuple[float | None, ...]]:
    wanted = tuple(dict.fromkeys(measures))
    for name in wanted:
        if name not in known:
            raise InputError(f"{name!r} is no measure of {made.mode}; there are {', '.join(known)}.")
    columns: dict[str, tuple[float | None, ...]] = {}
    for name in wanted:
        made.progress("measures", len(columns), len(wanted))
        columns[name] = _plain(known[name].values(made))
    return columns


def _plain(values: NDArray[np.generic]) -> tuple[float | None, ...]:
    """As plain numbers, fit for JSON: what isn't a number is None."""
    return tuple(None if value != value else value for value in values.tolist())
