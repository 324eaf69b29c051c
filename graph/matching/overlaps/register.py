"""The whole register at once: which entries are one work, follow or overlap each other, and which are of one campaign.

Every entry is compared with those that could be near it. Pairs that are one work are kept, and siblings that share a
template: titles or texts that are the same in two fifths of what they tell. Kept pairs are put together into groups,
the strongest first; a group joins another only where half of the smaller one's members are tied to the other, so that
no chain of half-likenesses grows. A group in which most ties are siblings is a campaign: it is shown by its members,
not by all pairs of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from graph.matching.match import Reason
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import ONE_WORK, Weights, shipped
from graph.matching.overlaps.said import Told, reasons, relation_of
from graph.matching.overlaps.search import Near, bounds
from graph.matching.overlaps.sides import Sides
from graph.snapshot.snapshot import Snapshot

COMPARED = 24
"""Entries with which each is compared at least; all that could be one work with it are."""

TEMPLATE = 0.4
"""Likeness of titles, or of words, from which siblings share a template."""

MOSTLY = 0.5
"""Share of ties that are between siblings, above which a group is a campaign."""

_HALF = 0.5

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A partnership in a report."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entries that have to do with each other.

    Attributes:
        a: the one entry.
        b: the other.
        relation: `same`, `follow-up`, `overlapping` or `sibling`.
        why: what tells this relation from the next likely.
        score: sum of the contributions.
        reasons: what speaks for it and against it; "it" is b.
    """

    a: Entry
    b: Entry
    relation: str
    why: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together.

    Attributes:
        kind: `work` for entries that are one work, or follow or overlap each other; `campaign` for siblings.
        members: the entries, the best tied first.
        ties: of a work all pairs that are kept; of a campaign each member's strongest tie to those before it.
        pairs: how many pairs are kept.
    """

    kind: str
    members: tuple[Entry, ...]
    ties: tuple[Tie, ...]
    pairs: int


@dataclass(frozen=True, slots=True)
class Report:
    """The overlaps of a register.

    Attributes:
        entries: how many entries there are.
        relations: relation to the number of its pairs, those inside campaigns too.
        groups: works by their strongest tie, then campaigns by their size.
    """

    entries: int
    relations: Mapping[str, int]
    groups: tuple[Group, ...]


Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    relation: str
    score: float
    values: Mapping[str, float]


def report(snapshot: Snapshot, progress: Progress | None = None) -> Report:
    """Compare all entries of a register.

    Args:
        snapshot: the store's arrays; without entries the report is empty.
        progress: told how many entries are compared.
    """
    weights = shipped().weights(snapshot.space)
    sides = Sides(snapshot)
    kept = _kept(snapshot, sides, weights, progress)
    groups = [_group(members, kept) for members in _joined(kept)]
    likenesses: dict[int, Likeness] = {}

    def tie(pair: Pair) -> Tie:
        if pair[0] not in likenesses:
            likenesses.clear()
            likenesses[pair[0]] = Likeness(sides, sides.stored(pair[0]))
        return _tie(snapshot, sides, likenesses[pair[0]], pair, kept[pair], weights)

    counted: dict[str, int] = defaultdict(int)
    for each in kept.values():
        counted[each.relation] += 1
    made = []
    for kind, rows, pairs, number in groups:
        entries = tuple(Entry(snapshot.partnerships[row], snapshot.titles[row]) for row in rows)
        ties = {pair: tie(pair) for pair in sorted(pairs)}
        ranked = sorted(pairs, key=lambda pair: (-kept[pair].score, pair))
        made.append(Group(kind, entries, tuple(ties[pair] for pair in ranked), number))
    made.sort(key=lambda group: (group.kind == "campaign", *_place(group)))
    return Report(len(snapshot.partnerships), dict(counted), tuple(made))


def _place(group: Group) -> tuple[float, str]:
    if group.kind == "campaign":
        return -float(len(group.members)), group.members[0].id
    return -group.ties[0].score, group.members[0].id


def _kept(snapshot: Snapshot, sides: Sides, weights: Weights, progress: Progress | None) -> dict[Pair, _Kept]:
    """The pairs that are worth telling, each once."""
    size = len(snapshot.partnerships)
    seen: set[Pair] = set()
    kept: dict[Pair, _Kept] = {}
    for row in range(size):
        likeness = Likeness(sides, sides.stored(row))
        bound = bounds(likeness, weights)
        bound[row] = -np.inf
        near = set(np.argpartition(-bound, min(COMPARED, size - 1))[:COMPARED].tolist())
        near |= set(np.flatnonzero(bound >= weights.enough).tolist())
        others = sorted(other for other in near if other != row and (min(row, other), max(row, other)) not in seen)
        for other, values in zip(others, likeness.values(others), strict=True):
            pair = min(row, other), max(row, other)
            seen.add(pair)
            relation = weights.relations(values)[0]
            template = max(values["titles"], values["words"]) >= TEMPLATE
            if relation in ONE_WORK or (relation == "sibling" and template):
                kept[pair] = _Kept(relation, weights.total(values), values)
        if progress is not None:
            progress("comparing entries", row + 1, size)
    return kept


def _joined(kept: Mapping[Pair, _Kept]) -> list[list[int]]:
    """Groups of rows."""
    group: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    tied: dict[int, set[int]] = defaultdict(set)
    for a, b in kept:
        tied[a].add(b)
        tied[b].add(a)
        for row in (a, b):
            group[row], members[row] = row, [row]
    for a, b in sorted(kept, key=lambda pair: (-kept[pair].score, pair)):
        if group[a] == group[b]:
            continue
        smaller, larger = sorted((members[group[a]], members[group[b]]), key=len)
        there = set(larger)
        if sum(not tied[row].isdisjoint(there) for row in smaller) >= _HALF * len(smaller):
            name = group[larger[0]]
            del members[group[smaller[0]]]
            members[name] = larger + smaller
            for row in smaller:
                group[row] = name
    return [each for each in members.values() if len(each) > 1]


def _group(members: Collection[int], kept: Mapping[Pair, _Kept]) -> tuple[str, list[int], list[Pair], int]:
    """Kind of a group, its rows, the pairs of which reasons are told, and how many pairs are kept."""
    inside = set(members)
    pairs = [pair for pair in kept if inside.issuperset(pair)]
    siblings = sum(kept[pair].relation == "sibling" for pair in pairs)
    strength: dict[int, float] = defaultdict(float)
    for pair in pairs:
        for row in pair:
            strength[row] += 1
    rows = sorted(members, key=lambda row: (-strength[row], row))
    if siblings <= MOSTLY * len(pairs):
        return "work", rows, pairs, len(pairs)
    place = {row: at for at, row in enumerate(rows)}
    strongest: dict[int, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-kept[pair].score, pair)):
        strongest.setdefault(max(pair, key=place.__getitem__), pair)
    return "campaign", rows, list(strongest.values()), len(pairs)


def _tie(snapshot: Snapshot, sides: Sides, likeness: Likeness, pair: Pair, kept: _Kept, weights: Weights) -> Tie:
    one, other = (Entry(snapshot.partnerships[row], snapshot.titles[row]) for row in pair)
    row = pair[1]
    side = sides.stored(row)
    # Compared anew from the first one's side: a crowd is looked for among what is nearest to the one that is asked.
    values = likeness.values([row])[0]
    told = Told(snapshot, likeness, Near(row, weights.total(values), values), side)
    _, why = relation_of(kept.values, weights, likeness.asked, side)
    return Tie(one, other, kept.relation, why, weights.total(values), reasons(told, weights))
