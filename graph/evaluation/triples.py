"""P8: one side of a South-South-North partnership is hidden, and to be found again.

Initiatives are asked about that are tied to at least two countries of the South and to one Northern or multilateral
body. A country is tied that the register states, or of which a body is on the list. *South* is on a dated list of the
South and no economy in transition; *Northern or multilateral* is a body of the United Nations system, another
intergovernmental one, or one based in a country on no list of the South (`graph.matching.triples.south`).

Hide North: one of the Northern or multilateral bodies, which keeps another initiative; those bodies are ranked. Hide
South: one of the countries, which keeps another initiative, with all its bodies on the list; countries of the South are
ranked. Names of who is hidden are masked. Two members of a side are hidden in turn, where there are two; what is told
of an initiative is their mean. Every method ranks the asked side alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.evaluation.conditional_logit import fit
from graph.evaluation.figures import Figure
from graph.evaluation.hidden.figures import figures
from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.questions import FOLDS, Question
from graph.evaluation.hidden.ranking import LEARNT, Ranks
from graph.evaluation.hidden.simple import Simple
from graph.matching.model import Doubles
from graph.matching.subject import stored_partnership
from graph.matching.terrain import Terrain
from graph.matching.triples.sides import FREE, Measured, Sides
from graph.snapshot.snapshot import Snapshot

Side = Literal["North", "South"]

IN_TURN = 2
"""Members of a side that are hidden in turn from one initiative at most."""

COUNTRIES = 2
"""Countries of the South to which an initiative is tied at least."""

_SEED = 17


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its fold, what was measured of its candidates, and where the right one is among them (or -1)."""

    question: Question
    fold: int
    rows: NDArray[np.intp]
    table: Doubles
    chosen: int


def triples(sides: Sides, masker: Masker, tested: Collection[int] | None = None) -> Iterator[Figure]:
    """The figures of both directions; none where no initiative has both sides.

    Args:
        sides: of a world with one entry of every group that leaks.
        masker: of the snapshot of the sides.
        tested: rows of the partnerships that are asked about; nothing is learnt from them, and the others teach. None:
            all are asked about, fold by fold, and those of the other folds teach.
    """
    for side in ("North", "South"):
        yield from figures("P8", f"hide {side}", ranked(side, sides, masker, tested))


def ranked(side: Side, sides: Sides, masker: Masker, tested: Collection[int] | None = None) -> Ranks:
    """Where the hidden member of a side stands, by the simple methods and by learnt weights: see `triples`.

    Where there is nothing to learn from, learnt weights are measured on none.
    """
    ranks = Ranks()
    every = list(_asked(side, sides, masker, ranks, tested))
    here = [each for each in every if tested is None or each.question.group in tested]
    ranks.questions += [each.question for each in here]
    teaching: dict[int, list[_Asked]] = {}
    for fold in {each.fold for each in here}:
        others = (each.fold != fold if tested is None else each.question.group not in tested for each in every)
        teaching[fold] = [each for each, other in zip(every, others, strict=True) if other and each.chosen >= 0]
    if not all(teaching.values()):
        return ranks
    weights = {fold: _learn(known) for fold, known in teaching.items()}
    for each in here:
        scores = each.table @ weights[each.fold]
        ranks.add(LEARNT, each.rows, scores - scores.min(initial=0) + 1, each.question.answer)
    return ranks


def hidden(side: Side, sides: Sides) -> list[list[tuple[int, int]]]:
    """Who is hidden from which initiative, (member row, partnership row), turn by turn; drawn with a fixed seed."""
    rng = np.random.default_rng(_SEED)
    snapshot = sides.snapshot
    degrees = np.diff(snapshot.links.indptr)
    turns: list[list[tuple[int, int]]] = [[] for _ in range(IN_TURN)]
    for where, countries in enumerate(sides.tied):
        bodies = [who for who in snapshot.partners_of(where).tolist() if sides.north[who]]
        if len(countries) < COUNTRIES or not bodies:
            continue
        could = [who for who in (bodies if side == "North" else countries) if degrees[who] > 1]
        for turn, who in enumerate(rng.permutation(could).tolist()[:IN_TURN]):
            turns[turn].append((int(who), where))
    return turns


def _asked(side: Side, sides: Sides, masker: Masker, ranks: Ranks, tested: Collection[int] | None) -> Iterator[_Asked]:
    """The questions, fold by fold; the simple methods' ranks of those that are asked about are added."""
    folds = np.random.default_rng(_SEED).integers(0, FOLDS, len(sides.tied))
    is_country = np.arange(len(sides.north)) >= sides.first
    for fold in range(FOLDS):
        for turn in hidden(side, sides):
            here = [(who, where) for who, where in turn if folds[where] == fold]
            terrain = Terrain(_without(sides, here, masker))
            simple, measured = Simple(terrain), Measured(sides, terrain)
            for who, where in here:
                subject, _ = stored_partnership(terrain.snapshot, terrain.snapshot.partnerships[where])
                allowed = (terrain.degrees > 0) & (sides.north if side == "North" else is_country)
                allowed[list(subject.partners)] = False
                # Who is hidden from two initiatives of one fold may keep none, and then can't be found.
                if not allowed[who]:
                    continue
                rows, table = measured.measure(subject, allowed)
                place = np.flatnonzero(rows == who)
                question = Question(subject, allowed, who, where)
                yield _Asked(question, fold, rows, table, int(place[0]) if len(place) else -1)
                if tested is not None and where not in tested:
                    continue
                every = np.arange(len(allowed))
                for method, scores in simple.partners(subject, allowed).items():
                    ranks.add(method, every, scores, who)


def _without(sides: Sides, pairs: Sequence[tuple[int, int]], masker: Masker) -> Snapshot:
    """The world without some members: links, names, and what is stated or read of a country."""
    snapshot = sides.snapshot
    gone: dict[int, list[int]] = defaultdict(list)
    codes: dict[int, set[str]] = defaultdict(set)
    for who, where in pairs:
        gone[where].append(who)
        if who >= sides.first:
            code = sides.codes[who - sides.first]
            codes[where].add(code)
            listed = snapshot.partners_of(where).tolist()
            gone[where] += [each for each in listed if each < who and snapshot.partner_countries[each] == code]
    links = [(who, where) for where, members in gone.items() for who in members]
    world = snapshot.without(links, masker.masked(gone))
    tags = {code: column for column, (kind, code) in enumerate(snapshot.tags) if kind == "country"}
    places = {code: column for column, code in enumerate(snapshot.places)}
    return replace(world, tagged=_emptied(world.tagged, codes, tags), placed=_emptied(world.placed, codes, places))


def _emptied(matrix: csr_array, codes: Mapping[int, Collection[str]], columns: Mapping[str, int]) -> csr_array:
    """A matrix with zeros in the columns of some codes, row by row."""
    made = csr_array(matrix, copy=True)
    for row, of_row in codes.items():
        start, end = made.indptr[row], made.indptr[row + 1]
        gone = [columns[code] for code in of_row if code in columns]
        made.data[start:end][np.isin(made.indices[start:end], gone)] = 0
    made.eliminate_zeros()
    return made


def _learn(known: Sequence[_Asked]) -> Doubles:
    """Weights by which the hidden one was chosen among the candidates; none is on the wrong side of zero."""
    table = np.concatenate([each.table for each in known])
    spread = table.std(axis=0)
    spread[spread < 1e-6] = 1
    starts = np.cumsum([0, *(len(each.table) for each in known)])
    chosen = starts[:-1] + np.array([each.chosen for each in known])
    bounds = [(None, None) if column == FREE else (0.0, None) for column in range(table.shape[1])]
    return np.asarray(fit(table / spread, starts, chosen, np.ones(len(known)), bounds) / spread)
