"""Commas, "and" and acronyms between names and inside them."""

from __future__ import annotations

import pytest

from graph.model.drafts import Mention
from graph.names.split import split


def names(text: str) -> list[str]:
    return [mention.name for mention in split(text) if mention.kind == "organisation"]


def only(text: str) -> Mention:
    (mention,) = split(text)
    return mention


class TestAcronymsBesideNames:
    @pytest.mark.parametrize("text", ["Reef and Water Institute, RWI", "RWI, Reef and Water Institute"])
    def test_a_comma_may_part_a_name_from_its_acronym(self, text: str) -> None:
        mention = only(text)
        assert (mention.name, mention.acronym) == ("Reef and Water Institute", "RWI")

    def test_another_organisations_acronym_is_its_own(self) -> None:
        assert names("University of the South Sea, SPC") == ["University of the South Sea", "SPC"]

    def test_an_acronym_behind_phrases_belongs_to_the_name_that_they_end(self) -> None:
        text = "Office for Least Developed Countries, Landlocked Developing Countries and Small Island States (OLLIS)"
        assert names(text) == [text.removesuffix(" (OLLIS)")]

    def test_an_acronym_inside_a_name_spells_what_stands_before_it(self) -> None:
        text = "State, Society & Governance in the Isles (SSGI) at the National University"
        assert names(text) == [text]

    def test_an_acronym_behind_a_dash_spells_both_sides(self) -> None:
        assert names("Instituto de Fomento y Asesora Municipal - IFAM (Gobierno)") == [
            "Instituto de Fomento y Asesora Municipal"
        ]

    def test_nothing_of_a_name_follows_its_acronym_type_or_country(self) -> None:
        assert names("Reef Protection Centre (RPC) and Yuna Kimber") == ["Reef Protection Centre", "Yuna Kimber"]
        assert names("Department of Reefs (Government) and Fontera (private sector)") == [
            "Department of Reefs",
            "Fontera",
        ]


class TestWhatBelongsTogether:
    @pytest.mark.parametrize(
        "text",
        [
            "Viceministerio de Agua, Mares, Costas y Humedales",
            "Federal Public Service for Health, Food Chain Safety and Environment",
            "High Commissariat for Water, Forestry and Combating Desertification",
            "Reef Robótica, Cibernética y Electrónica, A.C.",
            "Forest Management Office no. 9, Trang Province",
            "Fishermen's Union Locals 1, 2, 3",
            "The Reef & Co. Foundation",
            "Ana & Juan Example Foundation",
            "Forum for the Conservation of the Southern Sea and area of influence",
            "The Ministry of Agriculture / Environment",
        ],
    )
    def test_one_name_stays_one(self, text: str) -> None:
        assert len(names(text)) == 1

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("KEN and Oceania", ["KEN", "Oceania"]),
            ('"Greenreef" and "Global 2000"', ["Greenreef", "Global 2000"]),
            ("Ludo Electric and Ludo Group", ["Ludo Electric", "Ludo Group"]),
            ("The Example Chemical Company & Homes for All", ["The Example Chemical Company", "Homes for All"]),
            ("Ministry of Water and the 2SCALE program", ["Ministry of Water", "2SCALE program"]),
            ("Cervecería Nacional, Servicio de Aguas", ["Cervecería Nacional", "Servicio de Aguas"]),
            ("Ministry of iReef Affairs, iReef Affairs Board", ["Ministry of iReef Affairs", "iReef Affairs Board"]),
            ("Reef Society (RS) The Creative Centre (NGO)", ["Reef Society", "The Creative Centre"]),
            ("Reef Trust on behalf of the Kelp Partnership", ["Reef Trust", "Kelp Partnership"]),
        ],
    )
    def test_two_names_are_two(self, text: str, expected: list[str]) -> None:
        assert names(text) == expected

    def test_a_society_is_no_body_of_the_government_beside_it(self) -> None:
        assert [mention.name for mention in split("Society of Engineers, Federal Government of Nigeria")] == [
            "Society of Engineers",
            "Federal Government of Nigeria",
        ]
