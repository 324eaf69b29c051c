"""Names of parts of the world in running text, and their countries."""

from __future__ import annotations

import pytest

from graph.model.vocabularies import countries, groups, regions
from graph.model.vocabularies.region_names import countries_of, members_of, regions_in
from graph.model.vocabularies.tables import table


def test_every_code_is_a_country_a_region_or_a_group_with_members() -> None:
    for row in table("region-names"):
        for code in row["codes"].split():
            assert code in countries() or code in regions() or code in groups(), row
            assert members_of(code), row


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Farms in West Africa", "MLI", "KEN"),
        ("Reefs of small islands", "FJI", "PER"),
        ("L'Afrique de l'Ouest", "SEN", "KEN"),
        ("the ACP countries", "JAM", "PER"),
        ("Countries of the Guinea Current", "COD", "KEN"),
        ("MENA region", "TUN", "MLI"),
    ],
)
def test_countries_of_what_a_text_names(text: str, inside: str, outside: str) -> None:
    found = countries_of(regions_in(text))
    assert inside in found
    assert outside not in found


def test_the_longest_name_counts() -> None:
    assert regions_in("South East Asia") == {"~south east asia"}
    assert regions_in("Asia and the Pacific") == {"~asia and the pacific"}


def test_parts_of_words_and_unknown_names_are_none() -> None:
    assert regions_in("Asiatic lions, pacifically") == frozenset()
    assert members_of("~atlantis") == members_of("XYZ") == frozenset()
