from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from graph.errors import InputError, StoreError
from graph.model.entities import Entity, Relation
from graph.model.records import Record
from graph.store.neo4j.store import Neo4jStore
from graph.store.query import Query
from tests.graph.store.neo4j.conftest import Cypher

SIZE = 300


@contextmanager
def _meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Run something again and again in three threads beside the block; what it raises is raised when the block ends."""
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            work()

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(run) for _ in range(3)]
        try:
            yield
        finally:
            over.set()
        for one in running:
            one.result()


def test_readers_never_see_half_a_batch(store: Neo4jStore) -> None:
    """Every batch gives all entities one name, one degree and one word; a half of one would show two."""
    ids = [f"e{at:03d}" for at in range(SIZE)]
    seen: set[str] = set()

    def write(number: int) -> None:
        with store.writer() as batch:
            batch.put_entities(
                [Entity(id, "partner", f"name {number}", degree=number) for id in ids],
                dict.fromkeys(ids, (f"word{number}", "")),
            )

    def look() -> None:
        view = store.view()
        names = {entity.name for entity in view.get(ids)}
        assert len(names) == 1
        seen.update(names)
        assert len({degree for _, degree in view.page(Query(), SIZE)}) == 1
        counted = {view.count(Query(terms=(f"word{number}",))) for number in range(9)}
        assert counted <= {0, SIZE}

    write(0)
    with _meanwhile(look):
        for number in range(1, 9):
            write(number)
    assert len(seen) > 1


def test_batches_of_two_writers_follow_one_another(neo4j_url: str, store: Neo4jStore) -> None:
    with Neo4jStore.open(neo4j_url) as other:

        def write(into: Neo4jStore, name: str) -> None:
            for number in range(10):
                with into.writer() as batch:
                    batch.put_entities(
                        [Entity(f"{name}{number}", "partner", name), Entity("last", "partner", name)], {}
                    )

        threads = [threading.Thread(target=write, args=pair) for pair in ((store, "a"), (other, "b"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.view().version() == other.view().version() == 20
        assert other.view().count(Query()) == 21


def test_what_a_writer_left_behind_when_it_died_keeps_nobody_waiting(store: Neo4jStore, cypher: Cypher) -> None:
    cypher("MATCH (n:Goal17Gate) SET n.committing = 'gone', n.since = timestamp() - 60000")
    assert store.view().version() == 0
    assert cypher("MATCH (n:Goal17Gate) RETURN n.committing AS token") == [{"token": None}]


def test_a_reader_waits_for_a_batch_that_is_being_stored(store: Neo4jStore, cypher: Cypher) -> None:
    cypher("MATCH (n:Goal17Gate) SET n.committing = 'someone', n.since = timestamp()")
    # Nobody holds the gate's lock, so the answer comes at once; the word stays, since its batch may still come.
    assert store.view().version() == 0
    assert cypher("MATCH (n:Goal17Gate) RETURN n.committing AS token") == [{"token": "someone"}]


def test_nothing_of_a_refused_batch_is_stored(store: Neo4jStore, cypher: Cypher) -> None:
    def write() -> None:
        with store.writer() as batch:
            batch.put_records([Record("demo", "1", {"Title": "x"})])
            batch.put_entities([Entity("a", "partner", "A")], {})
            batch.put_relations([Relation("a", "takes-part", "nobody")])

    with pytest.raises(InputError, match="nobody"):
        write()
    assert store.view().version() == 0
    assert cypher("MATCH (n) WHERE NOT n:Goal17Store AND NOT n:Goal17Gate RETURN count(n) AS n") == [{"n": 0}]
    assert cypher("MATCH (n:Goal17Gate) RETURN n.committing AS token") == [{"token": None}]


def test_a_batch_that_has_ended_takes_nothing_more(store: Neo4jStore) -> None:
    with store.writer() as batch:
        batch.mark_derived(store.view().sources())
    with pytest.raises(StoreError, match="ended"):
        batch.put_entities([Entity("a", "partner", "A")], {})


def test_dropping_and_putting_in_one_batch_are_settled_in_their_order(store: Neo4jStore) -> None:
    a, b = Entity("a", "partner", "A"), Entity("b", "partnership", "B")
    tie = Relation("a", "takes-part", "b")
    with store.writer() as batch:
        batch.put_relations([tie])
        batch.put_entities([a, b], {})
    with store.writer() as batch:
        batch.drop_entities(["a"])
        batch.put_entities([a], {})
    assert list(store.view().relations()) == []
    with store.writer() as batch:
        batch.put_relations([tie])
        batch.drop_relations([tie])
        batch.put_relations([tie])
    assert list(store.view().relations()) == [tie]
    with store.writer() as batch:
        batch.put_relations([Relation("a", "takes-part", "b", role="lead")])
        batch.drop_entities(["b"])
    assert [entity.id for entity in store.view().entities()] == ["a"]
    assert list(store.view().relations()) == []


def test_versions_of_one_record_in_one_batch_follow_one_another(store: Neo4jStore) -> None:
    rows = [Record("demo", "1", {"Title": title}) for title in ("one", "two", "two", "three")]
    with store.writer() as batch:
        batch.put_records(rows)
    history = store.view().history("demo:1")
    assert [record.fields["Title"] for record in history] == ["three", "two", "one"]
