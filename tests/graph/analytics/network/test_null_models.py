"""Chance keeps the degrees of both modes, reaches every such network, and each as often."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analytics.network.null_models import FEWEST_DRAWS, against, beside_chance, dealt_anew
from graph.analytics.network.two_mode import TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import large, network_of, networks


@settings(deadline=None)
@given(networks(), st.integers(0, 3))
def test_both_degrees_are_kept_and_no_link_is_there_twice(network: TwoMode, seed: int) -> None:
    for drawn in dealt_anew(network, 2, seed):
        assert drawn.shape == network.links.shape
        assert np.diff(drawn.indptr).tolist() == network.partner_degrees.tolist()
        assert np.asarray(drawn.sum(axis=0)).reshape(-1).tolist() == network.partnership_degrees.tolist()
        assert set(drawn.data.tolist()) <= {1.0}
        assert drawn.has_canonical_format


def test_every_network_with_these_degrees_comes_up_as_often() -> None:
    # Three partners in 2, 1 and 1 partnerships of 2, 1 and 1: by hand these are the matrices there are.
    network = network_of(3, [[0, 1], [0], [2]])
    every = {
        bits
        for bits in np.ndindex(*([2] * 9))
        if np.array(bits).reshape(3, 3).sum(axis=1).tolist() == [2, 1, 1]
        and np.array(bits).reshape(3, 3).sum(axis=0).tolist() == [2, 1, 1]
    }
    found = Counter(tuple(drawn.toarray().astype(int).reshape(-1).tolist()) for drawn in dealt_anew(network, 3000, 1))
    assert found.keys() == every
    expected = 3000 / len(every)
    # Chi squared, with a thousandth to be wrong for 4 degrees of freedom.
    assert len(every) == 5
    assert sum((count - expected) ** 2 / expected for count in found.values()) < 18.5


def test_links_are_dealt_far_from_where_they_were() -> None:
    network = large(0)
    for drawn in dealt_anew(network, 3, 5):
        kept = float(drawn.multiply(network.links).sum()) / network.population.links
        assert kept < 0.3


def test_the_same_seed_gives_the_same() -> None:
    network = large(0)
    one, same, other = ([each.indices.tolist() for each in dealt_anew(network, 2, seed)] for seed in (1, 1, 2))
    assert one == same != other


def test_of_few_draws_nothing_is_said() -> None:
    with pytest.raises(
        InputError, match="19 networks of chance tell too little of how chance varies; ask for 20 or more"
    ):
        beside_chance(large(0), [lambda _: 0.0], FEWEST_DRAWS - 1)


def test_the_measure_stands_beside_its_values_in_the_same_networks() -> None:
    network = large(0)

    def first(links: csr_array) -> float:
        return float(links.indices[0])

    (found,) = beside_chance(network, [first], 20, 3)
    assert found == against(first(network.links), [first(links) for links in dealt_anew(network, 20, 3)], 3)


def test_a_measure_beside_chance() -> None:
    found = against(2.0, [0.0, 1.0, -1.0], 3)
    assert (found.expected, found.deviation, found.z, found.beyond) == (0, 1, 2, 0)
    assert (found.draws, found.seed, found.model) == (3, 3, "curveball")
    assert against(1.0, [0.0, 1.0, -1.0], 3).beyond == 2
    assert against(None, [0.0, 1.0], 3).z is None
    assert against(1.0, [None, 1.0], 3).expected is None
    assert against(0.3, [0.1 + 0.2, 0.3], 3).z is None, "the last digit of a sum is no deviation"
