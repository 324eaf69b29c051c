"""Questions as somebody would type them: a name or a title, and a sentence.

P1 and P4 ask with the whole text of an entry, which few who come to ask will write. Here nothing is known of who asks,
but for the opening of the text and, of every other one, what a form asks for too: the country, the goals.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.evaluation.hidden.masking import Masker, Said
from graph.evaluation.hidden.questions import (
    FOLDS,
    Fold,
    Question,
    by_partnership,
    hidden_from_newcomers,
    hidden_from_partnerships,
)
from graph.matching.subject import newcomer, partnership_of
from graph.matching.terrain import Terrain
from graph.resolve.types import type_of
from graph.snapshot.snapshot import Snapshot

_SEED = 19


def described_partnership_folds(world: Snapshot, masker: Masker) -> Iterator[Fold]:
    """Partners for an initiative of which only the title and the first sentence are known.

    All its links are cut, one of its partners, as of P1, is asked for; the others may not be answered. Every other
    question states its goals and countries too.
    """
    rng = np.random.default_rng(_SEED)
    hidden = hidden_from_partnerships(world, rng)
    folds = rng.integers(0, FOLDS, len(hidden))
    tagged = rng.random(len(hidden)) < 0.5
    for fold in range(FOLDS):
        asked = np.flatnonzero(folds == fold).tolist()
        cut = [(who, hidden[at][1]) for at in asked for who in world.partners_of(hidden[at][1]).tolist()]
        terrain = Terrain(world.without(cut, masker.masked(by_partnership(cut))))
        openings = masker.said(by_partnership(cut), opening=True)
        questions = [
            _of_partnership(terrain, world, *hidden[at], openings[hidden[at][1]], tagged=bool(tagged[at]))
            for at in asked
        ]
        yield Fold(terrain, [question for question in questions if question.allowed[question.answer]])


def _of_partnership(terrain: Terrain, world: Snapshot, who: int, where: int, said: Said, *, tagged: bool) -> Question:
    subject = partnership_of(
        terrain.snapshot,
        row=where,
        partners=[],
        tags=world.tagged[[where], :].indices.tolist() if tagged else [],
        terms=said.own.terms,
        vector=said.own.vector,
        about=said.own.placed.toarray().ravel(),
        known=said.readable,
    )
    allowed = terrain.degrees > 0
    allowed[world.partners_of(where)] = False
    allowed[who] = terrain.degrees[who] > 0
    return Question(subject, allowed, who, where)


def described_newcomer_folds(world: Snapshot, masker: Masker) -> Iterator[Fold]:
    """Initiatives for a partner of which only its name and one sentence are known.

    As P4, with the title and the first sentence of the text that it keeps. Every other question states its country.
    """
    rng = np.random.default_rng(_SEED)
    hidden = hidden_from_newcomers(world, rng)
    folds = rng.integers(0, FOLDS, len(hidden))
    placed = rng.random(len(hidden)) < 0.5
    for fold in range(FOLDS):
        asked = np.flatnonzero(folds == fold).tolist()
        cut = [(hidden[at][0], where) for at in asked for where in world.partnerships_of(hidden[at][0]).tolist()]
        terrain = Terrain(world.without(cut, masker.masked(by_partnership(cut))))
        questions = []
        for at in asked:
            who, text, where = hidden[at]
            said = masker.said({text: [who]}, opening=True)[text]
            country = world.partner_countries[who] if placed[at] else ""
            questions.append(_of_newcomer(terrain, who, text, where, said, country))
        yield Fold(terrain, questions)


def _of_newcomer(terrain: Terrain, who: int, text: int, where: int, said: Said, country: str) -> Question:
    snapshot = terrain.snapshot
    name = snapshot.partner_names[who]
    home = snapshot.tag_row.get(("country", country))
    subject = newcomer(
        snapshot,
        name=name,
        type=type_of(name),
        country=country,
        tags=[] if home is None else [home],
        terms=said.own.terms,
        vector=said.own.vector,
        about=said.own.placed.toarray().ravel(),
        known=said.readable,
    )
    allowed = np.ones(len(terrain.sizes), dtype=bool)
    allowed[text] = False
    return Question(subject, allowed, where, who)
