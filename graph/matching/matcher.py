"""The two questions of the first model: whom should a partnership invite, and what should a partner join."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from graph.embed.embedder import Embedder
from graph.errors import NotFoundError
from graph.matching import candidates as found_by
from graph.matching.balance import balance
from graph.matching.family import family, near
from graph.matching.filters import JOINABLE, counted, of_partners, of_partnerships, passing, to_relax
from graph.matching.joining import Asker, can_join, gates
from graph.matching.leads import leads_of
from graph.matching.limit import check_limit
from graph.matching.match import GateCount, PartnerMatch, PartnershipMatch, Understood
from graph.matching.model import Doubles, Model, shipped, weigh
from graph.matching.reasons import of_partner, of_partnership, reasons
from graph.matching.roles import Candidate, cast_at, cast_of, could_play
from graph.matching.subject import (
    PartnerDescription,
    PartnershipDescription,
    described_partner,
    described_partnership,
    in_codes,
    stored_partner,
    stored_partnership,
)
from graph.matching.terrain import Terrain
from graph.snapshot.dated import ended as have_ended
from graph.snapshot.dated import status_of
from graph.snapshot.snapshot import Snapshot

NEAR = 20
"""Partners that are told to be near already, at most."""


class Matcher:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space, for descriptions; None, or one of another space: meaning is left
            out for them.
        model: the weights; by default those shipped.
    """

    def __init__(self, snapshot: Snapshot, embedder: Embedder | None, model: Model | None = None) -> None:
        self.snapshot = snapshot
        self.model = model or shipped()
        self._embedder = embedder
        self._terrain = Terrain(snapshot)

    def partners(
        self,
        asked: str | PartnershipDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        spread: float | None = None,
    ) -> tuple[list[PartnerMatch], Understood]:
        """Partners to invite into a partnership, best first.

        Args:
            asked: id of a stored partnership, or a description of one.
            limit: 1 to 100.
            exclude: ids of partners not to be offered; those on the list never are.
            where: a filter (`graph.matching.filters.OF_PARTNERS`) to the values of which a partner needs any.
            spread: how much less readily those are offered who take part in much already, 0 to 2; by default as the
                model has it.

        Raises:
            NotFoundError: no partnership has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        snapshot = self.snapshot
        if isinstance(asked, str):
            if asked not in snapshot.partnership_row:
                raise NotFoundError("partnership", asked)
            subject, understood = stored_partnership(snapshot, asked)
        else:
            subject, understood = described_partnership(snapshot, asked, self._embedder)
        filters = of_partners(snapshot, where or {})
        base = np.ones(len(snapshot.partners), dtype=bool)
        kin = family(snapshot, subject.partners)
        base[[*subject.partners, *subject.barred, *kin]] = False
        allowed = passing(base, filters)
        found = found_by.partners(self._terrain, subject, allowed)
        weights = self.model.between("partners", len(subject.partners), spread, subject.known)
        added = weigh(found.values, weights)
        usual = _usual(added)
        cast = cast_of(snapshot, subject)
        made = []
        excluded = _excluded(snapshot.partner_row, exclude)
        for at in _best(found.rows, added, excluded, limit):
            row = int(found.rows[at])
            why = reasons(
                found.values[at], added[at], usual, weights.sum(axis=0), of_partner(self._terrain, subject, found, row)
            )
            made.append(
                PartnerMatch(
                    id=snapshot.partners[row],
                    name=snapshot.partner_names[row],
                    aliases=tuple(snapshot.partner_aliases[row]),
                    type=snapshot.partner_types[row],
                    country=snapshot.partner_countries[row],
                    score=sum(reason.contribution for reason in why),
                    role=could_play(snapshot, Candidate.known(snapshot, row), cast),
                    mends=balance(snapshot, cast, row),
                    reasons=why,
                )
            )
        told = tuple(near(snapshot, row, listed) for row, listed in list(kin.items())[:NEAR])
        relax, together = ((), False) if allowed.any() else to_relax(base, filters)
        understood = replace(understood, near=told, filters=counted(base, filters))
        return made, replace(understood, relax=relax, together=together)

    def partnerships(
        self,
        asked: str | PartnerDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
        ended: bool = False,
        joinable: bool = False,
    ) -> tuple[list[PartnershipMatch], Understood]:
        """Partnerships for a partner to join, best first.

        Args:
            asked: id of a stored partner, or a description of one.
            limit: 1 to 100.
            exclude: ids of partnerships not to be offered; those it takes part in never are.
            where: a filter (`graph.matching.filters.OF_PARTNERSHIPS`) to the values of which a partnership needs any.
            as_of: the asking date.
            ended: offer ended ones too, marked `learn-from`.
            joinable: leave out those of which a source says that they can't be joined.

        Raises:
            NotFoundError: no partner has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        snapshot = self.snapshot
        if isinstance(asked, str):
            if asked not in snapshot.partner_row:
                raise NotFoundError("partner", asked)
            subject, understood = stored_partner(snapshot, asked)
        else:
            subject, understood = described_partner(snapshot, asked, self._embedder)
        filters = of_partnerships(snapshot, where or {})
        base = np.ones(len(snapshot.partnerships), dtype=bool) if ended else ~have_ended(snapshot, as_of)
        base[list(subject.own)] = False
        described = None if isinstance(asked, str) else in_codes(asked)
        asker = Asker.of(subject, described.brings if described else (), described.type if described else "")
        told: tuple[GateCount, ...] = ()
        if joinable:
            filters[JOINABLE], told = can_join(snapshot, passing(base, filters), as_of, asker)
        allowed = passing(base, filters)
        found = found_by.partnerships(self._terrain, subject, allowed)
        weights = self.model.between("partnerships", len(subject.own), readable=subject.known)
        added = weigh(found.values, weights)
        usual = _usual(added)
        asking = Candidate.asking(subject, asker.brings)
        made = []
        excluded = _excluded(snapshot.partnership_row, exclude)
        for at in _best(found.rows, added, excluded, limit):
            row = int(found.rows[at])
            why = reasons(
                found.values[at],
                added[at],
                usual,
                weights.sum(axis=0),
                of_partnership(self._terrain, subject, found, row),
            )
            stands = status_of(snapshot, row, as_of)
            made.append(
                PartnershipMatch(
                    id=snapshot.partnerships[row],
                    name=snapshot.titles[row],
                    score=sum(reason.contribution for reason in why),
                    status=stands,
                    mark="learn-from" if stands == "ended" else "",
                    leads=leads_of(snapshot, row),
                    countries=snapshot.countries_of(row),
                    role=could_play(snapshot, asking, cast_at(snapshot, row)),
                    gates=gates(snapshot, row, as_of, asker),
                    reasons=why,
                )
            )
        relax, together = ((), False) if allowed.any() else to_relax(base, filters)
        understood = replace(understood, filters=counted(base, filters), gates=told)
        return made, replace(understood, relax=relax, together=together)


def _usual(added: Doubles) -> Doubles:
    """What each feature adds to the median candidate: (k,); zeros without candidates."""
    return np.median(added, axis=0) if len(added) else np.zeros(added.shape[1])


def _best(rows: NDArray[np.intp], added: Doubles, excluded: Collection[int], limit: int) -> list[int]:
    """Places of the candidates with the highest scores, highest first; equal ones by row.

    One that nothing speaks for isn't offered; one that much speaks against is, if there are no better ones. Those that
    are excluded are left out here and not before: beside them the others stand as they stood in the answer before.

    Args:
        rows: (c,), of the candidates.
        added: (c, k), what each feature adds to their scores.
        excluded: rows of those that aren't to be offered.
        limit: places at most.
    """
    scores = added.sum(axis=1)
    order = np.lexsort((rows, -scores))
    order = order[(added[order] > 0).any(axis=1)]
    return list(islice((at for at in order.tolist() if int(rows[at]) not in excluded), limit))


def _excluded(rows: Mapping[str, int], exclude: Collection[str]) -> set[int]:
    """Rows of those that aren't to be offered; unknown ids are passed over."""
    return {rows[id] for id in exclude if id in rows}
