"""Health is counted from lists and dates, without names for the public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from graph.analytics.network import health
from graph.analytics.network.health import MEASURES, Spread, health_of, health_spreads
from graph.analytics.network.words import of_health
from graph.errors import NotFoundError
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots

AS_OF = date(2020, 1, 1)


@pytest.fixture(scope="module")
def made() -> Snapshot:
    bodies = [Body("Hub", "ngo", "KEN"), Body("Two", "business"), Body("One", "ngo", "FJI"), Body("Alone")]
    lists = [(0, 1, 2), (0, 1), (0,), (3,), ()]
    snapshot = arrays(bodies, [Entry(f"Title {at}", partners=each) for at, each in enumerate(lists)])
    ends = [date(2021, 12, 31), date(2019, 1, 1), None, None, None]
    return replace(snapshot, ends=np.array([day.toordinal() if day else 0 for day in ends], dtype=np.int32))


def test_of_one_partnership_all_is_known_that_lists_and_dates_tell(made: Snapshot) -> None:
    found = health_of(made, "e-0", AS_OF)
    assert (found.title, found.status) == ("Title 0", "running")
    assert found.values == {
        "reports": None,
        "years_left": pytest.approx(730 / 365.25),
        "partners": 3,
        "types": 2,
        "countries": 2,
        "connected_partners": pytest.approx(2 / 3),
        "dependence": pytest.approx(2 / 3),
    }
    assert (found.leans_on, found.leans_on_name) == ("p0", "Hub")
    assert found.values.keys() == MEASURES.keys()


def test_what_is_not_known_is_none_and_not_zero(made: Snapshot) -> None:
    alone = health_of(made, "e-3", AS_OF)
    assert (alone.values["types"], alone.values["countries"], alone.values["dependence"]) == (None, None, None)
    assert (alone.values["connected_partners"], alone.leans_on) == (0, "")
    assert health_of(made, "e-4", AS_OF).values["connected_partners"] is None
    assert health_of(made, "e-4", AS_OF).status == "not-stated"
    with pytest.raises(NotFoundError):
        health_of(made, "e-9", AS_OF)


def test_of_partners_that_hold_as_much_none_is_named() -> None:
    made = arrays([Body("a"), Body("b")], [Entry("x", partners=(0, 1)), Entry("y", partners=(0, 1))])
    found = health_of(made, "e-0", AS_OF)
    assert (found.values["dependence"], found.leans_on, found.leans_on_name) == (0.5, "", "")


def test_of_few_nothing_is_told(made: Snapshot) -> None:
    found = health_spreads(made, AS_OF)
    assert (found.partnerships, found.statuses, found.spreads) == (5, {}, ())


@pytest.fixture
def told_of_few() -> Iterator[None]:
    """Distributions of a few can be counted by hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(health, "FEWEST", 0)
        yield


@pytest.mark.usefixtures("told_of_few")
def test_for_the_public_there_are_spreads_and_no_names(made: Snapshot) -> None:
    found = health_spreads(made, AS_OF)
    assert found.statuses == {"ended": 1, "not-stated": 3, "running": 1}
    spreads = {each.measure: each for each in found.spreads}
    partners = spreads["partners"]
    assert (partners.known, partners.unknown) == (5, 0)
    assert (partners.lowest, partners.quarter, partners.median, partners.three_quarters, partners.highest) == (
        0,
        1,
        1,
        2,
        3,
    )
    assert (spreads["reports"].known, spreads["reports"].median) == (0, None)
    assert (spreads["years_left"].known, spreads["years_left"].unknown) == (2, 3)
    said = str(asdict(found))
    assert not any(name in said for name in (*made.partner_names, *made.titles, *made.partners, *made.partnerships))


@pytest.mark.usefixtures("told_of_few")
def test_each_is_told_plainly_with_of_how_many_it_is_known(made: Snapshot) -> None:
    said = {each.measure: of_health(each, AS_OF) for each in health_spreads(made, AS_OF).spreads}
    expected = {
        "reports": "Not known of any of 5 partnerships: number of reports on it; no register that is read here holds",
        "years_left": "2 of 5 (40 %) partnerships state an end; the median of these ends is 2019-01-01; a register",
        "partners": "5 of 5 (100 %) partnerships are counted, those that name nobody too; the median list has 1",
        "types": "3 of 5 (60 %) partnerships list a partner of known type; the median list has 2 types; types are",
        "countries": "3 of 5 (60 %) partnerships list a partner of known country; the median list has partners of 1"
        " country; known of",
        "connected_partners": "4 of 5 (80 %) partnerships name a partner; on the median list 67 % of them are in"
        " another partnership too; an organisation",
        "dependence": "2 of 5 (40 %) partnerships name two partners or more, one of them in another partnership too; on"
        " the median list one partner alone holds 67 % of all their other memberships; it tells",
    }
    assert said.keys() == expected.keys()
    for measure, begins in expected.items():
        assert said[measure].startswith(begins)
    crowd = Spread("partners", "", "a list may be old", 1, 0, 5e6, 5e6, 5e6, 5e6, 5e6)
    assert "5,000,000 partners" in of_health(crowd, AS_OF), "years alone are a day"


@pytest.mark.usefixtures("told_of_few")
@settings(deadline=None)
@given(snapshots())
def test_every_spread_counts_every_partnership(made: Snapshot) -> None:
    found = health_spreads(made, AS_OF)
    assert [each.measure for each in found.spreads] == list(MEASURES)
    for each in found.spreads:
        assert each.known + each.unknown == len(made.partnerships) == found.partnerships
        marks = [each.lowest, each.quarter, each.median, each.three_quarters, each.highest]
        known = [mark for mark in marks if mark is not None]
        assert known == sorted(known)
        assert len(known) == (5 if each.known else 0)
