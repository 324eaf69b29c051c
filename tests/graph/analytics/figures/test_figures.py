"""Figures of the made-up world, whose shares can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.analytics.figures.every import FIGURES, figure, figures
from graph.analytics.figures.figure import Figure, Series
from graph.analytics.figures.words import chosen, denominator
from graph.analytics.slices import Cut, Slice, cut
from graph.errors import InputError
from graph.model.drafts import Draft, Link, Mention
from graph.model.vocabularies import country_name
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.world import DRAFTS, KENYA, UNDP, draft, partner, read


@pytest.fixture(scope="module")
def snapshot(world: Store) -> Snapshot:
    return make(world.view())


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> Cut:
    return cut(snapshot, Slice())


def series(made: Figure, code: str) -> Series:
    return next(each for each in made.series if each.code == code)


def counts(made: Series) -> dict[str, int]:
    return {each.code: each.count for each in made.bars if each.count}


def test_themes_as_stated_and_as_read(whole: Cut) -> None:
    made = figure(whole, "I")
    assert (made.partnerships, made.records, made.slice) == (12, 12, "everything")
    primary = series(made, "primary")
    assert (primary.readable, primary.total, primary.population) == (0, 0, 12)
    assert all(each.share is None for each in primary.bars)
    stated = series(made, "stated")
    assert counts(stated) == {
        "csd:energy": 2, "csd:oceans": 2, "csd:climate-change": 1, "csd:forests": 1, "csd:water": 1,
    }  # fmt: skip
    assert (stated.readable, stated.basis, stated.several) == (7, "stated", False)
    assert stated.bars[0].share == pytest.approx(2 / 7)
    read = series(made, "read-primary")
    assert (read.basis, read.readable) == ("read", 12)
    assert read.none == 12 - len({row for each in read.bars for row in each.rows})


def test_a_chart_shows_the_first_series_in_which_anything_was_counted(whole: Cut) -> None:
    made = figure(whole, "I")
    assert (made.series[0].code, made.series[0].total) == ("primary", 0)
    assert chosen(made).code == "stated"
    assert chosen(made, "primary").code == "primary"
    nowhere = figure(whole, "funds-sought")
    assert chosen(nowhere) == nowhere.series[0], "where nothing was counted, the first says so"


def test_regions_by_the_countries_that_are_stated(whole: Cut) -> None:
    made = figure(whole, "iv")
    assert made.code == "IV"
    five = series(made, "csd-regions")
    assert counts(five) == {
        "csd-africa": 6, "csd-asia-pacific": 4, "csd-latin-america-caribbean": 1,
    }  # fmt: skip
    assert (five.readable, five.population, five.several) == (11, 12, False)
    assert counts(series(made, "m49")) == {"002": 6, "019": 1, "142": 3, "009": 2}
    both = series(made, "m49")
    assert both.several, "small islands of two regions are in both bars"
    assert both.total == 12


def test_time_frames_open_ends_and_lengths(whole: Cut) -> None:
    made = figure(whole, "V")
    assert counts(series(made, "time-frame")) == {"frame": 6, "open-ended": 1}
    assert series(made, "time-frame").readable == 7
    # 2019 to 2030, March 2015 to February 2018, 2021 to 2026, 2022 to 2022, 2016 to December 2035.
    assert counts(series(made, "length")) == {"over-10": 2, "2-to-3": 1, "4-to-6": 1, "up-to-1": 1}
    years = figure(whole, "VII")
    assert counts(years.series[0]) == {
        "2015": 1, "2016": 1, "2018": 1, "2019": 1, "2020": 1, "2021": 1, "2022": 1, "2040": 1,
    }  # fmt: skip
    assert years.series[0].readable == 8


def test_partners_listings_and_who_is_in_most(whole: Cut) -> None:
    made = figure(whole, "VI")
    sectors = series(made, "sectors")
    assert counts(sectors) == {"governments": 1, "major-groups": 6, "un-system": 10, "other": 3}
    assert sectors.readable == 12
    listings = series(made, "listings")
    assert counts(listings) == {"governments": 1, "major-groups": 7, "un-system": 12, "other": 4}
    assert (listings.population, listings.total, listings.unit) == (24, 24, "listings")
    groups = series(made, "major-groups")
    assert counts(groups) == {
        "non-governmental-organizations": 4, "scientific-technological-community": 2, "business-industry": 1,
    }  # fmt: skip
    once = series(made, "partners")
    assert (once.unit, counts(once)["un-system"]) == ("partners", 4)
    most = series(made, "most-listed")
    assert (most.bars[0].label, most.bars[0].count) == ("United Nations Development Programme", 5)
    government = series(made, "governments")
    assert [(each.label, each.count) for each in government.bars] == [("Government of Kenya", 1)]
    assert (government.readable, government.none) == (12, 11)
    assert denominator(government).startswith("12 of 12 partnerships could be read, of which 11 are in no bar")
    rows = {each.code: each.rows for each in sectors.bars}
    assert [whole.snapshot.titles[whole.snapshot.partnership_row[row]] for row in rows["governments"]] == [
        "Mangroves for Kenya"
    ]


def test_leads_and_sizes(whole: Cut) -> None:
    leads = figure(whole, "leads").series[0]
    assert (counts(leads), leads.population, leads.unit) == ({"un-system": 3}, 3, "leads")
    sizes = figure(whole, "size").series[0]
    assert counts(sizes) == {"1": 3, "2-to-10": 9}


def test_means_are_counted_where_they_are_stated(tmp_path: Path) -> None:
    def money(amount: float, currency: str = "USD") -> dict[str, object]:
        return {"amount": amount, "currency": currency, "written": str(amount)}

    drafts = (
        draft("coast", "1", "Wells", "We train women and raise awareness.", UNDP, financing=money(5_000), staff="two"),
        draft("coast", "2", "Dams", "", UNDP, financing=money(2e6), mechanism="training", scope="national"),
        draft("coast", "3", "Reefs", "", UNDP, financing=money(9e4, "EUR"), in_kind="boats", scope=None),
        draft("coast", "4", "Roads", "", UNDP, financing=None),
    )
    with open_store(f"sqlite:///{tmp_path / 'means.db'}") as store:
        read(store, drafts)
        here = cut(make(store.view()), Slice())
    resources, amounts = figure(here, "resources").series
    assert counts(resources) == {"financing": 3, "staff": 1, "in-kind": 1}
    assert (resources.readable, resources.population, resources.unreadable) == (3, 4, 1)
    assert counts(amounts) == {"under-10": 1, "1000-to-10000": 1, "other-currencies": 1}
    assert (amounts.readable, amounts.population, amounts.unreadable) == (3, 4, 1)
    assert [bar.label for bar in amounts.bars][:2] == ["under 10,000 USD", "10,000 to under 100,000 USD"]
    stated, told = figure(here, "VIII").series
    assert (counts(stated), stated.readable) == ({"training": 1}, 1)
    assert told.readable == 1, "one of them has a text"
    assert counts(told).keys() >= {"training"}
    scope = figure(here, "III").series[0]
    assert (counts(scope), scope.readable, scope.unreadable) == ({"national": 1}, 1, 1)


def test_every_amount_is_in_one_bar(tmp_path: Path) -> None:
    """As readers keep amounts, as a client may send them: exact digits or a number, below zero, without a currency."""
    stated = [
        ("9999.99", "USD"),
        (10_000, "USD"),
        ("1e7", "USD"),
        ("-5", "USD"),
        ("70", None),
        ("80", "EUR"),
        (0, "USD"),
    ]
    drafts = [
        draft("coast", str(at), f"Well {at}", "", UNDP, financing={"amount": amount, "currency": currency})
        for at, (amount, currency) in enumerate(stated)
    ]
    drafts += [
        draft("coast", "lots", "Dams", "", UNDP, financing={"amount": "lots", "currency": "USD"}),
        draft("coast", "grant", "Reefs", "", UNDP, grant={"amount": "300000", "currency": "EUR"}),
    ]
    with open_store(f"sqlite:///{tmp_path / 'amounts.db'}") as store:
        read(store, drafts)
        made = figure(cut(make(store.view()), Slice()), "resources")
    amounts = series(made, "amounts")
    assert counts(amounts) == {
        "under-10": 2, "10-to-100": 1, "over-10000": 1, "negative": 1, "no-currency": 1, "other-currencies": 1,
    }  # fmt: skip
    assert (amounts.population, amounts.readable, amounts.unreadable, amounts.total) == (8, 7, 1, 7)
    assert {bar.code: bar.rows for bar in amounts.bars if bar.code in {"negative", "no-currency"}} == {
        "negative": ("coast-3",), "no-currency": ("coast-4",),
    }  # fmt: skip
    grants = series(made, "amounts-grant")
    assert [(bar.label, bar.count) for bar in grants.bars if bar.count] == [("100,000 to under 1 million EUR", 1)]


def length(tmp_path: Path, *drafts: Draft) -> Series:
    with open_store(f"sqlite:///{tmp_path / 'length.db'}") as store:
        read(store, drafts)
        return series(figure(cut(make(store.view()), Slice()), "V"), "length")


@pytest.mark.parametrize(
    ("start", "end", "band"),
    [
        ("2002", "2005", "4-to-6"),
        ("2002-01", "2005-12", "4-to-6"),
        ("2002-01", "2005", "4-to-6"),
        ("2002", "2005-12-31", "4-to-6"),
        ("2002", "2004", "2-to-3"),
        ("2002", "2002", "up-to-1"),
        ("2002-05", "2002-05", "up-to-1"),
        ("2002", "2012", "over-10"),
        ("2002", "2011", "7-to-10"),
        ("2002-05", "2002-04", ""),
        ("2003", "2002", ""),
    ],
)
def test_years_and_months_are_measured_alike(tmp_path: Path, start: str, end: str, band: str) -> None:
    made = length(tmp_path, draft("coast", "1", "Wells", "", UNDP, start=start, end=end))
    assert counts(made) == ({band: 1} if band else {})
    assert (made.readable, made.unreadable) == ((1, 0) if band else (0, 1))


def test_both_ends_of_a_length_are_of_one_record(tmp_path: Path) -> None:
    text = "We restore mangrove forests along the coast with the fishing villages, so that storms do less harm."

    def told(register: str, **dates: object) -> Draft:
        partners = (UNDP, partner("Blue Coast Trust"))
        return draft(register, "1", "Mangroves for the villages of the coast", text, *partners, **dates)

    apart = length(tmp_path, told("coast", start="2001"), told("clinic", end="2010"))
    assert (apart.population, apart.readable) == (1, 0), "a start of one record and an end of another are no length"
    (tmp_path / "length.db").unlink()
    second = length(tmp_path, told("coast", start="2001"), told("clinic", start="2009", end="2010"))
    assert counts(second) == {"2-to-3": 1}


def test_an_end_that_is_left_open_is_not_unread(tmp_path: Path) -> None:
    drafts = (
        draft("coast", "1", "Wells", "", UNDP, start="2002", end=None, open_ended=True),
        draft("coast", "2", "Dams", "", UNDP, start="2002", end=None),
    )
    with open_store(f"sqlite:///{tmp_path / 'open.db'}") as store:
        read(store, drafts)
        frame = series(figure(cut(make(store.view()), Slice()), "V"), "time-frame")
    assert (counts(frame), frame.readable, frame.unreadable) == ({"open-ended": 1}, 1, 1)


def test_a_published_bar_is_there_though_nobody_is_in_it(tmp_path: Path) -> None:
    def themed(key: str, code: str, role: str) -> Draft:
        made = draft("coast", key, f"Works {key}", "", UNDP, portfolio="csd", start="2004")
        return replace(made, links=(Link("addresses", "theme", code, role=role),))

    drafts = (themed("1", "csd:water", "primary"), themed("2", "csd:energy", "secondary"))
    with open_store(f"sqlite:///{tmp_path / 'themes.db'}") as store:
        read(store, drafts)
        whole = cut(make(store.view()), Slice())
        assert counts(series(figure(whole, "I"), "primary")) == {"csd:water": 1}
        either = series(figure(whole, "II"), "either")
        years = series(figure(whole, "VII"), "year")
    assert counts(either) == {"csd:water": 1, "csd:energy": 1}
    empty = {bar.code: bar.share for bar in either.bars if not bar.count}
    assert empty["csd:drought"] == 0.0
    assert {bar.code: bar.count for bar in years.bars if bar.code in {"2003", "2004"}} == {"2003": 0, "2004": 2}


def test_a_government_of_which_a_number_was_published_is_counted_in_any_case(tmp_path: Path) -> None:
    def government(code: str) -> Mention:
        return Mention(country_name(code), country_name(code), kind="government", country=code)

    often = ["KEN", "TZA", "SEN", "FRA", "COL", "PER", "EGY", "CHN", "FJI", "IND", "UGA"]
    drafts = [
        draft("coast", f"{code}{at}", f"Works {code}{at}", "", government(code), portfolio="csd")
        for code in often
        for at in range(2)
    ]
    drafts.append(draft("coast", "once", "Once", "", government("CAN"), portfolio="csd"))
    with open_store(f"sqlite:///{tmp_path / 'governments.db'}") as store:
        read(store, drafts)
        made = series(figure(cut(make(store.view()), Slice()), "VI"), "governments")
    assert len(made.bars) == 11
    assert (made.bars[-1].label, made.bars[-1].count) == ("Government of Canada", 1)
    assert not made.several


def test_what_no_register_states_is_told(whole: Cut) -> None:
    for code in ("III", "funds-sought", "progress"):
        first = figure(whole, code).series[0]
        assert (first.readable, first.total) == (0, 0)
        assert first.population == 12


def test_a_heading_of_several_types_says_not_which(tmp_path: Path) -> None:
    headed = replace(partner("Rare"), headings=("major-groups", "major-groups"))
    drafts = (
        draft("coast", "1", "Wells", "", headed, partner("Green Shore Trust", type="ngo")),
        draft("coast", "2", "Dams", "", replace(UNDP, headings=("un-system",), type_basis="header")),
    )
    with open_store(f"sqlite:///{tmp_path / 'headed.db'}") as store:
        read(store, drafts)
        made = figure(cut(make(store.view()), Slice()), "VI")
    assert counts(series(made, "sectors")) == {"major-groups": 1, "un-system": 1}
    assert counts(series(made, "listings")) == {"major-groups": 3, "un-system": 1}
    assert series(made, "listings").population == 4
    groups = series(made, "major-groups")
    assert (counts(groups), groups.readable, groups.none) == ({}, 1, 1), "of the first, half of the listings say it"
    assert groups.unreadable == 1


def test_who_a_heading_leaves_open_is_not_taken_for_nobody(tmp_path: Path) -> None:
    """Two of three listings say what they are; the third is of some major group, and so none is missing for sure."""
    under = replace(partner("Rare"), headings=("major-groups",))
    governments = [replace(each, headings=("governments",), type_basis="header") for each in (KENYA, UNDP)]
    with open_store(f"sqlite:///{tmp_path / 'open.db'}") as store:
        read(store, (draft("coast", "1", "Wells", "", under, *governments),))
        made = figure(cut(make(store.view()), Slice()), "VI")
    groups, listings = series(made, "major-groups"), series(made, "listings-of-major-groups")
    assert (groups.readable, groups.unreadable, groups.none) == (0, 1, 0)
    assert (listings.population, listings.readable, listings.unreadable) == (3, 2, 1)
    assert counts(series(made, "sectors"))["major-groups"] == 1


def test_a_figure_of_one_register_counts_what_its_records_state(tmp_path: Path) -> None:
    text = "We restore mangrove forests along the coast with the fishing villages, so that storms do less harm."
    drafts = [
        draft(
            register, "1", "Mangroves for the villages of the coast", text, UNDP, partner("Blue Coast Trust"), start=at
        )
        for register, at in (("coast", "2019"), ("clinic", "2020"))
    ]
    with open_store(f"sqlite:///{tmp_path / 'two.db'}") as store:
        read(store, drafts)
        snapshot = make(store.view())
    for register, year in (("coast", "2019"), ("clinic", "2020")):
        made = figure(cut(snapshot, Slice(registers=(register,))), "VII")
        assert (counts(made.series[0]), made.partnerships, made.records) == ({year: 1}, 1, 1)
    both = figure(cut(snapshot, Slice()), "VII")
    assert (both.partnerships, both.records, both.series[0].total) == (1, 2, 1)


@pytest.mark.parametrize("code", FIGURES)
def test_an_empty_slice_gives_an_empty_figure(snapshot: Snapshot, code: str) -> None:
    made = figure(cut(snapshot, Slice(goals=(16,))), code)
    assert (made.partnerships, made.records) == (0, 0)
    for each in made.series:
        assert (each.population, each.readable, each.total, each.none) == (0, 0, 0, 0)
        assert all(bar.share is None and bar.rows == () for bar in each.bars)


def test_an_empty_store(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        here = cut(make(store.view()), Slice())
    assert [each.code for each in figures(here)] == list(FIGURES)
    assert all(each.total == 0 for made in figures(here) for each in made.series)


def test_an_unknown_figure(whole: Cut) -> None:
    with pytest.raises(InputError, match=r"No figure is called 'IX'; there are I, II, .*progress"):
        figure(whole, "IX")


@pytest.mark.parametrize("code", FIGURES)
def test_every_bar_can_be_checked(whole: Cut, code: str) -> None:
    for each in figure(whole, code).series:
        assert each.rule.endswith(".")
        assert each.readable <= each.population
        for bar in each.bars:
            if each.unit == "partnerships":
                assert bar.count == len(bar.rows)
            assert bool(bar.rows) == bool(bar.count)
            assert bar.share is None or bar.share == pytest.approx(bar.count / each.readable)
        if each.unit == "partnerships":
            behind = {row for bar in each.bars for row in bar.rows}
            assert each.none == each.readable - len(behind)


def test_the_register_is_what_drafts_say(whole: Cut) -> None:
    assert len(whole) == len(DRAFTS)
