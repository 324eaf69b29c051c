"""Which known partner a written name is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search.answer import Candidate
from graph.search.lookup import look_up
from graph.store import open_store
from graph.store.interface import Store
from tests.world import draft, partner, read


def best(world: Store, name: str, **more: str) -> Candidate | None:
    return next(iter(look_up(world.view(), name, **more)), None)


@pytest.mark.parametrize(
    "written",
    [
        "United Nations Development Programme",
        "united nations development programme",
        "UN Development Program",
        "UNDP",
        "U.N.D.P.",
        "United Nations Development Programme (UNDP)",
        "The United Nations Development Programme (UNDP; United Nations)",
    ],
)
def test_a_name_but_for_its_spelling_is_the_same(world: Store, written: str) -> None:
    found = best(world, written)
    assert found is not None
    assert (found.name, found.same) == ("United Nations Development Programme", True)
    assert found.score >= 0.99
    assert found.type == "un-system"
    assert found.reasons


@pytest.mark.parametrize("written", ["PNUD", "Программа развития ООН", "联合国开发计划署", "ONU Développement"])
def test_another_name_of_a_world_organisation_finds_it(world: Store, written: str) -> None:
    found = best(world, written)
    if written == "ONU Développement":  # nobody's name
        assert found is None or found.same is not True
        return
    assert found is not None
    assert (found.name, found.same) == ("United Nations Development Programme", True)
    assert "vocabulary of organisations" in found.reasons[0]


def test_a_slip_of_the_pen_is_perhaps_the_same(world: Store) -> None:
    found = best(world, "Reef Wacth Network")
    assert found is not None
    assert (found.name, found.same) == ("Reef Watch Network", None)
    assert found.score > 0.8


def test_an_acronym_of_two_partners_is_neither_for_certain(world: Store) -> None:
    found = look_up(world.view(), "CT")[:2]
    assert {each.name for each in found} == {"Code Together", "Coral Triangle"}
    assert [each.same for each in found] == [None, None]
    assert all("2 partners bear this name." in each.reasons for each in found)


def test_the_country_tells_bearers_of_one_acronym_apart(world: Store) -> None:
    found = look_up(world.view(), "CT", country="IDN")
    assert [(each.name, each.same) for each in found[:2]] == [("Coral Triangle", True), ("Code Together", None)]
    assert "Its country agrees." in found[0].reasons
    assert "Its country is known as IND, not IDN." in found[1].reasons


def test_a_country_beside_the_name_counts_as_one_that_was_asked(world: Store) -> None:
    kenyan = best(world, "Ministry of Environment (Kenya)")
    assert kenyan is not None
    assert (kenyan.country, kenyan.same) == ("KEN", True)
    other = best(world, "Ministry of Environment (Ghana)")
    assert other is None or other.same is not True


def test_another_type_is_not_taken_for_the_same(world: Store) -> None:
    found = best(world, "Reef Watch Network", type="business")
    assert found is not None
    assert found.same is None
    assert any("type is known as ngo" in reason for reason in found.reasons)


def test_what_is_alike_is_offered_and_not_taken_for_the_same(world: Store) -> None:
    found = best(world, "Marine Research Institute of Malindi")
    assert found is not None
    assert found.name == "Marine Research Institute of Mombasa"
    assert found.same is False
    assert 0 < found.score < 0.5
    assert "“malindi”" in found.reasons[0]


def test_an_acronym_beside_another_name_does_not_speak_for_it(world: Store) -> None:
    found = look_up(world.view(), "Uganda Network of Dry Ports (UNDP)")
    assert all(each.same is not True for each in found)


@pytest.mark.parametrize("name", ["", "   ", "()", "zzqx unheard of body", "🌊", "\x00"])
def test_nobody_alike_gives_nobody(world: Store, name: str) -> None:
    assert look_up(world.view(), name) == []


def test_candidates_are_ordered_and_few(world: Store) -> None:
    found = look_up(world.view(), "United Nations Programme", limit=3)
    assert 1 < len(found) <= 3
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_only_partners_are_meant(world: Store) -> None:
    assert all(world.view().entity(each.id).kind == "partner" for each in look_up(world.view(), "Kenya"))
    assert all(world.view().entity(each.id).kind == "partner" for each in look_up(world.view(), "Mangroves for Kenya"))


def test_equal_names_are_ordered_by_connection(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'twins.db'}") as store:
        twins = [partner("Water Board", country=code) for code in ("GHA", "PER")]
        read(store, [draft("t", "1", "One", "", *twins), draft("t", "2", "Two", "", twins[1])])
        found = look_up(store.view(), "Water Board")
        if len(found) == 2:
            assert [each.country for each in found] == ["PER", "GHA"]
            assert {each.same for each in found} == {None}
        assert best(store, "Water Board", country="GHA").same in {True, None}
