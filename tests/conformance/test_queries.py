"""Filters, facets and words, against plain Python."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import InputError
from graph.model.entities import Entity, Fact
from graph.model.status import STATUSES, status_of
from graph.store.interface import Store
from graph.store.query import FACETS, FacetCount, Query
from graph.text.fold import terms
from tests.conformance.world import (
    DAYS,
    ENTITIES,
    contains,
    given,
    passes,
    put_graph,
    random_query,
    random_world,
    values_of,
    without_choice,
)

QUERIES = (
    Query(),
    Query({"kind": ("partnership",)}),
    Query({"kind": ("partnership",), "sdg": ("6", "7")}),
    Query({"country": ("FJI",), "type": ("ngo",)}),
    Query({"type": ("",)}),
    Query({"sdg": ("", "6"), "kind": ("partnership",)}),
    Query({"sdg": ("no such value",)}),
    Query({"sdg": ()}),
    Query(terms=("water",)),
    Query(terms=("water", "nobodi"), every=False),
    Query(terms=("water", "nobodi")),
    Query(terms=("water",), ids=("quiet-4d", "nobody", "blue-bank-old")),
    Query(ids=("quiet-4d", "demo-1")),
    Query({"kind": ("partner",)}, ids=("quiet-4d", "demo-1")),
    Query(terms=("nowher",)),
)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_query_gives_what_plain_python_gives(world: Store, query: Query) -> None:
    expected = given([entity for entity in ENTITIES if entity.kind != "sdg" or not query.terms], query)
    assert world.view().page(query, 100) == [(entity.id, entity.degree) for entity in expected]
    assert world.view().count(query) == len(expected)


def test_pages_follow_each_other_without_gap_or_overlap(world: Store) -> None:
    for query in (Query(), Query({"kind": ("partner", "partnership")})):
        whole = world.view().page(query, 100)
        after: tuple[int, str] | None = None
        pages: list[tuple[str, int]] = []
        while page := world.view().page(query, 2, after):
            assert len(page) <= 2
            pages += page
            after = (page[-1][1], page[-1][0])
        assert pages == whole
        assert whole == sorted(whole, key=lambda row: (-row[1], row[0]))


def test_a_page_of_nothing_is_empty(world: Store) -> None:
    assert world.view().page(Query(), 0) == []
    assert world.view().page(Query({"kind": ("partner",)}), 0) == []
    assert world.view().rank(Query(terms=("water",)), 0) == []


def test_unknown_fields_are_refused_by_name(world: Store) -> None:
    view = world.view()
    wrong = Query({"colour": ("red",)})
    for ask in (
        lambda: view.count(wrong),
        lambda: view.page(wrong, 5),
        lambda: view.facets(wrong, ["sdg"]),
        lambda: view.facets(Query(), ["colour"]),
        lambda: view.rank(Query(wrong.where, terms=("water",)), 5),
        lambda: view.nearest("no such space", _zeros(), wrong, 5),
    ):
        with pytest.raises(InputError, match="colour"):
            ask()


def test_facets_count_values_then_what_states_nothing(world: Store) -> None:
    facets = world.view().facets(Query({"kind": ("partnership",)}), ["sdg", "type", "kind", "register"])
    assert facets["sdg"] == [FacetCount("6", 2), FacetCount("14", 1), FacetCount("7", 1), FacetCount("", 1)]
    assert facets["type"] == [FacetCount("", 4)]
    assert facets["kind"] == [
        FacetCount("partner", 5),
        FacetCount("partnership", 4),
        FacetCount("country", 2),
        FacetCount("sdg", 1),
    ]
    assert facets["register"] == [FacetCount("demo", 4)], "nothing to count as not stated"
    assert world.view().facets(Query(), []) == {}


def test_facets_of_nothing_are_empty(world: Store) -> None:
    assert world.view().facets(Query(terms=("nowher",)), ["sdg", "kind"]) == {"sdg": [], "kind": []}


def test_facets_follow_what_is_written(world: Store) -> None:
    moved = Entity("quiet-4d", "partner", "Quiet", facets={"country": ("PER",), "kind": ("not this",), "x": ("y",)})
    with world.writer() as batch:
        batch.put_entities([moved], {})
        batch.drop_entities(["FJI"])
    facets = world.view().facets(Query(), ["type", "country", "kind"])
    assert [count.value for count in facets["type"]] == ["business", "government", "ngo", ""]
    assert FacetCount("PER", 1) in facets["country"]
    assert FacetCount("country", 1) in facets["kind"]
    assert world.view().count(Query({"kind": ("not this",)})) == 0


@pytest.mark.parametrize("seed", range(6))
def test_the_law_of_facets(store: Store, seed: int) -> None:
    """What a value is counted with is what choosing it gives; and both are what plain Python gives."""
    # So many that a store counts what few have chosen and what many have chosen, each in its own way.
    entities, relations = random_world(seed, 150)
    put_graph(store, entities, relations)
    chance = random.Random(seed)
    view = store.view()
    for _ in range(12):
        query = random_query(chance, entities)
        expected = given(entities, query)
        assert view.page(query, 200) == [(entity.id, entity.degree) for entity in expected]
        assert view.count(query) == len(expected)
        for field, counts in view.facets(query, FACETS).items():
            others = without_choice(query, field)
            left = given(entities, others)
            stated = [values_of(entity, field, query.as_of) for entity in left]
            plain = {value: sum(value in each for each in stated) for values in stated for value in values}
            assert {count.value: count.count for count in counts} == plain
            assert counts == sorted(counts, key=lambda count: (not count.value, -count.count, count.value))
            for count in counts[:2] + counts[-1:]:
                chosen = replace(others, where={**others.where, field: (count.value,)})
                assert view.count(chosen) == count.count


@pytest.mark.parametrize("seed", range(3))
def test_statuses_are_those_of_the_day(store: Store, seed: int) -> None:
    entities, relations = random_world(seed, 80)
    put_graph(store, entities, relations)
    view = store.view()
    seen = set()
    for on in (*DAYS, date.min, date.max):
        statuses = {entity.id: status_of(entity, on) for entity in entities}
        seen |= {*statuses.values()}
        for status in ("", *STATUSES):
            expected = {id for id, each in statuses.items() if each == status}
            assert {id for id, _ in view.page(Query({"status": (status,)}, as_of=on), 100)} == expected
        (counts,) = view.facets(Query(as_of=on), ["status"]).values()
        assert sum(count.count for count in counts) == len(entities), "each has one, or none"
    assert seen == {"", *STATUSES}


def test_a_status_follows_what_is_written(world: Store) -> None:
    def ended() -> list[str]:
        return [id for id, _ in world.view().page(Query({"status": ("ended",)}, as_of=date(2020, 1, 1)), 9)]

    def put(kind: str, *facts: Fact) -> None:
        with world.writer() as batch:
            batch.put_entities([Entity("demo-4", kind, "Lone Initiative", facts=facts)], {})

    assert ended() == []
    put("partnership", Fact("end", "2019"))
    assert ended() == ["demo-4"]
    put("partnership", Fact("end", "2020"))
    assert ended() == []
    put("need", Fact("end", "2019"))
    assert ended() == [], "only partnerships have one"
    put("partnership", Fact("end", "2019"))
    with world.writer() as batch:
        batch.drop_entities(["demo-4"])
    assert ended() == []


def test_what_has_no_status_is_not_what_states_none(world: Store) -> None:
    view, on = world.view(), date(2020, 1, 1)
    assert view.facets(Query(as_of=on), ["status"])["status"] == [FacetCount("not-stated", 4), FacetCount("", 8)]
    assert view.count(Query({"status": ("not-stated",)}, as_of=on)) == 4
    assert view.count(Query({"status": ("",)}, as_of=on)) == 8
    left = Query({"status": ("", "not-stated"), "kind": ("partnership", "partner")}, as_of=on)
    assert view.count(left) == 9, "partners stay where the ended are left out"


def test_a_partnership_that_begins_on_no_day_is_refused(world: Store) -> None:
    with pytest.raises(InputError, match="'soon' is not a date"), world.writer() as batch:
        batch.put_entities([Entity("new", "partnership", "New", facts=(Fact("start", "soon"),))], {})
    assert world.view().get(["new"]) == []


def test_a_status_without_a_day_is_refused(world: Store) -> None:
    view = world.view()
    running = Query({"status": ("running",)})
    for ask in (
        lambda: view.count(running),
        lambda: view.page(running, 5),
        lambda: view.facets(running, ["sdg"]),
        lambda: view.facets(Query(), ["status"]),
        lambda: view.rank(replace(running, terms=("water",)), 5),
        lambda: view.nearest("no such space", _zeros(), running, 5),
    ):
        with pytest.raises(InputError, match="as_of"):
            ask()
    assert view.count(Query({"status": ()})) == len(ENTITIES)


@pytest.mark.parametrize("seed", range(3))
def test_rank_gives_exactly_what_contains_the_terms_and_passes(store: Store, seed: int) -> None:
    entities, relations = random_world(seed)
    put_graph(store, entities, relations)
    chance = random.Random(seed)
    for _ in range(12):
        query = random_query(chance, entities)
        if not query.terms:
            assert store.view().rank(query, 100) == []
            continue
        ranked = store.view().rank(query, 100)
        assert {scored.id for scored in ranked} == {
            entity.id for entity in entities if contains(entity, query) and passes(entity, query)
        }
        order = [(-scored.score, scored.id) for scored in ranked]
        assert order == sorted(order)
        assert store.view().rank(query, 3) == ranked[:3]


def test_a_name_counts_more_than_a_mention(store: Store) -> None:
    filler = [Entity(f"filler-{at}", "partner", f"Filler {at}") for at in range(20)]
    named, mentioned = Entity("named", "partner", "Reef"), Entity("mentioned", "partner", "Coast")
    with store.writer() as batch:
        batch.put_entities(
            [*filler, named, mentioned],
            {
                **{entity.id: ("filler", "sand stone") for entity in filler},
                "named": ("reef", "sand stone"),
                "mentioned": ("coast", "reef stone"),
            },
        )
    ranked = store.view().rank(Query(terms=("reef",)), 5)
    assert [scored.id for scored in ranked] == ["named", "mentioned"]
    assert ranked[0].score > ranked[1].score > 0


def test_equal_scores_are_ordered_by_id_also_where_they_are_cut(store: Store) -> None:
    twins = [Entity(f"twin-{at}", "partner", "Reef") for at in (3, 1, 2, 0)]
    with store.writer() as batch:
        batch.put_entities(twins, {entity.id: ("reef", "") for entity in twins})
    assert [scored.id for scored in store.view().rank(Query(terms=("reef",)), 2)] == ["twin-0", "twin-1"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("énergie", "demo-2"),
        ("ENERGIE", "demo-2"),
        ("Écoles", "demo-2"),
        ("发展", "demo-3"),
        ("伙伴", "demo-3"),
        ("вода", "demo-3"),
        ("чистая", "demo-3"),
        ("مياه", "demo-3"),
        ("نظيفة", "demo-3"),
        ("societe", "red-crab-1a"),
    ],
)
def test_words_are_found_in_every_script(world: Store, text: str, id: str) -> None:
    query = Query(terms=tuple(terms(text)))
    assert query.terms
    assert [scored.id for scored in world.view().rank(query, 5)] == [id]
    assert [found for found, _ in world.view().page(query, 5)] == [id]


@pytest.mark.parametrize("term", ["क्षेत्र", "ไทย", "한국어", "ét", "日本", "ⴰⵎⴰⵣⵉⵖ", "𐍈𐌰", "x2", "2030", "𝔘", "𠀀𠀁"])
def test_a_term_is_kept_whole_whatever_its_script(store: Store, term: str) -> None:
    pair = [Entity("a", "partner", "A"), Entity("b", "partner", "B")]
    with store.writer() as batch:
        batch.put_entities(pair, {"a": (term, ""), "b": ("", "other")})
    assert [scored.id for scored in store.view().rank(Query(terms=(term,)), 5)] == ["a"]
    if len(term) > 1:
        assert store.view().rank(Query(terms=(term[:-1],)), 5) == []
        assert store.view().rank(Query(terms=(term[1:],)), 5) == []


@pytest.mark.parametrize("term", ["AND", "OR", "NOT", "near", "NEAR(a", "names", "rest", *"*\"'():^-+{}\\", "-x", "^a"])
def test_no_term_is_taken_for_a_command(world: Store, term: str) -> None:
    for every in (True, False):
        assert world.view().rank(Query(terms=(term,), every=every), 5) == []
        assert world.view().count(Query(terms=("water", term), every=every)) == (0 if every else 1)


def test_a_long_question_is_answered(world: Store) -> None:
    words = ("water", *(f"word{at}" for at in range(600)))
    assert [scored.id for scored in world.view().rank(Query(terms=words, every=False), 5)] == ["demo-1"]
    assert world.view().rank(Query(terms=words), 5) == []


def _zeros() -> object:
    import numpy as np

    return np.zeros(8, np.float32)
