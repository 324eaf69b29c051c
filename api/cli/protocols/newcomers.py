"""P4: initiatives for a newcomer of which only a name and a text are known."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """All links of a partner cut, in five folds; weights are learnt on the other four.

    Of `--test-on` alone links are looked for, and weights are learnt from the other registers.
    """
    from graph.evaluation.hidden.figures import figures
    from graph.evaluation.hidden.questions import newcomer_folds
    from graph.evaluation.hidden.ranking import SHIPPED, cross_validated

    folds = newcomer_folds(given.world, given.masker(given.world))
    ranks = cross_validated("partnerships", folds, {SHIPPED: given.model}, given.asked)
    yield from figures("P4", "an initiative for a newcomer", ranks)
