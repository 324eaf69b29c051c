"""Learn how much each feature of two names tells, from a register of research organisations with their other names.

Run as `python scripts/learn_names.py ror_records.jsonl.gz`. It needs the records of the Research Organization Registry
(https://ror.org, CC0), gzipped, one JSON object a line, and writes `graph/resolve/data/frequencies.csv` (in how many
names a word stands) and `graph/resolve/data/weights.json`.

Pairs are those that the candidates of a name give: names of the same organisation (other languages, former names, slips
of the pen made here) against those of others, its parents, branches and namesakes among them, real ones and some made
here. Organisations are split in
three by their ids: weights are learnt on three fifths, thresholds chosen on one, figures taken on the last.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.evaluation.reference import CHOSEN, LEARNT, UNSEEN, part_of
from graph.model.vocabularies import countries, country
from graph.names.key import comparison_key
from graph.resolve import scorer, words
from graph.resolve.alignment import align
from graph.resolve.candidates import NameIndex
from graph.resolve.features import FEATURES, pair_of
from graph.resolve.read import ReadName, read_name
from graph.resolve.words import words_of
from graph.text.fold import fold

DATA = Path(__file__).parents[1] / "graph" / "resolve" / "data"
VERSION = "names/1"
SPEAKING_FOR = {
    "rare", "all-words", "characters", "acronym-same", "acronym-stated", "acronym-spells", "countries-same",
}  # fmt: skip
PRECISION = 0.97
"""Share of pairs that are one, of those that are joined."""

ASKED = 0.8
"""Share of pairs that are one, of all that are joined or asked about."""
RECOGNISABLE = 0.4
"""Share of what two names tell from which on they can be seen to be one's, if they are."""

SEED = 17


@dataclass(frozen=True, slots=True)
class Known:
    """A name of an organisation, with all that is known of its bearer."""

    organisation: str
    name: str
    acronyms: tuple[str, ...]
    country: str


def known_names(file: Path) -> list[Known]:
    """Names longer than an acronym, of organisations that are active."""
    found = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["status"] != "active":
                continue
            acronyms = tuple(name["value"] for name in record["names"] if "acronym" in name["types"])
            place = country(record["country"][0]) if record["country"] else None
            for name in record["names"]:
                # "Acme (United States)" is how that register tells companies' national offices apart.
                bare = name["value"].split(" (")[0]
                # Acronyms alone are a matter of who explains them, not of how names are alike.
                if name["types"] != ["acronym"]:
                    found.append(Known(record["id"], bare, acronyms, place.iso3 if place else ""))
    return list({(one.organisation, fold(one.name)): one for one in found if fold(one.name)}.values())


def count_words(names: Sequence[Known], least: int = 5) -> None:
    """Write in how many names a word stands, for words that stand in at least `least`."""
    counts = Counter(word.text for one in names for word in set(words_of(one.name)))
    with (DATA / "frequencies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "names"])
        writer.writerow(["", len(names)])
        writer.writerows(
            sorted(((word, n) for word, n in counts.items() if n >= least), key=lambda one: (-one[1], one[0]))
        )
    words.frequencies.cache_clear()
    words.words_of.cache_clear()


def slipped(name: str, chance: random.Random) -> str:
    """The name with a slip of the pen: letters or accents lost, doubled, exchanged; a word left out or cut short."""
    kind = chance.choice(("letter", "letter", "swap", "double", "accents", "word", "short"))
    at = chance.randrange(1, max(len(name) - 1, 2))
    if kind == "letter":
        return name[:at] + name[at + 1 :]
    if kind == "swap":
        return name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]
    if kind == "double":
        return name[:at] + name[at - 1 : at] + name[at:]
    if kind == "accents":
        return (
            "".join(letter for letter in name if letter.isascii()) if not name.isascii() else name[:at] + name[at + 1 :]
        )
    parts = name.split()
    chosen = chance.randrange(len(parts))
    roles = {word.role for word in words_of(parts[chosen])}
    if len(parts) < 4 or roles & {"place", "number", "body", "part"}:
        return name[:at] + name[at + 1 :]
    if kind == "word":
        return " ".join(parts[:chosen] + parts[chosen + 1 :])
    return " ".join(
        [*parts[:chosen], parts[chosen][:4] + ("." if len(parts[chosen]) > 4 else ""), *parts[chosen + 1 :]]
    )


PARTS = (
    "{name} {country}", "{name} of {country}", "{country} {name}", "{name} - {country} Office", "{name} Secretariat",
    "Department of {topic}, {name}", "{name} Youth", "Friends of {name}", "{name} Faculty of {topic}",
    "{name} {number}",
    "{name} {place} Chapter", "{name} Foundation", "{name} {topic} Programme",
)  # fmt: skip
"""How branches, chapters, departments and numbered sisters of an organisation are called: they are others."""

TOPICS = ("Agriculture", "Energy", "Environment", "Fisheries", "Health", "Law", "Tourism", "Water", "Science", "Trade")


def another(name: str, others: Sequence[Known], chance: random.Random) -> str:
    """The name of another organisation that is near this one: a branch, a sister elsewhere, one of another field."""
    parts = name.split()
    exchanged = [
        at for at, part in enumerate(parts) if any(word.role in {"", "topic", "place"} for word in words_of(part))
    ]
    if exchanged and len(parts) > 1 and chance.random() < 0.5:
        at = chance.choice(exchanged)
        role = words_of(parts[at])[0].role
        if role == "topic":
            return " ".join([*parts[:at], chance.choice(TOPICS), *parts[at + 1 :]])
        if role == "place":
            return " ".join([*parts[:at], chance.choice(list(countries().values())).name(), *parts[at + 1 :]])
        word = chance.choice(chance.choice(others).name.split())
        return " ".join([*parts[:at], word, *parts[at + 1 :]])
    return chance.choice(PARTS).format(
        name=name,
        country=chance.choice(list(countries().values())).name(),
        place=chance.choice(others).name.split()[-1],
        topic=chance.choice(TOPICS),
        number=chance.randrange(2, 30),
    )


def as_read(one: Known, name: str, chance: random.Random) -> ReadName:
    """As a register might have it: often without its acronym and country."""
    acronyms = (chance.choice(one.acronyms),) if one.acronyms and chance.random() < 0.25 else ()
    return read_name(name, acronyms, [one.country] if one.country and chance.random() < 0.3 else ())


def _tells(a: ReadName, b: ReadName) -> bool:
    """Whether names of one organisation show that they are: a translation of which no word is known doesn't."""
    met = align(a.words, b.words)
    return bool(a.acronyms & b.acronyms) or 2 * met.shared >= RECOGNISABLE * (a.weight + b.weight)


def pairs(names: Sequence[Known], candidates: int = 8) -> Iterator[tuple[str, ReadName, ReadName, bool]]:
    """Organisation, two names, whether they are one: what the candidates of every name give, and slips of the pen."""
    chance = random.Random(SEED)
    read = [as_read(one, one.name, chance) for one in names]
    index = NameIndex.of(read)
    for place, found in enumerate(index.nearest(read, candidates)):
        one = names[place]
        others = 0
        for other, _ in found:
            if other == place or comparison_key(names[other].name) == comparison_key(one.name):
                continue
            same = names[other].organisation == one.organisation
            if same and not _tells(read[place], read[other]):
                continue
            others += not same
            if same or others <= 4:
                yield one.organisation, read[place], read[other], same
        if chance.random() < 0.5:
            yield one.organisation, read[place], as_read(one, slipped(one.name, chance), chance), True
        if chance.random() < 0.5 and (other_name := another(one.name, names, chance)) != one.name:
            unlike = Known("", other_name, (), "")
            if comparison_key(unlike.name) != comparison_key(one.name):
                yield one.organisation, read[place], as_read(unlike, unlike.name, chance), False


SET = {
    "acronym-stated": 4.0,
    "owners-apart": -3.0,
    "owners-more": -0.2,
    "parts-apart": -2.0,
    "parts-more": -2.0,
    "places-more": -1.0,
    "chapters": -1.5,
    "numbers-apart": -4.0,
}
"""Weights that this register can't teach: its acronyms have many bearers, those of a list of partners are explained by
the names beside them; few of its names are prefixed with the organisation that they belong to; and it lists few
national chapters, offices and numbered programmes, of which lists of partners are full, each an organisation of its
own."""


def learn(x: NDArray[np.float64], y: NDArray[np.float64], strength: float = 1e-5) -> NDArray[np.float64]:
    """Weights (the last is the bias) of a logistic regression in which every feature keeps its sign."""
    codes = [feature.code for feature in FEATURES]
    bounds = [(0, None) if code in SPEAKING_FOR else (None, 0) for code in codes] + [(None, None)]
    ones = np.hstack([x, np.ones((len(x), 1))])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = ones @ weights
        p = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
        value = -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)) + strength * np.sum(weights[:-1] ** 2)
        slope = ones.T @ (p - y) / len(y)
        slope[:-1] += 2 * strength * weights[:-1]
        return float(value), slope

    found: NDArray[np.float64] = minimize(loss, np.zeros(ones.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def threshold(p: NDArray[np.float64], y: NDArray[np.float64], precision: float) -> float:
    """The lowest probability from which on so many pairs are one."""
    order = np.argsort(-p)
    right = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    good = np.flatnonzero(right >= precision)
    return float(p[order][good[-1]]) if len(good) else 1.0


def main() -> None:
    """Learn, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    given = parser.parse_args()
    names = known_names(given.records)
    count_words(names)
    made = list(pairs(names))
    part = np.array([part_of(one) for one, *_ in made])
    x = np.array([[feature.value(pair) for feature in FEATURES] for pair in (pair_of(a, b) for _, a, b, _ in made)])
    y = np.array([float(same) for *_, same in made])
    learnt_on, chosen_on, test = np.isin(part, LEARNT), part == CHOSEN, part == UNSEEN
    weights = learn(x[learnt_on], y[learnt_on])
    p = 1 / (1 + np.exp(-np.clip(np.hstack([x, np.ones((len(x), 1))]) @ weights, -50, 50)))
    merge, queue = (threshold(p[chosen_on], y[chosen_on], precision) for precision in (PRECISION, ASKED))
    taken = test & (p >= merge)
    learnt = {
        "set, not learnt": ", ".join(SET),
        "from": "names of the Research Organization Registry, release of the records given (CC0)",
        "on": datetime.now(UTC).date().isoformat(),
        "pairs": int(learnt_on.sum()),
        "unseen pairs": int(test.sum()),
        "precision of merges on unseen": round(float(y[taken].mean()), 4),
        "recall of merges on unseen": round(float(y[taken].sum() / y[test].sum()), 4),
    }
    document = {
        "version": VERSION,
        "bias": round(float(weights[-1]), 4),
        "of": {
            feature.code: SET.get(feature.code, round(float(weight), 4))
            for feature, weight in zip(FEATURES, weights, strict=False)
        },
        "merge": round(merge, 4),
        "queue": round(min(queue, merge), 4),
        "learnt": learnt,
    }
    (DATA / "weights.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    scorer.shipped.cache_clear()
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
