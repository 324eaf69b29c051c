"""Are two written names one organisation? Measured on labelled pairs, beside what simple string comparison reaches.

Uncertain pairs are left out. Two thresholds are looked at: the one from which goal17 joins (fixed beforehand, on other
data), and for every method the best one, chosen on nine tenths of the pairs and used on the last tenth, in turn.
"""

from __future__ import annotations

import csv
import importlib.util
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.resolve.compare import compare
from graph.text.fold import fold

FOLDS = 10

CURVE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Thresholds whose effect is shown beside that of the one in use."""

_COLUMNS = ("name_a", "name_b", "same")
_ANSWERS = {"yes": True, "no": False, "uncertain": None}

Scorer = Callable[[str, str], float]
"""How alike two written names are, 0 to 1."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two written names, and whether they are one organisation."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A labelled pair, its likeness by some method, and whether that method takes it for one."""

    same: bool
    likeness: float
    taken: bool = False


def read_gold(lines: Iterable[str], file: str = "") -> list[LabelledPair]:
    """Read labelled pairs from the lines of a CSV with the columns name_a, name_b and same (yes, no, uncertain).

    Raises:
        InputError: a column is missing or a value is none of the three; the message says where.
    """
    rows = csv.DictReader(lines)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"There is no column {missing[0]!r}.", Place(file or None, 1))
    pairs = []
    for number, row in enumerate(rows, start=2):
        if row["same"] not in _ANSWERS:
            raise InputError(f"{row['same']!r} is none of yes, no, uncertain.", Place(file or None, number, "same"))
        same = _ANSWERS[row["same"]]
        if same is not None:
            pairs.append(LabelledPair(row["name_a"], row["name_b"], same))
    return pairs


def figures(pairs: Sequence[LabelledPair]) -> Iterator[Figure]:
    """Precision, recall and F1 of goal17, as it joins and were its threshold another, and of the baselines."""
    compared = [(pair, compare(pair.a, pair.b)) for pair in pairs]
    ours = [ScoredPair(pair.same, each.probability, each.verdict == "same") for pair, each in compared]
    yield from _at(ours, "goal17", "at the merge threshold")
    asked = [ScoredPair(pair.same, each.probability, each.verdict != "different") for pair, each in compared]
    yield from _at(asked, "goal17", "joined or asked about")
    for least in CURVE:
        taken = [ScoredPair(pair.same, pair.likeness, pair.likeness >= least) for pair in ours]
        yield from _at(taken, "goal17", f"were the merge threshold {least:.2f}")
    for method, scorer in {"goal17": None, **baselines()}.items():
        scored = ours if scorer is None else [ScoredPair(pair.same, scorer(pair.a, pair.b)) for pair in pairs]
        yield from _at(list(_cross_validated(scored)), method, "threshold from other folds")


def baselines() -> dict[str, Scorer]:
    """The methods to be ahead of; those whose package isn't installed are left out."""
    found: dict[str, Scorer] = {"RapidFuzz token-set ratio": _token_set}
    if importlib.util.find_spec("nomenklatura") is not None:
        found["nomenklatura logic-v2"] = _logic_v2
    return found


def _token_set(a: str, b: str) -> float:
    return token_set_ratio(fold(a), fold(b)) / 100


def _logic_v2(a: str, b: str) -> float:
    from followthemoney import model
    from nomenklatura.matching.logic_v2.model import LogicV2

    one, other = (model.make_entity("Organization", key_prefix=key) for key in ("a", "b"))
    for entity, name in ((one, a), (other, b)):
        entity.id = name
        entity.add("name", name)
    return float(LogicV2.compare(one, other, LogicV2.default_config()).score)


def _cross_validated(scored: Sequence[ScoredPair]) -> Iterator[ScoredPair]:
    """Each fold by the threshold that gives the others their best F1."""
    folds = [zlib.crc32(str(at).encode()) % FOLDS for at in range(len(scored))]
    for fold_ in range(FOLDS):
        others = [pair for pair, its in zip(scored, folds, strict=True) if its != fold_]
        best = max(
            sorted({pair.likeness for pair in others}, reverse=True),
            key=lambda least: _f1([ScoredPair(pair.same, pair.likeness, pair.likeness >= least) for pair in others]),
            default=1.0,
        )
        for pair, its in zip(scored, folds, strict=True):
            if its == fold_:
                yield ScoredPair(pair.same, pair.likeness, pair.likeness >= best)


def _at(pairs: Sequence[ScoredPair], method: str, slice_: str) -> Iterator[Figure]:
    for metric, measure in (("precision", _precision), ("recall", _recall), ("F1", _f1)):
        yield from measured("P6", f"name pairs, {slice_}", method, metric, pairs, measure)


def _precision(pairs: Sequence[ScoredPair]) -> float:
    return _share(pairs, lambda pair: pair.taken)


def _recall(pairs: Sequence[ScoredPair]) -> float:
    return _share(pairs, lambda pair: pair.same)


def _share(pairs: Sequence[ScoredPair], of: Callable[[ScoredPair], bool]) -> float:
    some = [pair for pair in pairs if of(pair)]
    return sum(pair.same and pair.taken for pair in some) / len(some) if some else 1.0


def _f1(pairs: Sequence[ScoredPair]) -> float:
    right = sum(pair.same and pair.taken for pair in pairs)
    return 2 * right / (sum(pair.same for pair in pairs) + sum(pair.taken for pair in pairs)) if right else 0.0
