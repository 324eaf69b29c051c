"""What is worked out once for a snapshot, against plain Python over its lists."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.matching.terrain import NOWHERE, Terrain, greatest, numbers
from graph.model.vocabularies import regions_of
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots


def shares(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total if total else 0.0 for weight in weights]


def holds(snapshot: Snapshot) -> None:
    terrain = Terrain(snapshot)
    links, placed = snapshot.links.toarray(), snapshot.placed.toarray()
    n, m = links.shape
    assert terrain.degrees.tolist() == [links[who].sum() for who in range(n)]
    assert terrain.sizes.tolist() == [links[:, where].sum() for where in range(m)]
    for who in range(n):
        sums = [sum(placed[where, at] for where in range(m) if links[who, where]) for at in range(len(snapshot.places))]
        assert terrain.works[[who], :].toarray().ravel().tolist() == pytest.approx(shares(sums), abs=1e-6)
    for where in range(m):
        assert terrain.about[[where], :].toarray().ravel().tolist() == pytest.approx(
            shares(placed[where].tolist()), abs=1e-6
        )
        for code, number in terrain.type_numbers.items():
            listed = [who for who in range(n) if links[who, where] and snapshot.partner_types[who] == code]
            assert terrain.on_lists[where, number] == len(listed)
    codes = {number: code for code, number in terrain.country_numbers.items()}
    assert [codes.get(home, "") for home in terrain.homes.tolist()] == list(snapshot.partner_countries)
    assert [terrain.country_numbers[code] for code in snapshot.places] == list(range(len(snapshot.places)))
    types = {number: code for code, number in terrain.type_numbers.items()}
    assert [types.get(type_, "") for type_ in terrain.types.tolist()] == list(snapshot.partner_types)
    for at, code in enumerate(snapshot.places):
        lies_in = [terrain.region_codes[region] for region in terrain.regions[[at], :].indices.tolist()]
        assert lies_in == list(regions_of(code)[:1])
    for at in range(len(snapshot.vocabulary)):
        bearers = (snapshot.name_terms.toarray()[:, at] > 0).sum()
        assert terrain.name_rarity[at] == pytest.approx(1 - math.log(1 + bearers) / math.log(1 + max(n, 1)), abs=1e-6)
    for at in range(len(snapshot.tags)):
        frequency = snapshot.tagged.toarray()[:, at].sum()
        assert terrain.tag_weights[at] == pytest.approx(math.log((1 + m) / (1 + frequency)) + 1)


def test_the_world_is_counted_by_hand(snapshot: Snapshot) -> None:
    holds(snapshot)


@settings(deadline=None)
@given(snapshots())
def test_so_is_any_snapshot(made: Snapshot) -> None:
    holds(made)


def test_a_country_where_no_partnership_works_has_a_number_beyond_the_places() -> None:
    made = arrays([Body(country="PER"), Body(country="KEN"), Body()], [Entry(partners=(0, 1), about={"KEN": 1.0})])
    terrain = Terrain(made)
    assert terrain.homes.tolist() == [1, 0, NOWHERE]
    assert len(made.places) == 1


def test_numbers_of_what_is_not_known() -> None:
    assert numbers(["KEN", "", "FJI"], {"KEN": 4}).tolist() == [4, NOWHERE, NOWHERE]
    assert numbers([], {}).tolist() == []


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 5), unique=True).map(sorted), max_size=6),
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=6, max_size=6),
)
def test_greatest_is_the_maximum_of_each_row(rows: list[list[int]], values: list[float]) -> None:
    dense = np.zeros((len(rows), 6), dtype=np.float32)
    for row, columns in enumerate(rows):
        dense[row, columns] = 1
    found = greatest(csr_array(dense), np.array(values, dtype=np.float32))
    assert found.tolist() == [max((values[column] for column in columns), default=0.0) for columns in rows]


def test_greatest_of_empty_rows_is_nothing() -> None:
    """Also where the last rows are the empty ones, and where all are."""
    values = np.array([0.5, 0.25], dtype=np.float32)
    assert greatest(csr_array(np.array([[0, 0], [1, 1], [0, 0], [0, 1], [0, 0]], np.float32)), values).tolist() == [
        0.0, 0.5, 0.0, 0.25, 0.0,
    ]  # fmt: skip
    assert greatest(csr_array((3, 2), dtype=np.float32), values).tolist() == [0.0, 0.0, 0.0]
    assert greatest(csr_array((0, 2), dtype=np.float32), values).tolist() == []


def test_common_tags_are_a_weighted_share(snapshot: Snapshot) -> None:
    terrain = Terrain(snapshot)
    tags = [snapshot.tag_row["sdg", "14"], snapshot.tag_row["country", "KEN"]]
    weights = terrain.tag_weights[tags].tolist()
    assert weights[1] > weights[0], "Kenya is rarer than goal 14"
    found = terrain.common_tags(tags, snapshot.tagged)
    assert found[snapshot.partnership_row["coast-1"]] == pytest.approx(1)
    assert found[snapshot.partnership_row["coast-2"]] == pytest.approx(weights[0] / sum(weights))
    assert found[snapshot.partnership_row["clinic-11"]] == 0
    unep = snapshot.partner_names.index("United Nations Environment Programme")
    of_partners = terrain.common_tags(tags, csr_array(snapshot.links @ snapshot.tagged))
    assert of_partners[unep] == pytest.approx(1), "in however many of its partnerships"
    assert not terrain.common_tags([], snapshot.tagged).any()
