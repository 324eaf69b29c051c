"""The questions of P1 to P4: what is hidden from whom, in which world, and what the right answer is.

A world has one entry of every group that leaks, so that no twin tells what was hidden. In each of five folds the links
of the fold's questions are hidden from the whole world at once, and the names of who is hidden from the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.hidden.leaks import representatives
from graph.evaluation.hidden.masking import Masker, Said
from graph.matching.subject import Subject, newcomer, partnership_of, stored_partner, stored_partnership
from graph.matching.terrain import Terrain
from graph.model.vocabularies import read_country
from graph.resolve.types import type_of
from graph.snapshot.snapshot import OwnText, Snapshot

FOLDS = 5
LATE = 0.2
"""Share of the entries of a register, the last ones by their numbers, that stand for its future."""

SMALL = 20
"""Partnerships from which a partner is no small one."""

_SEED = 17
_LEAD = "lead"
_NUMBER = re.compile(r"(.*?)(\d+)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was hidden, and is asked for.

    Attributes:
        subject: what is asked about.
        allowed: which partners (n,) or partnerships (m,) may be answered.
        answer: row of the right one.
        group: number of the initiative or partner that the question is about; intervals draw these.
        slices: names of the slices that it belongs to.
    """

    subject: Subject
    allowed: NDArray[np.bool_]
    answer: int
    group: int
    slices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions over one world.

    Attributes:
        terrain: of the world without what is hidden.
        questions: what is asked of it.
    """

    terrain: Terrain
    questions: Sequence[Question]


Ask = Callable[[Terrain, int, int], Question]
"""Makes a question of a world, a partner and a partnership whose link is hidden in it."""


def world_of(snapshot: Snapshot) -> Snapshot:
    """One entry of every group that leaks."""
    return snapshot.only(representatives(snapshot).tolist())


def partner_folds(world: Snapshot, masker: Masker) -> Iterator[Fold]:
    """P1: of every initiative with three partners or more one is hidden, and asked for.

    It isn't the lead, and it keeps another initiative. Whoever keeps a link and isn't on the list may be answered.
    """
    rng = np.random.default_rng(_SEED)
    yield from _folds(world, masker, hidden_from_partnerships(world, rng), rng, ask_partner)


def hidden_from_partnerships(world: Snapshot, rng: np.random.Generator) -> list[tuple[int, int]]:
    """One partner of every partnership with three or more, which isn't its lead and keeps another one."""
    degrees, sizes = np.diff(world.links.indptr), np.diff(world.by_partnership.indptr)
    hidden = []
    for where in np.flatnonzero(sizes >= 3).tolist():
        could = [who for who in world.partners_of(where).tolist() if degrees[who] >= 2 and _no_lead(world, who, where)]
        if could:
            hidden.append((int(rng.choice(could)), where))
    return hidden


def partnership_folds(world: Snapshot, masker: Masker) -> Iterator[Fold]:
    """P2: of every partner with two initiatives or more the link to one, which it doesn't lead, is hidden."""
    rng = np.random.default_rng(_SEED)
    degrees, sizes = np.diff(world.links.indptr), np.diff(world.by_partnership.indptr)
    hidden = []
    for who in np.flatnonzero(degrees >= 2).tolist():
        could = [
            where for where in world.partnerships_of(who).tolist() if sizes[where] >= 2 and _no_lead(world, who, where)
        ]
        if could:
            hidden.append((who, int(rng.choice(could))))
    yield from _folds(world, masker, hidden, rng, ask_partnership)


def ask_partner(terrain: Terrain, who: int, where: int) -> Question:
    """Who else should be in a partnership?"""
    snapshot = terrain.snapshot
    subject, _ = stored_partnership(snapshot, snapshot.partnerships[where])
    allowed = terrain.degrees > 0
    allowed[list(subject.partners)] = False
    return Question(subject, allowed, who, where, _slices(terrain, who, where, subject.partners))


def ask_partnership(terrain: Terrain, who: int, where: int) -> Question:
    """What else should a partner be in?"""
    snapshot = terrain.snapshot
    subject, _ = stored_partner(snapshot, snapshot.partners[who])
    allowed = np.ones(len(terrain.sizes), dtype=bool)
    allowed[list(subject.own)] = False
    return Question(subject, allowed, where, who, _slices(terrain, who, where, snapshot.partners_of(where).tolist()))


def newcomer_folds(world: Snapshot, masker: Masker) -> Iterator[Fold]:
    """P4: all links of a partner are cut; it keeps its name and the masked text of one of its initiatives.

    That is one which it leads, where known; another one, which it doesn't lead, is asked for.
    """
    rng = np.random.default_rng(_SEED)
    hidden = hidden_from_newcomers(world, rng)
    folds = rng.integers(0, FOLDS, len(hidden))
    for fold in range(FOLDS):
        asked = [each for each, number in zip(hidden, folds.tolist(), strict=True) if number == fold]
        cut = [(who, where) for who, *_ in asked for where in world.partnerships_of(who).tolist()]
        terrain = Terrain(world.without(cut, masker.masked(by_partnership(cut))))
        yield Fold(
            terrain,
            [
                _ask_as_newcomer(terrain, who, text, where, masker.said({text: [who]})[text])
                for who, text, where in asked
            ],
        )


def hidden_from_newcomers(world: Snapshot, rng: np.random.Generator) -> list[tuple[int, int, int]]:
    """Of every partner with two partnerships or more: itself, the one that it keeps the text of, the one asked for."""
    hidden = []
    for who in np.flatnonzero(np.diff(world.links.indptr) >= 2).tolist():
        own = world.partnerships_of(who).tolist()
        led = [where for where in own if not _no_lead(world, who, where)]
        text = int(rng.choice(led or own))
        if others := [where for where in own if where != text and where not in led]:
            hidden.append((who, text, int(rng.choice(others))))
    return hidden


def _ask_as_newcomer(terrain: Terrain, who: int, text: int, where: int, said: Said) -> Question:
    snapshot = terrain.snapshot
    name = snapshot.partner_names[who]
    subject = newcomer(
        snapshot,
        name=name,
        type=type_of(name),
        country="",
        tags=[],
        terms=said.own.terms,
        vector=said.own.vector,
        about=said.own.placed.toarray().ravel(),
        known=said.readable,
    )
    allowed = np.ones(len(terrain.sizes), dtype=bool)
    allowed[text] = False
    return Question(subject, allowed, where, who)


def across_time(known: Snapshot, later: Snapshot, masker: Masker) -> Fold:
    """P3: every known partner of a later initiative is hidden in turn, and asked for in the world before.

    Args:
        known: the world before; its partners' rows are those of `later`.
        later: the initiatives that are asked about.
        masker: of `later`.
    """
    terrain = Terrain(known)
    questions = []
    lists = [
        [who for who in later.partners_of(where).tolist() if terrain.degrees[who] > 0]
        for where in range(len(later.partnerships))
    ]
    for where, listed in enumerate(lists):
        if len(listed) < 2:
            continue
        for who in listed:
            text = masker.masked({where: [who]}).get(where)
            questions.append(_ask_later(terrain, later, where, who, listed, text))
    return Fold(terrain, questions)


def _ask_later(
    terrain: Terrain, later: Snapshot, where: int, who: int, listed: Sequence[int], text: OwnText | None
) -> Question:
    rest = [each for each in listed if each != who]
    stored, _ = stored_partnership(later, later.partnerships[where])
    subject = partnership_of(
        later,
        row=None,
        partners=rest,
        tags=stored.tags,
        terms=text.terms if text else stored.terms,
        vector=text.vector if text else stored.vector,
        about=text.placed.toarray().ravel() if text else stored.about,
    )
    allowed = terrain.degrees > 0
    allowed[rest] = False
    return Question(subject, allowed, who, where, _slices(terrain, who, None, rest))


def earlier_and_later(snapshot: Snapshot, tested: Collection[int] | None = None) -> tuple[Snapshot, Snapshot]:
    """The world before, and what came later.

    Args:
        snapshot: all entries, those that leak already left out.
        tested: rows of the later ones; None: of each series of ids (the same but for the number at their end) the last
            fifth by number, rounded down: of fewer than five none is.
    """
    if tested is None:
        series: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, id in enumerate(snapshot.partnerships):
            if found := _NUMBER.match(id):
                series[found[1]].append((int(found[2]), row))
        tested = {row for each in series.values() for _, row in sorted(each)[len(each) - int(len(each) * LATE) :]}
    rows = range(len(snapshot.partnerships))
    return snapshot.only([r for r in rows if r not in tested]), snapshot.only([r for r in rows if r in tested])


def _folds(
    world: Snapshot, masker: Masker, hidden: Sequence[tuple[int, int]], rng: np.random.Generator, ask: Ask
) -> Iterator[Fold]:
    folds = rng.integers(0, FOLDS, len(hidden))
    for fold in range(FOLDS):
        links = [link for link, number in zip(hidden, folds.tolist(), strict=True) if number == fold]
        terrain = Terrain(world.without(links, masker.masked(by_partnership(links))))
        questions = [ask(terrain, who, where) for who, where in links]
        # Who is hidden from two initiatives of one fold may keep none, and then is nobody who could be found.
        yield Fold(terrain, [question for question in questions if question.allowed[question.answer]])


def by_partnership(links: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Hidden links as partnership row to the rows of the partners that are hidden from it."""
    hidden: dict[int, list[int]] = defaultdict(list)
    for who, where in links:
        hidden[where].append(who)
    return hidden


def _no_lead(world: Snapshot, who: int, where: int) -> bool:
    return world.link_roles.get((who, where)) != _LEAD


def _slices(terrain: Terrain, who: int, where: int | None, listed: Sequence[int]) -> frozenset[str]:
    """Whether the hidden one meets somebody on the list elsewhere, and how well it is known."""
    snapshot = terrain.snapshot
    others = set(listed) - {who}
    own = [each for each in snapshot.partnerships_of(who).tolist() if each != where]
    novel = not any(others.intersection(snapshot.partners_of(each).tolist()) for each in own)
    made = ["novel" if novel else "repeat", "incumbent" if len(own) >= 2 else "one remaining"]
    if novel and len(own) < SMALL and not _is_country(snapshot, who):
        made.append(f"novel, under {SMALL}, no country")
    return frozenset(made)


def _is_country(snapshot: Snapshot, who: int) -> bool:
    return read_country(snapshot.partner_names[who].removeprefix("Government of ").removeprefix("the ")) is not None
