"""P8: one side of South-South-North partnerships is hidden, and to be found again."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """Hide North, then hide South; weights are learnt on the other folds.

    With `--test-on` its entries alone are asked about, and weights are learnt from the other registers.
    """
    from api.service import today
    from graph.evaluation.triples import triples
    from graph.matching.triples.sides import Sides

    sides = Sides.of(given.world, today())
    yield from triples(sides, given.masker(sides.snapshot), given.asked)
