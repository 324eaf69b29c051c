"""Countries beside names: parents, headings, places."""

from __future__ import annotations

import pytest

from graph.model.drafts import Mention
from graph.names.split import split


def names(text: str) -> list[str]:
    return [mention.name for mention in split(text) if mention.kind == "organisation"]


def only(text: str) -> Mention:
    (mention,) = split(text)
    return mention


class TestCountriesBesideNames:
    def test_a_ministry_behind_its_country_is_put_under_it(self) -> None:
        ministry = only("Cambodia, Ministry of Education, Youth and Sports")
        assert (ministry.name, ministry.parent, ministry.country) == (
            "Ministry of Education, Youth and Sports",
            "Cambodia",
            "KHM",
        )

    def test_countries_may_be_headings(self) -> None:
        assert names("Fiji- Reef Association; Palau: Palau Kelp Club; Kiribati: Rare") == [
            "Reef Association",
            "Palau Kelp Club",
            "Rare",
        ]

    def test_a_country_under_its_own_government_is_no_body_of_it(self) -> None:
        text = "Governments: \nGovernment of United States of America - USA \nOther: \nRare (Kenya)"
        assert [mention.kind for mention in split(text)] == ["government", "organisation"]

    def test_towns_are_no_partners_where_every_name_has_its_place(self) -> None:
        found = split("Reef Institute, Chile; RRC, Lima, Peru; Kelp Lab, Fiji")
        assert [(mention.name, mention.country) for mention in found] == [
            ("Reef Institute", "CHL"),
            ("RRC, Lima", "PER"),
            ("Kelp Lab", "FJI"),
        ]

    def test_a_country_behind_a_full_stop_says_where_the_name_is(self) -> None:
        found = split("Reef Forum of the South. Uruguay. Blue Kelp Trust. Chile.")
        assert [(mention.name, mention.country) for mention in found] == [
            ("Reef Forum of the South", "URY"),
            ("Blue Kelp Trust", "CHL"),
        ]

    @pytest.mark.parametrize(
        "text", ["Venezuela, Bolivarian Republic of", "Korea (Rep. of)", "PR China", "República Argentina"]
    )
    def test_countries_in_other_wordings(self, text: str) -> None:
        assert only(text).kind == "government"


def test_what_serves_a_part_of_the_world_is_no_body_of_one_government() -> None:
    found = split("Government of Japan, Pacific Islands Forum Secretariat")
    assert [(each.name, each.country, each.parent) for each in found] == [
        ("Government of Japan", "JPN", ""),
        ("Pacific Islands Forum Secretariat", "", ""),
    ]
    (ministry,) = split("Government of Japan, Ministry of Land")
    assert (ministry.name, ministry.country, ministry.parent) == ("Ministry of Land", "JPN", "Government of Japan")


def test_a_country_behind_one_that_a_name_is_in_is_not_where_it_is() -> None:
    (offices,) = split("National Disaster Management Offices in Samoa, Tonga")
    assert (offices.name, offices.country) == ("National Disaster Management Offices in Samoa, Tonga", "")
    (university,) = split("Reef University, Tonga")
    assert (university.name, university.country) == ("Reef University", "TON")
