"""Learn the weights of matches from registers, and say how good they are.

Run as `python scripts/learn_matching.py un_platform_2018.xlsx un_ocean_2026.jsonl`, or with registers of your own and
`--to weights.json`, and name that file in GOAL17_MATCHING. Without `--to` it writes the weights that goal17 comes with,
`graph/matching/data/weights.json`.

Links are hidden as the protocols P1 (partners; of initiatives described in a sentence too), P2 and P4 (partnerships,
for the known and for newcomers) hide them; the weights are learnt from all of these questions, the figures that stand
beside them from questions of folds that they weren't learnt from.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from api.cli.opened import read_settings
from api.cli.protocols.given import Given
from graph.errors import Goal17Error, InputError
from graph.evaluation.hidden import figures, questions, ranking
from graph.evaluation.hidden.described import described_partnership_folds
from graph.evaluation.hidden.learning import L2, Choice, learn
from graph.evaluation.hidden.masking import Masker
from graph.matching.model import Model, written
from graph.snapshot.snapshot import Snapshot

DATA = Path(__file__).parents[1] / "graph" / "matching" / "data" / "weights.json"
VERSION = "additive/1"

Folds = Callable[[Snapshot, Masker], Iterator[questions.Fold]]
LEARNT_FROM: tuple[tuple[str, str, Folds], ...] = (
    ("P1", "partners", questions.partner_folds),
    ("P1 in a sentence", "partners", described_partnership_folds),
    ("P2", "partnerships", questions.partnership_folds),
    ("P4", "partnerships", questions.newcomer_folds),
)
"""Protocol, what is asked for, and the questions that are learnt from."""

_TOLD = ("hit@10", "MRR")


def main() -> None:
    """Read the registers, learn, and write the weights with their figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("registers", nargs="*", type=Path, help="files of the registers")
    parser.add_argument("--store", help="URL of a store to learn from in their place")
    parser.add_argument("--to", type=Path, default=DATA, help="file of the weights")
    asked = parser.parse_args()
    with ExitStack() as held:
        given = Given(read_settings(asked.store), held, registers=asked.registers, store_named=asked.store is not None)
        try:
            document = learnt(given)
        except Goal17Error as error:
            parser.error(str(error))
    if asked.to.resolve() != DATA:
        # An answer tells whose weights made it.
        document["name"] = f"{VERSION} ({asked.to.name})"
    asked.to.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{asked.to}: {document['name']}")


def learnt(given: Given) -> dict[str, object]:
    """The weights of a store's registers, as their file holds them.

    Raises:
        InputError: there is nothing to learn from.
    """
    world = given.world
    began = time.perf_counter()
    choices: dict[str, list[Choice]] = {}
    numbers, accepted = {}, {}
    for protocol, kind, folds_of in LEARNT_FROM:
        folds = ranking.measured(kind, folds_of(world, given.masker(world)))
        asked = [each for fold in folds for each in fold.asked]
        choices.setdefault(kind, []).extend(ranking.learnable(asked))
        numbers[protocol] = len(asked)
        ranks = ranking.cross_validated(kind, folds, {})
        accepted[protocol] = _told(protocol, ranks)
        print(f"{protocol}: {len(asked)} questions, {time.perf_counter() - began:.0f} s; {accepted[protocol]}")
    if not all(choices.values()):
        raise InputError(
            "Too few partners take part in two partnerships or more: there is nothing to hide and learn from."
        )
    model = Model(VERSION, {kind: learn(kind, each) for kind, each in choices.items()}, ranking.SPREAD)
    return {
        **written(model),
        "learnt": {
            "on": datetime.now(UTC).date().isoformat(),
            "questions": numbers,
            "partnerships": len(world.partnerships),
            "l2": L2,
            "novel": ranking.NOVEL,
        },
        "figures of folds not learnt from": accepted,
    }


def _told(protocol: str, ranks: ranking.Ranks) -> dict[str, dict[str, float]]:
    """Method to its figures on all questions of a protocol."""
    told: dict[str, dict[str, float]] = {}
    for each in figures.figures(protocol, protocol, ranks):
        if each.slice == protocol and each.metric in _TOLD:
            told.setdefault(each.method, {})[each.metric] = round(each.value, 3)
    return told


if __name__ == "__main__":
    main()
