"""Slices: which records and partnerships they hold, and what they say of themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.analytics.slices import Cut, Slice, cut
from graph.errors import InputError
from graph.snapshot.as_recorded import as_recorded
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.world import UNDP, draft, partner, read


@pytest.fixture(scope="module")
def snapshot(world: Store) -> Snapshot:
    return make(world.view())


def records(found: Cut) -> list[str]:
    return sorted(found.recorded.ids)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (Slice(portfolios=("csd",)), ["coast:1"]),
        (Slice(goals=(7,)), ["clinic:3", "clinic:4"]),
        (Slice(goals=(6, 7)), ["clinic:3", "clinic:4", "clinic:6"]),
        (Slice(goals=(14,), countries=("Fiji",)), ["coast:10"]),
        (Slice(countries=("KE",)), ["clinic:3", "coast:1"]),
        (Slice(regions=("ldc",), registers=("clinic",)), ["clinic:3", "clinic:4"]),
        (Slice(regions=("009",)), ["coast:10", "coast:9"]),
        (Slice(since=2021, until=2022), ["coast:5", "coast:8"]),
        (Slice(until=2015), ["coast:2"]),
        (Slice(records=("clinic:7", "coast:8", "coast:no")), ["clinic:7", "coast:8"]),
        (Slice(records=("coast-8", "clinic:7")), ["clinic:7", "coast:8"]),
        (Slice(goals=(16,)), []),
    ],
)
def test_what_a_slice_holds(snapshot: Snapshot, asked: Slice, held: list[str]) -> None:
    found = cut(snapshot, asked)
    assert records(found) == held
    assert len(found) == len(found.sliced.partnerships) == len(held)
    titles = {snapshot.titles[row] for row in found.partnerships.tolist()}
    assert titles == set(found.sliced.titles)


def test_the_whole_store(snapshot: Snapshot) -> None:
    found = cut(snapshot, Slice())
    assert (len(found), found.said, found.notes) == (12, "everything", ())
    assert found.ids(range(12)) == tuple(snapshot.partnerships)


def test_a_theme_is_stated_or_read_where_none_is(snapshot: Snapshot) -> None:
    oceans = cut(snapshot, Slice(themes=("csd:oceans",)))
    assert records(oceans) == ["coast:1", "coast:10", "coast:5"], "coast:2 speaks of the coast, and states forests"
    assert oceans.notes == (
        "1 of 3 partnerships is here for a primary theme that is read from a text: no theme is stated.",
    )


def test_what_a_slice_says_of_itself(snapshot: Snapshot) -> None:
    found = cut(snapshot, Slice(registers=("coast",), goals=(13, 14), since=2016, regions=("009",)))
    assert found.said == "register coast; goal 13 and 14, stated; works in Oceania, as stated; begun from 2016 on"
    assert found.notes == (), "none of these lacks a start"
    assert cut(snapshot, Slice(since=2016)).notes == (
        "4 of 12 partnerships are left out because they state no readable start.",
    )
    missing = cut(snapshot, Slice(records=("coast:1", "coast:no")))
    assert missing.said == "2 records or partnerships by id"
    alone = cut(snapshot, Slice(records=("coast:no",)))
    assert alone.notes == ("The id that was named is not in the store: 'coast:no'.",)
    islands = cut(snapshot, Slice(regions=("sids",), until=2020))
    assert "those count that are members today" in islands.notes[0]
    assert missing.notes == ("1 of the 2 ids that were named is not in the store: 'coast:no'.",)


def test_notes_are_about_what_the_rest_of_the_slice_holds(snapshot: Snapshot) -> None:
    clinic = cut(snapshot, Slice(registers=("clinic",), since=2016))
    assert clinic.notes == ("4 of 6 partnerships are left out because they state no readable start.",)
    oceans = cut(snapshot, Slice(themes=("csd:oceans",), registers=("clinic",)))
    assert (len(oceans), oceans.notes) == (0, ())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Slice(registers=("cost",)), r"No register is called 'cost'\. Did you mean 'coast'\? There are .*coast"),
        (Slice(portfolios=("csx",)), r"No portfolio is called 'csx'\. Did you mean 'csd'\? There are csd"),
        (Slice(themes=("wells",)), "No theme is called 'wells'. There are csd:"),
        (Slice(goals=(18,)), "Goals are 1 to 17, not 18"),
        (Slice(countries=("Narnia",)), "'Narnia' is no country known by name or code"),
        (Slice(regions=("999",)), "No region or group of countries is called '999'"),
        (Slice(since=2020, until=2010), "No year is from 2020 on and until 2010"),
    ],
)
def test_what_is_not_known_is_refused(snapshot: Snapshot, asked: Slice, told: str) -> None:
    with pytest.raises(InputError, match=told):
        cut(snapshot, asked)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """One partnership of two registers, which state different partners, leads, goals and dates of it."""
    text = "We restore mangrove forests along the coast with the fishing villages, so that storms do less harm."
    title = "Mangroves for the villages of the coast"
    funds, leads = partner("Blue Coast Trust", role="funder"), partner("Blue Coast Trust", role="lead")
    old, new = partner("Reef Watch Network"), partner("Green Shore Trust", role="lead")
    drafts = [
        draft("coast", "1", title, text, UNDP, leads, old, sdgs=(14,), start="2019"),
        draft("clinic", "1", title, text, UNDP, funds, new, sdgs=(13, 14), start="2020-05", open_ended=True),
    ]
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('twice') / 'twice.db'}") as store:
        read(store, drafts)
        return make(store.view())


@pytest.mark.parametrize(
    ("register", "partners", "leads", "goals", "start", "open_ended"),
    [
        (
            "coast",
            {"Blue Coast Trust", "Reef Watch Network"},
            ["Blue Coast Trust"],
            {"14"},
            "2019-01-01",
            False,
        ),
        ("clinic", {"Blue Coast Trust", "Green Shore Trust"}, ["Green Shore Trust"], {"13", "14"}, "2020-05-01", True),
    ],
)
def test_a_slice_of_one_register_holds_what_its_records_state(
    twice: Snapshot,
    register: str,
    partners: set[str],
    leads: list[str],
    goals: set[str],
    start: str,
    open_ended: bool,
) -> None:
    assert len(twice.partnerships) == 1
    sliced = cut(twice, Slice(registers=(register,))).sliced
    named = {sliced.partner_names[row] for row in sliced.partners_of(0)}
    assert named == {"United Nations Development Programme", *partners}
    assert [sliced.partner_names[who] for (who, _), role in sliced.link_roles.items() if role == "lead"] == leads
    assert {code for _, code in sliced.tags_of(0)} == goals
    assert date.fromordinal(int(sliced.starts[0])).isoformat() == start
    assert bool(sliced.open_ended[0]) == open_ended
    assert len(sliced.recorded) == 1
    whole = cut(twice, Slice()).sliced
    assert len(whole.partners_of(0)) == 4


@pytest.mark.parametrize(
    ("asked", "records"),
    [
        (Slice(goals=(13,)), ["clinic:1", "coast:1"]),
        (Slice(goals=(13,), registers=("coast",)), []),
        (Slice(since=2020), ["clinic:1", "coast:1"]),
        (Slice(until=2019), []),
        (Slice(until=2019, registers=("coast",)), ["coast:1"]),
    ],
)
def test_what_one_record_states_brings_the_whole_partnership(twice: Snapshot, asked: Slice, records: list[str]) -> None:
    """All records that count, so that each way to ask of a country or a year finds the same partners."""
    assert sorted(cut(twice, asked).recorded.ids) == records


def test_records_that_are_left_out_are_told(twice: Snapshot) -> None:
    (note,) = cut(twice, Slice(registers=("coast",))).notes
    assert note.startswith("1 of 1 partnership has records outside the slice.")
    assert cut(twice, Slice(goals=(13,))).notes == ()


def test_who_leads_by_one_record_leads_whatever_the_others_state(twice: Snapshot) -> None:
    """The slice of one register alone has it as its record states it, in whatever order records are read."""

    def of(snapshot: Snapshot) -> str:
        (role,) = (
            role for (who, _), role in snapshot.link_roles.items() if snapshot.partner_names[who] == "Blue Coast Trust"
        )
        return role

    assert of(twice) == "lead"
    assert of(as_recorded(twice, twice.recorded)) == "lead"
    assert of(as_recorded(twice, twice.recorded.only(np.array([1, 0])))) == "lead"
    assert of(cut(twice, Slice(registers=("clinic",))).sliced) == "funder"


def test_all_records_together_state_what_the_whole_has(snapshot: Snapshot, twice: Snapshot) -> None:
    for whole in (snapshot, twice):
        same = as_recorded(whole, whole.recorded)
        assert same.link_roles == whole.link_roles
        assert np.array_equal(same.links.toarray(), whole.links.toarray())
        assert np.array_equal(same.tagged.toarray(), whole.tagged.toarray())
        assert np.array_equal(same.open_ended, whole.open_ended)
