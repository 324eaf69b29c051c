"""P3: partners for the initiatives that were registered last, by what was known before."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """Every known partner of a later initiative hidden in turn; weights are learnt on the earlier ones.

    Later are the entries of `--test-on` that no other register has; without it, of each series of ids the last fifth.
    """
    from graph.evaluation.hidden.figures import figures
    from graph.evaluation.hidden.questions import across_time, earlier_and_later, partner_folds
    from graph.evaluation.hidden.ranking import SHIPPED, learnt_before

    known, later = earlier_and_later(given.world, given.asked)
    fold = across_time(known, later, given.masker(later))
    before = partner_folds(known, given.masker(known))
    ranks = learnt_before("partners", before, fold, {SHIPPED: given.model})
    yield from figures("P3", "a partner for a later initiative", ranks)
