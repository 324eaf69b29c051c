"""Who works with whom is counted right, is that of networkx, and stands beside chance."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.network.mixing import (
    Grouping,
    PairWeights,
    assortativity,
    by_south_list,
    by_type,
    mixing,
    sides,
    south_list_names,
)
from graph.analytics.network.two_mode import TwoMode, two_mode
from graph.analytics.network.words import of_mixing, of_sides
from graph.errors import InputError
from tests.arrays import Body, Entry, arrays
from tests.graph.analytics.network.drawn import large, network_of, networks

AS_OF = date(2025, 1, 1)


def grouped(network: TwoMode, groups: int = 3, apart: tuple[str, ...] = ()) -> Grouping:
    names = tuple("abc"[:groups])
    of = np.arange(network.links.shape[0], dtype=np.int64) * 7 % groups
    return Grouping("letter", names, of, apart)


@settings(deadline=None, max_examples=40)
@given(networks(), st.sampled_from(["newman", "count"]), st.sampled_from([(), ("c",)]))
def test_pairs_are_counted_as_one_by_one(network: TwoMode, weights: PairWeights, apart: tuple[str, ...]) -> None:
    grouping = grouped(network, apart=apart)
    found = mixing(network, grouping, weights, 20)
    expected, counted = np.zeros((3, 3)), np.zeros((3, 3), dtype=int)
    graph = nx.MultiGraph()
    for at in range(network.links.shape[1]):
        listed = network.by_partnership[[at]].indices.tolist()
        for one, other in combinations(listed, 2):
            a, b = sorted((int(grouping.of[one]), int(grouping.of[other])))
            expected[a, b] += 1 / (len(listed) - 1) if weights == "newman" else 1
            counted[a, b] += 1
            if not apart or 2 not in {a, b}:
                graph.add_edge(one, other)
    expected = np.triu(expected) + np.triu(expected, 1).T
    assert np.array(found.pairs) == pytest.approx(expected, abs=1e-9)
    assert np.array(found.counted).tolist() == (np.triu(counted) + np.triu(counted, 1).T).tolist()
    compared = [at for at in range(3) if "abc"[at] not in apart]
    inside = expected[np.ix_(compared, compared)]
    within, all_ = np.trace(inside), (inside.sum() + np.trace(inside)) / 2
    assert found.compared == pytest.approx(all_)
    assert found.compared + found.not_compared == pytest.approx((expected.sum() + np.trace(expected)) / 2)
    assert found.index.value == (pytest.approx((all_ - 2 * within) / all_) if all_ else None)
    if weights == "count" and found.assortativity.value is not None:
        nx.set_node_attributes(graph, {at: int(grouping.of[at]) for at in graph}, "group")
        expected_r = nx.attribute_assortativity_coefficient(graph, "group")
        assert found.assortativity.value == pytest.approx(expected_r, abs=1e-9)
    assert sum(each.partners for each in found.ties) == network.links.shape[0]
    assert sum(each.partnerships for each in found.compositions) == network.links.shape[1]


def test_a_network_that_keeps_to_itself_is_far_from_chance() -> None:
    network = large(0)
    # Communities by construction: partnerships of either only even or only odd partners.
    chance = np.random.default_rng(1)
    lists = [sorted((2 * chance.choice(60, 4, replace=False) + at % 2).tolist()) for at in range(100)]
    apart = network_of(120, lists)
    halves = Grouping("half", ("even", "odd"), (apart.partner_rows % 2).astype(np.int64), ())
    found = mixing(apart, halves)
    assert found.index.value == -1
    assert found.assortativity.value == pytest.approx(1)
    assert found.index.z is not None
    assert found.index.z < -10
    assert found.index.beyond == 0
    assert (found.index.draws, found.index.seed) == (100, 17)
    # And groups that mean nothing are as chance gives.
    nothing = mixing(network, grouped(network))
    assert nothing.index.z is not None
    assert abs(nothing.index.z) < 4


BODIES = [
    Body("a", "ngo", "KEN"),
    Body("b", "business", "SRB"),
    Body("c", "government", "TUR"),
    Body("d", "government", "NOR"),
    Body("e", "un-system", "USA"),
    Body("f", "", ""),
]


def test_the_south_is_a_dated_list_and_transition_a_class_of_its_own() -> None:
    made = arrays(BODIES, [Entry("x", partners=(0, 1, 2, 3, 4, 5))])
    network = two_mode(made)
    grouping = by_south_list(made, network, "g77", AS_OF)
    assert grouping.name == "country of the partner: Group of 77 and China, 2024-01"
    each = [grouping.groups[of] for of in grouping.of]
    assert each == [
        "on the list (Group of 77 and China, 2024-01)",
        "economy in transition",
        "on another list of the South",
        "on no list of the South",
        "body of several States",
        "country not known",
    ]
    assert grouping.apart == ("body of several States", "country not known")
    assert not any("north" in group.lower() for group in grouping.groups)
    found = mixing(network, grouping, "count", 20)
    assert (found.compared, found.not_compared) == (6, 9)
    assert found.index.value == 1
    assert found.compositions[0].groups == grouping.groups


def test_south_south_pairs_are_counted_in_words_with_what_they_are_a_part_of() -> None:
    # Two of the South, one on no list, one in transition; a body of several States and one of unknown country apart.
    bodies = [Body("g", "ngo", "FJI"), *BODIES]
    lists = [(0, 1), (0, 1), (0, 1, 4), (1, 2), (4, 5, 6), (6,)]
    made = arrays(bodies, [Entry(str(at), partners=each) for at, each in enumerate(lists)])
    network = two_mode(made)
    found = mixing(network, by_south_list(made, network, "g77", AS_OF), draws=20)
    told = sides(found)
    assert (told.all, told.compared) == (9, 6)
    assert (told.both, told.one, told.neither, told.others) == (3, 2, 0, 1)
    assert of_sides(found, network.population).startswith(
        "By Group of 77 and China, 2024-01, of 6 pairs of partners 3 (50 %) are South-South (both on the list), 2"
        " (33 %) of one on it and one on no list of the South, 0 (0 %) of two on no list of the South and 1 (17 %) of"
        " others (one in transition, or on another list of the South); these are all pairs among 4 of 6 (67 %)"
        " partners, those of a known country that are no bodies of several States, and 67 % of the 9 pairs of 6"
        " partners of 6 partnerships; a pair counts once for every partnership that lists both ("
    )
    assert "4 of 6 (67 %) partners can be compared" in of_mixing(found, network.population), "the same ones"


@settings(deadline=None, max_examples=30)
@given(networks())
def test_sides_add_up_to_all_that_is_compared(network: TwoMode) -> None:
    bodies = [Body(str(at), ("", "un-system")[at % 5 == 4], ("KEN", "NOR", "SRB", "")[at % 4]) for at in range(12)]
    made = arrays(bodies, [])
    found = mixing(network, by_south_list(made, network, "g77", AS_OF), draws=20)
    told = sides(found)
    assert told.both + told.one + told.neither + told.others == told.compared <= told.all
    assert min(told.both, told.one, told.neither, told.others) >= 0
    assert told.all == sum(size * (size - 1) // 2 for size in network.partnership_degrees.tolist())
    assert of_sides(found, network.population).endswith(").")


@pytest.mark.parametrize("code", sorted(south_list_names(AS_OF)))
def test_every_list_of_the_south_can_be_asked_by_its_date(code: str) -> None:
    made = arrays(BODIES, [Entry("x", partners=(0, 3))])
    grouping = by_south_list(made, two_mode(made), code, AS_OF)
    assert south_list_names(AS_OF)[code] in grouping.groups[0]


def test_what_is_no_list_of_the_south_is_refused() -> None:
    made = arrays(BODIES, [Entry("x", partners=(0,))])
    with pytest.raises(InputError, match="'ldc' is no list of the South; there are dac-recipients, g77"):
        by_south_list(made, two_mode(made), "ldc", AS_OF)


def test_types_have_their_labels_and_unknown_ones_stand_apart() -> None:
    made = arrays(BODIES, [Entry("x", partners=(0, 1, 2, 5))])
    grouping = by_type(made, two_mode(made))
    assert grouping.groups == ("Government", "Non-governmental organization", "Business and industry", "type not known")
    assert grouping.apart == ("type not known",)


def test_of_nobody_nothing_can_be_said() -> None:
    made = arrays([], [])
    for grouping in (by_type(made, two_mode(made)), by_south_list(made, two_mode(made), "g77", AS_OF)):
        found = mixing(two_mode(made), grouping, draws=20)
        assert (found.index.value, found.index.z, found.compared, found.ties) == (None, None, 0, ())
    assert assortativity(np.array([[3.0]])) is None
