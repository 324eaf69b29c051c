"""Persons and addresses between names."""

from __future__ import annotations

from graph.names.split import read_list, split


def names(text: str) -> list[str]:
    return [mention.name for mention in split(text) if mention.kind == "organisation"]


class TestPersonsAndAddresses:
    def test_a_position_behind_a_full_stop_is_the_persons_before_it(self) -> None:
        found = read_list("Reef Society of the South. Ana Example. President.")
        assert [mention.name for mention in found.mentions] == ["Reef Society of the South"]
        assert found.persons

    def test_an_introduction_tells_of_a_person_whatever_follows(self) -> None:
        assert not split("Dr. Ana Example: President, Reef Society, mentor, former director, Kelp Bank")

    def test_an_address_ends_behind_its_country(self) -> None:
        text = "Reef Secretariat; Kelp House; 12 Port Street; Kingston, Jamaica; Rare"
        assert names(text) == ["Reef Secretariat", "Rare"]

    def test_the_organisation_before_a_persons_address_is_kept(self) -> None:
        assert names("Reef Institute, Ana Example <email>") == ["Reef Institute"]
