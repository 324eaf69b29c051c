"""Learn the weights of goals from entries whose goals are declared.

A logistic regression for each goal, all fitted together, with a quadratic penalty on words and meaning alike:

    minimise  sum over entries and goals of the log loss x STRENGTH + |weights|^2 / 2

The probabilities are made to hold, and the least one that is answered is chosen, on entries that were not learnt from:
three folds of leak groups within what is given.

The labels of the 17 goals and their 169 targets are learnt from beside the entries, each as an entry of its goal: what
few registrants declare, and what a register writes in words of its own, is known by the words of the goals themselves.
They choose no probability.

**A register's habit is no text.** Where nearly all entries of a register declare a goal, as a register of ocean
commitments does, its entries say nothing of what makes a text speak of that goal: they are left out for it. That the
register has the habit is told apart (`habits`).

**What may not be learnt from.** A term that few entries or few leak groups have; a term that is mostly written with a
capital first (persons, places, bodies: they tell a register's entries apart, and say nothing of a text elsewhere);
digits.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from graph.infer.tagging.document import Document, described
from graph.infer.tagging.goals import NAMED, named_goals
from graph.infer.tagging.model import GOALS, MOST, Floats, GoalModel, Platt
from graph.model.vocabularies import goals, targets
from graph.text.fold import terms

Doubles = NDArray[np.float64]

STRENGTH = 3.0
"""What a sure mistake weighs beside the penalty."""

MEANING = 0.4
"""Length of a vector beside a text's TF-IDF weights, which have length 1."""

LEAST_GROUPS = 4
"""Leak groups that must have a term for it to be learnt."""

COMMON = 0.5
"""Share of the entries with a term in which it must stand in small letters, or all in capitals, somewhere."""

FOLDS = 3
HABIT = 0.9
"""Share of a register's entries from which a goal is its habit."""

LEAST_HABIT = 100
"""Entries from which a register has habits."""

_GRID = np.arange(0.10, 0.62, 0.02)


@dataclass(frozen=True, slots=True)
class Example:
    """An entry to learn from.

    Attributes:
        counts: its terms with how often they count.
        common: those of its terms that it writes in small letters, or all in capitals.
        vector: (d,), of length 1, or zeros.
        named: goals that its text names by number.
        goals: goals that were declared.
        group: its leak group: folds never part one.
        registers: where it is registered; empty: in none.
    """

    counts: Counter[str]
    common: frozenset[str]
    vector: Floats
    named: frozenset[int]
    goals: frozenset[int]
    group: str
    registers: frozenset[str] = frozenset()


def example(
    document: Document, vector: Floats, declared: Sequence[int], group: str, registers: Iterable[str] = ()
) -> Example:
    """An entry to learn from, out of what it says."""
    named = {goal for passage in document.passages for goal in named_goals(passage.text)}
    return Example(
        document.terms,
        _common(document),
        vector,
        frozenset(named),
        frozenset(declared),
        group,
        frozenset(registers),
    )


def _common(document: Document) -> frozenset[str]:
    """Terms written with no capital, or all in capitals of an acronym's length."""
    plain = [
        word
        for passage in document.passages
        for word in passage.text.split()
        if word == word.lower() or (word.isupper() and len(word) <= _ACRONYM)
    ]
    return frozenset(terms(" ".join(plain)))


_ACRONYM = 7


def of_labels(embed: Callable[[Sequence[str]], Floats] | None) -> list[Example]:
    """The labels of goals, in all their languages, and of targets, as entries of their goals.

    Args:
        embed: gives the vectors of texts in the space that is learnt in: (n, d); None: words alone are learnt.
    """
    labelled = [(target.label, target.goal) for target in targets().values()]
    labelled += [(label, number) for number, goal in goals().items() for label in goal.labels.values()]
    vectors = embed([text for text, _ in labelled]) if embed else np.zeros((len(labelled), 0), dtype=np.float32)
    return [
        replace(
            example(described("", text.lower()), np.asarray(vector, dtype=np.float32), [goal], f"label {number}"),
            named=frozenset(),
        )
        for number, ((text, goal), vector) in enumerate(zip(labelled, vectors, strict=True))
    ]


def learn(examples: Sequence[Example], space: str, version: str = "", beside: Sequence[Example] = ()) -> GoalModel:
    """Learn a model.

    Args:
        examples: entries with declared goals, at least one.
        space: the vector space of their vectors; empty: words alone are learnt.
        version: name and number.
        beside: further entries to learn from, which choose no probability: `of_labels`.
    """
    unseen = [np.zeros((len(examples), GOALS)) for _ in range(2)]
    folds = np.array([zlib.crc32(f"inner {each.group}".encode()) % FOLDS for each in examples])
    for fold in range(FOLDS):
        rest = [each for each, its in zip(examples, folds, strict=True) if its != fold]
        if not rest:
            continue
        fitted = _fit([*rest, *beside], space)
        for row in np.flatnonzero(folds == fold).tolist():
            words, meaning = _odds(fitted, examples[row])
            unseen[0][row], unseen[1][row] = words, meaning
    declared = labels(examples)
    platts = [_platt(odds, declared) for odds in unseen]
    least = [
        best_least(platt.probability(odds.astype(np.float32)), declared)
        for platt, odds in zip(platts, unseen, strict=True)
    ]
    return replace(
        _fit([*examples, *beside], space),
        version=version,
        by_words=platts[0],
        by_meaning=platts[1],
        least=(least[0], least[1]),
    )


def labels(examples: Sequence[Example]) -> Doubles:
    """Which entry has which goal: (entries, 17), ones and zeros."""
    made = np.zeros((len(examples), GOALS))
    for row, each in enumerate(examples):
        made[row, [goal - 1 for goal in each.goals]] = 1
    return made


def chosen(probabilities: NDArray[np.floating], least: float) -> NDArray[np.bool_]:
    """Which goals are suggested: those from a probability on, the likeliest `MOST` of them; same shape."""
    order = np.argsort(np.argsort(-probabilities, axis=1, kind="stable"), axis=1)
    return np.asarray((probabilities >= least) & (order < MOST))


def micro_f1(guessed: NDArray[np.bool_], declared: Doubles) -> float:
    """2 x right / (guessed + declared), over all entries and goals; 0 where there is neither."""
    both = float(guessed.sum() + declared.sum())
    return 2 * float((guessed * declared).sum()) / both if both else 0.0


def best_least(probabilities: NDArray[np.floating], declared: Doubles) -> float:
    """The probability from which suggesting a goal gives the best micro-F1."""
    return float(max(_GRID, key=lambda least: micro_f1(chosen(probabilities, float(least)), declared)))


def vocabulary(examples: Sequence[Example]) -> dict[str, int]:
    """The terms to learn, each with how many entries have it."""
    entries: Counter[str] = Counter()
    written: Counter[str] = Counter()
    groups: dict[str, set[str]] = {}
    for each in examples:
        entries.update(each.counts.keys())
        written.update(each.common & each.counts.keys())
        for term in each.counts:
            held = groups.setdefault(term, set())
            if len(held) < LEAST_GROUPS:
                held.add(each.group)
    return {
        term: number
        for term, number in sorted(entries.items())
        if len(groups[term]) >= LEAST_GROUPS and written[term] >= COMMON * number
    }


def _fit(examples: Sequence[Example], space: str) -> GoalModel:
    """Weights without calibration."""
    found = vocabulary(examples)
    size = len(examples)
    dimension = len(examples[0].vector) if space else 0
    vectors = np.array([each.vector[:dimension] for each in examples], dtype=np.float64).reshape(size, dimension)
    held = vectors[vectors.any(axis=1)]
    centre = held.mean(axis=0) if len(held) else np.zeros(dimension)
    empty = GoalModel(
        version="",
        terms={term: row for row, term in enumerate(found)},
        idf=np.array([np.log((1 + size) / (1 + number)) + 1 for number in found.values()], dtype=np.float32),
        weights=np.zeros((len(found), GOALS), dtype=np.float32),
        bias=np.zeros(GOALS, dtype=np.float32),
        space=space,
        centre=centre.astype(np.float32),
        directions=np.zeros((dimension, GOALS), dtype=np.float32),
        by_words=Platt(),
        by_meaning=Platt(),
        least=(0.5, 0.5),
        learnt={},
    )
    words = _rows([empty.tfidf(each.counts) for each in examples], empty.terms)
    meant = MEANING * np.where(vectors.any(axis=1, keepdims=True), vectors - centre, 0.0)
    weights, directions, bias = regress(words, meant, labels(examples), telling(examples))
    return replace(
        empty,
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
        directions=(MEANING * directions).astype(np.float32),
    )


def _rows(weighted: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> csr_array:
    columns = [places[term] for row in weighted for term in row]
    values = [value for row in weighted for value in row.values()]
    ends = np.cumsum([0, *map(len, weighted)])
    return csr_array((np.array(values), np.array(columns, dtype=np.int64), ends), shape=(len(weighted), len(places)))


def habits(examples: Sequence[Example]) -> dict[str, dict[int, float]]:
    """The goals that nearly all entries of a register declare: register to goal to share of its entries."""
    declared: dict[str, Counter[int]] = {}
    sizes: Counter[str] = Counter()
    for each in examples:
        for register in each.registers:
            sizes[register] += 1
            declared.setdefault(register, Counter()).update(each.goals)
    return {
        register: {goal: number / sizes[register] for goal, number in of.items() if number >= HABIT * sizes[register]}
        for register, of in declared.items()
        if sizes[register] >= LEAST_HABIT
    }


def telling(examples: Sequence[Example]) -> Doubles:
    """Which goals of which entry tell of its text, and not of a register's habit: (n, 17), ones and zeros."""
    known = habits(examples)
    made = np.ones((len(examples), GOALS))
    for row, each in enumerate(examples):
        for register in each.registers:
            made[row, [goal - 1 for goal in known.get(register, ())]] = 0
    return made


def regress(
    words: csr_array, meant: Doubles, declared: Doubles, counts: Doubles | None = None
) -> tuple[Doubles, Doubles, Doubles]:
    """One logistic regression for each column of `declared`.

    Args:
        words: (n, w), sparse.
        meant: (n, d), dense; d may be 0.
        declared: (n, goals), ones and zeros.
        counts: (n, goals), what each is weighed by; None: all alike.

    Returns:
        Weights (w, goals) and (d, goals), and biases (goals,), which aren't penalised.
    """
    width, columns = words.shape[1], declared.shape[1]
    strength = np.full(declared.shape, STRENGTH) if counts is None else STRENGTH * counts
    inner = width + meant.shape[1]
    turned = csr_array(words.T)

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        all_ = flat.reshape(inner + 1, columns)
        odds = words @ all_[:width] + meant @ all_[width:inner] + all_[inner]
        lost = float((strength * (np.logaddexp(0, odds) - declared * odds)).sum())
        value = lost + 0.5 * float((all_[:inner] ** 2).sum())
        slope = strength * (1 / (1 + np.exp(-odds)) - declared)
        return value, np.vstack(
            [turned @ slope + all_[:width], meant.T @ slope + all_[width:inner], slope.sum(axis=0)]
        ).ravel()

    start = np.zeros((inner + 1, columns))
    share = (declared.sum(axis=0) + 0.5) / (len(declared) + 1)
    start[inner] = np.log(share / (1 - share))
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x.reshape(start.shape)
    return found[:width], found[width:inner], found[inner]


def _odds(model: GoalModel, each: Example) -> tuple[Floats, Floats]:
    """Log-odds by words alone, and with meaning where there is a vector."""
    words = model.bias + model.of_words(model.tfidf(each.counts))
    return words, words + (model.of_meaning(each.vector) if model.space else 0.0)


def _platt(odds: Doubles, declared: Doubles) -> Platt:
    """One slope and one shift for all goals, by likelihood."""

    def loss(pair: Doubles) -> tuple[float, Doubles]:
        scaled = pair[0] * odds + pair[1]
        off = 1 / (1 + np.exp(-scaled)) - declared
        return float((np.logaddexp(0, scaled) - declared * scaled).sum()), np.array([(off * odds).sum(), off.sum()])

    slope, shift = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    return Platt(float(slope), float(shift))


def predict(model: GoalModel, each: Example, known: Mapping[str, Mapping[int, float]]) -> Floats:
    """The probability of each goal of an entry, as `graph.infer.tagging.goals` answers: (17,).

    Args:
        model: the weights.
        each: the entry; its declared goals aren't looked at.
        known: habits of registers.
    """
    made = model.probabilities(each.counts, each.vector if model.space else None)
    own = [share for register in each.registers for share in known.get(register, {}).items()]
    for goal, share in [*own, *((goal, NAMED) for goal in each.named)]:
        made[goal - 1] = max(float(made[goal - 1]), share)
    return made
