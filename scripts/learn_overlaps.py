"""Learn what tells of two entries whether they are one work, from labelled pairs and the registers that they are of.

Run as `python scripts/learn_overlaps.py --gold overlap_pairs.jsonl --store sqlite:///registers.db`. The store holds the
registers, resolved and with vectors; the models are looked for where `--models` says. Writes
`graph/matching/overlaps/data/overlaps.json`: the weights, learnt on all pairs, and the figures of models that had not
seen a pair's group. They are accepted where they are better than every baseline.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from graph.embed.spaces import load
from graph.evaluation.overlaps.apart import apart
from graph.evaluation.overlaps.figures import Measured, baselines, figures
from graph.evaluation.overlaps.gold import fingerprints, leak_groups, locate, read_gold
from graph.evaluation.overlaps.learning import FOLDINGS, FOLDS, learn, out_of_fold, values_of
from graph.matching.overlaps.model import Weights
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store

FILE = Path(__file__).parents[1] / "graph" / "matching" / "overlaps" / "data" / "overlaps.json"
VERSION = "overlaps/1"


def main() -> None:
    """Learn, test out of fold, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--store", required=True)
    parser.add_argument("--models", type=Path, default=Path("build/models"))
    given = parser.parse_args()
    pairs = read_gold(given.gold.read_text(encoding="utf-8").splitlines(), str(given.gold))
    embedder = load(given.models).all[-1]
    with open_store(given.store) as store:
        snapshot = apart(store.view(), embedder)
    located = locate(pairs, snapshot)
    print(f"{len(located.pairs)} pairs, {located.missing} with an entry that isn't there")
    labels = [pair.label for pair in located.pairs]
    groups = leak_groups(located, snapshot)
    made: dict[str, Weights] = {}
    accepted: dict[str, list[dict[str, str | float]]] = {}
    for name, of in (("vectors", snapshot), ("words", _without_vectors(snapshot))):
        values = values_of(located, of)
        made[name] = learn(values, labels)
        scores, relations = out_of_fold(values, labels, groups)
        measured = Measured(scores, relations, [False] * len(labels))
        accepted[name] = [
            {"method": each.method, "metric": each.metric, "value": round(each.value, 4), "low": round(each.low, 4),
             "high": round(each.high, 4)}
            for each in figures(located, measured, baselines(located, of))
            if each.slice in {"pairs", "relations"} and "joined" not in each.method
        ]  # fmt: skip
        for figure in accepted[name]:
            print(name, *figure.values())
    document = {
        "version": VERSION,
        **{name: _rounded(asdict(weights)) for name, weights in made.items()},
        "learnt": {
            "on": f"{len(labels)} labelled pairs of {len(snapshot.partnerships)} records, one labeller",
            "pairs": sorted(fingerprints(located, snapshot)),
            "space": snapshot.space,
            "when": datetime.now(UTC).date().isoformat(),
            "out of fold": f"groups of pairs that share an entry or a campaign ({len(np.unique(groups))}), dealt into"
            f" {FOLDS} folds {FOLDINGS} times; 95 % bootstrap intervals over pairs",
            "figures": accepted,
        },
    }
    FILE.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _without_vectors(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, space="")


def _rounded(weights: dict[str, object]) -> dict[str, object]:
    return {
        name: _rounded(each) if isinstance(each, dict) else round(float(each), 4)  # type: ignore[arg-type]  # a number
        for name, each in weights.items()
    }


if __name__ == "__main__":
    main()
