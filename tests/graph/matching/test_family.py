"""Parents and branches of those on a list are near already: told, and not offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from graph.matching.family import family, near
from graph.matching.matcher import Matcher
from graph.matching.subject import PartnershipDescription
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays


def related(wholes: Mapping[int, int], *lists: tuple[int, ...]) -> Snapshot:
    """Five partners, some a part of another, and the lists of some partnerships."""
    bodies = [Body(name) for name in ("Care", "Care Fiji", "Care Vanuatu", "Reef Watch", "Alone")]
    made = arrays(bodies, [Entry("Reef", "storm", partners=each, vector=(1.0, 0.0, 0.0)) for each in lists])
    of = np.full(len(bodies), -1, dtype=np.int32)
    for part, whole in wholes.items():
        of[part] = whole
    return replace(made, wholes=of)


def told(made: Snapshot, listed: list[int]) -> dict[int, str]:
    return {row: near(made, row, of).why for row, of in family(made, listed).items()}


def test_the_whole_and_the_parts_are_near() -> None:
    made = related({1: 0, 2: 0}, (0,), (1,), (2, 3))
    assert told(made, [1]) == {0: "Care is the whole of which Care Fiji is a part, which is on the list."}, (
        "a sister is no family: it works elsewhere"
    )
    assert told(made, [0]) == {
        1: "Care Fiji is a part of Care, which is on the list.",
        2: "Care Vanuatu is a part of Care, which is on the list.",
    }
    whole = near(made, 0, 1)
    assert (whole.partner.id, whole.on_the_list.id) == ("p0", "p1")


def test_those_on_the_list_and_those_in_nothing_are_not_told() -> None:
    made = related({1: 0, 2: 0}, (0,), (1,))
    assert family(made, [0, 1]) == {}, "the third takes part in nothing"
    assert family(made, [3]) == {}
    assert family(made, []) == {}


def test_a_partner_is_told_once_however_many_of_its_parts_are_listed() -> None:
    made = related({1: 0, 2: 0}, (0,), (1,), (2,))
    assert family(made, [1, 2]) == {0: 1}


def test_family_is_shown_as_near_and_not_offered() -> None:
    made = related({1: 0}, (1,), (0, 3), (1, 4))
    matcher = Matcher(made, None)
    alone = Matcher(replace(made, wholes=np.full(5, -1, dtype=np.int32)), None)
    for asked in ("e-0", PartnershipDescription("Reef storm", partners=("Care Fiji",))):
        matches, understood = matcher.partners(asked)
        assert "p0" not in {each.id for each in matches}
        assert [each.partner.id for each in understood.near] == ["p0"]
        others, nobody = alone.partners(asked)
        assert "p0" in {each.id for each in others}
        assert nobody.near == ()
