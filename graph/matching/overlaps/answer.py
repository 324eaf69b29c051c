"""Entries that are the same, follow or overlap, complete, or share a template with one that is asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from graph.embed.embedder import Embedder
from graph.errors import NotFoundError
from graph.matching.filters import counted, of_partnerships, passing, to_relax
from graph.matching.leads import leads_of
from graph.matching.limit import check_limit
from graph.matching.match import Evidence, Reason, Understood
from graph.matching.overlaps.holdings import Holdings, compared
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import ONE_WORK, shipped
from graph.matching.overlaps.said import Told, reasons, relation_of
from graph.matching.overlaps.search import nearest
from graph.matching.overlaps.sides import Side, Sides
from graph.matching.subject import PartnershipDescription, described_partnership
from graph.snapshot.dated import status_of
from graph.snapshot.snapshot import Snapshot

MOST = 100
"""Matches in one answer at most."""

LOOKED_AT = 300
"""Entries of the highest scores that are looked at, however few are asked for: the first of them may be unrelated."""

NAMED = 3
"""Titles that the sentence on an answer names at most."""


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


class Overlaps:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space, for descriptions; None, or one of another space: meaning is left
            out for them.
    """

    def __init__(self, snapshot: Snapshot, embedder: Embedder | None) -> None:
        self.snapshot = snapshot
        self._embedder = embedder
        self._sides = Sides(snapshot)
        self._weights = shipped().weights(snapshot.space)

    def matches(
        self,
        asked: str | PartnershipDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> tuple[list[OverlapMatch], Understood]:
        """The entries that have to do with one, those nearest to being one work first; unrelated ones are left out.

        Args:
            asked: id of a stored partnership, or a description of one.
            limit: 1 to 100.
            exclude: ids of partnerships not to be answered; the one asked about never is.
            where: a filter (`graph.matching.filters.OF_PARTNERSHIPS`) to the values of which a partnership needs any.
            as_of: the asking date.

        Raises:
            NotFoundError: no partnership has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        rows = self.snapshot.partnership_row
        filters = of_partnerships(self.snapshot, where or {})
        side, understood = self._asked(asked)
        likeness = Likeness(self._sides, side)
        own = () if side.row is None else (side.row,)
        base = np.ones(len(rows), dtype=bool)
        base[list(own)] = False
        allowed = passing(base, filters)
        relax, together = ((), False) if allowed.any() else to_relax(base, filters)
        understood = replace(understood, filters=counted(base, filters), relax=relax, together=together)
        allowed[[rows[id] for id in exclude if id in rows]] = False
        made: list[OverlapMatch] = []
        for near in nearest(likeness, self._weights, LOOKED_AT, allowed=allowed):
            if len(made) == limit:
                break
            other = self._sides.stored(near.row)
            relation, why = relation_of(near.values, self._weights, side, other)
            if relation == "unrelated":
                continue
            told = Told(self.snapshot, likeness, near, other)
            made.append(self._match(told, relation, why, as_of))
        return made, understood

    def _asked(self, asked: str | PartnershipDescription) -> tuple[Side, Understood]:
        snapshot = self.snapshot
        if not isinstance(asked, str):
            read, understood = described_partnership(snapshot, asked, self._embedder)
            return self._sides.described(asked, read, understood), understood
        if asked not in snapshot.partnership_row:
            raise NotFoundError("partnership", asked)
        side = self._sides.stored(snapshot.partnership_row[asked])
        return side, Understood(text=bool(side.known))

    def _match(self, told: Told, relation: str, why: str, as_of: date) -> OverlapMatch:
        snapshot, row = self.snapshot, told.near.row
        why_ = reasons(told, self._weights)
        both, only_asked, only_match = compared(snapshot, told.asked, told.other)
        return OverlapMatch(
            id=snapshot.partnerships[row],
            name=told.other.title,
            relation=relation,
            why=why,
            score=sum(reason.contribution for reason in why_),
            status=status_of(snapshot, row, as_of),
            leads=leads_of(snapshot, row),
            countries=snapshot.countries_of(row),
            reasons=why_,
            both=both,
            only_asked=only_asked,
            only_match=only_match,
        )


def sentence(matches: Sequence[tuple[str, str]], entries: int, *, filtered: bool = False) -> str:
    """What is told of an answer in a line, as somebody who registers an entry reads it.

    Args:
        matches: relation and title of each match.
        entries: how many entries the store has.
        filtered: only those that pass filters were asked for.

    >>> sentence([("same", "Blue Action Fund"), ("complementary", "Reef parks")], 3130)
    '1 entry looks like this one: “Blue Action Fund” (same). 1 more has to do with it (1 complementary).'
    >>> sentence([], 3130)
    'Nothing like it is registered among 3,130 entries.'
    >>> sentence([], 3130, filtered=True)
    'Nothing like it is among those of 3,130 entries that pass the filters.'
    """
    alike = [(relation, title) for relation, title in matches if relation in ONE_WORK]
    others = [relation for relation, _ in matches if relation not in ONE_WORK]
    if not matches and filtered:
        return f"Nothing like it is among those of {entries:,} entries that pass the filters."
    if not matches:
        return f"Nothing like it is registered among {entries:,} entries."
    counted = ", ".join(f"{others.count(code)} {code}" for code in dict.fromkeys(others))
    if not alike:
        return f"No entry looks like this one; {len(others)} {_verb(others, 'has', 'have')} to do with it ({counted})."
    named = ", ".join(f"“{title}” ({relation})" for relation, title in alike[:NAMED])
    more = f" and {len(alike) - NAMED} more" if len(alike) > NAMED else ""
    first = f"{len(alike)} {_verb(alike, 'entry looks', 'entries look')} like this one: {named}{more}."
    rest = f" {len(others)} more {_verb(others, 'has', 'have')} to do with it ({counted})." if others else ""
    return first + rest


def _verb(of: Sequence[object], one: str, several: str) -> str:
    return one if len(of) == 1 else several
