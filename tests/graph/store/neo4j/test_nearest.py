from __future__ import annotations

import numpy as np
import pytest

from graph.errors import InputError
from graph.model.entities import Entity, Passage
from graph.store.interface import Vectors
from graph.store.neo4j.store import Neo4jStore
from graph.store.query import Query

SPACE = "toy/1"
COUNT = 400


def _vectors(count: int, seed: int = 3) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(count, 12)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def _fill(store: Neo4jStore) -> Vectors:
    vectors = _vectors(COUNT)
    entities = [
        Entity(f"e{at:03d}", "partnership", f"{at}", facets={"sdg": (str(at % 40),)}) for at in range(COUNT // 2)
    ]
    with store.writer() as batch:
        batch.put_entities(entities, {})
        for at, entity in enumerate(entities):
            hashes = [(number, f"h{2 * at + number}") for number in range(2)]
            batch.put_passages(entity.id, [Passage(entity.id, "d", number, "t", "en", hash) for number, hash in hashes])
        batch.put_vectors(SPACE, [f"h{at}" for at in range(COUNT)], vectors)
    return vectors


def test_the_index_finds_what_the_copy_finds(neo4j_url: str, store: Neo4jStore) -> None:
    vectors = _fill(store)
    queries = (
        Query(),
        Query(where={"kind": ("partnership",)}),
        Query(where={"sdg": ("7",)}),
        Query(ids=("e001", "e150", "unknown")),
    )
    with Neo4jStore.open(neo4j_url, most_copied=0) as asking:
        for query in queries:
            for limit in (1, 5, 30):
                exact = store.view().nearest(SPACE, vectors[11], query, limit)
                nearly = asking.view().nearest(SPACE, vectors[11], query, limit)
                assert [(near.id, near.passage) for near in nearly] == [(near.id, near.passage) for near in exact]
                assert [near.score for near in nearly] == pytest.approx([near.score for near in exact], abs=2e-6)


def test_the_copy_follows_the_store(neo4j_url: str, store: Neo4jStore) -> None:
    vectors = _fill(store)
    with Neo4jStore.open(neo4j_url) as other:
        view = other.view()
        assert view.nearest(SPACE, vectors[0], Query(), 1)[0].id == "e000"
        with store.writer() as batch:
            batch.put_vectors(SPACE, ["h0", "h1"], -vectors[:2])
        assert view.nearest(SPACE, -vectors[0], Query(), 1)[0].id == "e000"
        assert view.nearest(SPACE, vectors[0], Query(), 1)[0].id != "e000"
        with store.writer() as batch:
            batch.drop_entities(["e000"])
            batch.mark_derived(store.view().sources())
        assert other.view().status().spaces[0].vectors == COUNT - 2
        # A text that comes back has no vector until it is given one.
        with store.writer() as batch:
            batch.put_entities([Entity("again", "partnership", "Again")], {})
            batch.put_passages("again", [Passage("again", "d", 0, "t", "en", "h0")])
        assert "again" not in {near.id for near in view.nearest(SPACE, -vectors[0], Query(), COUNT)}


def test_a_vector_of_no_direction_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(InputError, match="points nowhere"), store.writer() as batch:
        batch.put_vectors(SPACE, ["h"], np.zeros((1, 12), np.float32))


def test_vectors_come_back_as_they_were_put(store: Neo4jStore) -> None:
    vectors = _fill(store)
    having, found = store.view().vectors(SPACE, ["h5", "unknown", "h2"])
    assert having == ["h5", "h2"]
    np.testing.assert_array_equal(found, vectors[[5, 2]])
