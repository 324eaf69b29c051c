"""Learn the weights by which offers are matched with needs, and write them where goal17 reads them.

    python scripts/learn_needs.py --gold FOLDER --store sqlite:///goal17.db

The store has to hold the registers of the labelled offers, with vectors. The weights are written together with the
figures that they reach on needs of countries that they weren't learnt on.
"""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack
from pathlib import Path

from api.cli.opened import read_settings
from api.cli.protocols.given import Given, lines
from graph.evaluation import needs
from graph.evaluation.comparing_needs import pairs
from graph.matching.needs.weights import shipped

VERSION = "needs/1"
TO = Path(__file__).parents[1] / "graph" / "matching" / "needs" / "data" / "weights.json"


def main() -> None:
    """Learn and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gold", type=Path, required=True, help="folder with need_offer_pairs.jsonl")
    asked.add_argument("--store", required=True, help="URL of a store with the registers of the offers")
    asked.add_argument("--to", type=Path, default=TO, help="where to write the weights")
    given = asked.parse_args()
    file = given.gold / "need_offer_pairs.jsonl"
    with ExitStack() as held:
        on = Given(read_settings(given.store), held, given.gold, (), (), store_named=True)
        labelled = needs.read_gold(lines(file), str(file))
        found, missing = pairs(labelled, on.snapshot, on.store.view(), on.embedders.all[-1])
    digest = needs.digest(labelled)
    learnt = needs.learnt(found, VERSION, digest)
    # What is measured has to know on which countries the new weights were learnt.
    given.to.write_text(_document(learnt, {}), encoding="utf-8")
    shipped.cache_clear()
    figures = {
        f"{each.method}: {each.metric}": [round(each.value, 3), round(each.low, 3), round(each.high, 3)]
        for each in needs.figures(found, missing)
        if "shipped" not in each.method
    }
    given.to.write_text(_document(learnt, figures), encoding="utf-8")
    print(f"Learnt on {len(found)} labelled offers ({missing} not found); written to {given.to}.")


def _document(learnt: object, figures: dict[str, list[float]]) -> str:
    from dataclasses import asdict

    rounded = {
        key: {name: round(weight, 4) for name, weight in value.items()} if isinstance(value, dict) else value
        for key, value in asdict(learnt).items()  # type: ignore[call-overload]
    }
    rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in rounded.items()}
    return json.dumps(rounded | {"figures": figures}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
