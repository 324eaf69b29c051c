"""A copy gives the same answers, from any engine to any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from graph.errors import InputError
from graph.model.records import Record
from graph.store.copy import copy
from graph.store.interface import Saved, Store
from graph.store.query import FACETS, Query
from tests.conformance.world import RECORDS, SPACE, drafts, fill, text_hash, vector_of


def _answers(store: Store) -> dict[str, object]:
    view = store.view()
    status = view.status()
    texts = [passage.hash for passage in view.all_passages()]
    having, vectors = view.vectors(SPACE, texts)
    return {
        "status": (status.entities, status.relations, status.records, status.drafts, status.judgements, status.pending),
        "registers": view.registers(),
        "problems": view.problems("demo"),
        "hashes": view.hashes("demo"),
        "versions": list(view.versions()),
        "redactions": view.redactions(),
        "drafts": list(view.drafts()),
        "judgements": view.judgements(),
        "scored": view.scored(),
        "days of reading": view.days_of_reading(),
        "first read": view.first_read(["demo"]),
        "saved": list(view.all_saved()),
        "entities": list(view.entities()),
        "relations": list(view.relations()),
        "passages": list(view.all_passages()),
        "redirects": view.redirects(),
        "terms": view.terms([entity.id for entity in view.entities()]),
        "vectors": (having, np.round(vectors, 3).tolist()),
        "facets": view.facets(Query({"kind": ("partnership",)}, as_of=date(2016, 1, 1)), FACETS),
        "page": view.page(Query(terms=("water",)), 10),
        "expand": view.expand("red-crab-1a"),
        "near": [(one.id, one.passage) for one in view.nearest(SPACE, vector_of("Blue Bank"), Query(), 20)],
    }


def _live(store: Store) -> None:
    """A history: changed rows, redactions before and after, something vanished, a judgement undone."""
    fill(store)
    with store.writer() as batch:
        batch.put_records([Record("demo", "1", {"Title": "First", "Contact": "another person"}, row=2)])
        batch.vanish_records("demo", ["2"])
    with store.writer() as batch:
        batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    with store.writer() as batch:
        batch.put_records([Record("demo", "1", {"Title": "First", "Contact": "a third person"}, row=2)])
        batch.put_drafts([draft for draft in drafts() if draft.key == "1"])
    with store.writer() as batch:
        batch.mark_derived(store.view().sources())
    store.put_aside([Saved("0123456789ab", "q=a+long+question", "2025-05-05")])


def test_a_copy_gives_the_same_answers_there_and_back(store: Store, aside: Callable[[str], Store]) -> None:
    origin, back = aside("origin"), aside("back")
    _live(origin)
    expected = _answers(origin)
    seen: list[tuple[str, int]] = []
    copy(origin, store, lambda what, done: seen.append((what, done)))
    assert _answers(store) == expected
    assert ("entities", 12) in seen
    copy(store, back)
    assert _answers(back) == expected
    assert store.view().status().store_id != origin.view().status().store_id


def test_a_copy_knows_unchanged_rows_and_keeps_redactions(store: Store, aside: Callable[[str], Store]) -> None:
    origin = aside("origin")
    _live(origin)
    copy(origin, store)
    last = Record("demo", "1", {"Title": "First", "Contact": "a third person"}, row=2)
    with store.writer() as batch:
        batch.put_records([last])
    assert len(store.view().history("demo:1")) == 3, "read again, and nothing new"
    with store.writer() as batch:
        batch.put_records([RECORDS[1]])
    assert store.view().record("demo:1").fields["Contact"] == ""
    assert len(store.view().history("demo:1")) == 4


def test_a_copy_keeps_the_redactions_of_deleted_registers(store: Store, aside: Callable[[str], Store]) -> None:
    origin = aside("origin")
    _live(origin)
    with origin.writer() as batch:
        batch.delete_register("demo")
    copy(origin, store)
    assert store.view().redactions() == origin.view().redactions() != []
    with store.writer() as batch:
        batch.put_records([RECORDS[1]])
    assert store.view().record("demo:1").fields["Contact"] == ""


def test_an_unfinished_derivation_stays_unfinished(store: Store, aside: Callable[[str], Store]) -> None:
    origin = aside("origin")
    fill(origin)
    with origin.writer() as batch:
        batch.vanish_records("demo", ["1"])
    copy(origin, store)
    assert store.view().status().pending


def test_an_empty_store_can_be_copied(store: Store, aside: Callable[[str], Store]) -> None:
    copy(aside("origin"), store)
    assert list(store.view().entities()) == []


def test_a_target_that_holds_something_is_refused(world: Store, aside: Callable[[str], Store]) -> None:
    before = world.view().status()
    with pytest.raises(InputError, match="empty"):
        copy(aside("origin"), world)
    assert world.view().status() == before
    assert world.view().vectors(SPACE, [text_hash("Blue Bank")])[0] != []
