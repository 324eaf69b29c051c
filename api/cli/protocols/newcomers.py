"""P4: initiatives for a newcomer of which only a name and a text are known."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"


def figures(given: Given) -> Iterator[Figure]:
    """All links of a partner cut, in five folds; weights are learnt on the other four.

    Of `--test-on` alone links are looked for, and weights are learnt from the other registers. The second table ranks
    the newcomers of a fold for each initiative, the third asks for a newcomer that says one sentence.
    """
    from graph.evaluation.hidden.described import described_newcomer_folds
    from graph.evaluation.hidden.figures import figures
    from graph.evaluation.hidden.newcomers import KIND, newcomers_ranked
    from graph.evaluation.hidden.questions import newcomer_folds
    from graph.evaluation.hidden.ranking import SHIPPED, cross_validated, learnt_elsewhere, measured

    world, masker, models = given.world, given.masker(given.world), {SHIPPED: given.model}
    folds = measured(KIND, newcomer_folds(world, masker))
    yield from figures("P4", "an initiative for a newcomer", cross_validated(KIND, folds, models, given.asked))
    weights = learnt_elsewhere(KIND, folds, given.asked)
    yield from figures(
        "P4", "a newcomer for an initiative", newcomers_ranked(world, folds, weights, models, given.asked)
    )
    said = measured(KIND, described_newcomer_folds(world, masker))
    yield from figures(
        "P4", "an initiative for a newcomer that says a sentence", cross_validated(KIND, said, models, given.asked)
    )
