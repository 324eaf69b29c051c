"""A network described: a named set of measures of a snapshot, with sentences that can be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array

from graph.analytics.network.brokerage import CutOff, Loss, Losses, losses
from graph.analytics.network.clustering import closure, mean_pairwise, reinforcement
from graph.analytics.network.cohesion import cut_off, cuts
from graph.analytics.network.communities import modularity_of_one_run
from graph.analytics.network.description import (
    Bridge,
    Clustering,
    CommunitiesTold,
    Community,
    ComponentSizes,
    Core,
    Fragility,
    Known,
    Leading,
    NetworkDescription,
    Ranked,
    Ties,
)
from graph.analytics.network.health import health_spreads
from graph.analytics.network.method import Method
from graph.analytics.network.mixing import (
    MULTILATERAL,
    UNKNOWN_TYPES,
    PairWeights,
    by_south_list,
    by_type,
    home_of,
    mixings,
    south_list_names,
)
from graph.analytics.network.null_models import FEWEST_DRAWS, Against, beside_chance
from graph.analytics.network.projection import project
from graph.analytics.network.table import COLUMNS, Measured
from graph.analytics.network.two_mode import TwoMode, of_links, two_mode
from graph.analytics.network.words import (
    of_betweenness,
    of_closure,
    of_communities,
    of_components,
    of_core,
    of_cuts,
    of_few,
    of_health,
    of_leader,
    of_loss,
    of_mixing,
    of_nothing,
    of_reinforcement,
    of_sides,
    of_size,
    of_ties,
)
from graph.errors import InputError, NotFoundError
from graph.progress import Progress, silent
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot

T = TypeVar("T")

LEADERS = 10
"""Partners that a description names for a measure, and members of a community."""

CUT_OFF = 20
"""Partners that are named of those that would be cut off without another."""

_COMMUNITIES = 20
"""Communities that a description tells of, the largest first."""

_COMPOSITIONS = 20
"""Sets of groups that a description tells of, the commonest first."""

_LED = ("partnerships", "neighbours", "strength", "pagerank", "eigenvector", "betweenness", "effective_size")
"""Measures by which partners lead."""

MEASURES: Mapping[str, str] = {
    "ties": "pairs of partners that share a partnership",
    "components": "parts between which there is no path",
    "leaders": "partners that lead by degree, strength, PageRank, eigenvector, betweenness and effective size",
    "cores": "the innermost core",
    "cuts": "cut points, bridges, and what would fall apart without one partner",
    "communities": "a division into groups with many ties inside, its modularity beside chance, and whether it is found"
    " again",
    "clustering": "whether partners meet again, and whether partners' partners meet",
    "types": "mixing by type of partner, beside chance",
    "south": "pairs of partners by each list of the South, side by side, and mixing beside chance",
    "health": "health of partnerships, as distributions",
}
"""The parts of a description by name."""


def describe(
    snapshot: Snapshot, method: Method, measures: Iterable[str] = tuple(MEASURES), progress: Progress = silent
) -> NetworkDescription:
    """Describe the network of a snapshot, or of a slice.

    An empty network is described too, and one without ties: sentences say that there is none, and why, and no others
    that hang on ties; numbers are 0 and values None.

    Args:
        snapshot: whole or a slice.
        method: how measures are taken.
        measures: names of parts (`MEASURES`).
        progress: told how many parts are described, and how far the one is that takes long.

    Raises:
        InputError: there is no such part or list of the South, or a measure would take more than the method allows.
    """
    wanted = set(measures)
    if unknown := sorted(wanted - set(MEASURES)):
        raise InputError(f"{unknown[0]!r} is no part of a description; there are {', '.join(MEASURES)}.")
    made = Measured(snapshot, method, progress=progress)
    network = made.network
    lists = (method.south_lists or tuple(south_list_names(method.as_of))) if "south" in wanted else ()
    groupings = [by_type(snapshot, network)] if "types" in wanted else []
    groupings += [by_south_list(snapshot, network, code, method.as_of) for code in lists]
    weights: PairWeights = "count" if method.weights == "count" else "newman"
    told = 0

    def part(name: str, make: Callable[[], T]) -> T | None:
        nonlocal told
        if name not in wanted:
            return None
        progress("parts", told, len(wanted))
        told += 1
        return make()

    progress("parts", 0, len(wanted))
    mixed = tuple(
        replace(each, compositions=each.compositions[:_COMPOSITIONS])
        for each in mixings(network, groupings, weights, method.draws, method.seed, progress)
    )
    described = NetworkDescription(
        snapshot.store_id,
        snapshot.version,
        method,
        network.population,
        _known(snapshot, network),
        {},
        types=part("types", lambda: mixed[0]),
        south=part("south", lambda: mixed[len(mixed) - len(lists) :]),
        ties=part("ties", lambda: _ties(made)),
        components=part("components", lambda: _components(made)),
        leaders=part("leaders", lambda: _leaders(made)),
        core=part("cores", lambda: _core(made)),
        fragility=part("cuts", lambda: _fragility(made)),
        communities=part("communities", lambda: _communities(made)),
        clustering=part("clustering", lambda: _clustering(made)),
        health=part("health", lambda: health_spreads(snapshot, method.as_of)),
    )
    return replace(described, sentences=dict(_sentences(made, described)))


def loss_of(snapshot: Snapshot, partner: str, progress: Progress = silent) -> Loss:
    """What would fall apart without one partner, and who would be cut off.

    Args:
        snapshot: whole or a slice.
        partner: its id.
        progress: told how far the search for what hangs on each partner is.

    Raises:
        NotFoundError: there is no such partner.
        InputError: it takes part in nothing here.
    """
    row = snapshot.partner_row.get(partner)
    if row is None:
        raise NotFoundError("partner", partner)
    made = two_mode(snapshot)
    if not made.population.partners:
        raise InputError(of_nothing(made.population))
    at = made.place_of(row)
    fallen = cut_off(made, at)
    shown = made.partner_rows[fallen[:CUT_OFF]].tolist()
    return replace(
        _loss(snapshot, made, losses(made, cuts(made, progress=progress)), at),
        cut_off=len(fallen),
        cut_off_shown=tuple(CutOff(snapshot.partners[each], snapshot.partner_names[each]) for each in shown),
    )


def _known(snapshot: Snapshot, network: TwoMode) -> Known:
    partners = network.partner_rows.tolist()
    several = sum(1 for row in partners if snapshot.partner_types[row] in MULTILATERAL)
    return Known(
        sum(1 for row in partners if snapshot.partner_types[row] not in UNKNOWN_TYPES),
        sum(1 for row in partners if home_of(snapshot, row)),
        several,
        int((snapshot.starts[network.partnership_rows] != UNKNOWN_DAY).sum()),
    )


def _ties(made: Measured) -> Ties:
    ties, size = made.ties, len(made.ties)
    return Ties(
        ties.edges,
        2 * ties.edges / (size * (size - 1)) if size > 1 else None,
        int((ties.degrees == 0).sum()),
        2 * ties.edges / size if size else None,
    )


def _components(made: Measured) -> ComponentSizes:
    sizes = made.components.sizes.tolist()
    return ComponentSizes(
        len(sizes), sizes[0] if sizes else 0, made.components.share, dict(sorted(Counter(sizes).items(), reverse=True))
    )


def _leaders(made: Measured) -> tuple[Leading, ...]:
    return tuple(_leading(made, name) for name in _LED)


def _leading(made: Measured, name: str) -> Leading:
    values: list[float] = np.asarray(COLUMNS[name].values(made), dtype=np.float64).tolist()
    if not (made.network.population.has_ties or name == "partnerships"):
        # Without ties a random walker is anywhere alike: nobody leads.
        values = [0.0] * len(values)
    errors = made.betweenness.errors if name == "betweenness" and made.betweenness.seed is not None else None
    snapshot, rows = made.snapshot, made.network.partner_rows.tolist()
    known = [at for at, value in enumerate(values) if value > 0]
    # Sums in another order differ in their last digits, which must not change who comes first.
    order = sorted(known, key=lambda at: (-round(values[at], 12), snapshot.partners[rows[at]]))[:LEADERS]
    return Leading(
        name,
        COLUMNS[name].says,
        tuple(
            Ranked(
                snapshot.partners[rows[at]],
                snapshot.partner_names[rows[at]],
                values[at],
                None if errors is None else float(errors[at]),
            )
            for at in order
        ),
    )


def _core(made: Measured) -> Core:
    core = int(made.cores.max(initial=0))
    largest = int(made.network.partnership_degrees.max(initial=0))
    return Core(core, int((made.cores == core).sum()), largest)


def _fragility(made: Measured) -> Fragility:
    snapshot, network, found = made.snapshot, made.network, made.losses
    cut = made.cuts
    ids = [snapshot.partners[row] for row in network.partner_rows.tolist()]
    names = [snapshot.partner_names[row] for row in network.partner_rows.tolist()]
    bridges = [
        Bridge((ids[one], ids[other]), (names[one], names[other]), shared, beyond)
        for (one, other), shared, beyond in zip(
            cut.bridges.tolist(), cut.shared.tolist(), cut.beyond.tolist(), strict=True
        )
    ]
    bridges.sort(key=lambda each: (-each.beyond, each.partners))
    heavy = sorted(np.flatnonzero(found.separated).tolist(), key=lambda at: (-found.separated[at], ids[at]))
    return Fragility(
        len(cut.points),
        len(bridges),
        tuple(bridges[:LEADERS]),
        tuple(_loss(snapshot, network, found, at) for at in heavy[:LEADERS]),
    )


def _loss(snapshot: Snapshot, network: TwoMode, found: Losses, at: int) -> Loss:
    row = int(network.partner_rows[at])
    return Loss(
        snapshot.partners[row],
        snapshot.partner_names[row],
        int(found.partnerships[at]),
        int(found.left_empty[at]),
        int(found.left_with_one[at]),
        int(found.parts[at]),
        int(found.separated[at]),
        int(found.connected[at]),
    )


def _communities(made: Measured) -> CommunitiesTold:
    found = made.communities
    again = found.stability.found_again if found.stability else None
    degrees = made.network.partner_degrees
    shown = [number for number in range(min(_COMMUNITIES, len(found.sizes))) if found.sizes[number] > 1]
    return CommunitiesTold(
        found.several,
        found.modularity,
        _modularity_beside(made.network, made.method, made.progress),
        found.seed,
        # One number for each community of two and more: one for each partner alone would say nothing.
        replace(found.stability, found_again=again[: found.several] if again else None) if found.stability else None,
        tuple(
            Community(
                number,
                int(found.sizes[number]),
                again[number] if again else None,
                _members(made, np.flatnonzero(found.of == number).tolist(), degrees.tolist()),
            )
            for number in shown
        ),
    )


def _modularity_beside(network: TwoMode, method: Method, progress: Progress) -> Against:
    def found(links: csr_array) -> float | None:
        ties = project(of_links(links), "partners", method.weights, method.most_pairs)
        return modularity_of_one_run(ties, method.community_seeds[0], method.resolution)

    (beside,) = beside_chance(network, (found,), FEWEST_DRAWS, method.seed, progress)
    return beside


def _members(made: Measured, places: Sequence[int], degrees: Sequence[int]) -> tuple[Ranked, ...]:
    snapshot, rows = made.snapshot, made.network.partner_rows.tolist()
    order = sorted(places, key=lambda at: (-degrees[at], snapshot.partners[rows[at]]))[:LEADERS]
    return tuple(
        Ranked(snapshot.partners[rows[at]], snapshot.partner_names[rows[at]], float(degrees[at])) for at in order
    )


def _clustering(made: Measured) -> Clustering:
    network, method = made.network, made.method
    again, pairs = beside_chance(
        network,
        (
            lambda links: reinforcement(of_links(links), method.most_pairs).value,
            lambda links: mean_pairwise(of_links(links), method.most_pairs),
        ),
        method.draws,
        method.seed,
        made.progress,
    )
    closed = closure(network, method.most_steps, method.most_pairs, made.progress)
    return Clustering(reinforcement(network, method.most_pairs), again, closed, pairs)


def _sentences(made: Measured, described: NetworkDescription) -> Iterator[tuple[str, tuple[str, ...]]]:
    population, leaders, health = described.population, described.leaders, described.health
    nothing = of_nothing(population)
    yield "size", (*([of_size(population)] if population.partners else []), *([nothing] if nothing else []))
    if not nothing:
        yield from _of_ties(made, described)
    elif leaders is not None and population.partners:
        yield "leaders", tuple(_led(made, each) for each in leaders if each.partners)
    if health is not None and health.partnerships:
        told = tuple(of_health(each, health.as_of) for each in health.spreads)
        yield "health", told or (of_few(health.partnerships),)


def _of_ties(made: Measured, described: NetworkDescription) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said of a network in which anybody shares a partnership."""
    population = described.population
    if described.ties is not None:
        yield "ties", (of_ties(described.ties, population),)
    if described.components is not None:
        yield "components", (of_components(made.components, population),)
    if described.leaders is not None:
        yield "leaders", tuple(_led(made, each) for each in described.leaders)
    if described.core is not None:
        yield "cores", (of_core(described.core, population),)
    if (fragility := described.fragility) is not None:
        first = (of_loss(each, population) for each in fragility.losses[:1])
        yield "cuts", (of_cuts(fragility.cut_points, fragility.bridges, population), *first)
    if described.communities is not None:
        yield "communities", (of_communities(described.communities, population, described.method.weights),)
    if (clustering := described.clustering) is not None:
        again = of_reinforcement(clustering.reinforcement, clustering.reinforcement_beside, population)
        yield "clustering", (again, of_closure(clustering.closure, population))
    if described.types is not None:
        yield "types", (of_mixing(described.types, population),)
    if described.south is not None:
        both = ((of_sides(each, population), of_mixing(each, population)) for each in described.south)
        yield "south", tuple(sentence for each in both for sentence in each)


def _led(made: Measured, leading: Leading) -> str:
    population, first = made.network.population, next(iter(leading.partners), None)
    if leading.measure == "betweenness":
        return of_betweenness(first, made.betweenness, population)
    assert first is not None, "with a tie somebody has some of every other measure"  # noqa: S101
    return of_leader(leading.measure, first.name, first.value, population, made.method.weights)
