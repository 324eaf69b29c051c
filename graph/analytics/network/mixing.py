"""Mixing: whether partners work with their own kind, by type and by a list of the South, beside what chance gives.

What is counted is pairs of partners in a partnership. Each partnership gives every pair of its partners 1/(k - 1), k
being how many it has (Newman's weight), so that one of 200 counts a hundred times one of two and not twenty thousand
times; or every pair 1.

"South" is no flag: a named, dated list says who is on it. Economies in transition are a class of their own, whatever
list they stand on; a country on another list of the South alone, and one on no list, are two further classes, and none
of them is called North. Bodies of several States are in no country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analytics.network.null_models import DRAWS, SEED, Against, beside_chance
from graph.analytics.network.two_mode import TwoMode
from graph.errors import InputError
from graph.model.vocabularies import countries, groups, groups_of, members, south_lists, vocabulary
from graph.progress import Progress, silent
from graph.snapshot.snapshot import Snapshot

PairWeights = Literal["newman", "count"]
"""What a partnership gives each pair of its partners: 1/(k - 1), or 1."""

MULTILATERAL = ("un-system", "intergovernmental")
"""Types of bodies of several States."""

UNKNOWN_TYPES = ("", "unknown")
"""Types of partners of which none is known."""

TRANSITION, ON_ANOTHER, ON_NONE = "economy in transition", "on another list of the South", "on no list of the South"
"""Groups beside the one on a list of the South."""


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """Every partner of a network in one of some groups.

    Attributes:
        name: by what, in words: with the dated name of the list, where a list it is.
        groups: names of the groups.
        of: (n,), the group of each partner.
        apart: groups that aren't compared (not known; bodies of several States, by country): their pairs are counted,
            and count neither as within nor as between.
    """

    name: str
    groups: tuple[str, ...]
    of: NDArray[np.int64]
    apart: tuple[str, ...]

    @property
    def compared(self) -> NDArray[np.bool_]:
        """(g,), which of the groups are compared."""
        return np.array([group not in self.apart for group in self.groups], dtype=bool)


@dataclass(frozen=True, slots=True)
class GroupTies:
    """One group's share in the pairs.

    Attributes:
        group: its name.
        partners: how many partners of the network are in it.
        compared: whether it is compared with the others.
        within: weight of pairs of its partners.
        between: weight of pairs of one of its partners and one of another group that is compared.
        index: its E-I index, (between - within) / (between + within); None where it has no such pairs.
    """

    group: str
    partners: int
    compared: bool
    within: float
    between: float
    index: float | None


@dataclass(frozen=True, slots=True)
class Composition:
    """Which groups partnerships bring together.

    Attributes:
        groups: names of those groups, of all, of which a partnership has a partner.
        partnerships: how many partnerships have partners of exactly these.
    """

    groups: tuple[str, ...]
    partnerships: int


@dataclass(frozen=True, slots=True)
class Mixing:
    """How groups mix.

    Attributes:
        by: the name of the grouping.
        weights: what a partnership gives each pair.
        ties: the groups.
        pairs: weight of pairs between each two groups, in the order of `ties`; on the diagonal pairs within.
        counted: how many pairs these are; a pair counts once for every partnership that lists both.
        compared: weight of the pairs of which both partners are in groups that are compared.
        not_compared: weight of all other pairs.
        index: the E-I index (D. Krackhardt and R. N. Stern, 1988), -1 (all within) to 1 (all between), beside chance.
        assortativity: Newman's coefficient (2003), (Σ e_gg - Σ a_g²) / (1 - Σ a_g²), 1 where all pairs are within and 0
            as independence would give; beside chance.
        compositions: which groups partnerships bring together, the commonest first.
    """

    by: str
    weights: PairWeights
    ties: tuple[GroupTies, ...]
    pairs: tuple[tuple[float, ...], ...]
    counted: tuple[tuple[int, ...], ...]
    compared: float
    not_compared: float
    index: Against
    assortativity: Against
    compositions: tuple[Composition, ...]


def by_type(snapshot: Snapshot, network: TwoMode) -> Grouping:
    """Partners by type (vocabulary `types`), in its order; those of no known type apart."""
    types = [snapshot.partner_types[row] for row in network.partner_rows.tolist()]
    found = {"" if code in UNKNOWN_TYPES else code for code in types}
    known = [code for code in vocabulary("types").terms if code in found]
    known += sorted(found - set(known) - {""})
    labels = {code: vocabulary("types").label(code) for code in known} | dict.fromkeys(UNKNOWN_TYPES, "type not known")
    return _grouping("type of partner", [labels[code] for code in types], list(labels.values()), ("type not known",))


def south_list_names(on: date) -> Mapping[str, str]:
    """The lists of the South that may be chosen: code to dated name; of a set the set.

    >>> south_list_names(date(2025, 1, 1))["g77"]
    'Group of 77 and China, 2024-01'
    """
    found = groups()
    return {
        code: group.dated_name()
        for code, group in found.items()
        if group.kind == "south" and not group.parent and members(code, on)
    }


def by_south_list(snapshot: Snapshot, network: TwoMode, list: str, on: date) -> Grouping:
    """Partners by where they are based, as a list of the South has it.

    Args:
        snapshot: where types and countries are.
        network: its two-mode network.
        list: code of a list (`south_list_names`).
        on: the day as of which memberships hold.

    Raises:
        InputError: there is no such list.
    """
    names = south_list_names(on)
    if list not in names:
        raise InputError(f"{list!r} is no list of the South; there are {', '.join(sorted(names))}.")
    listed = members(list, on)
    name = names[list]
    here, several, unknown = f"on the list ({name})", "body of several States", "country not known"

    def group(row: int) -> str:
        if snapshot.partner_types[row] in MULTILATERAL:
            return several
        code = home_of(snapshot, row)
        if not code:
            return unknown
        if any(each.kind == "transition" for each in groups_of(code, on)):
            return TRANSITION
        if code in listed:
            return here
        return ON_ANOTHER if south_lists(code, on) else ON_NONE

    each = [group(row) for row in network.partner_rows.tolist()]
    order = [here, TRANSITION, ON_ANOTHER, ON_NONE, several, unknown]
    return _grouping(f"country of the partner: {name}", each, order, (several, unknown))


def home_of(snapshot: Snapshot, partner: int) -> str:
    """The country that a partner counts for: "" where none is known, and for a body of several States.

    Args:
        snapshot: where types and countries are.
        partner: its row.
    """
    code = snapshot.partner_countries[partner]
    return code if code in countries() and snapshot.partner_types[partner] not in MULTILATERAL else ""


def _grouping(name: str, each: Sequence[str], order: Sequence[str], apart: tuple[str, ...]) -> Grouping:
    present = set(each)
    kept = tuple(dict.fromkeys(label for label in order if label in present))
    place = {label: at for at, label in enumerate(kept)}
    of = np.array([place[label] for label in each], dtype=np.int64)
    return Grouping(name, kept, of, tuple(label for label in apart if label in present))


def mixing(
    network: TwoMode,
    grouping: Grouping,
    weights: PairWeights = "newman",
    draws: int = DRAWS,
    seed: int = SEED,
) -> Mixing:
    """How groups mix, beside what chance gives with the degrees of both modes kept.

    Args:
        network: the two-mode network.
        grouping: of its partners.
        weights: what a partnership gives each pair.
        draws: networks of chance, at least `graph.analytics.network.null_models.FEWEST_DRAWS`.
        seed: of these.

    Raises:
        InputError: fewer draws are asked for.
    """
    return mixings(network, [grouping], weights, draws, seed)[0]


def mixings(
    network: TwoMode,
    groupings: Sequence[Grouping],
    weights: PairWeights = "newman",
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress = silent,
) -> tuple[Mixing, ...]:
    """The same by several groupings, beside the same networks of chance.

    Args:
        network: the two-mode network.
        groupings: of its partners; none: nothing is drawn.
        weights: what a partnership gives each pair.
        draws: networks of chance, at least `graph.analytics.network.null_models.FEWEST_DRAWS`.
        seed: of these.
        progress: told how many of these are measured.

    Raises:
        InputError: fewer draws are asked for.
    """
    if not groupings:
        return ()
    sizes = network.partnership_degrees.astype(np.float64)
    worth = 1 / np.maximum(sizes - 1, 1) if weights == "newman" else np.ones_like(sizes)
    measures = [
        partial(_compared, grouping=grouping, worth=worth, measure=measure)
        for grouping in groupings
        for measure in (external_internal, assortativity)
    ]
    beside = beside_chance(network, measures, draws, seed, progress)
    return tuple(
        _mixing(network, grouping, weights, worth, beside[2 * at], beside[2 * at + 1])
        for at, grouping in enumerate(groupings)
    )


def _compared(
    links: csr_array,
    grouping: Grouping,
    worth: NDArray[np.float64],
    measure: Callable[[NDArray[np.float64]], float | None],
) -> float | None:
    """A measure of the pairs of groups that are compared."""
    pairs = _pairs(_held(links, grouping), worth)
    return measure(pairs[np.ix_(grouping.compared, grouping.compared)])


def _mixing(
    network: TwoMode,
    grouping: Grouping,
    weights: PairWeights,
    worth: NDArray[np.float64],
    index: Against,
    mixed: Against,
) -> Mixing:
    held = _held(network.links, grouping)
    pairs = _pairs(held, worth)
    inside = _total(pairs[np.ix_(grouping.compared, grouping.compared)])
    return Mixing(
        grouping.name,
        weights,
        tuple(_ties(grouping, pairs)),
        tuple(tuple(row) for row in pairs.tolist()),
        tuple(tuple(map(int, row)) for row in _pairs(held, np.ones_like(worth)).tolist()),
        inside,
        max(0.0, _total(pairs) - inside),
        index,
        mixed,
        _compositions(held, grouping.groups),
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """Pairs of partners by which side of a list of the South the two are on; one for every partnership that lists both.

    Attributes:
        all: pairs, of whomever.
        compared: those of two whose country is known, and that are no bodies of several States.
        both: of these, those of two on the list.
        one: those of one on the list and one on no list of the South.
        neither: those of two on no list of the South.
        others: the rest: one of the two is of an economy in transition, or on another list of the South alone.
    """

    all: int
    compared: int
    both: int
    one: int
    neither: int
    others: int


def sides(found: Mixing) -> Sides:
    """The pairs of a mixing by a list of the South (`by_south_list`), by side."""
    counted = np.array(found.counted, dtype=np.int64).reshape(len(found.ties), len(found.ties))
    kept = [at for at, each in enumerate(found.ties) if each.compared]
    on = [at for at in kept if found.ties[at].group not in {TRANSITION, ON_ANOTHER, ON_NONE}]
    none = [at for at in kept if found.ties[at].group == ON_NONE]
    compared = int(_total(counted[np.ix_(kept, kept)]))
    both, one, neither = (
        int(counted[np.ix_(rows, columns)].sum()) for rows, columns in ((on, on), (on, none), (none, none))
    )
    return Sides(int(_total(counted)), compared, both, one, neither, compared - both - one - neither)


def external_internal(pairs: NDArray[np.float64]) -> float | None:
    """The E-I index of a matrix of pairs between groups: (between - within) / (between + within).

    Args:
        pairs: (g, g), symmetric, with each pair of two groups in both places and each pair within once.

    Returns:
        -1 to 1; None where there are no pairs.
    """
    within, all_ = float(np.trace(pairs)), float(_total(pairs))
    return (all_ - 2 * within) / all_ if all_ else None


def assortativity(pairs: NDArray[np.float64]) -> float | None:
    """Newman's assortativity of a matrix of pairs between groups; None without pairs, or where all are of one group."""
    ends = pairs + np.diag(np.diag(pairs))
    both = float(ends.sum())
    if not both:
        return None
    shares = ends.sum(axis=1) / both
    expected = float((shares**2).sum())
    return (float(np.trace(ends)) / both - expected) / (1 - expected) if (shares > 0).sum() > 1 else None


def _total(pairs: NDArray[np.float64] | NDArray[np.int64]) -> float:
    return float((pairs.sum() + np.trace(pairs)) / 2)


def _held(links: csr_array, grouping: Grouping) -> NDArray[np.float64]:
    """(m, g), how many partners of each group a partnership has."""
    groups_, partnerships = len(grouping.groups), links.shape[1]
    at = np.repeat(grouping.of, np.diff(links.indptr))
    counted = np.bincount(links.indices * groups_ + at, minlength=partnerships * groups_)
    made: NDArray[np.float64] = counted.reshape(partnerships, groups_).astype(np.float64)
    return made


def _pairs(held: NDArray[np.float64], worth: NDArray[np.float64]) -> NDArray[np.float64]:
    weighed = held * worth[:, None]
    made: NDArray[np.float64] = held.T @ weighed
    own = (np.diag(made) - weighed.sum(axis=0)) / 2
    np.fill_diagonal(made, own)
    return made


def _ties(grouping: Grouping, pairs: NDArray[np.float64]) -> Sequence[GroupTies]:
    compared = grouping.compared
    numbers = np.bincount(grouping.of, minlength=len(grouping.groups)).tolist()
    made = []
    for at, group in enumerate(grouping.groups):
        within = float(pairs[at, at])
        between = float(pairs[at, compared].sum()) - (within if compared[at] else 0.0)
        both = within + between
        index = (between - within) / both if both and compared[at] else None
        made.append(GroupTies(group, numbers[at], bool(compared[at]), within, between, index))
    return made


def _compositions(held: NDArray[np.float64], names: Sequence[str]) -> tuple[Composition, ...]:
    present = Counter(map(tuple, (held > 0).tolist()))
    found = [(tuple(name for name, has in zip(names, row, strict=True) if has), n) for row, n in present.items()]
    return tuple(Composition(groups_, n) for groups_, n in sorted(found, key=lambda each: (-each[1], each[0])))
