"""P1: a partner for an initiative."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """One link of each hidden, in five folds; weights are learnt on the other four.

    Of `--test-on` alone links are looked for, and weights are learnt from the other registers.
    """
    from graph.evaluation.hidden.figures import figures
    from graph.evaluation.hidden.questions import partner_folds
    from graph.evaluation.hidden.ranking import SHIPPED, cross_validated

    folds = partner_folds(given.world, given.masker(given.world))
    yield from figures(
        "P1", "a partner for an initiative", cross_validated("partners", folds, {SHIPPED: given.model}, given.asked)
    )
