"""Whatever a file or a form holds, it comes back as it was or is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import Goal17Error, InputError, NotFoundError
from graph.model.entities import Alias, Entity, EntityText, Passage, Relation
from graph.model.records import Record
from graph.store.interface import Store
from graph.store.query import Query
from tests.conformance.world import text_hash

STRANGE = (
    "it's",
    'say "yes"',
    "a'; DROP TABLE entity; --",
    "`MATCH (n) DETACH DELETE n`",
    "{n: 1}",
    "$id",
    "?1",
    "100%",
    "under_score",
    "back\\slash",
    "tab\tand\nbreak",
    "🐚🌊👩🏽‍🌾",
    "مرحبا",
    "Ω≈ç√",
    " leading and trailing ",
    "\u200b",
    "[1, 2]",
    "null",
    "",
    "a:b/c?d=e&f#g",
    "x" * 3000,
)


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: repr(text[:20]))
def test_strange_ids_and_names_come_back(store: Store, text: str) -> None:
    entity = Entity(
        f"id {text}",
        "partner",
        text,
        aliases=(Alias(text, text),),
        facets={"country": (text or "x",)},
        degree=1,
    )
    with store.writer() as batch:
        batch.put_entities([entity, Entity("p", "partnership", text)], {})
        batch.put_relations([Relation(entity.id, "takes-part", "p", text)])
        batch.put_passages(entity.id, [Passage(entity.id, text, 0, text, "en", text_hash(text))])
        batch.put_redirects({f"old {text}": entity.id})
        batch.put_records([Record("demo", text, {text: text, "list": [text, None, {"deep": text}]})])
    view = store.view()
    assert view.entity(entity.id) == entity
    assert view.get([entity.id]) == [entity]
    assert view.named([text]) == {text: [(entity.id, entity.aliases[0])]}
    assert view.count(Query({"country": (text or "x",)})) == 1
    assert view.facets(Query(), ["country"])["country"][0].value == (text or "x")
    assert view.page(Query(ids=(entity.id,)), 5) == [(entity.id, 1)]
    assert view.profile(entity.id).relations[0].role == text
    assert view.paths(entity.id, "p") == [(entity.id, "p")]
    assert view.passages([entity.id])[entity.id][0].text == text
    assert view.redirects() == {f"old {text}": entity.id}
    assert view.record(f"demo:{text}").fields["list"] == [text, None, {"deep": text}]


@pytest.mark.parametrize("id", ["nul\x00inside", "\x00"])
def test_the_character_nul_is_kept_or_refused_and_never_cuts_an_id(store: Store, id: str) -> None:
    plain = Entity("nul", "partner", "Plain", aliases=(Alias("nul", "nul"),), facets={"country": ("nul",)})
    strange = Entity(id, "partner", id, aliases=(Alias(id, id),), facets={"country": (id,)})
    with store.writer() as batch:
        batch.put_entities([plain], {})
    try:
        with store.writer() as batch:
            batch.put_entities([strange], {})
            batch.put_relations([Relation(id, "part-of", "nul")])
        kept = [strange]
    except InputError:
        kept = []
    assert store.view().get([id]) == kept
    assert list(store.view().named([id])) == [id][: len(kept)]
    assert store.view().count(Query(ids=(id,))) == len(kept)
    assert store.view().count(Query({"country": (id,)})) == len(kept)
    assert store.view().passages([id]) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(id=st.text(min_size=1, max_size=30), fields=st.dictionaries(st.text(max_size=10), st.text(max_size=20)))
def test_any_text_is_kept_as_it_was_or_refused(store: Store, id: str, fields: dict[str, str]) -> None:
    entity = Entity(id, "partner", id, aliases=(Alias(id, id),))
    record = Record("demo", id, fields)
    try:
        with store.writer() as batch:
            batch.put_records([record])
            batch.put_entities([entity], {})
    except InputError:
        with pytest.raises(Goal17Error):
            store.view().entity(id)
        return
    assert store.view().entity(id) == entity
    assert store.view().get([id]) == [entity]
    assert store.view().named([id])[id][0] == (id, entity.aliases[0])
    assert store.view().record(record.id) == record


def test_a_lone_surrogate_is_refused_and_nothing_is_stored(store: Store) -> None:
    for bad in (Entity("a\ud800", "partner", "A"), Entity("a", "partner", "A\udfff")):
        with pytest.raises(InputError), store.writer() as batch:
            batch.put_entities([Entity("good", "partner", "Good"), bad], {})
    assert list(store.view().entities()) == []
    with pytest.raises((InputError, NotFoundError)):
        store.view().entity("a\ud800")


def test_a_text_of_ten_megabytes_comes_back(store: Store) -> None:
    long = "Wasser für alle. " * (10_000_000 // 17)
    entity = Entity("a", "partnership", "A", texts=(EntityText("description", long),))
    record = Record("demo", "1", {"Text": long})
    with store.writer() as batch:
        batch.put_records([record])
        batch.put_entities([entity], {"a": ("a", "wasser alle")})
        batch.put_passages("a", [Passage("a", "description", 0, long, "de", text_hash(long))])
    assert store.view().entity("a") == entity
    assert store.view().record("demo:1") == record
    assert store.view().passages(["a"])["a"][0].text == long


def test_a_great_many_ids_can_be_asked_for(store: Store) -> None:
    ids = [f"e-{at}" for at in range(40_000)]
    with store.writer() as batch:
        batch.put_entities([Entity(id, "partner", id) for id in ids[:50]], {})
    assert len(store.view().get(ids)) == 50
    assert store.view().count(Query(ids=tuple(ids))) == 50
    assert store.view().vectors("none", ids)[0] == []
