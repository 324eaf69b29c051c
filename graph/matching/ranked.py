"""The candidates of one question in their order: those shown, any one of them, and why one isn't shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from graph.errors import NotFoundError
from graph.matching.candidates import DEPTH, Allowed, Candidates
from graph.matching.filters import JOINABLE, Bools, Filter, passing
from graph.matching.limit import check_limit
from graph.matching.match import Placed, Reason
from graph.matching.model import Doubles, weigh
from graph.matching.reasons import Said, reasons
from graph.matching.why_not import KeptOut, Last, WhyNot, kept_out_for_good, stands
from graph.text.sentence import listed

M = TypeVar("M")


@dataclass(frozen=True, eq=False)
class Order:
    """Candidates with what every feature adds to their scores.

    Attributes:
        found: what the features measured.
        weights: (2, k), of the features.
    """

    found: Candidates
    weights: Doubles

    @cached_property
    def added(self) -> Doubles:
        """What each feature adds to the score of each: (c, k)."""
        return weigh(self.found.values, self.weights)

    @cached_property
    def usual(self) -> Doubles:
        """What each feature adds to the median candidate: (k,); zeros without candidates."""
        return np.median(self.added, axis=0) if len(self.added) else np.zeros(self.added.shape[1])

    @cached_property
    def best(self) -> list[int]:
        """Places of the candidates, the highest scores first; equal ones by row.

        One that nothing speaks for isn't offered; one that much speaks against is, if there are no better ones.
        """
        order = np.lexsort((self.found.rows, -self.added.sum(axis=1)))
        kept: list[int] = order[(self.added[order] > 0).any(axis=1)].tolist()
        return kept

    def among(self, excluded: Collection[int]) -> list[int]:
        """The same without some rows: beside them the others stand as they stood before."""
        return [at for at in self.best if int(self.found.rows[at]) not in excluded] if excluded else self.best

    def at(self, row: int) -> int | None:
        """Place of a row among the candidates."""
        at = int(np.searchsorted(self.found.rows, row))
        return at if at < len(self.found.rows) and int(self.found.rows[at]) == row else None


class Ranked(ABC, Generic[M]):
    """One question with its candidates.

    Args:
        ids: of whatever could be asked for, by its row.
        rows: id to row.
        weights: (2, k), of the features.
        base: what could be answered at all.
        filters: those of the question.
    """

    kind: str
    """Of what is answered: `partner` or `partnership`."""

    def __init__(
        self,
        ids: Sequence[str],
        rows: Mapping[str, int],
        weights: Doubles,
        base: Bools,
        filters: Mapping[str, Filter],
    ) -> None:
        self._ids = ids
        self._rows = rows
        self._weights = weights
        self._base = base
        self._filters = filters
        self.allowed = passing(base, filters)

    @cached_property
    def order(self) -> Order:
        """The candidates, ranked."""
        return Order(self._measure(self.allowed, ()), self._weights)

    def first(self, limit: int, exclude: Collection[str] = ()) -> list[M]:
        """The matches that are shown, best first.

        Args:
            limit: 1 to 100.
            exclude: ids that aren't to be shown; unknown ones are passed over.

        Raises:
            InputError: the limit can't be.
        """
        check_limit(limit)
        return [self._shown(self.order, at) for at in self.order.among(self._excluded(exclude))[:limit]]

    def number(self, exclude: Collection[str] = ()) -> int:
        """How many are ranked, those excluded aside: the list is the first of them."""
        return len(self.order.among(self._excluded(exclude)))

    def placed(self, ids: Sequence[str], exclude: Collection[str] = ()) -> list[Placed[M]]:
        """The matches of some entries with their places, wherever they stand; those that aren't ranked are left out.

        Args:
            ids: of the entries.
            exclude: ids that aren't shown, and so have no place; but for those asked for.
        """
        order = self.order
        places = {at: place for place, at in enumerate(order.among(self._excluded(exclude, *ids)), start=1)}
        found = [order.at(self._rows[id]) for id in dict.fromkeys(ids) if id in self._rows]
        ranked = sorted((places[at], at) for at in found if at is not None and at in places)
        return [Placed(place, self._shown(order, at)) for place, at in ranked]

    def why_not(self, id: str, limit: int, exclude: Collection[str] = ()) -> WhyNot:
        """Why an entry isn't shown, or where it is: see `graph.matching.why_not`.

        Args:
            id: of the entry.
            limit: of the list that it isn't in.
            exclude: ids that aren't shown.

        Raises:
            NotFoundError: the snapshot has no such entry.
            InputError: the limit can't be.
        """
        check_limit(limit)
        if id not in self._rows:
            raise NotFoundError(self.kind, id)
        row, entry = self._rows[id], (id, self._name(self._rows[id]))
        if (never := self._never(row)) is not None:
            return kept_out_for_good(self.kind, entry, never)
        out = list(self._conditions(row))
        allowed = self._without(out) if out else self.allowed
        order = Order(self._measure(allowed, ()), self._weights) if out else self.order
        if id in exclude:
            out.append(KeptOut("hidden", "", "It is hidden, as you said that it should be."))
        shown = order.among(self._excluded(exclude, id))
        at = order.at(row)
        if at is not None and at not in shown:
            nothing = KeptOut("nothing", "", "Nothing that is measured speaks for it.")
            return kept_out_for_good(self.kind, entry, *out, nothing)
        if at is not None:
            place, of, why = shown.index(at) + 1, len(shown), self._reasons(order, at)
        else:
            place, of, why = self._far(order, allowed, row, shown)
            out.append(self._too_far(order.found, allowed, row))
        last = None
        if place > limit and shown:
            last_at = shown[:limit][-1]
            there, reasons_there = int(order.found.rows[last_at]), self._reasons(order, last_at)
            score = sum(reason.contribution for reason in reasons_there)
            last = Last(min(limit, len(shown)), self._ids[there], self._name(there), score), reasons_there
        return stands(self.kind, entry, out, place, of, why, last)

    def _shown(self, order: Order, at: int) -> M:
        return self._match(int(order.found.rows[at]), self._reasons(order, at))

    def _reasons(self, order: Order, at: int) -> tuple[Reason, ...]:
        says = self._says(order.found, int(order.found.rows[at]))
        return reasons(order.found.values[at], order.added[at], order.usual, order.weights.sum(axis=0), says)

    def _far(
        self, order: Order, allowed: Allowed, row: int, shown: Sequence[int]
    ) -> tuple[int, int, tuple[Reason, ...]]:
        """Where one that isn't among the candidates would stand, measured and weighed as they are, and its reasons."""
        found = self._measure(allowed, (row,))
        values = found.values[int(np.searchsorted(found.rows, row))]
        added = weigh(values[None], order.weights, order.found.values)[0]
        place = 1 + int((order.added[list(shown)].sum(axis=1) > added.sum()).sum())
        why = reasons(values, added, order.usual, order.weights.sum(axis=0), self._says(found, row))
        return place, len(shown) + 1, why

    @staticmethod
    def _too_far(found: Candidates, allowed: Allowed, row: int) -> KeptOut:
        """By what of all that is looked at first an entry stands nearest to being looked at."""
        places = {
            name: 1 + int((values[allowed] > values[row]).sum()) for name, values in found.broad.items() if values[row]
        }
        told = listed([name.replace("-", " ") for name in found.broad])
        why = f"It isn't looked at closely: by none of {told} is it among the first {DEPTH}"
        if not places:
            return KeptOut("far", "", f"{why}, nor does it have any of them.")
        nearest = min(places, key=lambda name: (places[name], name))
        return KeptOut("far", "", f"{why}; it is nearest by {nearest.replace('-', ' ')}, number {places[nearest]:,}.")

    def _excluded(self, exclude: Collection[str], *but: str) -> set[int]:
        """Rows of those that aren't to be shown; unknown ids are passed over."""
        return {self._rows[id] for id in exclude if id in self._rows and id not in but}

    def _without(self, conditions: Sequence[KeptOut]) -> Bools:
        """What could be answered if some conditions were left out."""
        left_out = {each.what for each in conditions if each.code == "filter"}
        if any(each.code == "gate" for each in conditions):
            left_out.add(JOINABLE)
        kept = {name: each for name, each in self._filters.items() if name not in left_out}
        return passing(self._base_without(conditions), kept)

    def _base_without(self, _conditions: Sequence[KeptOut]) -> Bools:
        """What could be answered at all if some conditions were left out."""
        return self._base

    @abstractmethod
    def _measure(self, allowed: Allowed, also: Sequence[int]) -> Candidates:
        """What the features measure of those allowed."""

    @abstractmethod
    def _says(self, found: Candidates, row: int) -> Callable[[str], Said]:
        """What each feature says of a candidate."""

    @abstractmethod
    def _match(self, row: int, why: tuple[Reason, ...]) -> M:
        """A candidate as it is shown."""

    @abstractmethod
    def _name(self, row: int) -> str:
        """What it is called."""

    @abstractmethod
    def _never(self, row: int) -> KeptOut | None:
        """What keeps an entry out whatever else is asked."""

    @abstractmethod
    def _conditions(self, row: int) -> Iterable[KeptOut]:
        """What keeps an entry out because the question says so."""
