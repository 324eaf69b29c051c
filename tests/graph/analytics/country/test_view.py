"""A country's own view: what is active, what ends, what was asked, who is here, and what can't be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.country.answer import CountryView, Entries
from graph.analytics.country.reach import Places, reaching
from graph.analytics.country.view import country_view
from graph.errors import InputError
from graph.snapshot.exchange import Exchange, Needs, Offers
from graph.snapshot.making_exchange import Reading, candidates
from graph.snapshot.snapshot import Snapshot
from tests.arrays import PLACES, Body, Entry, arrays, snapshots

ON = date(2026, 3, 1)

BODIES = (
    Body("Kisumu Schools", "ngo", "KEN"),
    Body("Ministry of Schools", "government", "KEN"),
    Body("Reef Watch", "ngo", "FJI"),
    Body("Bank of Ideas", "intergovernmental"),
)

ENTRIES = (
    Entry("Schools of Kenya", partners=(0, 3), tags=(("country", "KEN"), ("sdg", "4")), lead=0),
    Entry("Schools on the lake", partners=(0,), tags=(("country", "KEN"), ("country", "UGA"), ("sdg", "4"))),
    Entry("Reefs of two seas", partners=(2,), tags=(("country", "FJI"), ("country", "KEN"), ("sdg", "14"))),
    Entry("Wells of old", partners=(2, 3), tags=(("country", "KEN"), ("sdg", "6"))),
    Entry("Trees to come", partners=(), tags=(("country", "KEN"), ("sdg", "15"))),
    Entry("Nobody knows", partners=(3,), tags=(("country", "KEN"),)),
    Entry("All of Africa", partners=(2,), tags=(("sdg", "17"),)),
    Entry("The whole world", partners=(2,)),
    Entry("Somewhere near Nairobi", partners=(3,), about={"KEN": 1.0}),
    Entry("Reefs of Fiji alone", partners=(2,), tags=(("country", "FJI"),)),
)
STARTS = (date(2020, 1, 1), None, None, None, date(2030, 1, 1), date(2019, 1, 1), None, None, None, None)
ENDS = (date(2026, 12, 31), date(2026, 5, 31), date(2040, 1, 1), date(2012, 12, 31), *[None] * 6)


def _days(each: tuple[date | None, ...]) -> np.ndarray:
    return np.array([day.toordinal() if day else 0 for day in each], dtype=np.int32)


@pytest.fixture(scope="module")
def register() -> Snapshot:
    made = arrays(BODIES, ENTRIES)
    said = [
        Reading(entry.title, countries=made.countries_of(row), coverage="Africa" if row == 6 else "")
        for row, entry in enumerate(ENTRIES)
    ]
    said[7] = replace(said[7], worldwide=True)
    needs = Needs(
        ids=["n-1", "n-2", "n-3"],
        names=["Kenya, roads", "Kenya, water", "Togo, water"],
        countries=["KEN", "KEN", "TGO"],
        themes=[[], ["csd:water"], ["csd:water"]],
        goals=[[9], [4], []],
        facts=[{"conditionality": "unconditional"}, {"conditionality": "conditional"}, {}],
        records=["plans:1", "plans:2", "plans:3"],
        actions=[["Roads"], ["Wells"], ["Wells"]],
        vectors=np.zeros((3, 0), np.float32),
        starts=np.arange(4, dtype=np.int64),
    )
    offers = Offers([], [], [], [], [], np.zeros((0, 0), np.float32))
    open_ended = np.array([row in {6, 7} for row in range(len(ENTRIES))])
    return replace(
        made,
        starts=_days(STARTS),
        ends=_days(ENDS),
        open_ended=open_ended,
        exchange=Exchange(candidates(said), offers, needs),
    )


@pytest.fixture(scope="module")
def kenya(register: Snapshot) -> CountryView:
    return country_view(register, "Kenya", ON, window=120)


def ids(entries: Entries) -> list[str]:
    assert entries.total >= len(entries.shown)
    return [each.id for each in entries.shown]


def test_what_is_active_is_told_by_how_far_it_reaches(kenya: CountryView) -> None:
    assert (kenya.country, kenya.entries, kenya.here) == ("KEN", 10, 6)
    assert kenya.active.total == 3
    assert ids(kenya.active.national) == ["e-0"]
    assert ids(kenya.active.regional) == ["e-1"]
    assert ids(kenya.active.world) == ["e-2"]
    assert kenya.active.regional.shown[0].why == "states 2 countries, all in Africa"
    assert kenya.active.world.shown[0].why == "states 2 countries, in Africa and Oceania"
    assert "Regional: states several countries" in kenya.rule


def test_what_states_a_larger_part_of_the_world_is_told_apart(kenya: CountryView) -> None:
    assert ids(kenya.wider) == ["e-6", "e-7"]
    assert kenya.wider.shown[0].why == "states “africa”, and not the country by name"


def test_an_entry_has_its_dates_goals_leads_and_partners(kenya: CountryView) -> None:
    schools = kenya.active.national.shown[0]
    assert (schools.title, schools.status, schools.goals) == ("Schools of Kenya", "running", (4,))
    assert (schools.start, schools.end) == ("2020-01-01", "2026-12-31")
    assert [lead.name for lead in schools.leads] == ["Kisumu Schools"]
    assert (schools.partners, schools.based_here) == (2, 1)


def test_what_ends_soon_is_within_the_window_soonest_first(kenya: CountryView, register: Snapshot) -> None:
    assert ids(kenya.ending) == ["e-1"]
    assert kenya.next_end > "2026-05-31"
    assert ids(country_view(register, "KEN", ON, window=365).ending) == ["e-1", "e-0"]
    assert ids(country_view(register, "KEN", date(2026, 5, 31), window=0).ending) == ["e-1"]
    assert ids(country_view(register, "KEN", date(2026, 6, 1), window=10**9).ending) == ["e-0", "e-2"]
    assert country_view(register, "KEN", ON, window=10**9).next_end == ""


def test_what_is_to_come_has_ended_or_can_not_be_told(kenya: CountryView) -> None:
    assert ids(kenya.planned) == ["e-4"]
    assert ids(kenya.ended) == ["e-3"]
    assert ids(kenya.unclear) == ["e-5"]


def test_needs_that_depend_on_support_stand_before_priorities(kenya: CountryView) -> None:
    assert (kenya.asked.total, kenya.asked.needs, kenya.asked.priorities) == (2, 1, 1)
    water, roads = kenya.asked.shown
    assert (water.id, water.standing, water.goals, water.entries_here) == ("n-2", "need", (4, 6), 2)
    assert (roads.standing, roads.entries_here) == ("priority", 0)


def test_who_is_based_here_and_who_else_works_here(kenya: CountryView) -> None:
    assert [(body.name, body.entries_here) for body in kenya.based.shown] == [("Kisumu Schools", 2)]
    others = {body.name: (body.entries, body.entries_here, body.not_ended_here) for body in kenya.others.shown}
    assert others == {"Bank of Ideas": (4, 3, 2), "Reef Watch": (5, 2, 1)}


def test_what_is_not_stated_is_counted(kenya: CountryView) -> None:
    told = kenya.not_stated
    assert (told.no_place, told.named_only, told.named_only_ids) == (1, 1, ("e-8",))
    assert (told.no_status, told.no_partner, told.partners_nowhere) == (1, 1, 1)


def test_a_list_is_cut_and_its_number_is_not(register: Snapshot) -> None:
    made = country_view(register, "KEN", ON, most=1)
    assert (made.others.total, len(made.others.shown)) == (2, 1)
    assert (made.asked.total, [each.standing for each in made.asked.shown]) == (2, ["need"])


def test_a_slice_is_told_with_the_needs_of_the_whole(register: Snapshot) -> None:
    made = country_view(register.only([1, 6]), "KEN", ON, whole=register)
    assert (made.entries, made.here, made.asked.total) == (2, 1, 2)
    assert ids(made.wider) == ["e-6"]
    alone = country_view(register.only([1, 6]), "KEN", ON)
    assert (alone.wider.total, alone.asked.total) == (0, 0)
    assert any("whole store only" in note for note in alone.notes)


def test_a_country_that_nobody_states_is_told_so(register: Snapshot) -> None:
    made = country_view(register, "Peru", ON)
    assert (made.here, made.active.total, made.asked.total) == (0, 0, 0)
    assert any("No entry states that it works in Peru" in note for note in made.notes)
    assert any("not documented here" in note for note in made.notes)
    assert country_view(arrays([], []), "KEN", ON).entries == 0


def test_no_country_is_refused(register: Snapshot) -> None:
    with pytest.raises(InputError, match="no country known"):
        country_view(register, "Atlantis", ON)


def test_antarctica_is_in_no_region() -> None:
    found = reaching(Places(("ATA", "KEN")), "KEN")
    assert found is not None
    assert found.why == "states 2 countries, in Africa and no region of M49"


@given(snapshots(), st.sampled_from(PLACES))
@settings(max_examples=60, deadline=None)
def test_every_entry_that_states_the_country_stands_in_one_list(snapshot: Snapshot, code: str) -> None:
    made = country_view(snapshot, code, ON, most=100)
    lists = (made.active.national, made.active.regional, made.active.world, made.planned, made.unclear, made.ended)
    told = [each.id for entries in lists for each in entries.shown]
    stating = [id for row, id in enumerate(snapshot.partnerships) if code in snapshot.countries_of(row)]
    assert sorted(told) == sorted(stating)
    assert made.here == len(stating)


@pytest.mark.parametrize(
    ("title", "world"),
    [
        ("International Network of Wells", True),
        ("International Centre of Marine Sciences for Africa", False),
        ("Global Friends of Kenya", False),
    ],
)
def test_a_title_that_names_another_place_speaks_not_of_the_world(title: str, world: bool) -> None:
    assert candidates([Reading(title)]).worldwide.tolist() == [world]
    assert candidates([Reading(title, coverage="worldwide")]).worldwide.tolist() == [True]


def test_needs_are_narrowed_to_goals(register: Snapshot) -> None:
    assert [each.id for each in country_view(register, "KEN", ON, goals=frozenset({4})).asked.shown] == ["n-2"]
    made = country_view(register, "KEN", ON, goals=frozenset({1}))
    assert (made.asked.total, made.asked.needs, made.asked.priorities) == (0, 0, 0)
