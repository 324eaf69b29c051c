"""Which known partner a written name is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search.answer import Candidate
from graph.search.lookup import look_up
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.world import draft, partner, read


@pytest.fixture(scope="module")
def known(world: Store) -> Snapshot:
    return make(world.view())


def best(known: Snapshot, name: str, type: str = "", country: str = "") -> Candidate | None:
    return next(iter(look_up(known, name, type, country)), None)


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
def test_a_name_but_for_its_spelling_is_the_same(known: Snapshot, written: str) -> None:
    found = best(known, written)
    assert found is not None
    assert (found.name, found.same) == ("United Nations Development Programme", True)
    assert found.score >= 0.99
    assert found.type == "un-system"
    assert found.reasons


@pytest.mark.parametrize("written", ["PNUD", "Программа развития ООН", "联合国开发计划署", "ONU Développement"])
def test_another_name_of_a_world_organisation_finds_it(known: Snapshot, written: str) -> None:
    found = best(known, written)
    if written == "ONU Développement":  # nobody's name
        assert found is None or found.same is not True
        return
    assert found is not None
    assert (found.name, found.same) == ("United Nations Development Programme", True)
    assert "vocabulary of organisations" in found.reasons[0]


@pytest.mark.parametrize("written", ["Reef Wacth Network", "Reef Watch Netwrok"])
def test_a_slip_of_the_pen_is_the_same_where_nobody_else_is_as_like(known: Snapshot, written: str) -> None:
    found = best(known, written)
    assert found is not None
    assert (found.name, found.same) == ("Reef Watch Network", True)
    assert found.score > 0.8


def test_an_acronym_of_two_partners_is_neither_for_certain(known: Snapshot) -> None:
    found = look_up(known, "CT")[:2]
    assert {each.name for each in found} == {"Code Together", "Coral Triangle"}
    assert [each.same for each in found] == [None, None]
    assert all("2 partners bear this name." in each.reasons for each in found)


def test_the_country_tells_bearers_of_one_acronym_apart(known: Snapshot) -> None:
    found = look_up(known, "CT", country="IDN")
    assert [(each.name, each.same) for each in found[:2]] == [("Coral Triangle", True), ("Code Together", None)]
    assert "Its country agrees." in found[0].reasons
    assert "Its country is known as IND, not IDN." in found[1].reasons


def test_a_country_beside_the_name_counts_as_one_that_was_asked(known: Snapshot) -> None:
    kenyan = best(known, "Ministry of Environment (Kenya)")
    assert kenyan is not None
    assert (kenyan.country, kenyan.same) == ("KEN", True)
    other = best(known, "Ministry of Environment (Ghana)")
    assert other is None or other.same is not True


def test_another_type_is_not_taken_for_the_same(known: Snapshot) -> None:
    found = best(known, "Reef Watch Network", type="business")
    assert found is not None
    assert found.same is None
    assert any("type is known as ngo" in reason for reason in found.reasons)


def test_what_is_alike_is_offered_and_not_taken_for_the_same(known: Snapshot) -> None:
    found = best(known, "Marine Research Institute of Malindi")
    assert found is not None
    assert found.name == "Marine Research Institute of Mombasa"
    assert found.same is False
    assert 0 < found.score < 0.5
    assert "“malindi”" in found.reasons[0]


def test_an_acronym_beside_another_name_does_not_speak_for_it(known: Snapshot) -> None:
    found = look_up(known, "Uganda Network of Dry Ports (UNDP)")
    assert all(each.same is not True for each in found)


@pytest.mark.parametrize("name", ["", "   ", "()", "zzqx unheard of body", "🌊", "\x00"])
def test_nobody_alike_gives_nobody(known: Snapshot, name: str) -> None:
    assert look_up(known, name) == []


def test_candidates_are_ordered_and_few(known: Snapshot) -> None:
    found = look_up(known, "United Nations Programme", limit=3)
    assert 1 < len(found) <= 3
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_only_partners_are_meant(world: Store, known: Snapshot) -> None:
    assert all(world.view().entity(each.id).kind == "partner" for each in look_up(known, "Kenya"))
    assert all(world.view().entity(each.id).kind == "partner" for each in look_up(known, "Mangroves for Kenya"))


def test_equal_names_are_ordered_by_connection(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'twins.db'}") as store:
        twins = [partner("Ministry of Water", country=code) for code in ("GHA", "PER")]
        read(store, [draft("t", "1", "One", "", *twins), draft("t", "2", "Two", "", twins[1])])
        found = look_up(make(store.view()), "Ministry of Water")
        assert [each.country for each in found] == ["PER", "GHA"]
        assert {each.same for each in found} == {None}
        ghanaian = best(make(store.view()), "Ministry of Water", country="GHA")
        assert ghanaian is not None
        assert (ghanaian.country, ghanaian.same) == ("GHA", True)


def test_another_country_s_ministry_is_another(known: Snapshot) -> None:
    found = look_up(known, "Ministry of Environment (Ghana)")
    assert [(each.country, each.same) for each in found[:1]] == [("KEN", False)]
    assert found[0].score < 0.1


def test_a_part_of_a_partner_leads_to_the_partner(known: Snapshot) -> None:
    found = best(known, "UNDP Pacific Office")
    assert found is not None
    assert (found.name, found.same) == ("United Nations Development Programme", False)
    assert "may be a part of it" in found.reasons[0]


def test_a_ministry_without_a_country_is_perhaps_the_one_that_is_meant(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'nowhere.db'}") as store:
        read(store, [draft("t", "1", "One", "", partner("Ministry of Water"))])
        (found,) = look_up(make(store.view()), "Ministry of Water", country="GHA")
    assert (found.score, found.same) == (0.5, None)
    assert found.reasons[0].endswith("Its country isn't known.")


def test_who_is_called_so_goes_before_who_is_called_another_name_of_the_same_body(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'names.db'}") as store:
        gef, fem = partner("Global Environment Facility", "GEF"), partner("FEM")
        read(store, [draft("t", "1", "One", "", gef), draft("t", "2", "Two", "", fem, partner("Reef Trust"))])
        known = make(store.view())
    for written, name in (("GEF", gef.name), ("FEM", "FEM")):
        found = look_up(known, written)
        assert (found[0].name, found[0].same) == (name, True), [(each.name, each.score) for each in found]


def test_the_one_that_is_the_same_comes_first_however_few_are_asked_for(known: Snapshot) -> None:
    assert [each.same for each in look_up(known, "CT", country="IDN", limit=1)] == [True]
