"""P1: a partner for an initiative."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """One link of each hidden, in five folds; weights are learnt on the other four.

    Of `--test-on` alone links are looked for, and weights are learnt from the other registers. The second table asks
    for an initiative of which no partner is known, in a sentence.
    """
    from graph.evaluation.hidden.described import described_partnership_folds
    from graph.evaluation.hidden.figures import figures
    from graph.evaluation.hidden.questions import partner_folds
    from graph.evaluation.hidden.ranking import SHIPPED, cross_validated, measured

    world, masker = given.world, given.masker(given.world)
    for title, folds in (
        ("a partner for an initiative", partner_folds(world, masker)),
        ("a partner for an initiative said in a sentence", described_partnership_folds(world, masker)),
    ):
        ranks = cross_validated("partners", measured("partners", folds), {SHIPPED: given.model}, given.asked)
        yield from figures("P1", title, ranks)
