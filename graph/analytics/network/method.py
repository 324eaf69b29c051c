"""How measures of a network are taken: all that their values depend on beside the network, named with every answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.analytics.network.betweenness import SOURCES
from graph.analytics.network.communities import RESOLUTION, SEEDS
from graph.analytics.network.limits import MOST_PAIRS, MOST_STEPS
from graph.analytics.network.null_models import DRAWS, SEED
from graph.analytics.network.projection import Weights


@dataclass(frozen=True, slots=True)
class Method:
    """How measures are taken.

    Attributes:
        as_of: the day on which statuses and lists of countries are asked.
        south_lists: codes of the lists of the South that are asked, side by side; None: all that there are
            (`graph.analytics.network.mixing.south_list_names`).
        weights: of ties in projections, and of pairs in mixing, where `hyperbolic` counts as `newman`.
        sources: of sampled betweenness; None: exact.
        seed: of the sample and of what chance gives.
        community_seeds: of the runs that communities are looked for with.
        resolution: of modularity.
        draws: networks of chance, at least `graph.analytics.network.null_models.FEWEST_DRAWS`, which communities take
            whatever stands here.
        most_pairs: that a projection may list.
        most_steps: that one exact measure may take.
    """

    as_of: date
    south_lists: tuple[str, ...] | None = None
    weights: Weights = "newman"
    sources: int | None = SOURCES
    seed: int = SEED
    community_seeds: tuple[int, ...] = SEEDS
    resolution: float = RESOLUTION
    draws: int = DRAWS
    most_pairs: int = MOST_PAIRS
    most_steps: float = MOST_STEPS
