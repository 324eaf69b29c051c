"""Names being joined: sets that never hold two names which are known to be different.

Names of organisations become partners so, records of initiatives partnerships.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.model.judgements import Name

Conflict = Callable[[Iterable[Name], Iterable[Name]], str]
"""Why names of two sets can't be one bearer's; "" where they can."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One organisation, or one initiative: its names, first mentioned first, and why each belongs to it.

    Attributes:
        names: the names; the first one is the earliest mentioned.
        rules: for every name but the first, why it was joined.
    """

    names: tuple[Name, ...]
    rules: Mapping[Name, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A tie that was not made, because it would have put together what is known to be different.

    Attributes:
        a: the one name.
        b: the other.
        rule: what would have joined them.
        why: what keeps them apart.
    """

    a: Name
    b: Name
    rule: str
    why: str


class Joined:
    """Disjoint sets of names.

    Ties are made the strongest first; one that would close a ring around two different names is refused. So a
    "different" inside what would be one bearer's splits it at its weakest tie.

    Args:
        names: all names, in the order of their first mention.
        different: pairs that a person has called different.

    Attributes:
        rules: name to why it was joined to what stood before it.
        refused: the ties that were not made.
    """

    def __init__(self, names: Iterable[Name], different: Iterable[tuple[Name, Name]]) -> None:
        self._first = {name: place for place, name in enumerate(names)}
        self._parent: dict[Name, Name] = {name: name for name in self._first}
        self._members: dict[Name, list[Name]] = {name: [name] for name in self._first}
        self._apart: dict[Name, set[Name]] = defaultdict(set)
        for a, b in different:
            self._apart[a].add(b)
            self._apart[b].add(a)
        self.rules: dict[Name, str] = {}
        self.refused: list[Refused] = []

    def root(self, name: Name) -> Name:
        """The earliest mentioned name of its set."""
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def members(self, name: Name) -> list[Name]:
        """All names of its set."""
        return self._members[self.root(name)]

    def apart(self, a: Name, b: Name) -> bool:
        """Whether the sets of two names hold two that a person has called different."""
        members = set(self.members(a))
        return any(self._apart[name] & members for name in self.members(b) if name in self._apart)

    def join(self, a: Name, b: Name, rule: str, conflict: Conflict | None = None) -> bool:
        """Join the sets of two names, unless that is known to be wrong.

        Args:
            a: the one name.
            b: the other.
            rule: why, in words.
            conflict: tells what else keeps two sets apart.

        Returns:
            Whether they are in one set now.
        """
        first, second = sorted((self.root(a), self.root(b)), key=self._first.__getitem__)
        if first == second:
            return True
        if self.apart(first, second):
            self.refused.append(Refused(a, b, rule, "a person has called names of theirs different"))
            return False
        if conflict is not None and (why := conflict(self._members[first], self._members[second])):
            self.refused.append(Refused(a, b, rule, why))
            return False
        self._parent[second] = first
        self._members[first].extend(self._members.pop(second))
        self.rules[second] = rule
        return True

    def clusters(self) -> list[Cluster]:
        """The sets, in the order of their first mention."""
        made = []
        for members in self._members.values():
            names = tuple(sorted(members, key=self._first.__getitem__))
            made.append(Cluster(names, {name: self.rules[name] for name in names[1:] if name in self.rules}))
        return sorted(made, key=lambda cluster: self._first[cluster.names[0]])
