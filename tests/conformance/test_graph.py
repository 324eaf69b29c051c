"""Entities, relations, names and redirects come back as they were put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import MovedError, NotFoundError
from graph.model.entities import Entity, Relation
from graph.store.interface import Neighbour, Store
from graph.store.query import Query
from tests.conformance.world import ENTITIES, RELATIONS, SPACE, alias, terms_of, vector_of

BY_ID = {entity.id: entity for entity in ENTITIES}


def test_entities_come_back_as_they_were_put(world: Store) -> None:
    for entity in ENTITIES:
        assert world.view().entity(entity.id) == entity


def test_get_keeps_the_order_asked_and_passes_over_what_is_not_there(world: Store) -> None:
    asked = ["quiet-4d", "nobody", "demo-1", "blue-bank-old", "quiet-4d", "FJI"]
    assert [entity.id for entity in world.view().get(asked)] == ["quiet-4d", "demo-1", "quiet-4d", "FJI"]
    assert world.view().get([]) == []


def test_an_unknown_id_is_not_found_and_a_merged_one_names_its_last_heir(world: Store) -> None:
    for ask in (world.view().entity, world.view().profile):
        with pytest.raises(NotFoundError):
            ask("nobody")
        for merged in ("blue-bank-old", "oldest"):
            with pytest.raises(MovedError) as moved:
                ask(merged)
            assert moved.value.heir == "blue-bank-2b"


def test_redirects_are_kept_as_put_and_can_be_taken_back(world: Store) -> None:
    assert world.view().redirects() == {"blue-bank-old": "blue-bank-2b", "oldest": "blue-bank-old"}
    with world.writer() as batch:
        batch.put_redirects({"blue-bank-old": "", "never-there": "", "new": "red-crab-1a"})
    assert world.view().redirects() == {"oldest": "blue-bank-old", "new": "red-crab-1a"}
    with pytest.raises(NotFoundError):
        world.view().entity("blue-bank-old")


def test_redirects_in_a_round_still_answer(world: Store) -> None:
    with world.writer() as batch:
        batch.put_redirects({"a": "b", "b": "a"})
    with pytest.raises(MovedError):
        world.view().entity("a")


def test_an_entity_that_is_there_answers_for_itself(world: Store) -> None:
    with world.writer() as batch:
        batch.put_redirects({"quiet-4d": "red-crab-1a"})
    assert world.view().entity("quiet-4d").name == "Quiet Institute"


def test_putting_an_entity_again_replaces_all_of_it(world: Store) -> None:
    new = Entity("red-crab-1a", "partner", "Crimson Crab", aliases=(alias("Crimson Crab"),), facets={"type": ("un",)})
    with world.writer() as batch:
        batch.put_entities([new], {new.id: terms_of(new)})
    view = world.view()
    assert view.entity("red-crab-1a") == new
    assert view.named(["red crab society"]) == {}
    assert view.count(Query(where={"type": ("ngo",)})) == 0
    assert [scored.id for scored in view.rank(Query(terms=("crimson",)), 5)] == ["red-crab-1a"]
    assert view.rank(Query(terms=("societi",)), 5) == []
    assert view.profile("red-crab-1a").total == 5, "its relations stay"
    assert ("red-crab-1a", 0) in view.page(Query(), 50)
    assert len(view.passages(["red-crab-1a"])["red-crab-1a"]) == 1, "its passages stay"


def test_an_entity_without_terms_is_not_found_by_words(world: Store) -> None:
    assert world.view().rank(Query(terms=("crab",)), 5) != []
    with world.writer() as batch:
        batch.put_entities([BY_ID["red-crab-1a"]], {})
    assert world.view().rank(Query(terms=("crab",)), 5) == []
    assert world.view().terms(["red-crab-1a"]) == {}


def test_terms_come_back_as_they_were_put(world: Store) -> None:
    asked = ["demo-3", "nobody", "sdg-6", "FJI"]
    assert world.view().terms(asked) == {id: terms_of(BY_ID[id]) for id in ("demo-3", "FJI")}
    assert world.view().terms([]) == {}


def test_the_last_of_two_with_one_id_stays(store: Store) -> None:
    with store.writer() as batch:
        batch.put_entities(
            [Entity("a", "partner", "First", aliases=(alias("First"),)), Entity("a", "partnership", "Second")], {}
        )
    assert [entity.name for entity in store.view().entities()] == ["Second"]
    assert store.view().named(["first"]) == {}
    assert store.view().count(Query(where={"kind": ("partner",)})) == 0


def test_a_profile_shows_relations_both_ways_in_order(world: Store) -> None:
    profile = world.view().profile("demo-1")
    assert profile.entity == BY_ID["demo-1"]
    shown = [(one.relation, one.role, one.source, one.target) for one in profile.relations]
    assert shown == [
        ("addresses", "primary", "demo-1", "sdg-6"),
        ("operates-in", "", "demo-1", "FJI"),
        ("takes-part", "funder", "blue-bank-2b", "demo-1"),
        ("takes-part", "funder", "red-crab-1a", "demo-1"),
        ("takes-part", "lead", "red-crab-1a", "demo-1"),
        ("takes-part", "not-stated", "moon-ministry-3c", "demo-1"),
    ]
    assert dict(profile.names) == {
        "sdg-6": ("Clean water and sanitation", "sdg"),
        "FJI": ("Fiji", "country"),
        "blue-bank-2b": ("Blue Bank", "partner"),
        "red-crab-1a": ("Red Crab Society", "partner"),
        "moon-ministry-3c": ("Ministry of the Moon", "partner"),
    }
    assert profile.total == 6
    assert list(profile.totals.items()) == [
        (("addresses", "out"), 1),
        (("operates-in", "out"), 1),
        (("takes-part", "in"), 4),
    ]
    assert set(profile.relations) <= set(RELATIONS), "with their sources"


def test_a_profile_can_be_cut_and_says_of_how_many(world: Store) -> None:
    profile = world.view().profile("demo-1", limit=2)
    assert [(one.relation, one.role) for one in profile.relations] == [
        ("addresses", "primary"),
        ("operates-in", ""),
        ("takes-part", "funder"),
        ("takes-part", "funder"),
    ]
    assert profile.total == 6
    assert profile.totals["takes-part", "in"] == 4
    assert set(profile.names) == {"sdg-6", "FJI", "blue-bank-2b", "red-crab-1a"}
    alone = world.view().profile("island-5e")
    assert (alone.relations, dict(alone.names), alone.total, dict(alone.totals)) == ((), {}, 0, {})
    none = world.view().profile("demo-1", limit=0)
    assert (none.relations, none.total, sum(none.totals.values())) == ((), 6, 6)


def test_a_profile_shows_relations_by_direction(world: Store) -> None:
    ties = [Relation(*pair) for pair in (("demo-2", "succeeds", "demo-1"), ("demo-1", "succeeds", "demo-3"))]
    with world.writer() as batch:
        batch.put_relations(ties)
    profile = world.view().profile("demo-1")
    assert [one for one in profile.relations if one.relation == "succeeds"] == ties
    assert (profile.totals["succeeds", "in"], profile.totals["succeeds", "out"]) == (1, 1)


def test_a_relation_of_which_there_are_many_hides_no_other(store: Store) -> None:
    goal, target = Entity("sdg-14", "sdg", "Life below water"), Entity("14.2", "target", "Ecosystems")
    partnerships = [Entity(f"p{at:03d}", "partnership", f"Partnership {at:03d}") for at in range(520)]
    with store.writer() as batch:
        batch.put_entities([goal, target, *partnerships], {})
        batch.put_relations([Relation(one.id, "addresses", goal.id) for one in partnerships])
        batch.put_relations([Relation(target.id, "part-of", goal.id)])
    profile = store.view().profile(goal.id)
    assert dict(profile.totals) == {("addresses", "in"): 520, ("part-of", "in"): 1}
    assert (len(profile.relations), profile.total) == (501, 521)
    assert profile.names[target.id] == ("Ecosystems", "target")
    last = profile.relations[499]
    rest = store.view().relations_of(goal.id, "addresses", "in", after=("", profile.names[last.source][0], last.source))
    assert [one.id for one in rest] == [f"p{at}" for at in range(500, 520)]


def test_relations_are_paged_by_role_name_and_id(world: Store) -> None:
    twins = [Entity(f"twin-{at}", "partner", "Énergie 合作 🌊") for at in range(5)]
    with world.writer() as batch:
        batch.put_entities(twins, {})
        batch.put_relations([Relation(one.id, "takes-part", "demo-1", role) for one in twins for role in ("lead", "")])
    view = world.view()
    whole = view.relations_of("demo-1", "takes-part", "in")
    assert len(whole) == view.profile("demo-1").totals["takes-part", "in"] == 14
    assert tuple(one.relation for one in whole) == tuple(
        one for one in view.profile("demo-1").relations if one.relation == "takes-part"
    )
    assert [one.place for one in whole] == sorted(one.place for one in whole)
    assert all((one.id, "demo-1") == (one.relation.source, one.relation.target) for one in whole)
    for size in (1, 3, 14):
        pages: list[Neighbour] = []
        while page := view.relations_of("demo-1", "takes-part", "in", size, pages[-1].place if pages else None):
            assert len(page) <= size
            pages += page
        assert pages == whole
    first = view.relations_of("demo-1", "operates-in", "out")
    assert [(one.id, one.name, one.kind) for one in first] == [("FJI", "Fiji", "country")]


def test_what_has_no_such_relations_has_an_empty_page(world: Store) -> None:
    view = world.view()
    assert view.relations_of("demo-1", "takes-part", "out") == []
    assert view.relations_of("demo-1", "no-such-relation", "in") == []
    assert view.relations_of("demo-1", "takes-part", "in", 0) == []
    with pytest.raises(NotFoundError):
        view.relations_of("nobody", "takes-part", "in")
    with pytest.raises(MovedError):
        view.relations_of("oldest", "takes-part", "in")


def test_a_relation_to_itself_is_shown_once(world: Store) -> None:
    with world.writer() as batch:
        batch.put_relations([Relation("demo-4", "re-registers", "demo-4")])
    profile = world.view().profile("demo-4")
    assert (profile.total, len(profile.relations), dict(profile.totals)) == (1, 1, {("re-registers", "out"): 1})
    assert [one.id for one in world.view().relations_of("demo-4", "re-registers", "out")] == ["demo-4"]
    assert world.view().relations_of("demo-4", "re-registers", "in") == []


def test_names_are_found_with_those_that_bear_them(world: Store) -> None:
    twin = Entity("aa-twin", "partner", "Blue Bank", aliases=(alias("Blue Bank", count=7),), degree=2)
    small = Entity("a-small", "partner", "Blue Bank", aliases=(alias("Blue Bank"),), degree=1)
    with world.writer() as batch:
        batch.put_entities([small, twin], {})
    found = world.view().named(["blue bank", "senegal", "nobody at all", "banco azul"])
    assert [id for id, _ in found["blue bank"]] == ["aa-twin", "blue-bank-2b", "a-small"]
    assert found["blue bank"][0][1] == twin.aliases[0]
    assert [(id, one.name) for id, one in found["senegal"]] == [("SEN", "Senegal"), ("SEN", "Sénégal")]
    assert set(found) == {"blue bank", "senegal", "banco azul"}
    assert world.view().named([]) == {}


def test_streams_are_ordered(world: Store) -> None:
    view = world.view()
    assert [entity.id for entity in view.entities()] == sorted(BY_ID)
    assert [entity.id for entity in view.entities("partner")] == sorted(
        id for id, entity in BY_ID.items() if entity.kind == "partner"
    )
    assert list(view.entities("event")) == []
    keys = [(one.source, one.relation, one.target, one.role) for one in view.relations()]
    assert keys == sorted(keys)
    assert set(view.relations()) == set(RELATIONS)
    assert [one.source for one in view.relations("based-in")] == ["red-crab-1a"]
    assert list(view.relations("succeeds")) == []
    passages = list(view.all_passages())
    assert [(passage.entity, passage.number) for passage in passages] == sorted(
        (passage.entity, passage.number) for passage in passages
    )
    assert {passage.entity for passage in view.all_passages("partner")} == {
        id for id, entity in BY_ID.items() if entity.kind == "partner"
    }


def test_a_relation_put_again_is_replaced(world: Store) -> None:
    scored = replace(RELATIONS[0], basis="inferred", score=0.5, rule="guessed", sources=())
    with world.writer() as batch:
        batch.put_relations([scored])
    assert scored in set(world.view().relations())
    assert world.view().status().relations["takes-part"] == 9


def test_relations_are_dropped_by_what_names_them(world: Store) -> None:
    with world.writer() as batch:
        batch.drop_relations(
            [
                Relation("red-crab-1a", "takes-part", "demo-1", "lead"),
                Relation("red-crab-1a", "takes-part", "demo-1", "observer"),
                Relation("nobody", "takes-part", "nothing"),
            ]
        )
    assert set(world.view().relations()) == set(RELATIONS) - {RELATIONS[0]}


def test_dropping_entities_takes_their_relations_passages_and_words(world: Store) -> None:
    with world.writer() as batch:
        batch.drop_entities(["demo-3", "nobody"])
    view = world.view()
    assert view.get(["demo-3"]) == []
    assert all("demo-3" not in (one.source, one.target) for one in view.relations())
    assert view.passages(["demo-3"]) == {}
    assert view.named(["可持续发展 伙伴关系"]) == {}
    assert view.rank(Query(terms=("持续",)), 5) == []
    assert view.facets(Query(), ["sdg"])["sdg"][0].count == 1
    assert view.terms(["demo-3"]) == {}
    asked = vector_of(BY_ID["demo-3"].name)
    assert all(near.id != "demo-3" for near in view.nearest(SPACE, asked, Query(), 50))
