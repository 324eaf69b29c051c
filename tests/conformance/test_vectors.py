"""Nearest passages, exactly, however few candidates are left; vectors kept by text."""

from __future__ import annotations

import random

import numpy as np
import pytest

from graph.errors import InputError
from graph.model.entities import Entity, Passage
from graph.store.interface import Store
from graph.store.query import Query
from tests.conformance.world import (
    DIMENSION,
    ENTITIES,
    SPACE,
    given,
    passages_of,
    put_graph,
    random_query,
    random_world,
    text_hash,
    vector_of,
    vectors_of,
)

CLOSE = 1e-3
"""Vectors may be kept in half precision."""


def _brute_force(store: Store, entities: list[Entity], asked: np.ndarray, query: Query) -> list[tuple[str, float, int]]:
    found = []
    for entity in given(entities, query):
        passages = store.view().passages([entity.id]).get(entity.id, [])
        having, vectors = store.view().vectors(SPACE, [passage.hash for passage in passages])
        by_hash = dict(zip(having, vectors.astype(np.float64) @ asked, strict=True))
        scored = [(-by_hash[passage.hash], passage.number) for passage in passages if passage.hash in by_hash]
        if scored:
            found.append((entity.id, -min(scored)[0], min(scored)[1]))
    return sorted(found, key=lambda row: (-row[1], row[0]))


@pytest.mark.parametrize("seed", range(4))
def test_nearest_is_what_brute_force_gives(store: Store, seed: int) -> None:
    entities, relations = random_world(seed)
    put_graph(store, entities, relations)
    chance = random.Random(seed)
    sizes = set()
    for at in range(25):
        query = random_query(chance, entities)
        asked = vector_of(f"question {seed} {at}")
        expected = _brute_force(store, entities, asked, query)
        sizes.add(min(len(expected), 6))
        near = store.view().nearest(SPACE, asked, query, 7)
        assert len(near) == min(len(expected), 7)
        assert [one.score for one in near] == pytest.approx([row[1] for row in expected[:7]], abs=1e-5)
        by_id = {id: (score, number) for id, score, number in expected}
        for one in near:
            assert one.score == pytest.approx(by_id[one.id][0], abs=1e-5)
    assert sizes & {1, 2, 3, 4, 5}, "few candidates are among those tried"


@pytest.mark.parametrize("left", [1, 2, 3, 4, 5])
def test_few_candidates_are_all_found(store: Store, left: int) -> None:
    entities, relations = random_world(9, 60)
    put_graph(store, entities, relations)
    ids = tuple(entity.id for entity in entities[:left])
    near = store.view().nearest(SPACE, vector_of("far away"), Query(ids=ids), 50)
    assert {one.id for one in near} == set(ids)


def test_an_entity_is_found_by_its_nearest_passage_once(world: Store) -> None:
    for entity in ENTITIES:
        for passage in passages_of(entity) if entity.kind == "partnership" else []:
            first = world.view().nearest(SPACE, vector_of(passage.text), Query(), 3)[0]
            assert (first.id, first.passage) == (entity.id, passage.number)
            assert first.score == pytest.approx(1, abs=CLOSE)
    ids = [one.id for one in world.view().nearest(SPACE, vector_of("anything"), Query(), 100)]
    assert len(ids) == len(set(ids)) == 9


def test_equal_texts_are_ordered_by_id_and_number(store: Store) -> None:
    twins = [Entity(f"twin-{at}", "partner", "T") for at in (2, 0, 3, 1)]
    with store.writer() as batch:
        batch.put_entities(twins, {})
        for twin in twins:
            batch.put_passages(twin.id, [Passage(twin.id, "x", at, "same", "en", text_hash("same")) for at in (0, 1)])
        batch.put_vectors(SPACE, [text_hash("same")], vectors_of(["same"]))
    near = store.view().nearest(SPACE, vector_of("same"), Query(), 2)
    assert [(one.id, one.passage) for one in near] == [("twin-0", 0), ("twin-1", 0)]


def test_vectors_come_back_in_the_order_asked(world: Store) -> None:
    hashes = [text_hash("Blue Bank"), "unknown", text_hash("Red Crab Society"), text_hash("Blue Bank")]
    having, vectors = world.view().vectors(SPACE, hashes)
    assert having == [hashes[0], hashes[2], hashes[0]]
    assert vectors.dtype == np.float32
    expected = vectors_of(["Blue Bank", "Red Crab Society", "Blue Bank"])
    np.testing.assert_allclose(vectors, expected, atol=CLOSE)


def test_no_vectors_is_an_empty_matrix(world: Store) -> None:
    having, vectors = world.view().vectors(SPACE, ["unknown"])
    assert (having, vectors.shape) == ([], (0, DIMENSION))
    having, vectors = world.view().vectors("no such space", [text_hash("Blue Bank")])
    assert (having, len(vectors)) == ([], 0)
    assert world.view().nearest("no such space", vector_of("x"), Query(), 5) == []
    assert world.view().nearest(SPACE, vector_of("x"), Query(), 0) == []
    with world.writer() as batch:
        batch.put_vectors(SPACE, [], np.zeros((0, DIMENSION), np.float32))


def test_vectors_are_replaced_by_hash(world: Store) -> None:
    before = world.view().nearest(SPACE, vector_of("new"), Query(), 1)[0]
    with world.writer() as batch:
        batch.put_vectors(SPACE, [text_hash("Quiet Institute")], vectors_of(["new"]))
    after = world.view().nearest(SPACE, vector_of("new"), Query(), 1)[0]
    assert before.score < 0.99
    assert (after.id, after.score) == ("quiet-4d", pytest.approx(1, abs=CLOSE))
    assert world.view().status().spaces[0].vectors == len(
        {passage.text for entity in ENTITIES for passage in passages_of(entity)}
    )


def test_many_batches_of_few_vectors_are_all_found(store: Store) -> None:
    entities = [Entity(f"e-{at:03d}", "partner", f"text {at}") for at in range(60)]
    with store.writer() as batch:
        batch.put_entities(entities, {})
        for entity in entities:
            batch.put_passages(entity.id, passages_of(entity))
    for at in range(0, 60, 7):
        texts = [entity.name for entity in entities[at : at + 7]]
        with store.writer() as batch:
            batch.put_vectors(SPACE, [text_hash(text) for text in texts], vectors_of(texts))
        for entity in entities[: at + 7]:
            assert store.view().nearest(SPACE, vector_of(entity.name), Query(), 1)[0].id == entity.id


def test_what_has_no_vector_yet_is_named_once_per_text(world: Store) -> None:
    assert list(world.view().without_vectors(SPACE)) == []
    fresh = [Entity(f"fresh-{at}", "partner", "Same new name") for at in range(2)]
    with world.writer() as batch:
        batch.put_entities(fresh, {})
        for entity in fresh:
            batch.put_passages(entity.id, passages_of(entity))
    waiting = list(world.view().without_vectors(SPACE))
    assert [(passage.text, passage.hash) for passage in waiting] == [("Same new name", text_hash("Same new name"))]
    texts = {passage.text for passage in world.view().all_passages()}
    other = list(world.view().without_vectors("another/1"))
    assert sorted(passage.text for passage in other) == sorted(texts)


def test_vectors_can_be_written_while_what_lacks_them_is_read(world: Store) -> None:
    done = 0
    for passage in world.view().without_vectors("another/1"):
        with world.writer() as batch:
            batch.put_vectors("another/1", [passage.hash], vectors_of([passage.text]))
        done += 1
    assert done == len({passage.hash for passage in world.view().all_passages()})
    assert list(world.view().without_vectors("another/1")) == []
    assert {space.name: space.vectors for space in world.view().status().spaces}["another/1"] == done


def test_spaces_are_apart(world: Store) -> None:
    with world.writer() as batch:
        batch.put_vectors("small/1", [text_hash("Blue Bank")], np.array([[0.6, 0.8]], np.float32))
    near = world.view().nearest("small/1", np.array([0.6, 0.8], np.float32), Query(), 5)
    assert [one.id for one in near] == ["blue-bank-2b"]
    assert world.view().nearest(SPACE, vector_of("Blue Bank"), Query(), 1)[0].id == "blue-bank-2b"
    assert {space.name: space.dimension for space in world.view().status().spaces} == {SPACE: DIMENSION, "small/1": 2}


def test_passages_are_replaced_and_come_by_number(world: Store) -> None:
    new = [Passage("demo-1", "description", at, f"part {at}", "fr", text_hash(f"part {at}")) for at in (2, 0, 1)]
    with world.writer() as batch:
        batch.put_passages("demo-1", new)
    assert world.view().passages(["demo-1", "nobody"]) == {"demo-1": sorted(new, key=lambda passage: passage.number)}
    assert world.view().passages([]) == {}
    assert "demo-1" not in [one.id for one in world.view().nearest(SPACE, vector_of("x"), Query(), 100)]
    with world.writer() as batch:
        batch.put_passages("demo-1", [])
    assert world.view().passages(["demo-1"]) == {}


def test_vectors_of_texts_that_are_gone_are_let_go_when_the_graph_is_derived(world: Store) -> None:
    hash = text_hash("Quiet Institute")
    with world.writer() as batch:
        batch.drop_entities(["quiet-4d"])
    assert world.view().vectors(SPACE, [hash])[0] == [hash]
    with world.writer() as batch:
        batch.mark_derived(world.view().sources())
    assert world.view().vectors(SPACE, [hash])[0] == []
    for entity in ENTITIES:
        if entity.kind == "partner" and entity.id != "quiet-4d":
            assert world.view().nearest(SPACE, vector_of(entity.name), Query(), 1)[0].id == entity.id


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_vectors_that_are_not_finite_are_refused(world: Store, wrong: float) -> None:
    vectors = vectors_of(["a", "b"])
    vectors[1, 3] = wrong
    with pytest.raises(InputError), world.writer() as batch:
        batch.put_vectors(SPACE, ["hash-a", "hash-b"], vectors)
    assert world.view().vectors(SPACE, ["hash-a"])[0] == []


def test_vectors_of_another_dimension_are_refused(world: Store) -> None:
    with pytest.raises(InputError), world.writer() as batch:
        batch.put_vectors(SPACE, ["hash-a"], np.ones((1, DIMENSION + 1), np.float32))
    with pytest.raises(InputError):
        world.view().nearest(SPACE, np.ones(DIMENSION + 1, np.float32), Query(), 5)
    with pytest.raises(InputError), world.writer() as batch:
        batch.put_vectors(SPACE, ["hash-a", "hash-b"], np.ones((1, DIMENSION), np.float32))
