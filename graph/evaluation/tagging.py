"""P7: the goals of an initiative from its text, its declared ones hidden.

What goal17 does is learnt anew on a part of the entries and asked of the others, in five folds that no leak group is
parted by; so are the simple methods beside it. Every least probability is chosen inside the part that is learnt from.
Entries of a register are asked of what was learnt without that register too: that tells what was learnt of the text
from what was learnt of the register.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.embed.embedder import Embedder
from graph.evaluation.figures import DRAWS, Figure
from graph.infer.tagging.document import document_of
from graph.infer.tagging.learn import (
    Doubles,
    Example,
    best_least,
    chosen,
    example,
    habits,
    labels,
    learn,
    of_labels,
    predict,
    regress,
)
from graph.infer.tagging.model import GOALS
from graph.model.vocabularies import vocabulary as terms_of
from graph.store.interface import View

FOLDS = 5
COMMONEST = 5
"""Label sets that most entries have; what is outside them is harder, and shown apart."""

LEAST = 200
"""Entries to learn from, and, where nobody asked for it, to ask, from which a register is measured apart."""

NEIGHBOURS = 20
_INNER = 3
_SEED = 17
OURS: Final = "goal17"


@dataclass(frozen=True, slots=True)
class Guessed:
    """What a method says of some entries.

    Attributes:
        probabilities: (entries, 17); higher is likelier.
        chosen: (entries, 17), which goals it would suggest.
    """

    probabilities: Doubles
    chosen: NDArray[np.bool_]


Method = Callable[[Sequence[Example], Sequence[Example]], Guessed]
"""Learns from the first entries, and says something of the second."""


def read(view: View, space: str, groups: Mapping[str, int]) -> list[Example]:
    """The partnerships of a store that declare a goal, with their vectors.

    Args:
        view: the store.
        space: the vector space; empty: no vectors.
        groups: the leak group of every partnership, by id.
    """
    goals = terms_of("goals")
    entities = {
        entity.id: entity
        for entity in view.entities("partnership")
        if any(goals.get(code) is not None for code in entity.facets.get("sdg", ()))
    }
    vectors = _vectors(view, space, entities)
    nothing = np.zeros(next((len(vector) for vector in vectors.values()), 0), dtype=np.float32)
    return [
        example(
            document_of(entity),
            vectors.get(entity.id, nothing),
            [int(code) for code in entity.facets["sdg"] if goals.get(code) is not None],
            str(groups.get(entity.id, entity.id)),
            entity.facets.get("register", ()),
        )
        for entity in entities.values()
    ]


def _vectors(view: View, space: str, wanted: Collection[str]) -> dict[str, NDArray[np.float32]]:
    """Mean of the vectors of each entry's passages, of length 1."""
    hashes: dict[str, list[str]] = {}
    for passage in view.all_passages("partnership"):
        if passage.entity in wanted:
            hashes.setdefault(passage.entity, []).append(passage.hash)
    distinct = list(dict.fromkeys(each for listed in hashes.values() for each in listed)) if space else []
    held: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(distinct), _BLOCK):
        found, rows = view.vectors(space, distinct[start : start + _BLOCK])
        held.update(zip(found, rows, strict=True))
    made = {}
    for id, listed in hashes.items():
        own = [held[each] for each in listed if each in held]
        if own:
            mean = np.mean(own, axis=0)
            made[id] = np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)
    return made


_BLOCK = 4096


def figures(entries: Sequence[Example], embedder: Embedder | None, tested: Collection[str] = ()) -> Iterator[Figure]:
    """The figures of all methods.

    Args:
        entries: with declared goals.
        embedder: gives vectors in the space of theirs; None: methods that need one are left out.
        tested: registers of which entries are asked, what is in none of them being learnt from; empty: five folds.
    """
    methods = _methods(embedder)
    if tested:
        yield from _apart(entries, methods, frozenset(tested), f"learnt without {', '.join(sorted(tested))}", 1)
        return
    if len({each.group for each in entries}) < FOLDS:
        return
    folds = np.array([zlib.crc32(f"outer {each.group}".encode()) % FOLDS for each in entries])
    guessed = {name: _in_folds(entries, folds, method) for name, method in methods.items()}
    declared = labels(entries)
    yield from _table("all", declared, guessed)
    rare = outside_commonest(entries)
    kept = {name: Guessed(each.probabilities[rare], each.chosen[rare]) for name, each in guessed.items()}
    yield from _table(f"outside the {COMMONEST} commonest label sets", declared[rare], kept)
    for register in sorted({register for each in entries for register in each.registers}):
        yield from _apart(entries, methods, frozenset({register}), f"{register}, learnt without it")


def outside_commonest(entries: Sequence[Example]) -> NDArray[np.bool_]:
    """Which entries have a label set that is none of the commonest: (entries,)."""
    sets = Counter(each.goals for each in entries)
    commonest = {goals for goals, _ in sorted(sets.items(), key=lambda item: (-item[1], sorted(item[0])))[:COMMONEST]}
    return np.array([each.goals not in commonest for each in entries], dtype=bool)


def _apart(
    entries: Sequence[Example], methods: Mapping[str, Method], registers: frozenset[str], title: str, least: int = LEAST
) -> Iterator[Figure]:
    """Entries of some registers asked of what was learnt from entries, and leak groups, that are in none of them."""
    asked = [each for each in entries if each.registers & registers]
    leaking = {each.group for each in asked}
    known = [each for each in entries if not each.registers & registers and each.group not in leaking]
    if len(asked) < least or len(known) < LEAST:
        return
    yield from _table(title, labels(asked), {name: method(known, asked) for name, method in methods.items()})


def _in_folds(entries: Sequence[Example], folds: NDArray[np.int_], method: Method) -> Guessed:
    probabilities = np.zeros((len(entries), GOALS))
    said = np.zeros((len(entries), GOALS), dtype=bool)
    for fold in range(FOLDS):
        asked = np.flatnonzero(folds == fold).tolist()
        made = method([entries[row] for row in np.flatnonzero(folds != fold).tolist()], [entries[row] for row in asked])
        probabilities[asked], said[asked] = made.probabilities, made.chosen
    return Guessed(probabilities, said)


def _methods(embedder: Embedder | None) -> dict[str, Method]:
    """goal17 first, then the simple ones."""
    made: dict[str, Method] = {OURS: _ours(embedder)}
    if embedder:
        made["goal17, words alone"] = _ours(None)
    made["words, logistic"] = _logistic
    made["nearest by words"] = lambda known, asked: _nearest(known, asked, _cosines_of_words)
    if embedder:
        made["nearest by vectors"] = lambda known, asked: _nearest(known, asked, _cosines_of_vectors)
    made["the commonest goals"] = _commonest
    return made


def _ours(embedder: Embedder | None) -> Method:
    beside = of_labels(embedder.embed if embedder else None)
    space = embedder.space if embedder else ""

    def method(known: Sequence[Example], asked: Sequence[Example]) -> Guessed:
        model, of_registers = learn(known, space, beside=beside), habits(known)
        read = [predict(model, each, of_registers) for each in asked]
        probabilities = np.array([each.probabilities for each in read], dtype=np.float64)
        # Entries that are read by other means have other least probabilities: what counts is how much they are above.
        above = probabilities - np.array([[each.least] for each in read])
        return Guessed(probabilities, chosen(above, 0.0))

    return method


def _commonest(known: Sequence[Example], asked: Sequence[Example]) -> Guessed:
    """Baseline: the same goals for all, those from a share of the known entries on."""
    shares = labels(known).mean(axis=0)
    least = best_least(np.tile(shares, (len(known), 1)), labels(known))
    probabilities = np.tile(shares, (len(asked), 1))
    return Guessed(probabilities, probabilities >= min(least, float(shares.max())))


def _logistic(known: Sequence[Example], asked: Sequence[Example]) -> Guessed:
    """Baseline: a logistic regression for each goal on TF-IDF of all words that three entries have."""

    def fitted(learnt: Sequence[Example], of: Sequence[Example]) -> Doubles:
        words = _tfidf([*learnt, *of], len(learnt), 3)
        weights, bias = regress(words[: len(learnt)], labels(learnt))
        return np.asarray(1 / (1 + np.exp(-(words[len(learnt) :] @ weights + bias))))

    return _with_least(known, asked, fitted)


def _nearest(
    known: Sequence[Example],
    asked: Sequence[Example],
    cosines: Callable[[Sequence[Example], Sequence[Example]], Doubles],
) -> Guessed:
    """Baseline: the 20 nearest known entries vote, each with the square of its cosine."""

    def voted(learnt: Sequence[Example], of: Sequence[Example]) -> Doubles:
        near = np.maximum(cosines(learnt, of), 0.0)
        declared = labels(learnt)
        size = min(NEIGHBOURS, len(learnt))
        rows = np.argpartition(-near, size - 1, axis=1)[:, :size]
        weights = np.take_along_axis(near, rows, axis=1) ** 2
        votes = np.einsum("nk,nkg->ng", weights, declared[rows])
        return np.asarray(votes / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9))

    return _with_least(known, asked, voted)


def _with_least(
    known: Sequence[Example],
    asked: Sequence[Example],
    fitted: Callable[[Sequence[Example], Sequence[Example]], Doubles],
) -> Guessed:
    """A method with its least probability chosen in folds of what is known."""
    folds = np.array([zlib.crc32(f"inner {each.group}".encode()) % _INNER for each in known])
    unseen = np.zeros((len(known), GOALS))
    for fold in range(_INNER):
        rows = np.flatnonzero(folds == fold).tolist()
        rest = [known[row] for row in np.flatnonzero(folds != fold).tolist()]
        if len(rows) and rest:
            unseen[rows] = fitted(rest, [known[row] for row in rows])
    probabilities = fitted(known, asked)
    return Guessed(probabilities, probabilities >= best_least(unseen, labels(known)))


def _cosines_of_words(known: Sequence[Example], asked: Sequence[Example]) -> Doubles:
    rows = _tfidf([*known, *asked], len(known), 2)
    return np.asarray((rows[len(known) :] @ rows[: len(known)].T).toarray())


def _cosines_of_vectors(known: Sequence[Example], asked: Sequence[Example]) -> Doubles:
    return np.asarray(
        np.array([each.vector for each in asked], dtype=np.float64)
        @ np.array([each.vector for each in known], dtype=np.float64).T
    )


def _tfidf(examples: Sequence[Example], known: int, least: int) -> csr_array:
    """TF-IDF rows of length 1; terms and their frequencies are those of the first `known` entries."""
    frequency = Counter(term for each in examples[:known] for term in each.counts)
    places = {term: at for at, term in enumerate(sorted(term for term, n in frequency.items() if n >= least))}
    idf = np.array([np.log((1 + known) / (1 + frequency[term])) + 1 for term in places])
    indptr, indices, data = [0], list[int](), list[float]()
    for each in examples:
        row = [(places[term], number) for term, number in each.counts.items() if term in places]
        weights = np.array([(1 + np.log(number)) * idf[at] for at, number in row])
        indices += [at for at, _ in row]
        data += (weights / (np.linalg.norm(weights) or 1.0)).tolist() if row else []
        indptr.append(len(indices))
    return csr_array((np.array(data), np.array(indices, dtype=np.int64), indptr), shape=(len(examples), len(places)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A measure of all rows, and of samples drawn with replacement: (DRAWS,)."""

    value: float
    samples: Doubles

    def figure(self, title: str, method: str, metric: str, size: int) -> Figure:
        low, high = np.percentile(self.samples, [2.5, 97.5])
        return Figure("P7", title, method, metric, self.value, float(low), float(high), size)


def _table(title: str, declared: Doubles, guessed: Mapping[str, Guessed]) -> Iterator[Figure]:
    """Every measure of every method, and how much goal17 is better than the best of the simple ones."""
    size = len(declared)
    if not size:
        return
    rng = np.random.default_rng(_SEED)
    draws = rng.multinomial(size, np.full(size, 1 / size), size=DRAWS).astype(np.float64)
    micros: dict[str, _Measured] = {}
    for name, each in guessed.items():
        micros[name] = _micro(declared, each.chosen, draws)
        yield micros[name].figure(title, name, "micro-F1", size)
        yield _macro(declared, each.chosen, draws).figure(title, name, "macro-F1", size)
        yield _lrap(declared, each.probabilities, draws).figure(title, name, "LRAP", size)
    off = _calibration_error(declared, guessed[OURS].probabilities)
    yield Figure("P7", title, OURS, "calibration error", off, off, off, size)
    simple = [name for name in guessed if not name.startswith(OURS)]
    best = max(simple, key=lambda name: micros[name].value)
    apart = _Measured(micros[OURS].value - micros[best].value, micros[OURS].samples - micros[best].samples)
    yield apart.figure(title, OURS, f"micro-F1 less {best}", size)


def _micro(declared: Doubles, said: NDArray[np.bool_], draws: Doubles) -> _Measured:
    right, both = (declared * said).sum(axis=1), declared.sum(axis=1) + said.sum(axis=1)
    return _Measured(float(2 * right.sum() / both.sum()), 2 * (draws @ right) / (draws @ both))


def _macro(declared: Doubles, said: NDArray[np.bool_], draws: Doubles) -> _Measured:
    """Mean of the goals' F1; a goal that is neither declared nor guessed is left out."""
    right, both = declared * said, declared + said

    def mean(right: Doubles, both: Doubles) -> Doubles:
        there = both > 0
        return np.asarray(np.where(there, 2 * right / np.maximum(both, 1e-9), 0).sum(-1) / np.maximum(there.sum(-1), 1))

    return _Measured(float(mean(right.sum(axis=0), both.sum(axis=0))), mean(draws @ right, draws @ both))


def _calibration_error(declared: Doubles, probabilities: Doubles) -> float:
    """Expected calibration error: how far the probabilities of each tenth are from the share declared, by their number.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
    """
    tenths = np.minimum((probabilities * 10).astype(int), 9).ravel()
    off = (probabilities - declared).ravel()
    return float(np.abs(np.bincount(tenths, weights=off, minlength=10)).sum() / off.size)


def _lrap(declared: Doubles, probabilities: Doubles, draws: Doubles) -> _Measured:
    """Label ranking average precision: of each declared goal, the share of declared ones down to its rank; the mean.

    Tsoumakas, Katakis and Vlahavas, "Mining multi-label data", 2010. Goals of equal probability share the worst rank.
    """
    higher = probabilities[:, :, None] <= probabilities[:, None, :]
    rank = higher.sum(axis=2)
    hits = (higher * declared[:, None, :]).sum(axis=2)
    each = (declared * hits / rank).sum(axis=1) / np.maximum(declared.sum(axis=1), 1)
    return _Measured(float(each.mean()), draws @ each / len(each))
