"""Plurals that name nobody, and names that look like them."""

from __future__ import annotations

import pytest

from graph.names.split import split


def names(text: str) -> list[str]:
    return [mention.name for mention in split(text) if mention.kind == "organisation"]


class TestPhrases:
    @pytest.mark.parametrize(
        "text",
        [
            "Others to join later",
            "Reef Council member companies",
            "IREN Members and IREN Signatories",
            "Contracting Parties of the Reef Convention",
            "Canadian Provinces and Territories",
            "Professional Associations",
            "Petroleum Companies",
            "Swedish Agencies",
            "Various Austrian Authorities",
            "Local environnemental NGOs",
            "Motor Vehicle Associations within coastal regions",
            "Universidades Estatales",
            "otros (por definir con estas entidades)",
            "prestadores de servicios turísticos en la Isla",
            "International shipping industry",
            "1 Academic Institution",
            "Example Reef Stakeholders",
        ],
    )
    def test_many_of_a_kind_name_nobody(self, text: str) -> None:
        assert {mention.kind for mention in split(text)} == {"generic"}

    @pytest.mark.parametrize(
        "text",
        [
            "BlueNGOs - network for reefs in Europe",
            "Five Seas Environmental Services LLC",
            "Lady Lawyer Foundation",
            "MS Education Academy",
            "Reef House",
            "Ministry of works, Transport and Infrastructure",
            "Naturalist Club (is a High School organisation)",
        ],
    )
    def test_what_looks_like_a_phrase_a_person_or_an_address_may_be_a_name(self, text: str) -> None:
        assert len(names(text)) == 1

    def test_an_adjective_before_a_comma_belongs_to_the_phrase(self) -> None:
        assert not names("State, Local and Territorial Governments")

    def test_a_sentence_may_announce_names(self) -> None:
        text = "The Reef Initiative is made up of the following core partner organisations: Rare, Kelp Trust and WWF"
        assert names(text) == ["Rare", "Kelp Trust", "WWF"]

    def test_a_heading_may_stand_behind_names(self) -> None:
        assert names("Partners including: KPS, FAO, WMO, WMO members: Rare, Oceana, Kelp Trust")[:2] == ["KPS", "FAO"]
