"""Niches: what comparable countries have and this one doesn't, and who works there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.gaps.lines import comparable
from graph.analytics.gaps.niches import PARTNERS, niches
from graph.errors import InputError
from graph.snapshot.dated import status_of
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot
from tests.arrays import PLACES, Body, Entry, arrays, snapshots
from tests.graph.analytics.gaps.conftest import LONG_AGO, ON, days


def test_what_a_neighbour_has_is_a_niche_with_who_works_there(register: Snapshot, needs: Needs) -> None:
    made = niches(register, "Togo", ON, needs=needs)
    assert (made.country, made.entries, made.here, made.no_country, made.state_both) == ("TGO", 10, 2, 3, 6)
    assert [(peer.area, peer.entries) for peer in made.peers] == [("011", 1), ("ldc", 2)]
    found = {niche.line: niche for niche in made.niches}
    assert list(found) == ["4", "5", "6"]
    assert {line: niche.ended_here for line, niche in found.items()} == {"4": ("e-2",), "5": (), "6": ()}
    water = found["6"]
    assert (water.label, water.needs) == ("Clean water and sanitation", ("n-1",))
    (neighbours, least) = water.among
    assert neighbours.name == "Western Africa (M49, 2021-12)"
    assert (neighbours.countries, neighbours.entries, neighbours.partnerships) == (("BEN",), 1, ("e-3",))
    (partner,) = neighbours.partners
    assert (partner.name, partner.entries, partner.works_here) == ("Lomé Learning", 1, True)
    assert least.area == "ldc"
    assert "14" in made.nowhere


def test_an_entry_that_has_ended_leaves_a_niche(register: Snapshot) -> None:
    before, after = (niches(register, "Togo", on) for on in (date(2012, 12, 1), date(2013, 1, 1)))
    assert "4" not in {niche.line for niche in before.niches}
    (schools,) = [niche for niche in after.niches if niche.line == "4"]
    assert (schools.ended_here, schools.read) == (("e-2",), 0)
    assert (before.lines_here, after.lines_here) == (1, 0)


def test_a_goal_with_an_entry_here_is_none(register: Snapshot) -> None:
    made = niches(register, "KEN", ON)
    assert "4" not in {niche.line for niche in made.niches}
    assert (made.lines_here, made.lines) == (3, 17)


def test_what_is_only_read_here_is_told_apart(register: Snapshot) -> None:
    made = niches(register.only([1, 3, 7]), "BEN", ON)
    assert [(niche.line, niche.read) for niche in made.niches] == [("4", 0), ("5", 0)]


def test_what_has_ended_stands_behind_what_has_not(register: Snapshot) -> None:
    made = niches(register, "MDV", ON)
    (sea,) = [niche for niche in made.niches if niche.line == "14"]
    (islands,) = sea.among
    assert (islands.area, islands.entries, islands.not_ended) == ("sids", 2, 1)
    assert islands.partnerships == ("e-5", "e-4")


def test_a_country_in_no_region_is_compared_with_nobody(register: Snapshot) -> None:
    made = niches(register, "ATA", ON)
    assert (made.peers, made.niches) == ((), ())
    assert any("compared with nobody" in note for note in made.notes)


def test_themes_that_nobody_states_are_no_niches(register: Snapshot) -> None:
    made = niches(register.only([0, 1, 2]), "BEN", ON, of="themes")
    assert (made.niches, made.state_both) == ((), 0)
    assert any("nothing to compare" in note for note in made.notes)
    assert [niche.line for niche in niches(register, "TGO", ON, of="themes").niches] == ["csd:water"]


def test_no_country_is_refused(register: Snapshot) -> None:
    with pytest.raises(InputError, match="no country known"):
        niches(register, "Atlantis", ON)


def test_an_empty_register_has_no_niches() -> None:
    made = niches(arrays([], []), "KEN", ON)
    assert (made.entries, made.niches, len(made.nowhere)) == (0, (), 17)


def test_what_ended_here_is_no_example_of_what_comparable_countries_have() -> None:
    bodies = (Body("Reef Watch"), Body("Well Diggers"))
    both = (("country", "KIR"), ("country", "FJI"), ("sdg", "1"))
    of_old = Entry("Islands of old", partners=(0,), tags=both)
    wells = Entry("Wells of Kiribati", partners=(0, 1), tags=(("country", "KIR"), ("sdg", "1")))
    sea = Entry("The sea of Fiji", partners=(0,), tags=(("country", "FJI"), ("sdg", "14")))
    sea_of_old = Entry("The sea of old", partners=(1,), tags=(("country", "FJI"), ("sdg", "14")))

    def ended(entries: tuple[Entry, ...], *over: int) -> Snapshot:
        made = arrays(bodies, entries)
        return replace(made, ends=days(*(LONG_AGO if row in over else None for row in range(len(entries)))))

    alone = niches(ended((of_old, sea), 0), "FJI", ON)
    assert "1" not in {niche.line for niche in alone.niches}
    assert "1" in alone.nowhere
    found = {each.line: each for each in niches(ended((of_old, wells, sea, sea_of_old), 0, 3), "FJI", ON).niches}
    assert found["1"].ended_here == ("e-0",)
    islands = found["1"].among[-1]
    assert (islands.entries, islands.ended_here_too, islands.partnerships) == (1, 1, ("e-1",))
    assert [(each.name, each.entries, each.works_here) for each in islands.partners] == [
        ("Reef Watch", 1, True),
        ("Well Diggers", 1, False),
    ]


def test_what_can_be_compared_is_what_entries_state_with_a_country(register: Snapshot) -> None:
    assert comparable(register) == ("goals", "themes")
    assert comparable(register.only([0, 1, 2])) == ("goals",)
    assert comparable(register.only([6, 9])) == ()
    assert comparable(arrays([], [])) == ()


@given(snapshots(), st.sampled_from(PLACES))
@settings(max_examples=60, deadline=None)
def test_a_niche_is_stated_elsewhere_and_never_here(snapshot: Snapshot, code: str) -> None:
    made = niches(snapshot, code, ON)
    here = [row for row in range(len(snapshot.partnerships)) if code in snapshot.countries_of(row)]
    for niche in made.niches:
        there = [row for row in here if ("sdg", niche.line) in snapshot.tags_of(row)]
        assert niche.ended_here == tuple(snapshot.partnerships[row] for row in there)
        assert all(status_of(snapshot, row, ON) == "ended" for row in there)
        for among in niche.among:
            assert among.entries == len(among.partnerships) >= 1
            assert not set(among.partnerships) & {snapshot.partnerships[row] for row in here}
            assert code not in among.countries
            assert len(among.partners) == min(PARTNERS, among.partners_in_all)
