"""Learn what the words of a name tell of its bearer's type, beside what a person has listed.

Run as `python scripts/learn_types.py ror_records.jsonl.gz declared_types.csv --without labelled.csv`. It needs the
records of the Research Organization Registry (https://ror.org, CC0) in the form of `docs/quality.md`, and names with
the types that registrants declared for them (a CSV with the columns `name`, `declared_type_mapped` and `source_id`). It
writes `graph/resolve/data/type-weights.csv` and `graph/resolve/data/type-model.json`. Entries of the file given by
`--without` (columns `name`, `source_id`) are only left out, so that they can be measured on; their labels aren't read.

**Labels are wide.** A registrant declares "NGO" for a women's association, and "academic or scientific" for either; the
registry calls "facility" what we call scientific. So a label is the set of types that it may stand for, a row's
likelihood is the sum of their probabilities, and one row in ten may be plain wrong. Of the registry's types,
healthcare, archive and other say nothing about ours. Youth, women, farmers and the other kinds that hardly anyone
declares, and foundations, which are often declared as NGOs, are told by listed words alone.

**What is learnt** are weights added to the listed ones, by a multinomial logistic regression with a quadratic penalty.
The share of abstentions, and how often what is read is right, are taken from declared names of registrants whose names
were not learnt from (five folds).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from graph.model.vocabularies.world_organisations import organisations
from graph.resolve.read import codes_of, one_mention
from graph.resolve.type_words import features, listed_words
from graph.text.fold import fold

DATA = Path(__file__).parents[1] / "graph" / "resolve" / "data"
VERSION = "types/1"

BIAS = {
    "government": 1.5, "local-authority": -1.0, "un-system": -1.0, "intergovernmental": -0.5, "ngo": 1.2,
    "business": 1.0, "scientific": 0.2, "academic": 0.2, "women": -1.5, "youth": -1.5, "indigenous": -1.5,
    "workers": -1.5, "farmers": -1.5, "foundation": -1.5, "media": -3.0, "partnership": -3.0,
}  # fmt: skip
"""Log-odds to begin with; they are learnt too where the type is."""

BY_LIST_ALONE = ("women", "youth", "indigenous", "workers", "farmers", "media", "partnership", "foundation")
CIVIL = ("ngo", "women", "youth", "indigenous", "workers", "farmers", "partnership", "foundation")

DECLARED = {
    "government": ("government", "local-authority", "indigenous"), "local_authority": ("local-authority",),
    "un_system": ("un-system",), "other_igo": ("intergovernmental", "un-system"), "ngo": CIVIL,
    "business": ("business", "media", "farmers"), "academia_science": ("academic", "scientific"),
    "foundation": ("foundation",),
}  # fmt: skip
"""What a declared type may stand for."""

REGISTERED = {
    "education": ("academic",), "facility": ("scientific",), "company": ("business", "media"),
    "nonprofit": (*CIVIL, "scientific"),
    "government": ("government", "local-authority", "intergovernmental", "un-system"),
}  # fmt: skip
"""What a type of the registry of research organisations may stand for."""

FACTOR = 0.5
WEIGHT = {"declared": 1.0, "registered": 0.1, "world": 0.3}
LEAST_BEARERS = {"declared": 2, "registered": 8, "world": 3}
"""Registrants, or organisations, in whose names a feature must be found for it to be learnt."""

WRONG = 0.1
PENALTY = 1.0
ABSTAINED = 0.05
"""Share of declared names for which nothing is said."""

FOLDS = 5
SMALLEST = 0.15
"""Learnt weights below it are left out."""

CUTS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Row:
    """A name with the types that its label may stand for.

    Attributes:
        name: without what stands beside it.
        features: of `graph.resolve.type_words`.
        types: codes.
        bearer: who declared it, or whose name it is; folds never part one.
        source: key of `WEIGHT`.
        held_out: not learnt from, in no fold.
    """

    name: str
    features: tuple[str, ...]
    types: tuple[str, ...]
    bearer: str
    source: str
    held_out: bool = False


def row(name: str, types: Sequence[str], bearer: str, source: str, *, held_out: bool = False) -> Row:
    """A row with its features read."""
    return Row(name, tuple(features(name)), tuple(types), bearer, source, held_out)


def declared(file: Path, without: Path | None) -> Iterator[Row]:
    """Declared names that the rest of goal17 doesn't already know, without those that contradict what is known."""
    names, bearers = set[str](), set[str]()
    if without:
        with without.open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                names.add(fold(line["name"]))
                bearers.add(line["source_id"])
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            mention = one_mention(line["name"])
            if mention.kind == "government" or codes_of(mention):
                continue
            held_out = line["source_id"] in bearers or bool({fold(mention.name), fold(line["name"])} & names)
            read = row(
                mention.name,
                DECLARED[line["declared_type_mapped"]],
                line["source_id"],
                "declared",
                held_out=held_out,
            )
            # Forms that let one tick box stand for several kinds make UN bodies local authorities.
            if "un-system" in read.types or not any(
                listed_words().get(feature, {}).get("un-system", 0) >= 8 for feature in read.features
            ):
                yield read


def registered(file: Path) -> Iterator[Row]:
    """Names longer than an acronym from the registry of research organisations, whose one type says something."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            types = [type_ for type_ in record["types"] if type_ != "funder"]
            if len(types) != 1 or types[0] not in REGISTERED:
                continue
            gives = types == ["nonprofit"] and "funder" in record["types"]
            # "Acme (United States)" is how that register tells companies' national offices apart.
            names = {fold(bare): bare for name in record["names"] if name["types"] != ["acronym"]
                     for bare in [name["value"].split(" (")[0]]}  # fmt: skip
            for name in names.values():
                yield row(name, ("ngo", "foundation") if gives else REGISTERED[types[0]], record["id"], "registered")


def world() -> Iterator[Row]:
    """Names of world organisations."""
    for code, organisation in organisations().items():
        if organisation.type in BIAS:
            for name in organisation.names:
                if name.kind != "acronym":
                    yield row(name.name, (organisation.type,), code, "world")


def vocabulary(rows: Sequence[Row]) -> dict[str, int]:
    """Features that enough bearers have, and all listed ones, each with its place."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in rows:
        for feature in each.features:
            bearers[feature, each.source].add(each.bearer)
    seen: dict[str, float] = defaultdict(float)
    for (feature, source), having in bearers.items():
        seen[feature] += len(having) / LEAST_BEARERS[source]
    return {
        feature: place
        for place, feature in enumerate(sorted({*listed_words(), *(each for each, n in seen.items() if n >= 1)}))
    }


def matrix(rows: Sequence[Row], places: Mapping[str, int]) -> sparse.csr_matrix:
    """Which row has which feature: shape (rows, features), float64, ones."""
    at = [[places[feature] for feature in each.features if feature in places] for each in rows]
    ends = np.cumsum([0, *map(len, at)])
    columns = np.array([place for each in at for place in each], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(places)))


def given(places: Mapping[str, int]) -> NDArray[np.float64]:
    """What features speak for before anything is learnt: shape (features, types), float64."""
    types = list(BIAS)
    weights = np.zeros((len(places), len(types)))
    for feature, of in listed_words().items():
        for type_, weight in of.items():
            weights[places[feature], types.index(type_)] = FACTOR * weight
    for feature, type_, weight in SET:
        if feature in places:
            weights[places[feature], types.index(type_)] = weight
    return weights


SET = (("#government of", "local-authority", 1.5), *((f"#world {type_}", type_, 2.0) for type_ in BIAS))
"""Features that are no words: a government of no country is mostly a state's or a province's, and a name that
opens with a world organisation's is mostly of its family."""


def is_settled(feature: str) -> bool:
    """Whether a feature speaks for a type that listed words alone tell, so that nothing may be learnt from it.

    Otherwise "fundación", declared as an NGO as often as not, would come to speak for NGOs.
    """
    settled = settled_words()
    word = feature.removeprefix("#opens ").removeprefix("#closes ").strip("^$")
    if feature.endswith("*") and feature not in listed_words():
        return any(each.startswith(feature[:-1]) for each in settled)
    return word in settled or word in BY_LIST_ALONE


@lru_cache(maxsize=1)
def settled_words() -> frozenset[str]:
    """Listed words that speak most for a type that listed words alone tell."""
    return frozenset(
        listed
        for listed, types in listed_words().items()
        if max(types, key=lambda type_: types[type_]) in BY_LIST_ALONE
    )


def learn(rows: Sequence[Row], places: Mapping[str, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weights, listed ones included: shape (features, types); and the biases: shape (types,); both float64."""
    types = list(BIAS)
    # Each of the other sources has types in shares of its own; two columns take them up, and are then left out.
    of_source = np.array([[each.source == "registered", each.source == "world", True] for each in rows], dtype=float)
    x = sparse.hstack([matrix(rows, places), sparse.csr_matrix(of_source)]).tocsr()
    start = np.vstack([given(places), np.zeros((2, len(types))), list(BIAS.values())])
    may = np.array([[type_ in each.types for type_ in types] for each in rows], dtype=float)
    weight = np.array([WEIGHT[each.source] for each in rows])
    penalty = np.full((x.shape[1], 1), PENALTY)
    penalty[-3:-1], penalty[-1] = 0.01, 0.5
    fixed = [types.index(type_) for type_ in BY_LIST_ALONE]
    kept = [place for feature, place in places.items() if is_settled(feature)]
    base, turned = x @ start, x.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        change = flat.reshape(start.shape)
        sums = base + x @ change
        odds = np.exp(sums - sums.max(axis=1, keepdims=True))
        p = odds / odds.sum(axis=1, keepdims=True)
        inside = (p * may).sum(axis=1)
        likelihood = (1 - WRONG) * inside + WRONG / len(types)
        slope = (
            turned @ (-(weight * (1 - WRONG) / likelihood)[:, None] * p * (may - inside[:, None])) + penalty * change
        )
        slope[:, fixed] = 0
        slope[kept] = 0
        value = -(weight * np.log(likelihood)).sum() + 0.5 * (penalty * change**2).sum()
        return float(value), slope.ravel()

    found = minimize(loss, np.zeros(start.size), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    weights = start + found.reshape(start.shape)
    return weights[:-3], weights[-1]


def probabilities(
    rows: Sequence[Row], places: Mapping[str, int], weights: NDArray[np.float64], bias: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Of every type for every row: shape (rows, types), float64."""
    sums = matrix(rows, places) @ weights + bias
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def unseen(rows: Sequence[Row]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """For declared names, read by weights learnt without their registrants: how sure, and whether right; (names,)."""
    types = list(BIAS)
    sure, right = [], []
    for part in range(FOLDS):
        test = [each for each in rows if each.source == "declared" and zlib.crc32(each.bearer.encode()) % FOLDS == part]
        left_out = {id(each) for each in test}
        rest = [each for each in rows if id(each) not in left_out]
        places = vocabulary(rest)
        p = probabilities(test, places, *learn(rest, places))
        sure += [float(each.max()) for each in p]
        right += [types[int(each.argmax())] in one.types for one, each in zip(test, p, strict=True)]
    return np.array(sure), np.array(right)


def shares(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> list[list[float]]:
    """From each probability on, up to the next, how many were right; surer is never less right."""
    found: list[list[float]] = []
    for low, high in zip(CUTS, (*CUTS[1:], 1.01), strict=True):
        inside = right[(sure >= low) & (sure < high)]
        share = float(inside.mean()) if len(inside) else 0.0
        found.append([low, round(max(share, found[-1][1] if found else 0.0), 3)])
    return found


def write_weights(places: Mapping[str, int], learnt: NDArray[np.float64]) -> int:
    """Write what was learnt beside the list; says how many features it is."""
    written = 0
    types = list(BIAS)
    columns = [types.index(type_) for type_ in types if type_ not in BY_LIST_ALONE]
    with (DATA / "type-weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", *(types[at] for at in columns)])
        for feature, place in places.items():
            if np.abs(learnt[place]).max() >= SMALLEST:
                weights = learnt[place, columns]
                writer.writerow([feature, *(f"{w:.1f}" if abs(w) >= SMALLEST else "" for w in weights)])
                written += 1
    return written


def main() -> None:
    """Learn, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("declared", type=Path)
    parser.add_argument("--without", type=Path)
    asked = parser.parse_args()
    rows = [*declared(asked.declared, asked.without), *registered(asked.records), *world()]
    rows = [each for each in rows if each.features and not each.held_out]
    sure, right = unseen(rows)
    # Rounded down: many names are made alike, and are as sure as each other.
    least = math.floor(1000 * np.quantile(sure, ABSTAINED)) / 1000
    places = vocabulary(rows)
    weights, bias = learn(rows, places)
    listed = np.zeros_like(weights)
    for feature, of in listed_words().items():
        for type_, weight in of.items():
            listed[places[feature], list(BIAS).index(type_)] = FACTOR * weight
    document = {
        "version": VERSION,
        "types": list(BIAS),
        "bias": [round(float(each), 3) for each in bias],
        "factor": FACTOR,
        "least": least,
        "shares": shares(sure, right),
        "learnt": {
            "from": "names of the Research Organization Registry (CC0), of world organisations, and names with the "
            "types that registrants declared for them",
            "on": datetime.now(UTC).date().isoformat(),
            "names": {source: sum(each.source == source for each in rows) for source in WEIGHT},
            "features": write_weights(places, weights - listed),
            "told by listed words alone": list(BY_LIST_ALONE),
            "declared names not learnt from, that neither are countries nor listed": len(right),
            "right of them": round(float(right.mean()), 4),
            "right of those answered": round(float(right[sure >= least].mean()), 4),
            "answered": round(float((sure >= least).mean()), 4),
        },
    }
    (DATA / "type-model.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
