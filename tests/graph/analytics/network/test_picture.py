"""The picture: whom it shows, which ties, and that those stand near each other who are tied."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import block_diag, csr_array

from graph.analytics.network.layout import positions
from graph.analytics.network.method import Method
from graph.analytics.network.picture import STRONGEST, picture
from graph.errors import InputError
from graph.snapshot.snapshot import Snapshot
from tests.arrays import snapshots

METHOD = Method(date(2025, 1, 1))


def clique(size: int) -> csr_array:
    return csr_array(np.ones((size, size)) - np.eye(size))


def test_groups_stand_apart() -> None:
    groups = np.repeat([0, 1, 2], 12)
    ties = csr_array(block_diag([clique(12)] * 3)).tolil()
    ties[0, 12] = ties[12, 0] = ties[12, 24] = ties[24, 12] = 1
    places = positions(csr_array(ties.tocsr()))
    apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    same = groups[:, None] == groups[None, :]
    assert apart[same].mean() < apart[~same].mean() / 2


def test_of_nobody_and_of_one() -> None:
    assert positions(csr_array((0, 0))).shape == (0, 2)
    assert positions(csr_array((1, 1))).tolist() == [[0.5, 0.5]]


def test_who_looks_away_hears_how_far_it_is() -> None:
    heard: list[tuple[str, int, int]] = []
    positions(clique(5), rounds=20, progress=lambda *said: heard.append(said))
    assert heard == [("layout", 0, 20), ("layout", 10, 20), ("layout", 20, 20)]


@given(snapshots())
@settings(max_examples=40, deadline=None)
def test_it_shows_those_in_most_partnerships_and_their_strongest_ties(snapshot: Snapshot) -> None:
    shown = picture(snapshot, METHOD, most=10)
    assert shown == picture(snapshot, METHOD, most=10), "nothing is left to chance"
    degrees = {snapshot.partners[row]: len(set(snapshot.partnerships_of(row))) for row in range(len(snapshot.partners))}
    taking_part = [id for id, degree in degrees.items() if degree]
    assert [each.id for each in shown.partners] == sorted(taking_part, key=lambda id: (-degrees[id], id))[:10]
    assert all(each.partnerships == degrees[each.id] for each in shown.partners)
    assert all(0 <= side <= 1 for each in shown.partners for side in (each.x, each.y))
    rows = [snapshot.partner_row[each.id] for each in shown.partners]
    members = [set(snapshot.partnerships_of(row)) for row in rows]
    pairs = {
        (one, other) for one in range(len(rows)) for other in range(one + 1, len(rows)) if members[one] & members[other]
    }
    assert shown.pairs == len(pairs)
    drawn = {(one, other) for one, other, _ in shown.ties}
    assert drawn <= pairs
    sizes = {column: len(set(snapshot.partners_of(column))) for column in set().union(*members)}
    weight = {pair: sum(1 / (sizes[each] - 1) for each in members[pair[0]] & members[pair[1]]) for pair in pairs}
    for at in range(len(rows)):
        own = sorted((pair for pair in pairs if at in pair), key=lambda pair: (-round(weight[pair], 12), sum(pair)))
        assert set(own[:STRONGEST]) <= drawn
    for one, other, said in shown.ties:
        assert said == pytest.approx(weight[one, other])


@pytest.mark.parametrize("most", [0, 9, 1_501])
def test_too_many_or_too_few_are_refused(most: int) -> None:
    from tests.arrays import arrays

    with pytest.raises(InputError, match="it can be 10 to 1,500"):
        picture(arrays([], []), METHOD, most)
