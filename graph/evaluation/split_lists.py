"""The figures of splitting: goal17 beside the baselines, on the whole gold and on the half that no rule was made on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.evaluation.figures import Figure
from graph.evaluation.splitting import BASELINES, LabelledList, Splitter, half, score
from graph.names.split import split


def figures(labelled: Sequence[LabelledList]) -> Iterator[Figure]:
    """Precision and recall of names, and the share of lists that are exactly right."""
    methods: Mapping[str, Splitter] = {"goal17": split, **BASELINES}
    slices = {"splitting": labelled, "splitting, half B": [row for row in labelled if half(row.id) == "B"]}
    for slice_, rows in slices.items():
        for method, splitter in methods.items():
            found = score(rows, splitter)
            for metric in ("precision", "recall", "exact"):
                share = getattr(found, metric)
                yield Figure("P6", slice_, method, metric, share.value, share.low, share.high, len(rows))
