"""Several values in one cell, however people join them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.table.cells import read_countries, read_goals, read_target, target_pieces

GOALS = [
    ("13 et 14", ["13", "14"]),
    ("13 y 14", ["13", "14"]),
    ("ODS 6, 7 y 8", ["6", "7", "8"]),
    ("ODD14/ODD17", ["14", "17"]),
    ("ODD14 ODD17", ["14", "17"]),
    ("SDG 13 & 14", ["13", "14"]),
    ("6、7和8", ["6", "7", "8"]),
    ("11-13", ["11", "13"]),
    ("Sustainable Development Goal 7 and Sustainable Development Goal 13", ["7", "13"]),
    ("SDG 14 - Life below water / SDG 15 - Life on land", ["14", "15"]),
    ("SDG 7: Affordable energy SDG 13: climate", ["7", "13"]),
    ("Énergie propre et d'un coût abordable", ["7"]),
    ("Clean water and sanitation and SDG 7", ["6", "7"]),
    ("SDG 16 - Peace, justice and strong institutions", ["16"]),
    ("7,9,13,18", ["7", "9", "13", None]),
    ("health and 3 wells", [None]),
]


@pytest.mark.parametrize(("cell", "goals"), GOALS)
def test_goals(cell: str, goals: list[str | None]) -> None:
    assert [code for _, code in read_goals(cell)] == goals


@pytest.mark.parametrize(
    ("cell", "targets"),
    [
        ("14.1 et 14.2", ["14.1", "14.2"]),
        ("14.1/14.2", ["14.1", "14.2"]),
        ("Target 14.a and 14.b", ["14.a", "14.b"]),
        ("6.1 Safe water by 2030", ["6.1"]),
    ],
)
def test_targets(cell: str, targets: list[str]) -> None:
    assert [read_target(piece) for piece in target_pieces(cell)] == targets


@pytest.mark.parametrize(
    ("cell", "countries"),
    [
        ("Guinée-Bissau et Guinée", ["GNB", "GIN"]),
        ("Bosnia and Herzegovina", ["BIH"]),
        ("Trinidad and Tobago and Kenya", ["TTO", "KEN"]),
        ("Sénégal, Gambie et Mali", ["SEN", "GMB", "MLI"]),
        ("Kenia y Perú", ["KEN", "PER"]),
        ("Brasil e Chile", ["BRA", "CHL"]),
        ("Kenya/Uganda", ["KEN", "UGA"]),
        ("肯尼亚和乌干达", ["KEN", "UGA"]),
        ("Кения и Мали", ["KEN", "MLI"]),
        ("كينيا ومالي", ["KEN", "MLI"]),
        ("Kenya and Wakanda", ["KEN", None]),
        ("The Horn and the Sahel", [None]),
    ],
)
def test_countries(cell: str, countries: list[str | None]) -> None:
    assert [code for _, code in read_countries(cell)] == countries


@given(st.lists(st.integers(1, 17), min_size=1, max_size=5), st.sampled_from([", ", "; ", " & ", " et ", "/", " and "]))
def test_goals_joined_in_any_way_are_all_read(goals: list[int], joint: str) -> None:
    assert [code for _, code in read_goals(joint.join(map(str, goals)))] == [str(goal) for goal in goals]


@given(st.text("SDGOoaletnd 0123456789/&-,.;:", max_size=40))
def test_no_number_is_dropped_in_silence(text: str) -> None:
    for found in (read_goals(text), read_countries(text)):
        kept = "".join(piece for piece, _ in found)
        assert not {sign for sign in text if sign.isascii() and sign.isdigit()} - set(kept)
