"""Filters: what passes, how many say anything at all, and which to leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graph.errors import InputError
from graph.matching.evidence import with_evidence
from graph.matching.filters import OF_PARTNERS, OF_PARTNERSHIPS, Filter, counted, of_partners, of_partnerships, to_relax
from graph.matching.match import FilterCount, PartnershipMatch, Understood
from graph.matching.matcher import Matcher
from graph.matching.subject import PartnerDescription
from graph.model.entities import Fact
from graph.model.records import Source
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store
from tests.doors import make_doors

DAY = date(2014, 11, 22)
"""A day on which none of the doors has ended."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with make_doors(tmp_path_factory.mktemp("doors") / "doors.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def doors(store: Store) -> Snapshot:
    return make(store.view())


def join(
    doors: Snapshot, where: Mapping[str, Sequence[str]], *, joinable: bool = False
) -> tuple[list[PartnershipMatch], Understood]:
    asked = PartnerDescription("Coast Club", "We clean harbours.", type="ngo", country="Kenya")
    return Matcher(doors, None).partnerships(asked, limit=100, where=where, as_of=DAY, joinable=joinable)


@pytest.mark.parametrize(
    ("where", "keys", "stated", "read"),
    [
        ({"goal-type": ["task"]}, "15", 2, 1),  # 1 states it, 2 states another, 5 is read
        ({"goal-type": ["policy"]}, "2", 2, 1),
        ({"goal-type": ["policy", "task"]}, "125", 2, 1),
        ({"goal-type": ["accountability"]}, "", 2, 1),
        ({"funding-type": ["pooled"]}, "15", 1, 1),
        ({"funding-type": ["loose"]}, "", 1, 1),
        ({"mechanism": ["training"]}, "1", 1, 0),
        ({"business-type": ["advocacy"]}, "1", 1, 1),  # of 5 it follows that it works locally, with a shipyard
        ({"business-type": ["local-implementation"]}, "15", 1, 1),
        ({"non-cash": ["technology"]}, "1", 1, 0),
        ({"non-cash": ["staff"]}, "", 1, 0),
        ({"with-business": ["yes"]}, "1", 2, 0),
        ({"with-business": ["no"]}, "2", 2, 0),
        ({"with-business": ["yes", "no"]}, "12", 2, 0),
        ({"sdg": ["14"]}, "1234567", 7, 0),
        ({"theme": ["csd:water"]}, "", 0, 0),
    ],
)
def test_a_filter_keeps_what_says_so_and_tells_how_many_say_anything(
    doors: Snapshot, where: dict[str, list[str]], keys: str, stated: int, read: int
) -> None:
    matches, understood = join(doors, where)
    assert {each.id for each in matches} == {f"doors-{key}" for key in keys}
    ((name, _),) = where.items()
    assert understood.filters == (FilterCount(name, of=7, stated=stated, read=read, passing=len(keys)),)
    assert understood.relax == (() if keys else (name,))


def test_willingness_to_work_with_business_is_never_concluded(doors: Snapshot) -> None:
    """A shipyard takes part in all of them; one says that it is willing."""
    assert {each.id for each in join(doors, {"with-business": ["yes"]})[0]} == {"doors-1"}


def test_what_no_register_states_is_told_as_such(snapshot: Snapshot, matcher: Matcher) -> None:
    for name, value in (("with-business", "yes"), ("non-cash", "technology"), ("funding-type", "pooled")):
        matches, understood = matcher.partnerships(
            PartnerDescription("X", "We plant mangroves."), where={name: [value]}, as_of=date(2000, 1, 1)
        )
        assert matches == []
        assert understood.filters == (FilterCount(name, of=len(snapshot.partnerships), stated=0, read=0, passing=0),)
        assert understood.relax == (name,)


def test_partners_by_what_they_are_stated_to_bring(doors: Snapshot) -> None:
    size = len(doors.partners)
    brings = of_partners(doors, {"brings": ["funding"]})["brings"]
    assert [doors.partner_names[row] for row in np.flatnonzero(brings.passes)] == ["Harbour Fund"]
    (count,) = counted(np.ones(size, dtype=bool), {"brings": brings})
    assert (count.of, count.stated, count.read, count.passing) == (size, 1, 0, 1)
    assert not of_partners(doors, {"brings": ["technology"]})["brings"].passes.any()
    business = of_partners(doors, {"with-business": ["yes"]})["with-business"]
    assert not (business.passes | business.stated | business.read).any(), "no register states it of a partner"


def test_what_is_known_of_partners_is_counted(doors: Snapshot) -> None:
    every = np.ones(len(doors.partners), dtype=bool)
    told = counted(every, of_partners(doors, {"type": ["ngo"], "country": ["Kenya"]}))
    assert [(each.filter, each.stated == each.of, each.passing) for each in told] == [
        ("type", True, 1),
        ("country", True, int(sum(code == "KEN" for code in doors.partner_countries))),
    ]


def test_each_match_says_why_a_filter_kept_it(doors: Snapshot, store: Store) -> None:
    where = {"goal-type": ["task"], "funding-type": ["pooled"]}
    matches = {each.id: with_evidence(each, store.view().entity(each.id), where, {}) for each in join(doors, where)[0]}
    stated, read = matches["doors-1"].chosen, matches["doors-5"].chosen
    assert [(each.filter, each.value, each.basis) for each in stated] == [
        ("goal-type", "task", "declared"),
        ("funding-type", "pooled", "declared"),
    ]
    assert [(each.filter, each.value, each.basis) for each in read] == [
        ("goal-type", "task", "rule"),
        ("funding-type", "pooled", "rule"),
    ]
    assert stated[0].why == "Task-oriented: stated under goal-type."
    assert (stated[0].evidence[0].record, stated[0].evidence[0].column) == ("doors:1", "Kind")
    assert read[1].why == "Pooled funding: says “trust fund” (read from the text)."
    assert read[1].evidence[0].passage == "It has a trust fund."
    where = {"with-business": ["no"]}
    (only,) = join(doors, where)[0]
    (why,) = with_evidence(only, store.view().entity(only.id), where, {}).chosen
    assert why.why == "It is not willing to work with business, as its register states."
    assert [(each.column, each.passage) for each in why.evidence] == [("Business", "False")]


def test_only_the_record_that_says_what_was_asked_is_shown(doors: Snapshot, store: Store) -> None:
    where = {"with-business": ["yes"]}
    (match,) = join(doors, where)[0]
    entity = store.view().entity(match.id)
    denying = Fact("works-with-business", False, (Source("other:1", "Business", "no"),))
    (why,) = with_evidence(match, replace(entity, facts=(*entity.facts, denying)), where, {}).chosen
    assert [each.record for each in why.evidence] == ["doors:1"]


@pytest.mark.parametrize(
    ("where", "joinable", "relax", "together"),
    [
        ({"goal-type": ["task"], "with-business": ["no"]}, False, ("goal-type", "with-business"), False),
        ({"goal-type": ["policy"], "mechanism": ["training"], "sdg": ["14"]}, False, ("goal-type", "mechanism"), False),
        ({"non-cash": ["staff"], "funding-type": ["loose"], "sdg": ["14"]}, False, ("funding-type", "non-cash"), True),
        ({"goal-type": ["policy"]}, True, ("goal-type", "joinable"), False),
        ({"goal-type": ["task"]}, True, (), False),
    ],
)
def test_the_filters_to_leave_out(
    doors: Snapshot, where: dict[str, list[str]], joinable: bool, relax: tuple[str, ...], together: bool
) -> None:
    matches, understood = join(doors, where, joinable=joinable)
    assert (set(understood.relax), understood.together) == (set(relax), together)
    assert bool(matches) == (not relax)
    kept = {name: values for name, values in where.items() if name not in relax[: None if together else 1]}
    again, _ = join(doors, kept, joinable=joinable and "joinable" not in relax[: None if together else 1])
    assert again, "what is left lets something pass"


def test_of_nothing_nothing_is_to_be_left_out() -> None:
    none, some = np.zeros(2, dtype=bool), np.ones(2, dtype=bool)
    closed = Filter(none, some, none)
    assert to_relax(none, {"sdg": closed}) == ((), False)
    assert to_relax(some, {"sdg": closed}) == (("sdg",), False)
    assert to_relax(some, {"sdg": closed, "theme": closed}) == (("sdg", "theme"), True)


@pytest.mark.parametrize(
    ("of", "where"),
    [
        (of_partnerships, {"goal-type": ["nonsense"]}),
        (of_partnerships, {"with-business": ["perhaps"]}),
        (of_partnerships, {"brings": ["funding"]}),
        (of_partnerships, {"joinable": ["yes"]}),
        (of_partners, {"brings": ["gold"]}),
        (of_partners, {"goal-type": ["task"]}),
    ],
)
def test_filters_that_cannot_be_are_refused(doors: Snapshot, of, where: dict[str, list[str]]) -> None:
    with pytest.raises(InputError):
        of(doors, where)


def test_a_filter_without_values_is_none(doors: Snapshot) -> None:
    assert of_partnerships(doors, {name: [] for name in OF_PARTNERSHIPS}) == {}
    assert of_partners(doors, {name: [] for name in OF_PARTNERS}) == {}
