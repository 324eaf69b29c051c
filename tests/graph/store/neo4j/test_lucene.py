from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.model.entities import Entity
from graph.store.neo4j.lucene import MOST_TERMS, questions
from graph.store.neo4j.store import Neo4jStore
from graph.store.query import Query, Scored

NASTY = (
    '"', "\\", '\\"', "and", "AND", "NOT", "||", "&&", "+water", "-water", "water*", "wat?r", "water~", "water^4",
    "(", ")",
    "[a", "b]", "{c", "d}", "facets:sdg=1", "name_terms:x", "/water/", "<tag>", "=", "!", ":", "$questions", "`", "'",
    "*:*", "持续", "вода", "مياه", "\u200b", "\U0001f41a", "x" * 300,
)  # fmt: skip


def test_terms_that_mean_something_to_lucene_are_just_terms(store: Neo4jStore) -> None:
    entities = [Entity(f"e{at}", "partner", f"Entity {at}") for at in range(len(NASTY))]
    with store.writer() as batch:
        batch.put_entities(entities, {f"e{at}": ("common", f"some {term}") for at, term in enumerate(NASTY)})
    view = store.view()
    for at, term in enumerate(NASTY):
        assert [found.id for found in view.rank(Query(terms=(term,)), 100)] == [f"e{at}"], term
        assert view.count(Query(terms=("common", term))) == 1, term
        assert view.count(Query(terms=("absent", term), every=False)) == 1, term


def test_values_that_mean_something_to_lucene_are_just_values(store: Neo4jStore) -> None:
    values = (*NASTY, "civil society", "civil", "100%", "a=b")
    with store.writer() as batch:
        batch.put_entities(
            [Entity(f"e{at}", "partner", "x", facets={"theme": (value,)}) for at, value in enumerate(values)], {}
        )
    view = store.view()
    for at, value in enumerate(values):
        assert view.page(Query(where={"theme": (value,)}), 100) == [(f"e{at}", 0)], value
    assert {count.value for count in view.facets(Query(), ["theme"])["theme"]} == set(values)


@pytest.mark.parametrize("every", [True, False])
def test_more_terms_than_lucene_takes_at_once(store: Neo4jStore, every: bool) -> None:
    terms = tuple(f"term{at}" for at in range(2 * MOST_TERMS + 100))
    with store.writer() as batch:
        batch.put_entities(
            [Entity("all", "partner", "All"), Entity("half", "partner", "Half"), Entity("one", "partner", "One")],
            {"all": (" ".join(terms), ""), "half": (" ".join(terms[: MOST_TERMS + 1]), ""), "one": ("", terms[-1])},
        )
    query = Query(terms=terms, every=every)
    assert len(questions(query)) == 3
    ranked = [found.id for found in store.view().rank(query, 10)]
    assert ranked == (["all"] if every else ["all", "half", "one"])
    assert store.view().count(query) == len(ranked)


def test_names_outweigh_texts_and_filters_weigh_nothing(store: Neo4jStore) -> None:
    entities = [Entity(id, "partner", id, facets={"sdg": ("6",)}) for id in ("in-name", "in-text")]
    with store.writer() as batch:
        batch.put_entities(entities, {"in-name": ("water", "sea"), "in-text": ("sea", "water")})
    plain = store.view().rank(Query(terms=("water",)), 10)
    filtered = store.view().rank(Query(where={"sdg": ("6", "7")}, terms=("water",)), 10)
    assert [found.id for found in plain] == ["in-name", "in-text"]
    assert plain[0].score == pytest.approx(4 * plain[1].score)
    assert filtered == [Scored(found.id, pytest.approx(found.score)) for found in plain]


def test_a_term_of_two_words_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(InputError, match="one word"):
        store.view().count(Query(terms=("clean water",)))
