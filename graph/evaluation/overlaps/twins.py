"""Entries of one title whose texts differ: does the text of the one, without its title, find the other?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from graph.evaluation.figures import Figure, measured
from graph.evaluation.overlaps.figures import PROTOCOL
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import Weights
from graph.matching.overlaps.search import nearest
from graph.matching.overlaps.sides import Sides
from graph.resolve.twins.text import Texts
from graph.snapshot.snapshot import Floats, Snapshot
from graph.store.interface import View
from graph.text.fold import fold

LONGEST_SAME = 0.5
"""Share of the shorter text that may stand in the longer: what is nearly copied is found by any method."""

SHORTEST_TITLE = 24
"""Characters of a title that two entries hardly bear by chance."""

_FUSION = 60


def twins(view: View) -> list[tuple[str, str]]:
    """Ids of pairs of records that alone bear one title, with texts that are not nearly the same."""
    drafts = [draft for draft in view.drafts() if draft.kind == "partnership"]
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if len(folded := fold(draft.name)) >= SHORTEST_TITLE:
            bearers[folded].append(at)
    texts = Texts(["\n".join(text.text for text in draft.texts).replace(draft.name, "") for draft in drafts])
    return [
        (drafts[of[0]].record, drafts[of[1]].record)
        for of in bearers.values()
        if len(of) == len(("one", "other")) and texts.common(*of).share < LONGEST_SAME and texts.common(*of).runs
    ]


Hits = dict[str, list[bool]]
"""Method to whether it found the right entry first, for every question."""


def hits(asked: Sequence[str], wanted: Sequence[str], snapshot: Snapshot, weights: Weights) -> Hits:
    """Whether the first entry that is found is the right one, by method.

    Args:
        asked: ids of records that have no title in the snapshot.
        wanted: for each, the id of the record to be found.
        snapshot: of `apart.apart`.
        weights: of the score.
    """
    sides = Sides(snapshot)
    found: Hits = defaultdict(list)
    for one, other in zip(asked, wanted, strict=True):
        row, right = snapshot.partnership_row[one], snapshot.partnership_row[other]
        likeness = Likeness(sides, sides.stored(row))
        best = nearest(likeness, weights, 1, exclude={row})
        found["goal17"].append(bool(best) and best[0].row == right)
        for method, scores in _simple(likeness, snapshot, row).items():
            scores[row] = -1
            found[method].append(int(np.argmax(scores)) == right)
    return found


def figures(found: Iterable[Hits]) -> Iterator[Figure]:
    """Share of questions that found the right entry first, by method; no questions, no figures."""
    every: Hits = defaultdict(list)
    for each in found:
        for method, right in each.items():
            every[method] += right
    for method, right in every.items():
        yield from measured(PROTOCOL, "same title, other text", method, "R@1", right, _share)


def _simple(likeness: Likeness, snapshot: Snapshot, asked: int) -> Mapping[str, Floats]:
    words = np.asarray(snapshot.terms @ snapshot.terms[[asked], :].toarray().ravel())
    made = {"words": words, "vectors": snapshot.vectors @ snapshot.vectors[asked], "shared partners": likeness.partners}
    ranks = {name: np.argsort(np.argsort(-each, kind="stable"), kind="stable") + 1 for name, each in made.items()}
    fusion = np.sum([1 / (_FUSION + each) for each in ranks.values()], axis=0)
    return {name: np.array(each, dtype=np.float32) for name, each in {**made, "fusion": fusion}.items()}


def _share(hits: Sequence[bool]) -> float:
    return float(np.mean(hits))
