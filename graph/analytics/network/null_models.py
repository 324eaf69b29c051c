"""What chance would give: the same network with its links dealt anew, and what a measure is worth beside that.

A hub meets everybody and a large partnership is a mixed one, whatever anybody prefers. So measures are compared with
networks in which every partner takes part in as many partnerships, and every partnership has as many partners, and all
else is chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analytics.network.two_mode import TwoMode
from graph.errors import InputError
from graph.progress import Progress, silent
from graph.text.sentence import number

DRAWS = 100
"""Networks that chance is measured on, unless another number is asked for."""

FEWEST_DRAWS = 20
"""Networks that chance is measured on at least: of so many, a standard deviation has a standard error of a sixth."""

SEED = 17
"""Seed of what is left to chance, unless another is named."""

_ROUNDS = 10
"""Rounds of trades between two draws: ten times half of the partnerships, as the five times all of Strona et al."""

MODEL: Literal["curveball"] = "curveball"


@dataclass(frozen=True, slots=True)
class Against:
    """A measure beside what chance gives.

    Attributes:
        value: of the network as it is; None where it isn't defined.
        expected: mean over the networks of chance; None where it isn't defined in one of them.
        deviation: standard deviation over them.
        z: (value - expected) / deviation; None where chance always gives the same.
        beyond: how many of the draws are as far from `expected` as the value is, or further.
        draws: how many networks of chance.
        seed: of what was left to chance.
        model: how they were made.
    """

    value: float | None
    expected: float | None
    deviation: float | None
    z: float | None
    beyond: int | None
    draws: int
    seed: int
    model: str = MODEL


def against(value: float | None, drawn: Sequence[float | None], seed: int) -> Against:
    """A measure beside its values in networks of chance.

    Args:
        value: of the network as it is; None where it isn't defined.
        drawn: of each network of chance.
        seed: of the draws.

    >>> against(0.5, [0.1, 0.2, 0.3], 17).beyond
    0
    >>> against(0.2, [0.2, 0.2], 17).z is None
    True
    """
    known = [each for each in drawn if each is not None]
    if value is None or len(known) < len(drawn) or len(known) < 2:
        return Against(value, None, None, None, None, len(drawn), seed)
    values = np.array(known)
    expected, deviation = float(values.mean()), float(values.std(ddof=1))
    # Sums in another order differ in their last digits, which is no deviation.
    close = 1e-9 * max(1.0, abs(expected))
    z = (value - expected) / deviation if deviation > close else None
    beyond = int((np.abs(values - expected) >= abs(value - expected) - close).sum())
    return Against(value, expected, deviation if z is not None else 0.0, z, beyond, len(drawn), seed)


def beside_chance(
    network: TwoMode,
    measures: Sequence[Callable[[csr_array], float | None]],
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress = silent,
) -> tuple[Against, ...]:
    """Measures of a network, each beside what it is in networks of chance, the same ones for all.

    Args:
        network: the two-mode network.
        measures: each of a matrix of links like `network.links`.
        draws: networks of chance, at least `FEWEST_DRAWS`.
        seed: of these.
        progress: told how many are drawn and measured.

    Raises:
        InputError: fewer draws are asked for.
    """
    if draws < FEWEST_DRAWS:
        raise InputError(
            f"{number(draws, 'network')} of chance {'tells' if draws == 1 else 'tell'} too little of how chance varies;"
            f" ask for {FEWEST_DRAWS} or more."
        )
    drawn: list[list[float | None]] = []
    for links in dealt_anew(network, draws, seed):
        progress("chance", len(drawn), draws)
        drawn.append([measure(links) for measure in measures])
    progress("chance", draws, draws)
    return tuple(
        against(measure(network.links), [each[at] for each in drawn], seed) for at, measure in enumerate(measures)
    )


def dealt_anew(network: TwoMode, draws: int = DRAWS, seed: int = SEED) -> Iterator[csr_array]:
    """Networks with the same degrees in both modes, drawn by trading partners between partnerships.

    Two partnerships put the partners that only one of them has into a pot and draw as many each as they gave (G. Strona
    et al., A fast and unbiased procedure to randomize ecological binary matrices with fixed row and column totals,
    2014: "curveball"); all trade at once, in pairs drawn anew each round, which is as fair (C. J. Carstens, A. Berger
    and G. Strona, A unifying framework for fast randomization of ecological networks with fixed (node) degrees, 2018:
    "global curveball"). Each network is ten rounds from the one before.

    Args:
        network: the two-mode network.
        draws: how many.
        seed: of chance: the same seed gives the same networks.

    Yields:
        Matrices like `network.links`: (n, m), float64.
    """
    chance = np.random.default_rng(seed)
    who = network.by_partnership.indices.astype(np.int64)
    where = np.repeat(np.arange(network.links.shape[1]), network.partnership_degrees)
    for _ in range(draws):
        for _ in range(_ROUNDS):
            who = _trade(where, who, network.links.shape[1], chance)
        made = csr_array((np.ones(len(who)), (who, where)), shape=network.links.shape)
        made.sort_indices()
        yield made


def _trade(
    where: NDArray[np.int64], who: NDArray[np.int64], partnerships: int, chance: np.random.Generator
) -> NDArray[np.int64]:
    """One round: all partnerships in pairs, an odd one alone."""
    if not len(who):
        return who
    pair = np.empty(partnerships, dtype=np.int64)
    pair[chance.permutation(partnerships)] = np.arange(partnerships) // 2
    of = pair[where]
    keys = of * (int(who.max()) + 1) + who
    order = np.argsort(keys)
    # Who is in both of a pair stands twice, side by side, and stays.
    is_again = keys[order[1:]] == keys[order[:-1]]
    is_free = ~(np.append(is_again, False) | np.append(False, is_again))
    # Slots as they stand by pair, and what is in the pot of the pair in an order of chance.
    slots = order[is_free]
    pot = slots[np.argsort(of[slots] + chance.random(len(slots)))]
    dealt = who.copy()
    dealt[slots] = who[pot]
    return dealt
