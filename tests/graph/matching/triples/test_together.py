"""What lists draw together."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.matching.triples import together
from graph.matching.triples.sides import Sides
from graph.snapshot.snapshot import Snapshot


@pytest.fixture
def members(south: Snapshot) -> Snapshot:
    return Sides.of(south, date(2026, 11, 21)).snapshot


def test_scores_are_those_of_the_regression_without_oneself(members: Snapshot) -> None:
    """Column by column: the ridge regression of a member on all others, solved by itself."""
    kept = np.flatnonzero(np.diff(members.links.indptr) > 1)
    lists = np.hstack([members.links[kept, :].toarray().T, (members.tagged.toarray() > 0).astype(float)])
    made = together.Together(members)
    for where in range(len(members.partnerships)):
        scores = made.scores(where)
        for at, who in enumerate(kept.tolist()):
            others = np.delete(lists, at, axis=1)
            gram = others.T @ others + together.RIDGE * np.eye(others.shape[1])
            expected = others[where] @ np.linalg.solve(gram, others.T @ lists[:, at])
            assert scores[who] == pytest.approx(max(expected, 0), abs=1e-5)
        assert (scores[np.setdiff1d(np.arange(len(scores)), kept)] == 0).all()


def test_no_more_members_than_can_be_are_predicted(members: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 2)
    scores = np.stack([together.Together(members).scores(row) for row in range(len(members.partnerships))])
    assert (scores.any(axis=0)).sum() <= 2


def test_an_empty_register_draws_nobody(members: Snapshot) -> None:
    together.Together(members.only([]))
