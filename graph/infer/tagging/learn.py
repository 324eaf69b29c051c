"""Learn the weights of goals from entries whose goals are declared.

Two readers, one of words and one of vectors, each a logistic regression for each goal with a quadratic penalty:

    minimise  sum over entries and goals of the log loss x STRENGTH + |weights|^2 / 2

How they are mixed, so that probabilities hold, and the least one that is answered are chosen on entries that were not
learnt from: three folds of leak groups within what is given.

The labels of the 17 goals and their 169 targets are learnt from beside the entries, each as an entry of its goal: what
few registrants declare, and what a register writes in words of its own, is known by the words of the goals themselves.
They choose no probability.

**A register's habit is no text.** Where nearly all entries of a register declare a goal, as a register of ocean
commitments does, its entries say little of what makes a text speak of that goal: they count a tenth for it. That the
register has the habit is told apart (`habits`).

A term that few leak groups have isn't learnt: it would tell an entry, or a campaign, and not what a text is about.
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
from graph.infer.tagging.model import GOALS, HABIT, LEAST_HABIT, MOST, Floats, GoalModel, Mix, Read
from graph.model.vocabularies import goals, targets

Doubles = NDArray[np.float64]

STRENGTH = 3.0
OF_MEANING = 0.3
"""What a sure mistake weighs beside the penalty, by words and by meaning."""

LABELS = 10
"""How often the goals' own labels are learnt from by meaning; by words once: words say less of other words."""

LEAST_GROUPS = 4
"""Leak groups that must have a term for it to be learnt."""

FOLDS = 3
"""Parts of which each is asked of what was learnt from the others, to choose how readers are mixed."""

OF_HABIT = 0.1
"""What an entry counts for a goal that is its register's habit."""

_GRID = np.arange(0.10, 0.62, 0.02)


@dataclass(frozen=True, slots=True)
class Example:
    """An entry to learn from.

    Attributes:
        counts: its terms with how often they count.
        vector: (d,), of length 1, or zeros.
        named: goals that its text names by number.
        goals: goals that were declared.
        group: its leak group: folds never part one.
        registers: where it is registered; empty: in none.
    """

    counts: Counter[str]
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
        vector,
        frozenset(named),
        frozenset(declared),
        group,
        frozenset(registers),
    )


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
            example(described("", text), np.asarray(vector, dtype=np.float32), [goal], f"label {number}"),
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
    words, meaning = np.zeros((len(examples), GOALS)), np.zeros((len(examples), GOALS))
    folds = np.array([zlib.crc32(f"inner {each.group}".encode()) % FOLDS for each in examples])
    for fold in range(FOLDS):
        rest = [each for each, its in zip(examples, folds, strict=True) if its != fold]
        if not rest:
            continue
        fitted = _fit(rest, beside, space)
        for row in np.flatnonzero(folds == fold).tolist():
            words[row] = fitted.by_words(fitted.tfidf(examples[row].counts))
            meaning[row] = fitted.by_meaning(examples[row].vector) if space else 0.0
    mixes = {
        "words": _mix([words], examples),
        "meaning": _mix([np.zeros_like(words), meaning], examples),
        "words and meaning": _mix([words, meaning], examples),
    }
    return replace(_fit(examples, beside, space), version=version, mixes=mixes)


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
    groups: dict[str, set[str]] = {}
    for each in examples:
        entries.update(each.counts.keys())
        for term in each.counts:
            held = groups.setdefault(term, set())
            if len(held) < LEAST_GROUPS:
                held.add(each.group)
    return {term: number for term, number in sorted(entries.items()) if len(groups[term]) >= LEAST_GROUPS}


def _fit(examples: Sequence[Example], beside: Sequence[Example], space: str) -> GoalModel:
    """Weights without mixes."""
    every = [*examples, *beside]
    found = vocabulary(every)
    size = len(every)
    dimension = len(examples[0].vector) if space else 0
    empty = GoalModel(
        version="",
        terms={term: row for row, term in enumerate(found)},
        idf=np.array([np.log((1 + size) / (1 + number)) + 1 for number in found.values()], dtype=np.float32),
        weights=np.zeros((len(found), GOALS), dtype=np.float32),
        bias=np.zeros(GOALS, dtype=np.float32),
        space=space,
        centre=np.zeros(dimension, dtype=np.float32),
        directions=np.zeros((dimension, GOALS), dtype=np.float32),
        shift=np.zeros(GOALS, dtype=np.float32),
        mixes={},
        learnt={},
    )
    rows = _rows([empty.tfidf(each.counts) for each in every], empty.terms)
    weights, bias = regress(rows, labels(every), telling(every))
    made = replace(empty, weights=weights.astype(np.float32), bias=bias.astype(np.float32))
    meant = (
        [each for each in [*examples, *(label for label in beside for _ in range(LABELS))] if each.vector.any()]
        if space
        else []
    )
    if not meant:
        return made
    vectors = np.array([each.vector for each in meant], dtype=np.float64)
    centre = vectors.mean(axis=0)
    directions, shift = regress(vectors - centre, labels(meant), telling(meant), OF_MEANING)
    return replace(
        made,
        centre=centre.astype(np.float32),
        directions=directions.astype(np.float32),
        shift=shift.astype(np.float32),
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
    """Which goals of which entry tell of its text, and not of a register's habit: (n, 17), 1 or less."""
    known = habits(examples)
    made = np.ones((len(examples), GOALS))
    for row, each in enumerate(examples):
        for register in each.registers:
            made[row, [goal - 1 for goal in known.get(register, ())]] = OF_HABIT
    return made


def regress(
    rows: csr_array | Doubles, declared: Doubles, counts: Doubles | None = None, strength: float = STRENGTH
) -> tuple[Doubles, Doubles]:
    """One logistic regression for each column of `declared`.

    Args:
        rows: (n, w), sparse or dense.
        declared: (n, goals), ones and zeros.
        counts: (n, goals), what each is weighed by; None: all alike.
        strength: what a sure mistake weighs beside the penalty.

    Returns:
        Weights (w, goals), and biases (goals,), which aren't penalised.
    """
    width, columns = rows.shape[1], declared.shape[1]
    weighed = np.full(declared.shape, strength) if counts is None else strength * counts
    turned = csr_array(rows.T) if isinstance(rows, csr_array) else rows.T

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        all_ = flat.reshape(width + 1, columns)
        odds = rows @ all_[:width] + all_[width]
        lost = float((weighed * (np.logaddexp(0, odds) - declared * odds)).sum())
        value = lost + 0.5 * float((all_[:width] ** 2).sum())
        slope = weighed * (1 / (1 + np.exp(-odds)) - declared)
        return value, np.vstack([turned @ slope + all_[:width], slope.sum(axis=0)]).ravel()

    start = np.zeros((width + 1, columns))
    share = (declared.sum(axis=0) + 0.5) / (len(declared) + 1)
    start[width] = np.log(share / (1 - share))
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x.reshape(start.shape)
    return found[:width], found[width]


def _mix(odds: Sequence[Doubles], examples: Sequence[Example]) -> Mix:
    """One factor for each reader and one shift for all goals, by likelihood; then the least probability.

    Args:
        odds: by words, and by meaning where it is there: (n, 17) each, of entries not learnt from.
        examples: the entries.
    """
    declared = labels(examples)

    def loss(numbers: Doubles) -> tuple[float, Doubles]:
        scaled = sum((factor * each for factor, each in zip(numbers, odds, strict=False)), np.full_like(odds[0], 0.0))
        scaled = scaled + numbers[-1]
        off = 1 / (1 + np.exp(-scaled)) - declared
        value = float((np.logaddexp(0, scaled) - declared * scaled).sum())
        return value, np.array([*((off * each).sum() for each in odds), off.sum()])

    start = np.array([*(1 / len(odds) for _ in odds), 0.0])
    *factors, shift = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*((0, None) for _ in odds), (None, None)]
    ).x
    words, meaning = float(factors[0]), float(factors[1]) if len(factors) > 1 else 0.0
    mix = Mix(words if odds[0].any() else 0.0, meaning, float(shift), 1.0)
    spare = np.zeros_like(odds[0])
    probabilities = mix.probabilities(
        odds[0].astype(np.float32), (odds[1] if len(odds) > 1 else spare).astype(np.float32)
    )
    known = habits(examples)
    for row, each in enumerate(examples):
        _raise(probabilities[row], _beside_text(each, known))
    return replace(mix, least=best_least(probabilities, declared))


def predict(model: GoalModel, each: Example, known: Mapping[str, Mapping[int, float]]) -> Read:
    """What `graph.infer.tagging.goals` answers for an entry.

    Args:
        model: the weights.
        each: the entry; its declared goals aren't looked at.
        known: habits of registers.
    """
    made = model.read(each.counts, each.vector if model.space else None)
    _raise(made.probabilities, _beside_text(each, known))
    return made


def _beside_text(each: Example, known: Mapping[str, Mapping[int, float]]) -> list[tuple[int, float]]:
    """Goals that aren't told by what the text is like: habits of its registers, and what it names by number."""
    own = [share for register in each.registers for share in known.get(register, {}).items()]
    return [*own, *((goal, NAMED) for goal in each.named)]


def _raise(probabilities: Floats, others: Iterable[tuple[int, float]]) -> None:
    for goal, share in others:
        probabilities[goal - 1] = max(float(probabilities[goal - 1]), share)
