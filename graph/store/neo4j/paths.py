"""Shortest paths between two entities, one layer of neighbours after the other.

Cypher's `allShortestPaths` would list every path before it can sort them, and between two hubs there are more than
anyone can count. Here the paths are walked in the order of their ids, so that the first ten cost ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Steps = Callable[[Iterable[str]], Iterable[tuple[str, str]]]
"""From some entities to (entity, neighbour) for every one of their neighbours."""


def shortest_paths(steps: Steps, start: str, end: str, longest: int) -> Iterator[tuple[str, ...]]:
    """The shortest paths, in the order of their ids.

    Args:
        steps: gives neighbours; called at most `longest` times, before the first path is given.
        start: where they begin.
        end: where they end; the same as `start` gives one path of one id.
        longest: steps that a path may have, 0 or more.

    >>> ties = {"a": "xy", "x": "ab", "y": "ab", "b": "xyz", "z": "b"}
    >>> list(shortest_paths(lambda some: [(one, to) for one in some for to in ties[one]], "a", "b", 4))
    [('a', 'x', 'b'), ('a', 'y', 'b')]
    """
    onward = _onward(steps, start, end, longest)
    return iter(()) if onward is None else _walk(onward, start, end)


def _onward(steps: Steps, start: str, end: str, longest: int) -> dict[str, set[str]] | None:
    """Every entity on a shortest path to those that follow it on one; None if the ends are too far apart.

    From both ends, the smaller layer first, so that two hubs meet after few entities.
    """
    layers = ([{start}], [{end}])
    before: tuple[dict[str, set[str]], dict[str, set[str]]] = ({start: set()}, {end: set()})
    while not layers[0][-1] & layers[1][-1]:
        if len(layers[0]) + len(layers[1]) - 2 >= longest:
            return None
        side = 0 if len(layers[0][-1]) <= len(layers[1][-1]) else 1
        reached: dict[str, set[str]] = {}
        for near, far in steps(sorted(layers[side][-1])):
            if far not in before[side]:
                reached.setdefault(far, set()).add(near)
        if not reached:
            return None
        before[side].update(reached)
        layers[side].append(set(reached))
    met = layers[0][-1] & layers[1][-1]
    onward: dict[str, set[str]] = {}
    back = met
    for _ in layers[0][1:]:
        for far in back:
            for near in before[0][far]:
                onward.setdefault(near, set()).add(far)
        back = {near for far in back for near in before[0][far]}
    forth = met
    for _ in layers[1][1:]:
        for near in forth:
            onward.setdefault(near, set()).update(before[1][near])
        forth = {far for near in forth for far in before[1][near]}
    return onward


def _walk(onward: dict[str, set[str]], start: str, end: str) -> Iterator[tuple[str, ...]]:
    if start == end:
        yield (start,)
        return
    for following in sorted(onward[start]):
        for rest in _walk(onward, following, end):
            yield (start, *rest)
