"""Whose offer meets this need? Offers of labelled needs, ranked, against the labels.

Offers are known by their register and its own id; what isn't in the store is counted and left out. goal17 is measured
with weights that weren't learnt on the needs that are asked, and with those that it comes with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from statistics import fmean

import numpy as np

from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.evaluation.learning_needs import learn
from graph.matching.needs.fit import fit
from graph.matching.needs.weights import Weights, shipped
from graph.text.fold import fold

PROTOCOL = "P9"
FOLDS = 10
LABELS = ("meets", "partly", "wrong place", "wrong action", "no")
_TOP = 3
_TWO = 2
_SHUFFLES = 200
_SEED = 17


@dataclass(frozen=True, slots=True)
class LabelledNeed:
    """A need as a climate plan's table has it.

    Attributes:
        country: alpha-3 code.
        area: adaptation or mitigation.
        sector: its sector, as written.
        actions: its actions, a comma list as written.
    """

    country: str
    area: str
    sector: str
    actions: str


@dataclass(frozen=True, slots=True)
class LabelledOffer:
    """An offer for a need, and whether it meets it: one of `LABELS`."""

    need: LabelledNeed
    register: str
    key: str
    label: str


def read_gold(lines: Iterable[str], file: str = "") -> list[LabelledOffer]:
    """Read labelled offers from JSON lines.

    Raises:
        InputError: a line is no JSON, lacks something, or has another label; the message names the line.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            need, offer = row["need"], row["offer"]
            area, sector, actions = (str(need.get(name) or "") for name in ("area", "sector", "actions"))
            country = str(need.get("iso3") or need.get("country") or "")
            made = LabelledOffer(
                LabelledNeed(country, area, sector, actions),
                str(offer["register"]),
                str(offer["id"]),
                str(row["label"]),
            )
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise InputError(f"This is no labelled offer: {error}.", Place(file or None, number)) from error
        if made.label not in LABELS:
            raise InputError(f"{made.label!r} is none of {', '.join(LABELS)}.", Place(file or None, number, "label"))
        found.append(made)
    return found


def digest(labelled: Sequence[LabelledOffer]) -> str:
    """SHA-256 of labelled rows in any order: by it weights know what they were learnt on."""
    rows = sorted(
        json.dumps([each.need.country, each.need.sector, each.register, each.key, each.label]) for each in labelled
    )
    return sha256("\n".join(rows).encode()).hexdigest()


def find(labelled: Sequence[LabelledOffer], records: Mapping[str, Sequence[tuple[str, int]]]) -> list[int | None]:
    """The row of every labelled offer; None where no register has its id.

    A register may be called otherwise than in the labelled rows: of several that have the id, it is the one whose code
    shares most of its words with the label's; the first of equals.

    Args:
        labelled: the labelled offers.
        records: a record's key in its register to the register's code and the candidate's row, for all that have it.

    >>> need = LabelledNeed("KEN", "", "water", "Wells")
    >>> find([LabelledOffer(need, "un_ocean_2026", "7", "no")], {"7": [("gef", 1), ("un-ocean", 2)]})
    [2]
    """
    found: list[int | None] = []
    for each in labelled:
        bearers = records.get(each.key, ())
        called = set(fold(each.register.replace("_", " ")).split())
        best = max(bearers, key=lambda bearer: len(called & set(fold(bearer[0]).split())), default=None)
        found.append(best[1] if best else None)
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled offer that was found.

    Attributes:
        need: number of its need.
        country: of the need.
        label: its label.
        values: feature to value.
        baselines: baseline to its score.
    """

    need: int
    country: str
    label: str
    values: Mapping[str, float]
    baselines: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A need's labels in the order of one method: shares over them are what is measured."""

    reciprocal: float
    precision: float
    wrong_place: float
    has_one: bool


def figures(pairs: Sequence[Pair], missing: int) -> Iterator[Figure]:
    """The table of the protocol.

    `goal17` asks each need with weights that weren't learnt on its country: those that goal17 comes with where these
    weren't, otherwise ones that are learnt on the other folds of these pairs. Where nothing is left to learn on, as all
    pairs are of one country that was seen, `goal17` is left out: what was learnt on a need tells nothing of how well it
    is met.

    Args:
        pairs: labelled offers that were found, with features and baselines.
        missing: how many were not found.
    """
    if not pairs:
        return
    countries = {pair.country for pair in pairs}
    seen = countries & set(shipped().countries)
    folded = out_of_fold(pairs) if seen else [shipped()] * len(pairs)
    own = [each if pair.country in seen else shipped() for each, pair in zip(folded, pairs, strict=bool(folded))]
    as_shipped = "goal17, shipped" + (f" ({len(seen)} of {len(countries)} countries seen)" if seen else "")
    scores = {"goal17": [_score(weights, pair) for weights, pair in zip(own, pairs, strict=True)]} if own else {}
    scores |= {as_shipped: [_score(shipped(), pair) for pair in pairs]}
    scores |= {name: [pair.baselines[name] for pair in pairs] for name in pairs[0].baselines}
    ranked = {method: _ranked(pairs, values) for method, values in scores.items()}
    ranked["random"] = _random(pairs)
    with_one = [number for number, each in enumerate(ranked["random"]) if each.has_one]
    slice_ = f"offers for a need ({missing} of {missing + len(pairs)} labelled offers not found)"
    measures: Mapping[str, tuple[Callable[[_Ranked], float], Sequence[int]]] = {
        "MRR": (lambda each: each.reciprocal, with_one),
        "average precision": (lambda each: each.precision, with_one),
        "wrong place in top 3": (lambda each: each.wrong_place, range(len(ranked["random"]))),
    }
    baselines = [method for method in scores if method in pairs[0].baselines]
    best = max(baselines, key=lambda method: fmean([ranked[method][row].precision for row in with_one] or [0]))
    for metric, (measure, rows) in measures.items():
        for method, needs in ranked.items():
            yield from _figure(slice_, method, metric, [measure(needs[row]) for row in rows])
        for method in (name for name in ranked if name.startswith("goal17")):
            gained = [measure(ranked[method][row]) - measure(ranked[best][row]) for row in rows]
            yield from _figure(slice_, f"{method} − {best}", metric, gained)
    right = [
        float(fit(weights, pair.values) == ("neither" if pair.label == "no" else pair.label))
        for weights, pair in zip(own, pairs, strict=bool(own))
    ]
    yield from _figure(slice_, "goal17", "fit told right", right)


def out_of_fold(pairs: Sequence[Pair]) -> list[Weights]:
    """For every pair the weights that are learnt without its fold; all needs of a country are in one fold.

    None for any where they are all of one country: nothing is left to learn on.
    """
    countries = sorted({pair.country for pair in pairs})
    if len(countries) < _TWO:
        return []
    order = np.random.default_rng(_SEED).permutation(len(countries))
    fold_of = {country: int(order[at]) % FOLDS for at, country in enumerate(countries)}
    taught = {
        fold: learnt([pair for pair in pairs if fold_of[pair.country] != fold]) for fold in sorted({*fold_of.values()})
    }
    return [taught[fold_of[pair.country]] for pair in pairs]


def learnt(pairs: Sequence[Pair], version: str = "", gold: str = "") -> Weights:
    """The weights that labelled offers teach; without any, those that goal17 comes with."""
    if not pairs:
        return shipped()
    values = {name: [pair.values[name] for pair in pairs] for name in pairs[0].values}
    made = learn(values, [pair.label for pair in pairs], version, gold)
    return replace(made, countries=tuple(sorted({pair.country for pair in pairs})))


def _score(weights: Weights, pair: Pair) -> float:
    return sum(weights.of(name) * value for name, value in pair.values.items())


def _ranked(pairs: Sequence[Pair], scores: Sequence[float]) -> list[_Ranked]:
    rows = _of_needs(pairs)
    return [_measured([pairs[row].label for row in sorted(need, key=lambda row: -scores[row])]) for need in rows]


def _of_needs(pairs: Sequence[Pair]) -> list[list[int]]:
    """The rows of every need, in an order that tells nothing: in it stand those that a method can't tell apart."""
    needs: dict[int, list[int]] = {}
    for row in np.random.default_rng(_SEED).permutation(len(pairs)).tolist():
        needs.setdefault(pairs[row].need, []).append(row)
    return [needs[need] for need in sorted(needs)]


def _random(pairs: Sequence[Pair]) -> list[_Ranked]:
    drawn = np.random.default_rng(_SEED)
    made = []
    for rows in _of_needs(pairs):
        labels = [pairs[row].label for row in rows]
        tried = [_measured([labels[at] for at in drawn.permutation(len(labels))]) for _ in range(_SHUFFLES)]
        made.append(
            _Ranked(
                fmean(each.reciprocal for each in tried),
                fmean(each.precision for each in tried),
                fmean(each.wrong_place for each in tried),
                tried[0].has_one,
            )
        )
    return made


def _measured(labels: Sequence[str]) -> _Ranked:
    """Reciprocal rank, average precision, and share of the wrong place in the top three of one need."""
    places = [place for place, label in enumerate(labels, start=1) if label == "meets"]
    return _Ranked(
        reciprocal=1 / places[0] if places else 0.0,
        precision=fmean(number / place for number, place in enumerate(places, start=1)) if places else 0.0,
        wrong_place=labels[:_TOP].count("wrong place") / max(1, len(labels[:_TOP])),
        has_one=bool(places),
    )


def _figure(slice_: str, method: str, metric: str, values: Sequence[float]) -> Iterator[Figure]:
    return measured(PROTOCOL, slice_, method, metric, values, fmean)
