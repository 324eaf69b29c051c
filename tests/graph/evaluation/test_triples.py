"""P8 over a made-up register: what is hidden is hidden, and every method is asked the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from graph.evaluation.hidden.masking import Masker
from graph.evaluation.triples import _without, hidden, ranked, triples
from graph.matching.triples.sides import Sides
from graph.snapshot.make import make
from graph.store import open_store
from graph.store.interface import Store
from tests.world import UNDP, UNEP, WHO, WMO, draft, partner, read

DAY = date(2026, 11, 21)
BODIES = (UNDP, UNEP, WHO, WMO)
COUNTRIES = ("KEN", "TZA", "UGA", "FJI", "WSM", "TON", "PER", "COL")
WORDS = ("mangroves", "wells", "stoves", "clinics", "storms", "libraries", "seagrass", "cocoa", "bridges", "bees")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store("sqlite://") as made:
        drafts = [
            draft(
                "coast",
                str(number),
                f"{WORDS[number % 10]} and {WORDS[(number * 3 + 1) % 10]} {number}",
                f"People of {'Kenya' if number % 8 == 0 else 'islands'} share {WORDS[number % 10]} {number}.",
                BODIES[number % 4],
                BODIES[(number + 1 + number // 4) % 4],
                partner(f"Trust {number % 5}", type="ngo", country=COUNTRIES[number % 8]),
                sdgs=(number % 17 + 1,),
                countries=(COUNTRIES[number % 8], COUNTRIES[(number + 1) % 8]),
            )
            for number in range(30)
        ]
        read(made, drafts)
        yield made


@pytest.fixture(scope="module")
def sides(store: Store) -> Sides:
    return Sides.of(make(store.view(), ""), DAY)


@pytest.fixture(scope="module")
def masker(store: Store, sides: Sides) -> Masker:
    return Masker(store.view(), sides.snapshot, None)


def test_only_initiatives_with_both_sides_are_asked(sides: Sides) -> None:
    for side in ("North", "South"):
        for turn in hidden(side, sides):
            for who, where in turn:
                assert len(sides.tied[where]) >= 2
                assert sides.north[who] if side == "North" else who >= sides.first
                assert who in sides.snapshot.partners_of(where)
    first, second = ({where: who for who, where in turn} for turn in hidden("South", sides))
    assert all(first[where] != who for where, who in second.items())


def test_a_hidden_country_leaves_no_trace(sides: Sides, masker: Masker) -> None:
    row = sides.first + list(sides.codes).index("KEN")
    where = next(at for at, rows in enumerate(sides.tied) if row in rows and "Kenya" in _text(masker, sides, at))
    world = _without(sides, [(row, where)], masker)
    assert row not in world.partners_of(where)
    assert "KEN" not in {world.partner_countries[who] for who in world.partners_of(where).tolist()}
    assert ("country", "KEN") not in world.tags_of(where)
    assert world.placed[[where], :].toarray()[0, list(world.places).index("KEN")] == 0
    kenya = world.vocabulary.get("kenya")
    assert kenya is None or world.terms[[where], :].toarray()[0, kenya] == 0
    others = [at for at in range(len(sides.tied)) if at != where]
    assert (world.tagged[others, :] != sides.snapshot.tagged[others, :]).nnz == 0


def _text(masker: Masker, sides: Sides, at: int) -> str:
    entity = masker._entities[sides.snapshot.partnerships[at]]
    return " ".join(each.text for each in entity.texts)


@pytest.mark.parametrize("side", ["North", "South"])
def test_every_method_ranks_every_question(sides: Sides, masker: Masker, side: str) -> None:
    ranks = ranked("North" if side == "North" else "South", sides, masker)
    number = len(ranks.questions)
    assert number > 20
    assert set(ranks.ranks) == {"goal17", "popularity", "words", "vectors", "PageRank", "fusion"}
    assert {len(each) for each in ranks.ranks.values()} == {number}
    assert np.array([rank >= 1 for rank in ranks.ranks["goal17"]]).all()
    for question, firsts in zip(ranks.questions, ranks.firsts["goal17"], strict=True):
        assert question.allowed[firsts].all()
        assert question.allowed[question.answer]


def test_nothing_is_learnt_from_what_alone_is_asked_about(sides: Sides, masker: Masker) -> None:
    tested = {where for turn in hidden("North", sides) for _, where in turn if where % 3 == 0}
    ranks = ranked("North", sides, masker, tested)
    assert {question.group for question in ranks.questions} == tested
    assert {len(each) for each in ranks.ranks.values()} == {len(ranks.questions)}
    every = {where for turn in hidden("North", sides) for _, where in turn}
    alone = ranked("North", sides, masker, every)
    assert "goal17" not in alone.ranks
    assert len(alone.ranks["fusion"]) == len(alone.questions)


def test_figures_are_of_both_directions_with_paired_differences(sides: Sides, masker: Masker) -> None:
    made = list(triples(sides, masker))
    assert {figure.slice for figure in made} == {"hide North", "hide South"}
    assert any(figure.metric == "MRR less fusion's" and figure.method == "goal17" for figure in made)


def test_without_both_sides_there_is_nothing_to_measure(store: Store, sides: Sides, masker: Masker) -> None:
    alone = Sides.of(sides.snapshot.only([]), DAY)
    assert list(triples(alone, masker)) == []
