"""Who is in the network, and who is left out and counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import coo_array, csr_array

from graph.analytics.network.two_mode import Population, of_links, two_mode
from graph.errors import InputError
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots


@settings(deadline=None)
@given(snapshots())
def test_it_holds_the_links_of_the_snapshot_and_nobody_without_one(made: Snapshot) -> None:
    network = two_mode(made)
    rows, columns = network.links.nonzero()
    there = {
        (int(network.partner_rows[row]), int(network.partnership_rows[column]))
        for row, column in zip(rows, columns, strict=True)
    }
    assert there == {(int(row), int(column)) for row, column in zip(*made.links.nonzero(), strict=True)}
    assert (network.partner_degrees > 0).all()
    assert (network.partnership_degrees > 0).all()
    population = network.population
    assert population.partners + population.partners_without_partnership == len(made.partners)
    assert population.partnerships + population.partnerships_without_partner == len(made.partnerships)
    assert population.links == len(there)


def test_a_slice_leaves_out_who_takes_part_in_nothing_of_it() -> None:
    made = arrays(
        [Body("a"), Body("b"), Body("c")], [Entry("x", partners=(0, 1)), Entry("y", partners=(1, 2)), Entry("z")]
    )
    assert two_mode(made).population == Population(3, 2, 4, 0, 1)
    network = two_mode(made.only([0]))
    assert network.population == Population(2, 1, 2, 1, 0)
    assert network.partner_rows.tolist() == [0, 1]
    assert network.place_of(1) == 1
    with pytest.raises(InputError, match="takes part in none"):
        network.place_of(2)


def test_parallel_links_and_zeros_are_no_further_links() -> None:
    twice = coo_array((np.array([1, 1, 0]), (np.array([0, 0, 1]), np.array([1, 1, 0]))), shape=(2, 2))
    twice.has_canonical_format = True  # nobody sums the parallel ones before they come here
    assert of_links(csr_array(twice)).population == Population(1, 1, 1, 1, 1)
    assert of_links(csr_array(twice)).links.toarray().tolist() == [[1.0]]


def test_of_nobody_there_is_a_network_of_nobody() -> None:
    assert two_mode(arrays([], [])).population == Population(0, 0, 0)
    assert two_mode(arrays([Body()], [Entry()])).population == Population(0, 0, 0, 1, 1)
