"""Some of a snapshot alone, and a snapshot without some links and texts: the rest stays as it was."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.infer.places import places
from graph.snapshot.make import make
from graph.snapshot.snapshot import OwnText, Snapshot
from graph.store.interface import Store
from graph.text.fold import terms
from tests.arrays import Body, Entry, arrays, snapshots


def links(snapshot: Snapshot) -> set[tuple[str, str]]:
    rows, columns = snapshot.links.nonzero()
    return {(snapshot.partners[row], snapshot.partnerships[column]) for row, column in zip(rows, columns, strict=True)}


@settings(deadline=None)
@given(snapshots(), st.randoms(use_true_random=False))
def test_some_alone_are_as_they_were_in_the_order_asked_for(made: Snapshot, random: Random) -> None:
    kept = [row for row in range(len(made.partnerships)) if random.random() < 0.6]
    random.shuffle(kept)
    some = made.only(kept)
    assert some.partnerships == [made.partnerships[row] for row in kept]
    assert some.partners == made.partners, "partners keep their rows, with or without links"
    assert links(some) == {pair for pair in links(made) if pair[1] in some.partnerships}
    for at, row in enumerate(kept):
        assert some.titles[at] == made.titles[row]
        assert some.tags_of(at) == made.tags_of(row)
        assert some.partners_of(at).tolist() == made.partners_of(row).tolist()
        for one, other in ((some.terms, made.terms), (some.placed, made.placed)):
            assert one[[at], :].toarray().tolist() == other[[row], :].toarray().tolist()
        assert some.vectors[at].tolist() == made.vectors[row].tolist()
    assert some.partnership_row == {id: at for at, id in enumerate(some.partnerships)}
    assert some.by_partnership.shape == (len(kept), len(made.partners))
    assert made.only(range(len(made.partnerships))).partnerships == made.partnerships


@settings(deadline=None)
@given(snapshots(), st.randoms(use_true_random=False))
def test_hidden_links_are_gone_and_all_else_is_there(made: Snapshot, random: Random) -> None:
    rows, columns = made.links.nonzero()
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    hidden = [pair for pair in pairs if random.random() < 0.5]
    less = made.without([*hidden, (10**6, 0)])
    gone = {(made.partners[who], made.partnerships[where]) for who, where in hidden}
    assert links(less) == links(made) - gone
    assert links(made) >= gone, "nothing is written"
    assert less.terms is made.terms
    assert made.without([]) is made
    assert made.without((), {}) is made


def test_roles_go_with_their_links() -> None:
    made = arrays([Body("a"), Body("b")], [Entry("x", partners=(0, 1), lead=0), Entry("y", partners=(0,), lead=0)])
    assert made.without([(0, 0)]).link_roles == {(0, 1): "lead"}
    assert made.only([1]).link_roles == {(0, 0): "lead"}
    assert made.link_roles == {(0, 0): "lead", (0, 1): "lead"}


@settings(deadline=None)
@given(snapshots())
def test_parts_and_roles_are_found_by_the_partner(made: Snapshot) -> None:
    for row in range(len(made.partners)):
        assert made.parts_of(row).tolist() == np.flatnonzero(made.wholes == row).tolist()
        roles = {*made.link_roles, *made.read_roles}
        assert list(made.with_roles(row)) == sorted(where for who, where in roles if who == row)


def test_a_text_is_replaced_in_its_row_alone() -> None:
    made = arrays(
        [Body()],
        [Entry(word, "reef water", vector=(1.0, 0.0, 0.0), about={"KEN": 1.0}) for word in ("storm", "storm", "solar")],
    )
    nothing = csr_array((1, len(made.vocabulary)), dtype=np.float32)
    fiji = csr_array(np.array([[0.35]], dtype=np.float32))
    text = OwnText("Another", nothing, fiji, np.array([0.0, 1.0, 0.0], dtype=np.float32))
    for row in range(3):
        changed = made.without((), {row: text})
        rest = [each for each in range(3) if each != row]
        assert changed.titles[row] == "Another"
        assert not changed.terms[[row], :].nnz
        assert changed.placed[row, 0] == pytest.approx(0.35)
        assert changed.vectors[row].tolist() == [0.0, 1.0, 0.0]
        for before, after in ((made.terms, changed.terms), (made.placed, changed.placed)):
            assert after[rest, :].toarray().tolist() == before[rest, :].toarray().tolist()
        assert changed.vectors[rest].tolist() == made.vectors[rest].tolist()
        assert made.titles[row] != "Another"
        assert made.vectors[row].tolist() == [1.0, 0.0, 0.0]


def test_places_are_what_is_declared_and_what_the_texts_name(world: Store) -> None:
    made = make(world.view())
    for entity in world.view().entities("partnership"):
        text = "\n".join(each.text for each in entity.texts)
        expected = places(entity.name, text, entity.facets.get("country", ()))
        row = made.placed[[made.partnership_row[entity.id]], :].toarray().ravel()
        assert {made.places[at]: pytest.approx(row[at]) for at in np.flatnonzero(row).tolist()} == expected
    kenya = made.placed[made.partnership_row["coast-1"], made.places.index("KEN")]
    assert kenya == pytest.approx(1.5), "declared, and in the title"


def test_the_terms_of_names_are_weighed_as_those_of_texts(world: Store) -> None:
    made = make(world.view())
    spelt = list(made.vocabulary)
    for row, aliases in enumerate(made.partner_aliases):
        own = {term for name in aliases for term in terms(name)} & set(spelt)
        weights = made.name_terms[[row], :].toarray().ravel()
        assert {spelt[at] for at in np.flatnonzero(weights).tolist()} == own
        idf = np.array([made.idf[made.vocabulary[term]] for term in sorted(own)])
        expected = idf / np.linalg.norm(idf) if len(own) else idf
        assert weights[[made.vocabulary[term] for term in sorted(own)]] == pytest.approx(expected, abs=1e-6)
