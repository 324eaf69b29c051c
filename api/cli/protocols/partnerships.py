"""P2: an initiative for a partner."""

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
    from graph.evaluation.hidden.questions import partnership_folds
    from graph.evaluation.hidden.ranking import SHIPPED, cross_validated, measured

    folds = measured("partnerships", partnership_folds(given.world, given.masker(given.world)))
    ranks = cross_validated("partnerships", folds, {SHIPPED: given.model}, given.asked)
    yield from figures("P2", "an initiative for a partner", ranks)
