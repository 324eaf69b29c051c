"""The arrays hold what the store holds; plain Python is the oracle."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import hypot, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.embed.spaces import Embedders
from graph.snapshot.make import TAGS, make, tf_idf, weigh
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot
from graph.store import open_store
from graph.store.interface import Store
from graph.text.fold import terms


@pytest.fixture(scope="module")
def snapshot(world: Store, embedders: Embedders) -> Snapshot:
    return make(world.view(), embedders.reading(None)[0].space)


def test_links_are_the_takes_part_relations(world: Store, snapshot: Snapshot) -> None:
    stated = {(each.source, each.target) for each in world.view().relations("takes-part")}
    rows, columns = snapshot.links.nonzero()
    made = {(snapshot.partners[row], snapshot.partnerships[column]) for row, column in zip(rows, columns, strict=True)}
    assert made == stated
    assert set(snapshot.links.data.tolist()) == {1.0}
    for entity in world.view().entities("partnership"):
        row = snapshot.partnership_row[entity.id]
        assert len(snapshot.partners_of(row)) == entity.degree


def test_roles_are_kept_where_they_are_stated(world: Store, snapshot: Snapshot) -> None:
    stated = {
        (each.source, each.target): each.role
        for each in world.view().relations("takes-part")
        if each.role != "not-stated"
    }
    made = {
        (snapshot.partners[row], snapshot.partnerships[column]): r for (row, column), r in snapshot.link_roles.items()
    }
    assert made == stated
    assert set(made.values()) == {"lead", "technical", "funder"}


def test_tags_are_the_facets(world: Store, snapshot: Snapshot) -> None:
    for entity in world.view().entities("partnership"):
        stated = {(kind, code) for kind in TAGS for code in entity.facets.get(kind, ())}
        assert set(snapshot.tags_of(snapshot.partnership_row[entity.id])) == stated


def test_partners_carry_their_names_types_and_countries(world: Store, snapshot: Snapshot) -> None:
    for entity in world.view().entities("partner"):
        row = snapshot.partner_row[entity.id]
        assert snapshot.partner_names[row] == entity.name
        assert snapshot.partner_types[row] == (entity.fact("type") or "")
        assert snapshot.partner_countries[row] == (entity.fact("country") or "")
        assert list(snapshot.partner_aliases[row]) == [alias.name for alias in entity.aliases]
    undp = snapshot.rows_by_name["undp"]
    assert [snapshot.partner_names[row] for row in undp] == ["United Nations Development Programme"]


def test_days_are_the_widest_reading_of_the_dates(snapshot: Snapshot) -> None:
    def days(id: str) -> tuple[int, int, bool]:
        row = snapshot.partnership_row[id]
        return int(snapshot.starts[row]), int(snapshot.ends[row]), bool(snapshot.open_ended[row])

    assert days("coast-1") == (date(2019, 1, 1).toordinal(), date(2030, 12, 31).toordinal(), False)
    assert days("coast-2") == (date(2015, 3, 1).toordinal(), date(2018, 2, 28).toordinal(), False)
    assert days("clinic-3") == (date(2018, 1, 1).toordinal(), UNKNOWN_DAY, True)
    assert days("clinic-6") == (UNKNOWN_DAY, date(2031, 6, 30).toordinal(), False)
    assert days("clinic-12") == (UNKNOWN_DAY, UNKNOWN_DAY, False)


def test_vectors_are_the_means_of_the_passages(world: Store, snapshot: Snapshot) -> None:
    view = world.view()
    for id, row in snapshot.partnership_row.items():
        hashes = [passage.hash for passage in view.passages([id])[id]]
        _, vectors = view.vectors(snapshot.space, hashes)
        mean = vectors.mean(axis=0)
        assert snapshot.vectors[row] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-3)


def test_terms_are_those_of_titles_and_texts_without_the_partners_names(snapshot: Snapshot) -> None:
    row = snapshot.partnership_row["coast-1"]
    present = {list(snapshot.vocabulary)[column] for column in snapshot.terms[[row], :].indices}
    assert {"mangrov", "forest"} <= present
    assert "programm" not in present
    for term, column in snapshot.vocabulary.items():
        assert terms(snapshot.words[column]) in ([term], [])


def test_a_space_that_the_store_does_not_hold_gives_no_vectors(world: Store) -> None:
    made = make(world.view(), "unheard-of/1")
    assert made.space == ""
    assert made.vectors.shape == (12, 0)


def test_an_empty_store_gives_no_rows(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        made = make(store.view())
    assert made.links.shape == (0, 0)
    assert made.terms.shape == (0, 0)
    assert made.vectors.shape == (0, 0)
    assert not made.tags


WORDS = st.lists(st.sampled_from(["reef", "water", "solar", "school", "storm", "forest"]), max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_tf_idf_is_the_textbook_one(documents: list[list[str]]) -> None:
    shared = sorted(term for term, n in Counter(t for each in documents for t in set(each)).items() if n > 1)
    vocabulary, idf, matrix = tf_idf([Counter(each) for each in documents])
    assert list(vocabulary) == shared
    assert matrix.shape == (len(documents), len(shared))
    rarity = {t: log((1 + len(documents)) / (1 + sum(t in each for each in documents))) + 1 for t in shared}
    assert idf.tolist() == pytest.approx(list(rarity.values()), abs=1e-6)
    for document, row in zip(documents, matrix.toarray(), strict=True):
        weights = [(1 + log(document.count(t))) * rarity[t] if t in document else 0.0 for t in shared]
        length = hypot(*weights) or 1.0
        assert row.tolist() == pytest.approx([weight / length for weight in weights], abs=1e-6)
    assert weigh([Counter(each) for each in documents], vocabulary, idf).toarray().tolist() == matrix.toarray().tolist()


def test_unknown_words_weigh_nothing() -> None:
    vocabulary, idf, _ = tf_idf([Counter(["reef", "water"]), Counter(["reef", "water"])])
    assert weigh([Counter({"moon": 3})], vocabulary, idf).toarray().tolist() == [[0.0, 0.0]]


def test_without_hides_links_and_nothing_else(snapshot: Snapshot) -> None:
    row, column = snapshot.partner_row[next(iter(snapshot.partners))], 0
    rows, columns = snapshot.links.nonzero()
    row, column = int(rows[0]), int(columns[0])
    hidden = snapshot.without([(row, column), (row, 10**6)])
    assert hidden.links.nnz == snapshot.links.nnz - 1
    assert column not in hidden.partnerships_of(row)
    assert row not in hidden.partners_of(column)
    assert (row, column) not in hidden.link_roles
    assert snapshot.links[row, column] == 1
    assert column in snapshot.partnerships_of(row)
    assert hidden.terms is snapshot.terms
    assert snapshot.without([]) is snapshot
