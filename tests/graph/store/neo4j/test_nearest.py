from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

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


def test_a_store_that_outgrows_the_copy_is_asked(neo4j_url: str, store: Neo4jStore) -> None:
    vectors = _fill(store)
    with Neo4jStore.open(neo4j_url, most_copied=COUNT) as other:
        assert other.view().nearest(SPACE, vectors[0], Query(), 1)[0].id == "e000"
        assert list(other._spaces._copies) == [SPACE]
        with store.writer() as batch:
            batch.put_entities([Entity("more", "partnership", "More")], {})
            batch.put_passages("more", [Passage("more", "d", 0, "t", "en", "more")])
            batch.put_vectors(SPACE, ["more"], _vectors(1, seed=9))
        assert other.view().nearest(SPACE, _vectors(1, seed=9)[0], Query(), 1)[0].id == "more"
        assert other.view().nearest(SPACE, vectors[0], Query(), 1)[0].id == "e000"
        assert list(other._spaces._copies) == [], "nothing is held any longer"


def test_threads_that_fill_one_copy_do_not_wait_for_each_others_answers(neo4j_url: str, store: Neo4jStore) -> None:
    vectors = _fill(store)
    with Neo4jStore.open(neo4j_url) as other, ThreadPoolExecutor(8) as pool:
        view = other.view()

        def ask(at: int) -> str:
            return view.nearest(SPACE, vectors[at], Query(), 1)[0].id

        for number in range(3):
            expected = [f"e{at // 2:03d}" for at in range(0, COUNT, 10)]
            assert list(pool.map(ask, range(0, COUNT, 10))) == expected
            # Some are put anew, so that all threads have something to fetch at once.
            with store.writer() as batch:
                batch.put_vectors(SPACE, [f"h{at}" for at in range(number, COUNT, 7)], vectors[number::7])
        copy = other._spaces._copies[SPACE]
        assert sorted(copy._places) == sorted(f"h{at}" for at in range(COUNT))
        assert int(copy._live.sum()) == COUNT


def test_a_vector_of_no_direction_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(InputError, match="points nowhere"), store.writer() as batch:
        batch.put_vectors(SPACE, ["h"], np.zeros((1, 12), np.float32))


def test_vectors_come_back_as_they_were_put(store: Neo4jStore) -> None:
    vectors = _fill(store)
    having, found = store.view().vectors(SPACE, ["h5", "unknown", "h2"])
    assert having == ["h5", "h2"]
    np.testing.assert_array_equal(found, vectors[[5, 2]])
