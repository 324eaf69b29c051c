"""Where vertices stand in a picture: those that are tied near each other, all others apart.

Forces as in ForceAtlas2 (M. Jacomy, T. Venturini, S. Heymann and M. Bastian, 2014): any two vertices push each other
apart, with 1 / distance times the masses of both, a mass being one more than the number of ties; a tie pulls with
log(1 + distance), which lets groups stand apart (LinLog, A. Noack, 2007); and all are drawn to the middle, so that
parts without a tie to others stay in the picture. Steps grow shorter as in T. M. J. Fruchterman and E. M. Reingold
(1991).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.progress import Progress, silent

ROUNDS = 300
"""Steps that every vertex takes; after so many hardly any moves further than a hundredth of the picture."""

_GRAVITY = 0.05
_NEAREST = np.float32(0.01)
_TELL = 10
_GOLDEN = np.pi * (3 - np.sqrt(5))

Points = NDArray[np.float64]


def positions(ties: csr_array, rounds: int = ROUNDS, progress: Progress = silent) -> Points:
    """Positions of k vertices, the same for the same ties: nothing is drawn by lot.

    Each round takes k² steps, so that it is for some thousand vertices at the most.

    Args:
        ties: (k, k), symmetric, above 0 where two are tied, with nothing on the diagonal; all pull alike.
        rounds: steps that every vertex takes.
        progress: told how many are done.

    Returns:
        (k, 2), from 0 to 1 both ways, with the proportions kept; of one vertex the middle, of none nothing.
    """
    size = ties.shape[0]
    # A spiral of equal room for each (H. Vogel, 1979), the first in the middle.
    at = np.arange(size, dtype=np.float64)
    spread = np.sqrt(at + 0.5)
    places = np.stack([spread * np.cos(at * _GOLDEN), spread * np.sin(at * _GOLDEN)], axis=1)
    if size > 1:
        coo = ties.tocoo()
        masses = (np.diff(ties.indptr) + 1).astype(np.float32)
        reach = np.sqrt(size)
        # So that pushes and pulls balance at about the size of the spiral.
        push = np.log1p(reach) / (reach * masses.mean())
        for step in range(rounds):
            if step % _TELL == 0:
                progress("layout", step, rounds)
            forces = push * _apart(places, masses) - _GRAVITY * masses[:, None] * places
            away = places[coo.col] - places[coo.row]
            far = np.sqrt((away**2).sum(axis=1))
            pull = away * (np.log1p(far) / np.maximum(far, 1e-9))[:, None]
            for side in range(2):
                forces[:, side] += np.bincount(coo.row, pull[:, side], minlength=size)
            strength = np.sqrt((forces**2).sum(axis=1)) / masses
            longest = reach * 0.1 * (1 - step / rounds)
            moved = forces / masses[:, None]
            places = places + moved * (np.minimum(strength, longest) / np.maximum(strength, 1e-9))[:, None]
        progress("layout", rounds, rounds)
    return _fitted(places)


def _apart(places: Points, masses: NDArray[np.float32]) -> Points:
    """How strongly, and where, all others push each: (k, 2)."""
    # Side by side and without products of matrices: libraries for these wait for one another's threads.
    x, y = (places[:, side].astype(np.float32) for side in range(2))
    across, along = x[:, None] - x[None, :], y[:, None] - y[None, :]
    pushes = masses[:, None] * masses[None, :] / np.maximum(across * across + along * along, _NEAREST)
    return np.stack([(across * pushes).sum(axis=1), (along * pushes).sum(axis=1)], axis=1).astype(np.float64)


def _fitted(places: Points) -> Points:
    if not len(places):
        return places.reshape(0, 2)
    low, high = places.min(axis=0), places.max(axis=0)
    widest = float((high - low).max())
    if widest == 0:
        return np.full_like(places, 0.5)
    fitted: Points = (places - (low + high) / 2) / widest + 0.5
    return fitted
