"""What needs care in a small world: who is on which list, and of how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.build.rebuild import rebuild
from graph.care.care import Care, gather
from graph.care.cases import cases
from graph.care.worklists import CORE, WORKLISTS
from graph.errors import NotFoundError
from graph.model.drafts import Draft, DraftFact
from graph.model.entities import Entity, Relation
from graph.model.judgements import Judgement, Name
from graph.model.records import Record, Register, Source
from graph.store import open_store
from graph.store.interface import Store
from tests.world import FLAME, GREEN, UNEP, draft

DAY = date(2026, 6, 1)
LEAD = replace(UNEP, role="lead")

DRAFTS = (
    draft("old", "1", "Ended", "Mangroves.", LEAD, sdgs=(14,), countries=("KEN",), start="2015", end="2018",
          staff="two", portfolio="csd"),
    draft("old", "2", "Bare", "", start="2016"),
    draft("new", "3", "Running", "Stoves.", GREEN, sdgs=(7,), scope="national", open_ended=True),
    draft("new", "4", "To come", "Wells.", FLAME, sdgs=(6,), countries=("PER",), start="2030", end="2031",
          portfolio="csd"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'care.db'}") as store:
        with store.writer() as batch:
            batch.put_register(Register("old", "An old register", as_of="2024"))
            batch.put_register(Register("new", "A new register", as_of="2026"))
            batch.put_records(_record(each) for each in DRAFTS)
            batch.put_drafts(DRAFTS)
        rebuild(store)
        yield store


def _record(each: Draft) -> Record:
    return Record(each.register, each.key, {"Title": each.name, "Dates": "some", "Notes": "never read", "Empty": ""})


def names(store: Store, care: Care, code: str) -> list[str]:
    return [case.name for case in cases(store.view(), care, code)]


def test_who_is_on_which_list(store: Store) -> None:
    care = gather(store.view(), DAY)
    assert names(store, care, "ended-unreported") == ["Ended"]
    assert names(store, care, "end-not-stated") == ["Bare"]
    assert care.found["end-not-stated"].of == 2
    assert names(store, care, "no-goal") == ["Bare"]
    assert names(store, care, "no-place") == ["Bare"]
    assert sorted(names(store, care, "no-start")) == ["Running"]
    assert names(store, care, "no-end") == ["Bare"]
    assert sorted(names(store, care, "no-lead")) == ["Bare", "Running", "To come"]
    assert names(store, care, "no-partner") == ["Bare"]
    assert names(store, care, "no-text") == ["Bare"]
    assert sorted(names(store, care, "no-resources")) == ["Bare", "Running", "To come"]
    assert {care.found[code].of for code in CORE.values()} == {4}


def test_the_day_decides_what_has_ended(store: Store) -> None:
    assert names(store, gather(store.view(), date(2017, 1, 1)), "ended-unreported") == []
    later = gather(store.view(), date(2040, 1, 1))
    assert sorted(names(store, later, "ended-unreported")) == ["Ended", "To come"]
    assert later.found["ended-unreported"].of == 2


def test_reporting_counts_what_has_begun(store: Store) -> None:
    before = gather(store.view(), DAY)
    assert before.reports == 0
    with store.writer() as batch:
        batch.put_entities([Entity("report-1", "report", "Report of 2017")], {})
        batch.put_relations([Relation("report-1", "reports-on", "old-1", sources=(Source("old:1"),))])
    care = gather(store.view(), DAY)
    assert care.reports == 1
    assert [(each.portfolio, each.reported, each.partnerships, each.undated) for each in care.reporting] == [
        ("", 1, 2, 1),
        ("csd", 1, 1, 0),
    ]
    assert names(store, care, "ended-unreported") == []


def test_a_day_that_is_none_makes_no_register_old(store: Store) -> None:
    with store.writer() as batch:
        batch.put_register(Register("new", "A new register", as_of="2018/2026"))
    care = gather(store.view(), DAY)
    assert care.found["end-not-stated"].of == 2
    assert care.unaged == ("new",)
    with store.writer() as batch:
        batch.put_register(Register("new", "A new register", as_of="2017/2018"))
        batch.put_register(Register("old", "An old register"))
    care = gather(store.view(), DAY)
    assert care.unaged == ("old",)
    assert care.found["end-not-stated"].of == 2, "those of the one whose years are all long ago"


def test_records_that_are_gone_and_those_that_disagree(store: Store) -> None:
    twin = draft("new", "5", "Ended", "Mangroves.", LEAD, sdgs=(14,), countries=("KEN",), start="2012", end="2018")
    with store.writer() as batch:
        batch.put_records([_record(twin)])
        batch.put_drafts([twin])
        pair = Name("new:5", "partnership"), Name("old:1", "partnership")
        batch.put_judgements([Judgement(*pair, "same", "person", "Ama", "2026-01-01T00:00:00Z")])
        batch.vanish_records("new", ["4"])
    rebuild(store)
    care = gather(store.view(), DAY)
    assert names(store, care, "vanished") == ["new:4"]
    assert care.found["vanished"].of == 5
    (case,) = cases(store.view(), care, "records-disagree")
    assert {(point.field, point.value, point.record) for point in case.points} == {
        ("start", "2015", "old:1"),
        ("start", "2012", "new:5"),
    }
    assert care.found["records-disagree"].of == 1


def test_columns_say_of_how_many_records_something_was_taken(store: Store) -> None:
    columns = {each.name: (each.filled, each.taken) for each in gather(store.view(), DAY).columns["old"]}
    assert columns == {"Title": (2, 0), "Dates": (2, 2), "Notes": (2, 0)}


def test_a_fact_that_could_not_be_read_is_missing(store: Store) -> None:
    unreadable = replace(DRAFTS[0], facts=(DraftFact("start", None, "some day", "Dates"),))
    with store.writer() as batch:
        batch.put_drafts([unreadable])
    rebuild(store)
    assert "Ended" in names(store, gather(store.view(), DAY), "no-start")


def test_pages_of_a_list_are_the_list(store: Store) -> None:
    care = gather(store.view(), DAY)
    whole = cases(store.view(), care, "no-lead")
    assert [cases(store.view(), care, "no-lead", at, 1)[0] for at in range(3)] == whole
    with pytest.raises(NotFoundError):
        cases(store.view(), care, "nothing")


def test_an_empty_store_needs_no_care(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        care = gather(store.view(), DAY)
    assert care.found.keys() == WORKLISTS.keys()
    assert all(each.keys == () and each.of == 0 for each in care.found.values())
    assert (care.reporting, care.columns) == ((), {})
