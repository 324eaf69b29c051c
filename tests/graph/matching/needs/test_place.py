"""Whether an entry works in a country, by what it states, its title and its text."""

from __future__ import annotations

import pytest

from graph.matching.needs.place import ELSEWHERE, HERE, NEAR, OPEN, SPOKEN, Places
from graph.snapshot.making_exchange import Reading, candidates


@pytest.mark.parametrize(
    ("reading", "country", "expected"),
    [
        (Reading("Wells", countries=["KEN", "UGA"]), "KEN", HERE),
        (Reading("Wells", countries=["UGA"]), "KEN", ELSEWHERE),
        (Reading("Wells of Kenya"), "KEN", HERE),
        (Reading("Kenyan wells"), "KEN", HERE),
        (Reading("Wells of Kenya", countries=["UGA"]), "UGA", ELSEWHERE),
        (Reading("Wells in East Africa"), "KEN", NEAR),
        (Reading("Wells", coverage="Africa"), "KEN", NEAR),
        (Reading("Wells", coverage="Africa"), "PER", ELSEWHERE),
        (Reading("Wells in the Pacific"), "KEN", ELSEWHERE),
        (Reading("Wells", "In Kenya and Uganda we dig."), "KEN", SPOKEN),
        (Reading("Wells", "In Uganda we dig."), "KEN", ELSEWHERE),
        (Reading("Wells", "We dig."), "KEN", OPEN),
        (Reading("Wells", countries=["UGA"]), "", OPEN),
        (Reading("A global network for wells"), "KEN", OPEN),
        (Reading("Wells", worldwide=True), "KEN", OPEN),
        (Reading("Wells", countries=["UGA"], worldwide=True), "KEN", OPEN),
        (Reading("Reefs of small island developing States"), "FJI", OPEN),
        (Reading("Reefs of small island developing States"), "PER", OPEN),
        (Reading("Reefs", "We serve small island developing States."), "FJI", OPEN),
        (Reading("Reefs of small island developing States in the Pacific"), "FJI", NEAR),
        (Reading("Duty-free access for least developed countries", countries=["LAO", "NPL"]), "SEN", ELSEWHERE),
        (Reading("Duty-free access for least developed countries", countries=["LAO", "NPL"]), "NPL", HERE),
        (Reading("Wells", coverage="Least developed countries"), "SEN", OPEN),
        (Reading("Wells of the Caribbean", countries=["FJI"]), "FJI", ELSEWHERE),
    ],
)
def test_classes(reading: Reading, country: str, expected: int) -> None:
    beside = Reading("Another entry", "Peru and Norway and Chad.", countries=["TCD"])
    places = Places(candidates([reading, beside]))
    assert places.of(country)[0] == expected


def test_nothing_at_all() -> None:
    assert Places(candidates([])).of("KEN").shape == (0,)
