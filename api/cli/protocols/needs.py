"""P9: whose offer meets a need."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given, lines
from graph.evaluation.figures import Figure

GOLD = ("need_offer_pairs.jsonl",)
REGISTERS = "too"
"""The offers are looked for among the entries of registers."""


def figures(given: Given) -> Iterator[Figure]:
    """The figures of the labelled needs, beside baselines of the same run."""
    from graph.evaluation import needs
    from graph.evaluation.comparing_needs import pairs

    file = given.gold_file(GOLD[0])
    if file is None:
        return
    labelled = needs.read_gold(lines(file), str(file))
    found, missing = pairs(labelled, given.snapshot, given.store.view(), given.embedders.all[-1])
    yield from needs.figures(found, missing)
