"""Learn how much words and meaning speak for each goal, from goals that registrants declared.

Run as `python scripts/learn_goals.py sqlite:///goal17.db`: it needs a store of registers with declared goals and with
vectors (`goal17 ingest`), and the embedding models in `build/models`, or in the folder that `--models` names. It writes
`graph/infer/tagging/data/goal-words.csv` and `graph/infer/tagging/data/goal-model.json`; the second says on what it was
learnt, and the figures of `goal17 benchmark P7` on the same entries, each asked of weights learnt without its leak
group.

What is written are weights of terms: no text, nothing that fewer than `LEAST_ENTRIES` entries have, and no name of a
person: common given names, words that often follow one, and words that are always written with a capital are left out,
but for those of the names of countries.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from graph.embed.spaces import load
from graph.evaluation import tagging
from graph.evaluation.hidden.leaks import leak_groups
from graph.infer.tagging.learn import Example, learn, of_labels
from graph.infer.tagging.model import GOALS, GoalModel
from graph.model.vocabularies import countries
from graph.names.persons import may_be_person
from graph.snapshot.make import make
from graph.store import open_store
from graph.store.interface import View
from graph.text.fold import term, words

DATA = Path(__file__).parents[1] / "graph" / "infer" / "tagging" / "data"
VERSION = "goals/1"

LEAST_ENTRIES = 5
"""Entries that must have a term for its weights to be written."""

FOLLOWS = 0.15
"""Share of a term's places behind a given name from which it is taken for the name of a family."""

ALWAYS = 0.9
"""Share of a term's places inside sentences in which it has a capital from which it is taken for a name."""

INSIDE = re.compile(r"(?<=[^\W\d_A-Z,] )[^\W\d_]{3,}")
"""A word behind another that ends in a small letter: no sentence begins there."""

SMALLEST = 0.1
"""Weights below it are left out."""


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return may_be_person(f"{word.capitalize()} Example")


def proper_names(view: View) -> set[str]:
    """Terms that often stand behind a given name, or always have a capital inside a sentence and are no public name."""
    places: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for entity in view.entities("partnership"):
        for text in (entity.name, *(text.text for text in entity.texts)):
            written = words(text)
            places.update(map(term, written))
            behind.update(term(after) for before, after in pairwise(written) if is_given_name(before))
            for found in INSIDE.findall(text):
                for each in map(term, words(found)):
                    inside[each] += 1
                    capital[each] += found[0].isupper() and not found.isupper()
    public = [name for country in countries().values() for name in country.names.values()]
    known = {term(word) for name in public for word in words(name)}
    return {each for each, number in behind.items() if number >= FOLLOWS * places[each]} | {
        each for each, number in capital.items() if number >= ALWAYS * inside[each] and each not in known
    }


def kept(model: GoalModel, entries: list[Example], persons: set[str]) -> dict[str, int]:
    """Terms that may be written, with their rows; words of the goals' own labels always may."""
    having: dict[str, int] = {}
    for each in entries:
        for known in each.counts:
            having[known] = having.get(known, 0) + 1
    return {
        each: row
        for each, row in model.terms.items()
        if having.get(each, LEAST_ENTRIES) >= LEAST_ENTRIES and each not in persons and not is_given_name(each)
    }


def write(model: GoalModel, terms: dict[str, int]) -> int:
    """Write the weights of terms; says how many terms it is."""
    lines = ["term,idf,weights"]
    for each, row in terms.items():
        weights = [
            f"{goal + 1}:{model.weights[row, goal]:.2f}"
            for goal in range(GOALS)
            if abs(model.weights[row, goal]) >= SMALLEST
        ]
        if weights:
            lines.append(f"{each},{model.idf[row]:.2f},{' '.join(weights)}")
    (DATA / "goal-words.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def main() -> None:
    """Learn, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--models", type=Path, default=Path("build") / "models")
    asked = parser.parse_args()
    embedder = load(asked.models).reading(None)[0]
    with open_store(asked.store) as store:
        snapshot = make(store.view(), embedder.space)
        groups = dict(zip(snapshot.partnerships, leak_groups(snapshot).tolist(), strict=True))
        entries = tagging.read(store.view(), embedder.space, groups)
        persons = proper_names(store.view())
    model = learn(entries, embedder.space, VERSION, of_labels(embedder.embed))
    figures = [
        f"{each.slice}: {each.method} {each.metric} {each.value:.3f} [{each.low:.3f}, {each.high:.3f}]"
        for each in tagging.figures(entries, embedder)
        if "micro" in each.metric
    ]
    DATA.mkdir(exist_ok=True)
    document = {
        "version": VERSION,
        "space": model.space,
        "bias": [round(float(each), 3) for each in model.bias],
        "mixes": {
            name: {part: round(value, 3) for part, value in asdict(mix).items()} for name, mix in model.mixes.items()
        },
        "learnt": {
            "from": "goals that registrants declared in registers of the United Nations, and the labels of goals and"
            " targets",
            "on": datetime.now(UTC).date().isoformat(),
            "entries": len(entries),
            "terms": write(model, kept(model, entries, persons)),
            "unseen": figures,
        },
        "centre": [round(float(each), 3) for each in model.centre],
        "shift": [round(float(each), 3) for each in model.shift],
        "directions": [round(float(each), 2) for each in model.directions.ravel()],
    }
    told = json.dumps(document, indent=2, ensure_ascii=False)
    for name in ("bias", "centre", "shift", "directions"):
        told = _on_one_line(told, name)
    (DATA / "goal-model.json").write_text(told + "\n", encoding="utf-8")
    print(json.dumps(document["learnt"], indent=2))


def _on_one_line(told: str, name: str) -> str:
    """Numbers of one list beside each other."""
    start = told.index(f'"{name}": [')
    end = told.index("]", start)
    return told[:start] + " ".join(told[start:end].split()) + told[end:]


if __name__ == "__main__":
    main()
