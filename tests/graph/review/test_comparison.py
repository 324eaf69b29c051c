"""Both sides of a question field by field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.review.comparison import alike, compare
from graph.review.desk import Desk

WORDS = st.sets(st.sampled_from("abcde"))


@given(WORDS, WORDS)
def test_the_order_of_sides_makes_no_difference(a: set[str], b: set[str]) -> None:
    assert alike(a, b) == alike(b, a)
    assert (alike(a, b) == "same") == (bool(a) and a == b)


def test_two_organisations_and_two_records(desk: Desk) -> None:
    sides = desk.inquire(desk.names("Lagoon Keepers", "Lagoon Keepers Association"))
    found = {each.field: (each.a, each.b, each.alike) for each in compare(sides.a, sides.b)}
    assert found["name"][2] == "partly"
    assert found["country"] == (("FJI",), ("FJI",), "same")
    assert found["type"][2] == "different"
    assert found["identifier"] == ((), (), "none")
    sides = desk.inquire(desk.names("coast:1", "clinic:6"))
    found = {each.field: (each.a, each.b, each.alike) for each in compare(sides.a, sides.b)}
    assert found["name"][2] == "same"
    assert found["start"][2] == "one"
    assert found["sdg"][2] == "different"
