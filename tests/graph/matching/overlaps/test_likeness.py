"""The features of two entries: what they are worth on a small register, and what holds of every pair."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from graph.matching.overlaps.likeness import FEATURES, SCORED, Likeness
from graph.matching.overlaps.sides import Sides
from graph.snapshot.snapshot import Snapshot


@pytest.fixture(scope="module")
def sides(coast: Snapshot) -> Sides:
    return Sides(coast)


def values(sides: Sides, one: str, other: str) -> dict[str, float]:
    rows = sides.snapshot.partnership_row
    (found,) = Likeness(sides, sides.stored(rows[one])).values([rows[other]])
    return found


def test_every_feature_is_told_and_measured(sides: Sides) -> None:
    assert set(values(sides, "coast-n1", "coast-n2")) == set(FEATURES)
    assert set(SCORED) <= set(FEATURES)
    assert all("Unit: " in says and "Example: " in says for says in FEATURES.values())


def test_of_every_pair_both_sides_tell_the_same(sides: Sides, wordless: Snapshot) -> None:
    ranges = {"phrases": 1, "meaning": 1, "own-words": 2, "places-apart": 2, "words": 1, "titles": 1, "years-apart": 1}
    for of in (sides, Sides(wordless)):
        for one, other in combinations(of.snapshot.partnerships, 2):
            there, back = values(of, one, other), values(of, other, one)
            assert there == pytest.approx(back, abs=1e-5), (one, other)
            assert all(each >= 0 for each in there.values())
            assert all(there[code] <= most + 1e-5 for code, most in ranges.items())


def test_phases_of_one_work(sides: Sides) -> None:
    found = values(sides, "coast-n1", "coast-n2")
    assert found["phrases"] > 0.5, "reef nurseries, nurseries (of) Taveuni, Taveuni phase"
    assert (found["own-words"], found["places-apart"], found["countries-apart"]) == (0, 0, 0)
    assert (found["numbers-apart"], found["years-apart"]) == (1, 1)
    assert found["partners"] == pytest.approx(np.log(1 + 1 / 2), abs=1e-6), "two other entries name Reef Watch Network"


def test_entries_of_one_campaign(sides: Sides) -> None:
    found = values(sides, "coast-p1", "coast-p2")
    assert found["words"] > 0.6
    assert found["places-apart"] == 2
    assert found["countries-apart"] == 1
    assert found["own-words"] > 0.5


def test_a_crowd_is_what_is_as_near_to_both(sides: Sides) -> None:
    told = sides.snapshot.told.vectors
    near = told @ told.T
    for one in range(len(told)):
        likeness = Likeness(sides, sides.stored(one))
        for other in range(len(told)):
            if other != one:
                crowd = likeness.crowd(other)
                wanted = [
                    each
                    for each in range(len(told))
                    if each not in (one, other)
                    and near[one, each] >= near[one, other] - 1e-6
                    and near[other, each] >= near[one, other] - 1e-6
                ]
                assert sorted(crowd) == wanted or min(near[one, other], 0) < 0


def test_what_a_title_says_alone(sides: Sides) -> None:
    rows = sides.snapshot.partnership_row
    likeness = Likeness(sides, sides.stored(rows["coast-p1"]))
    ours, theirs = likeness.own_words(sides.stored(rows["coast-p2"]))
    assert (ours, theirs) == (["fiji"], ["peru"])
    assert likeness.own_places(sides.stored(rows["coast-p2"])) == (["FJI"], ["PER"])


def test_words_of_another_language_are_nobodys_own(sides: Sides) -> None:
    assert values(sides, "coast-5", "coast-2")["own-words"] == 0
