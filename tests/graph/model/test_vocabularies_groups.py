"""Groups of countries: counts as their keepers publish them, dates that count, and the South as lists."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph.errors import NotFoundError
from graph.model.vocabularies import countries, groups, groups_of, members, memberships, regions_of, south_lists

DAY = date(2026, 7, 1)


def codes(found):
    return [group.code for group in found]


@pytest.mark.parametrize(
    ("group", "size"),
    [
        ("ldc", 44),
        ("lldc", 32),
        ("sids", 39),
        ("sids-associate", 18),
        ("g77", 135),
        ("dac-recipients", 140),
        ("transition", 17),
        ("un-african", 54),
        ("un-asia-pacific", 54),
        ("un-eastern-european", 23),
        ("un-latin-american-caribbean", 33),
        ("un-western-european-others", 29),
        ("un-regional-groups", 193),
        ("csd-regions", 249),
    ],
)
def test_size(group, size):
    assert len(members(group, DAY)) == size


def test_every_group_has_a_source_and_a_date_and_says_how_members_were_found():
    for group in groups().values():
        assert group.labels["en"]
        assert group.source
        assert group.date
        assert not group.parent or group.parent in groups()
        assert memberships(group.code)
    assert all(groups()[code].note for code in ("unep-south", "csd-regions", "unctad-developing"))


def test_members_are_countries_and_spells_do_not_overlap():
    for code in groups():
        spells = {}
        for each in memberships(code):
            assert each.country in countries()
            assert not each.since or not each.until or each.since < each.until
            spells.setdefault((each.group, each.country), []).append(each)
        for found in spells.values():
            ordered = sorted(found, key=lambda each: each.since)
            assert all(first.until and first.until <= then.since for first, then in pairwise(ordered))


@pytest.mark.parametrize("parent", ["world-bank-income", "un-regional-groups", "csd-regions", "unep-south"])
def test_the_groups_of_a_set_share_no_member(parent):
    parts = [members(code, DAY) for code, group in groups().items() if group.parent == parent]
    assert sum(map(len, parts)) == len(frozenset().union(*parts)) == len(members(parent, DAY))


@pytest.mark.parametrize(
    ("on", "size"),
    [
        ("2003-12-31", 50),
        ("2010-12-31", 49),
        ("2014-06-01", 48),
        ("2019-01-01", 47),
        ("2023-01-01", 46),
        ("2023-12-13", 45),
        ("2024-12-12", 45),
        ("2024-12-13", 44),
    ],
)
def test_least_developed_countries_by_date(on, size):
    assert len(members("ldc", date.fromisoformat(on))) == size


def test_a_planned_leaving_is_a_note_until_it_has_happened():
    planned = [each.country for each in memberships("ldc") if "due to leave" in each.note]
    assert planned == ["BGD", "LAO", "NPL", "SLB"]
    assert set(planned) <= members("ldc", DAY)


def test_income_moves_with_the_fiscal_year():
    assert "TGO" in members("wb-low", date(2026, 6, 30))
    assert "TGO" in members("wb-lower-middle", date(2026, 7, 1))
    assert groups_of("ETH", DAY)
    assert not [group for group in groups_of("ETH", DAY) if group.kind == "income"]


class TestSouth:
    def test_lists_stand_side_by_side(self):
        assert codes(south_lists("KEN", DAY)) == ["g77", "unctad-developing", "dac-recipients", "unep-south-africa"]
        assert codes(south_lists("CHN", DAY))[0] == "g77"
        assert codes(south_lists("TUR", DAY)) == ["unctad-developing", "dac-recipients"]
        assert codes(south_lists("SGP", DAY)) == ["g77", "unctad-developing", "unep-south-asia-pacific"]

    def test_transition_economies_are_a_class_of_their_own(self):
        assert "transition" in codes(groups_of("UKR", DAY))
        assert "transition" not in codes(south_lists("UKR", DAY))
        assert groups()["transition"].kind == "transition"

    def test_in_no_list_is_in_no_list_and_nothing_says_north(self):
        assert south_lists("NOR", DAY) == ()
        assert south_lists("RUS", DAY) == ()
        assert south_lists("ZZZ", DAY) == groups_of("ZZZ", DAY) == ()
        words = " ".join(f"{code} {group.name()} {group.kind}" for code, group in groups().items()).lower()
        assert "north " not in words.replace("north america", "")

    def test_an_answer_names_the_list_with_its_date(self):
        assert [group.dated_name() for group in south_lists("BRA", DAY)] == [
            "Group of 77 and China, 2024-01",
            "Developing economies (UNCTAD), 2021-12",
            "DAC list of ODA recipients, 2024-01-01",
            "Regions of the South (UNEP 2006): Latin America and the Caribbean, 2006",
        ]
        assert groups()["g77"].dated_name("fr") == "Groupe des 77 et la Chine, 2024-01"

    def test_dates_count(self):
        assert codes(south_lists("KOR", date(2006, 1, 1))) == ["unep-south-asia-pacific"]
        assert south_lists("KOR", DAY) == ()
        assert "NRU" in members("dac-recipients", date(2025, 12, 31))
        assert "NRU" not in members("dac-recipients", DAY)


def test_regions_that_papers_only_name():
    assert "ISR" in members("csd-europe-north-america", DAY)
    assert "JOR" in members("csd-western-asia", DAY)
    assert members("unep-south-west-asia", DAY) == members("csd-western-asia", DAY)
    assert {iso3 for iso3 in members("csd-africa", DAY) if "002" not in regions_of(iso3)} == set()


def test_an_unknown_group_is_said_by_name():
    with pytest.raises(NotFoundError, match="'north'"):
        members("north")
