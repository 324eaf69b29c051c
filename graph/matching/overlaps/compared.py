"""One entry beside all others: those that have to do with it, any one of them, and why one isn't told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from graph.errors import NotFoundError
from graph.matching import stated
from graph.matching.filters import Filter, counted, of_partnerships, passing, to_relax
from graph.matching.leads import leads_of
from graph.matching.match import Evidence, Placed, Reason, Understood
from graph.matching.overlaps.holdings import Holdings, compared
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import Weights
from graph.matching.overlaps.said import Told, reasons, relation_of
from graph.matching.overlaps.search import Near, nearest
from graph.matching.overlaps.sides import Side, Sides
from graph.matching.why_not import KeptOut, Last, WhyNot, kept_out_for_good, stands
from graph.snapshot.dated import status_of

LOOKED_AT = 300
"""Entries of the highest scores that are looked at, however few are asked for: the first of them may be unrelated."""


@dataclass(frozen=True, slots=True)
class OverlapMatch:
    """An entry that has to do with what is asked about.

    Attributes:
        id: of the partnership.
        name: its title.
        relation: `same`, `follow-up`, `overlapping`, `complementary` or `sibling`.
        why: what tells this relation from the next likely.
        score: sum of the contributions: the higher, the likelier that both are one work, or that one follows or
            overlaps the other.
        status: on the asking date.
        leads: the partners that are stated to lead it.
        countries: alpha-3 codes of the countries where it is stated to work.
        reasons: what speaks for it and against it, weightiest first.
        both: what both have.
        only_asked: what only the one asked about has.
        only_match: what only this one has.
    """

    id: str
    name: str
    relation: str
    why: str
    score: float
    status: str
    leads: tuple[Evidence, ...]
    countries: tuple[str, ...]
    reasons: tuple[Reason, ...]
    both: Holdings
    only_asked: Holdings
    only_match: Holdings


@dataclass(frozen=True, slots=True)
class _Related:
    """An entry that has to do with what is asked about."""

    near: Near
    relation: str
    why: str


class ComparedWithAll:
    """What is asked about, beside all entries.

    Args:
        sides: the partnerships of the snapshot.
        weights: of the score and of the relations.
        side: what is asked about.
        understood: what its description was taken for.
        where: a filter (`graph.matching.filters.OF_PARTNERSHIPS`) to the values of which a partnership needs any.
        as_of: the asking date.

    Raises:
        InputError: a filter can't be.

    Attributes:
        understood: the same, with what the filters found.
    """

    def __init__(
        self,
        sides: Sides,
        weights: Weights,
        side: Side,
        understood: Understood,
        where: Mapping[str, Sequence[str]],
        as_of: date,
    ) -> None:
        self._sides = sides
        self._snapshot = sides.snapshot
        self._weights = weights
        self._asked = side
        self._as_of = as_of
        self._kept: tuple[frozenset[str], Sequence[_Related]] | None = None
        self._filters: Mapping[str, Filter] = of_partnerships(sides.snapshot, where)
        self._likeness = Likeness(sides, side)
        self._base = np.ones(len(sides.snapshot.partnerships), dtype=bool)
        self._base[[] if side.row is None else [side.row]] = False
        any_passes = passing(self._base, self._filters).any()
        relax, together = ((), False) if any_passes else to_relax(self._base, self._filters)
        self.understood = replace(
            understood, filters=counted(self._base, self._filters), relax=relax, together=together
        )

    def first(self, limit: int, exclude: Collection[str] = ()) -> list[OverlapMatch]:
        """The entries that are told, those nearest to being one work first; unrelated ones are left out.

        Args:
            limit: how many.
            exclude: ids that aren't to be told; unknown ones are passed over.
        """
        return [self._match(each) for each in self._listed(exclude)[:limit]]

    def number(self, exclude: Collection[str] = ()) -> int:
        """How many are related, those excluded aside: the list is the first of them."""
        return len(self._listed(exclude))

    def placed(self, ids: Sequence[str], exclude: Collection[str] = ()) -> list[Placed[OverlapMatch]]:
        """The matches of some entries with their places, wherever they stand; unrelated ones are left out.

        Args:
            ids: of the entries.
            exclude: ids that aren't told, and so have no place; but for those asked for.
        """
        wanted = {self._snapshot.partnership_row[id] for id in ids if id in self._snapshot.partnership_row}
        related = enumerate(self._related(set(exclude) - set(ids)), start=1) if wanted else ()
        return [Placed(place, self._match(each)) for place, each in related if each.near.row in wanted]

    def why_not(self, id: str, limit: int, exclude: Collection[str] = ()) -> WhyNot:
        """Why an entry isn't told, or where it is: see `graph.matching.why_not`.

        Args:
            id: of the entry.
            limit: of the list that it isn't in.
            exclude: ids that aren't told.

        Raises:
            NotFoundError: the snapshot has no such entry.
        """
        snapshot = self._snapshot
        if id not in snapshot.partnership_row:
            raise NotFoundError("partnership", id)
        row = snapshot.partnership_row[id]
        entry = id, snapshot.titles[row]
        if row == self._asked.row:
            return kept_out_for_good("partnership", entry, KeptOut("itself", "", "It is what is asked about."))
        out = [
            stated.kept_out(field, each, row, stated.of_partnership(snapshot, field, row))
            for field, each in self._filters.items()
            if not each.passes[row]
        ]
        if id in exclude:
            out.append(KeptOut("hidden", "", "It is hidden, as you said that it should be."))
        left_out = {each.what for each in out}
        kept = {name: each for name, each in self._filters.items() if name not in left_out}
        related = list(self._related(set(exclude) - {id}, kept))
        place = next((at for at, each in enumerate(related, start=1) if each.near.row == row), None)
        shown = related[:limit]
        last = None
        if shown and (place is None or place > limit):
            there = shown[-1].near
            told = Last(len(shown), snapshot.partnerships[there.row], snapshot.titles[there.row], there.score)
            last = told, self._reasons(there)
        if place is not None:
            return stands("partnership", entry, out, place, len(related), self._reasons(related[place - 1].near), last)
        (values,) = self._likeness.values([row])
        near = Near(row, self._weights.total(values), values)
        return stands("partnership", entry, [*out, self._apart(near)], None, len(related), self._reasons(near), last)

    def _apart(self, near: Near) -> KeptOut:
        """Why an entry isn't among those related: it is told to be unrelated, or too many are nearer."""
        other = self._sides.stored(near.row)
        relation, why = relation_of(near.values, self._weights, self._asked, other)
        if relation == "unrelated":
            return KeptOut("unrelated", "", f"It is told to be unrelated. {why}".strip())
        return KeptOut("far", "", f"It isn't among the {LOOKED_AT} nearest entries, and only those are looked at.")

    def _nearest(self, exclude: Collection[str], filters: Mapping[str, Filter]) -> list[Near]:
        rows = self._snapshot.partnership_row
        allowed = passing(self._base, filters)
        allowed[[rows[id] for id in exclude if id in rows]] = False
        return nearest(self._likeness, self._weights, LOOKED_AT, allowed=allowed)

    def _listed(self, exclude: Collection[str]) -> Sequence[_Related]:
        """All that are related; the last list is kept, as who asks for the first also asks how many there are."""
        key = frozenset(exclude)
        if self._kept is None or self._kept[0] != key:
            self._kept = key, list(self._related(exclude))
        return self._kept[1]

    def _related(self, exclude: Collection[str], filters: Mapping[str, Filter] | None = None) -> Iterator[_Related]:
        for near in self._nearest(exclude, self._filters if filters is None else filters):
            relation, why = relation_of(near.values, self._weights, self._asked, self._sides.stored(near.row))
            if relation != "unrelated":
                yield _Related(near, relation, why)

    def _reasons(self, near: Near) -> tuple[Reason, ...]:
        return reasons(self._told(near), self._weights)

    def _told(self, near: Near) -> Told:
        return Told(self._snapshot, self._likeness, near, self._sides.stored(near.row))

    def _match(self, related: _Related) -> OverlapMatch:
        snapshot, told = self._snapshot, self._told(related.near)
        row = told.near.row
        why = reasons(told, self._weights)
        both, only_asked, only_match = compared(snapshot, told.asked, told.other)
        return OverlapMatch(
            id=snapshot.partnerships[row],
            name=told.other.title,
            relation=related.relation,
            why=related.why,
            score=sum(reason.contribution for reason in why),
            status=status_of(snapshot, row, self._as_of),
            leads=leads_of(snapshot, row),
            countries=snapshot.countries_of(row),
            reasons=why,
            both=both,
            only_asked=only_asked,
            only_match=only_match,
        )
