"""Entries that are the same, follow or overlap, complete, or share a template with one that is asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.embed.embedder import Embedder
from graph.errors import NotFoundError
from graph.matching.limit import check_limit
from graph.matching.match import Understood
from graph.matching.overlaps.compared import ComparedWithAll, OverlapMatch
from graph.matching.overlaps.model import ONE_WORK, shipped
from graph.matching.overlaps.sides import Side, Sides
from graph.matching.subject import PartnershipDescription, described_partnership
from graph.resolve.scorer import Weights
from graph.snapshot.snapshot import Snapshot

MOST = 100
"""Matches in one answer at most."""

NAMED = 3
"""Titles that the sentence on an answer names at most."""


class Overlaps:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space, for descriptions; None, or one of another space: meaning is left
            out for them.
        names: the weights by which names are compared; by default those shipped.
    """

    def __init__(self, snapshot: Snapshot, embedder: Embedder | None, names: Weights | None = None) -> None:
        self.snapshot = snapshot
        self._embedder = embedder
        self._names = names
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
        compared = self.compared(asked, where=where, as_of=as_of)
        return compared.first(limit, exclude), replace(compared.understood, ranked=compared.number(exclude))

    def compared(
        self,
        asked: str | PartnershipDescription,
        *,
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> ComparedWithAll:
        """The same question beside all entries: parameters and errors as of `matches`."""
        side, understood = self._asked(asked)
        return ComparedWithAll(self._sides, self._weights, side, understood, where or {}, as_of)

    def _asked(self, asked: str | PartnershipDescription) -> tuple[Side, Understood]:
        snapshot = self.snapshot
        if not isinstance(asked, str):
            read, understood = described_partnership(snapshot, asked, self._embedder, self._names)
            return self._sides.described(asked, read, understood), understood
        if asked not in snapshot.partnership_row:
            raise NotFoundError("partnership", asked)
        side = self._sides.stored(snapshot.partnership_row[asked])
        return side, Understood(text=bool(side.known))


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
