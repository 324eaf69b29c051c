"""What a description of a network holds: plain values, fit for JSON, the same for every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.analytics.network.brokerage import Loss
from graph.analytics.network.clustering import Closure, Reinforcement
from graph.analytics.network.communities import Stability
from graph.analytics.network.health import HealthSpreads
from graph.analytics.network.method import Method
from graph.analytics.network.mixing import Mixing
from graph.analytics.network.null_models import Against
from graph.analytics.network.two_mode import Population


@dataclass(frozen=True, slots=True)
class Known:
    """Of how many what measures rest on is known.

    Attributes:
        partners_with_type: partners of the network whose type is known.
        partners_with_country: partners of the network whose country is known and that are no bodies of several States;
            mixing by a list of the South compares these.
        bodies_of_several_states: partners of the network that are bodies of several States, in no country.
        partnerships_with_start: partnerships of the network whose start is stated.
    """

    partners_with_type: int
    partners_with_country: int
    bodies_of_several_states: int
    partnerships_with_start: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A partner that leads.

    Attributes:
        id: of the partner.
        name: of the partner.
        value: of the measure.
        error: its standard error; None where it is exact.
    """

    id: str
    name: str
    value: float
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads by one measure: greatest first, of the same value by id.

    Attributes:
        measure: its name (`graph.analytics.network.table.COLUMNS`).
        says: what it is.
        partners: the first of them.
    """

    measure: str
    says: str
    partners: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """The projection on partners.

    Attributes:
        pairs: of partners that share a partnership.
        density: of all pairs, those that do, 0 to 1; None with fewer than two partners.
        without: partners that share none with anybody.
        mean_neighbours: of a partner; None where there is none.
    """

    pairs: int
    density: float | None
    without: int
    mean_neighbours: float | None


@dataclass(frozen=True, slots=True)
class ComponentSizes:
    """How far the network is connected.

    Attributes:
        number: of components.
        largest: partners in the largest.
        share: of all partners; None where there are none.
        sizes: number of partners to how many components have so many, the largest first.
    """

    number: int
    largest: int
    share: float | None
    sizes: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Core:
    """The innermost core.

    Attributes:
        core: its core number.
        partners: how many partners have it.
        largest_partnership: partners of the largest partnership, which makes a core of one less by itself.
    """

    core: int
    partners: int
    largest_partnership: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that holds two parts together.

    Attributes:
        partners: ids of the two.
        names: of the two.
        shared: partnerships that they share.
        beyond: partners in the smaller of the two parts.
    """

    partners: tuple[str, str]
    names: tuple[str, str]
    shared: int
    beyond: int


@dataclass(frozen=True, slots=True)
class Fragility:
    """What the network hangs on.

    Attributes:
        cut_points: partners without which others would fall apart.
        bridges: ties that are the only way between two parts.
        widest_bridges: those with most partners in the smaller part, of as many by ids.
        losses: what would fall apart without one of those on which most pairs hang, most first.
    """

    cut_points: int
    bridges: int
    widest_bridges: tuple[Bridge, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """One community.

    Attributes:
        number: 0 is the largest.
        size: how many partners.
        found_again: mean best overlap with a community of the other runs, 0 to 1; None with a single run.
        members: those of its partners that have most partnerships.
    """

    number: int
    size: int
    found_again: float | None
    members: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class CommunitiesTold:
    """The communities of a network.

    Attributes:
        several: how many have two partners or more.
        modularity: of the division that is shown, the best of all runs; None where there are no ties.
        beside_chance: the modularity that the run of the first seed finds, beside what such a run finds in networks of
            chance; `graph.analytics.network.null_models.FEWEST_DRAWS` of them, whatever the method says, as each takes
            a run.
        seed: of the run that is shown.
        stability: how far the runs agree; None where there are no ties.
        largest: the largest of them.
    """

    several: int
    modularity: float | None
    beside_chance: Against
    seed: int
    stability: Stability | None
    largest: tuple[Community, ...]


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clustering of the two-mode network.

    Attributes:
        reinforcement: whether pairs meet again (Robins and Alexander).
        reinforcement_beside: the same beside chance.
        closure: whether partners' partners meet (Opsahl); counting it in a hundred networks would take too long.
        pairwise_beside: mean of Latapy's coefficient over partners that share a partnership, beside chance.
    """

    reinforcement: Reinforcement
    reinforcement_beside: Against
    closure: Closure
    pairwise_beside: Against


@dataclass(frozen=True, slots=True)
class NetworkDescription:
    """A network described; what wasn't asked for is None.

    Attributes:
        store_id: of the snapshot.
        version: of the store.
        method: how measures were taken.
        population: what the network is, and what it leaves out.
        known: of how many type, country and start are known.
        sentences: name of a part (and `size`) to what it says, to be quoted; of a network of nobody `size` says so.
        ties: pairs of partners that share a partnership.
        components: how far it is connected.
        leaders: who leads.
        core: the innermost core.
        fragility: what it hangs on.
        communities: its communities.
        clustering: of the two-mode network.
        types: mixing by type, with the commonest compositions alone.
        south: mixing by each list of the South that was asked, likewise.
        health: of its partnerships, without names.
    """

    store_id: str
    version: int
    method: Method
    population: Population
    known: Known
    sentences: Mapping[str, tuple[str, ...]]
    ties: Ties | None = None
    components: ComponentSizes | None = None
    leaders: tuple[Leading, ...] | None = None
    core: Core | None = None
    fragility: Fragility | None = None
    communities: CommunitiesTold | None = None
    clustering: Clustering | None = None
    types: Mixing | None = None
    south: tuple[Mixing, ...] | None = None
    health: HealthSpreads | None = None
