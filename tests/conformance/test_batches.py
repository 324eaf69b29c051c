"""A batch is all or nothing, and is seen when it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.errors import InputError, MovedError, NotFoundError
from graph.model.entities import Entity, Passage, Relation
from graph.model.records import Record
from graph.store import open_store
from graph.store.interface import Store, Version, Writer
from graph.store.query import Query
from tests.conformance.world import (
    ENTITIES,
    JUDGEMENTS,
    PROBLEMS,
    RECORDS,
    REGISTER,
    RELATIONS,
    SPACE,
    drafts,
    fill,
    vectors_of,
)


def test_a_new_store_is_empty_and_has_nothing_derived(store: Store) -> None:
    status = store.view().status()
    assert (status.version, status.mark, status.sources, status.derived, status.pending) == (0, "", 0, 0, True)
    assert (status.records, status.drafts, status.judgements, status.passages) == (0, 0, 0, 0)
    assert dict(status.entities) == {}
    assert dict(status.relations) == {}
    assert status.spaces == ()
    assert status.engine.startswith(store.engine)
    assert store.view().registers() == []
    assert store.view().page(Query(), 10) == []
    assert list(store.view().entities()) == []


def test_status_counts_what_is_there(world: Store) -> None:
    status = world.view().status()
    assert dict(status.entities) == {"partnership": 4, "partner": 5, "country": 2, "sdg": 1}
    assert dict(status.relations) == {"takes-part": 9, "addresses": 2, "operates-in": 2, "based-in": 1}
    assert (status.records, status.drafts) == (3, 3)
    assert status.judgements == 2, "an undone judgement doesn't stand"
    assert status.passages == 13
    (space,) = status.spaces
    assert (space.name, space.dimension) == (SPACE, 8)
    assert not status.pending
    assert status.derived == status.version == world.view().version()


def test_every_batch_grows_the_version_by_one(store: Store) -> None:
    for expected in (1, 2, 3):
        with store.writer() as batch:
            batch.put_entities([Entity("a", "partner", f"A{expected}")], {})
        assert store.view().version() == expected


def test_nothing_is_stored_when_the_block_raises(world: Store) -> None:
    before = world.view().status()

    def interrupted() -> None:
        with world.writer() as batch:
            batch.put_entities([Entity("new", "partner", "New")], {"new": ("new", "")})
            batch.put_relations([Relation("new", "takes-part", "demo-1")])
            batch.put_passages("new", [Passage("new", "name", 0, "New", "en", "hash-of-new")])
            batch.put_vectors(SPACE, ["hash-of-new"], vectors_of(["New"]))
            batch.drop_entities(["demo-2"])
            batch.vanish_records("demo", ["1"])
            batch.delete_register("demo")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        interrupted()
    view = world.view()
    assert view.status() == before
    assert [entity.id for entity in view.get(["new", "demo-2"])] == ["demo-2"]
    assert view.rank(Query(terms=("new",)), 5) == []
    assert view.vectors(SPACE, ["hash-of-new"])[0] == []
    assert view.record("demo:1").state == "current"


def test_a_batch_that_fails_leaves_room_for_the_next(store: Store) -> None:
    with pytest.raises(InputError), store.writer() as batch:
        batch.put_relations([Relation("nobody", "takes-part", "nothing")])
    fill(store)
    assert store.view().entity("demo-1").name == "Clean Water for Coral Coasts"


def test_readers_see_the_old_state_until_the_batch_ends(world: Store) -> None:
    version = world.view().version()
    written, seen = threading.Event(), threading.Event()
    found: list[object] = []

    def read() -> None:
        written.wait(30)
        view = world.view()
        found.extend([view.version(), view.entity("demo-1").name, len(view.page(Query(), 100))])
        seen.set()

    reader = threading.Thread(target=read)
    reader.start()
    with world.writer() as batch:
        batch.put_entities([Entity("demo-1", "partnership", "Changed"), Entity("zz", "partner", "Z")], {})
        written.set()
        assert seen.wait(30)
        # The writing thread itself sees no more than others do.
        assert world.view().entity("demo-1").name == "Clean Water for Coral Coasts"
    reader.join()
    assert found == [version, "Clean Water for Coral Coasts", len(ENTITIES)]
    assert world.view().entity("demo-1").name == "Changed"


def test_a_stream_goes_on_in_the_state_in_which_it_began(world: Store) -> None:
    stream = world.view().entities()
    first = next(stream)
    with world.writer() as batch:
        batch.drop_entities([entity.id for entity in ENTITIES])
    rest = [entity.id for entity in stream]
    assert [first.id, *rest] == sorted(entity.id for entity in ENTITIES)
    assert list(world.view().entities()) == []


def test_threads_write_one_after_the_other(store: Store) -> None:
    def write(name: str) -> None:
        for at in range(5):
            with store.writer() as batch:
                batch.put_entities([Entity(f"{name}-{at}", "partner", name)], {f"{name}-{at}": (name, "")})

    threads = [threading.Thread(target=write, args=[name]) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.view().version() == 15
    assert store.view().count(Query(terms=("b",))) == 5


def test_reading_from_many_threads_gives_the_same_answers(world: Store) -> None:
    view = world.view()
    expected = (view.page(Query(), 20), view.facets(Query(), ["sdg"]), view.expand("red-crab-1a"))
    answers: list[object] = []

    def ask() -> None:
        answers.extend(
            (view.page(Query(), 20), view.facets(Query(), ["sdg"]), view.expand("red-crab-1a")) for _ in range(5)
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 20


def test_both_ends_of_a_relation_are_there_at_the_end_of_the_batch_not_before(store: Store) -> None:
    with store.writer() as batch:
        batch.put_relations([Relation("a", "takes-part", "b")])
        batch.put_entities([Entity("b", "partnership", "B"), Entity("a", "partner", "A")], {})
    assert [relation.source for relation in store.view().relations()] == ["a"]
    with pytest.raises(InputError, match="missing-one"), store.writer() as batch:
        batch.put_relations([Relation("a", "takes-part", "missing-one")])
    with pytest.raises(InputError, match="missing-two"), store.writer() as batch:
        batch.put_passages("missing-two", [Passage("missing-two", "name", 0, "x", "en", "h")])
    assert store.view().version() == 1


def test_pending_says_whether_the_graph_rests_on_what_is_there(world: Store) -> None:
    def pending() -> bool:
        return world.view().status().pending

    derived = world.view().status().derived
    with world.writer() as batch:
        batch.put_vectors(SPACE, ["some-hash"], vectors_of(["some"]))
    assert not pending()
    with world.writer() as batch:
        batch.put_records(RECORDS)
    assert not pending(), "the same rows again change nothing"
    with world.writer() as batch:
        batch.vanish_records("demo", ["2"])
    assert pending()
    assert world.view().status().derived == derived
    with world.writer() as batch:
        batch.drop_entities(["demo-2"])
        batch.mark_derived(world.view().sources())
    assert not pending()
    assert world.view().status().derived == world.view().version()
    with world.writer() as batch:
        batch.put_relations(RELATIONS[-1:])
    assert pending(), "a derivation that was begun and not ended"


def test_sources_is_the_last_batch_that_changed_what_the_graph_is_derived_from(world: Store) -> None:
    view = world.view()

    def changes(write: Callable[[Writer], None]) -> bool:
        before = view.sources()
        with world.writer() as batch:
            write(batch)
        assert view.sources() == view.status().sources in {before, view.version()}
        return view.sources() != before

    changed, redaction = Record("demo", "1", {"Title": "Changed"}), ("asked for", "desk", "2025-05-05T00:00:00Z")
    undone = replace(JUDGEMENTS[0], undone_at="2024-04-01T00:00:00Z")
    assert changes(lambda batch: batch.put_records([changed]))
    assert changes(lambda batch: batch.put_versions([Version(changed, "hash")]))
    assert changes(lambda batch: batch.put_drafts(drafts()[:1]))
    assert changes(lambda batch: batch.put_judgements([undone]))
    assert changes(lambda batch: batch.redact("demo:1", ["Title"], *redaction))
    assert changes(lambda batch: batch.drop_drafts(["demo:2"]))
    assert changes(lambda batch: batch.vanish_records("demo", ["1"]))
    for nothing in (
        lambda batch: batch.put_records([RECORDS[0]]),
        lambda batch: batch.put_records([]),
        lambda batch: batch.put_drafts([]),
        lambda batch: batch.drop_drafts(["demo:2", "demo:99"]),
        lambda batch: batch.put_judgements([]),
        lambda batch: batch.vanish_records("demo", ["never-there"]),
        lambda batch: batch.delete_register("never-there"),
        lambda batch: batch.put_register(REGISTER),
        lambda batch: batch.put_problems("demo", PROBLEMS),
        lambda batch: batch.put_entities(ENTITIES, {}),
        lambda batch: batch.put_relations(RELATIONS),
        lambda batch: batch.drop_entities(["demo-4"]),
        lambda batch: batch.put_redirects({"old": "demo-1"}),
        lambda batch: batch.put_vectors(SPACE, ["some-hash"], vectors_of(["some"])),
        lambda batch: batch.mark_derived(view.sources()),
    ):
        assert not changes(nothing)
    assert changes(lambda batch: batch.delete_register("demo"))


def test_what_came_while_the_graph_was_derived_stays_pending(world: Store, address: str) -> None:
    reached = world.view().sources()
    with open_store(address) as another, another.writer() as batch:
        batch.put_records([Record("demo", "new", {"Title": "New"})])
    with world.writer() as batch:
        batch.put_entities([Entity("late", "partner", "Late")], {})
    with world.writer() as batch:
        batch.mark_derived(reached)
    status = world.view().status()
    assert (status.pending, status.derived) == (True, status.version)
    with world.writer() as batch:
        batch.put_redirects({"old": "late"})
        batch.mark_derived(world.view().sources())
    assert not world.view().status().pending


def test_what_a_batch_says_of_sources_is_not_in_the_graph_that_it_completes(world: Store) -> None:
    for first in (True, False):
        with world.writer() as batch:
            if first:
                batch.mark_derived(world.view().sources())
            batch.put_judgements(JUDGEMENTS)
            if not first:
                batch.mark_derived(world.view().sources())
        assert world.view().status().pending
        with world.writer() as batch:
            batch.mark_derived(world.view().sources())
        assert not world.view().status().pending
    with world.writer() as batch:
        batch.mark_derived(world.view().sources())
        batch.drop_entities(["demo-4"])
    assert world.view().status().pending, "the graph was written after it was said to be complete"


def test_every_batch_has_a_mark_of_its_own(store: Store, address: str) -> None:
    marks = {store.view().status().mark}
    for _ in range(3):
        with store.writer() as batch:
            batch.put_redirects({})
        marks.add(store.view().status().mark)
    assert len(marks) == 4
    with open_store(address) as again:
        assert again.view().status().mark == store.view().status().mark


def test_reopening_keeps_everything(world: Store, address: str) -> None:
    view = world.view()
    before = (view.status(), list(view.entities()), list(view.relations()), list(view.drafts()), view.redirects())
    facets = view.facets(Query(), ["sdg", "country"])
    world.close()
    with open_store(address) as again:
        view = again.view()
        after = (view.status(), list(view.entities()), list(view.relations()), list(view.drafts()), view.redirects())
        assert after == before
        assert view.facets(Query(), ["sdg", "country"]) == facets
        with pytest.raises(MovedError):
            view.entity("oldest")
        with pytest.raises(NotFoundError):
            view.entity("nobody")


def test_the_url_shown_has_no_password(world: Store, address: str) -> None:
    password = address.partition("://")[2].rpartition("@")[0].partition(":")[2]
    assert not password or password not in world.url
    assert world.engine in address or world.url.startswith(("neo4j", "bolt"))
