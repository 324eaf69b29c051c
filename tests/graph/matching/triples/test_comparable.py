"""What countries have in common."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.matching.triples.comparable import compare
from graph.matching.triples.south import list_names, standing
from graph.model.vocabularies import countries

DAY = date(2026, 11, 21)
CODES = st.sampled_from(sorted(countries()))


@given(CODES, CODES)
def test_it_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    found = compare(one, other, DAY)
    assert 0 <= found.value <= 1
    assert found.value == compare(other, one, DAY).value
    assert bool(found.value) == bool(found.said)


def test_regions_and_groups_count() -> None:
    assert compare("TGO", "BEN", DAY).value > compare("TGO", "MUS", DAY).value > compare("TGO", "NOR", DAY).value
    assert compare("FJI", "MDV", DAY).groups
    assert compare("TGO", "XXX", DAY).value == 0


@given(CODES)
def test_who_is_of_the_south_is_on_a_list(code: str) -> None:
    if standing(code, DAY) == "south":
        assert list_names(code, DAY)
    if standing(code, DAY) == "no-list":
        assert not list_names(code, DAY)
