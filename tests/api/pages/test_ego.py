"""Where co-partners stand in a picture."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from api.pages.ego import DRAWN, layout
from api.profiles.around import PICTURED
from api.wire_profiles import Tie

IDS = [f"p{number}" for number in range(PICTURED)]


@given(
    st.integers(0, PICTURED),
    st.dictionaries(st.sampled_from(list(combinations(IDS, 2))), st.integers(1, 50), max_size=60),
)
def test_no_node_touches_another_and_the_same_is_drawn_alike(some: int, counts: dict[tuple[str, str], int]) -> None:
    ties = [Tie(a, b, count) for (a, b), count in counts.items()]
    picture = layout(IDS[:some], ties)
    assert picture == layout(IDS[:some], ties)
    assert [each.number for each in picture.nodes] == list(range(1, some + 1))
    for one, other in combinations(picture.nodes, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= 2 * picture.radius
    for each in picture.nodes:
        assert picture.radius <= min(each.x, each.y)
        assert max(each.x, each.y) <= picture.size - picture.radius


def test_of_many_ties_the_strongest_are_drawn() -> None:
    ties = [Tie(a, b, 1) for a, b in combinations(IDS[:12], 2)]
    ties[0] = Tie("p0", "p1", 9)
    picture = layout(IDS[:12], ties)
    assert len(picture.lines) <= 12 * DRAWN
    thickest = max(picture.lines, key=lambda line: line.width)
    ends = {(thickest.x1, thickest.y1), (thickest.x2, thickest.y2)}
    assert ends == {(node.x, node.y) for node in picture.nodes[:2]}


def test_who_works_with_nobody_is_no_picture() -> None:
    assert layout([], []).nodes == []
