"""Whom a partnership should invite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from graph.matching import candidates as found_by
from graph.matching import stated
from graph.matching.balance import balance
from graph.matching.candidates import Allowed, Candidates
from graph.matching.family import family, near
from graph.matching.filters import counted, of_partners, to_relax
from graph.matching.match import Evidence, PartnerMatch, Reason, Understood
from graph.matching.model import Model
from graph.matching.ranked import Ranked
from graph.matching.reasons import Said, of_partner
from graph.matching.roles import Candidate, cast_of, could_play
from graph.matching.subject import Subject
from graph.matching.terrain import Terrain
from graph.matching.why_not import KeptOut

NEAR = 20
"""Partners that are told to be near already, at most."""


class Invitations(Ranked[PartnerMatch]):
    """The partners that one partnership could invite.

    Args:
        terrain: of the snapshot.
        model: the weights.
        subject: the partnership.
        understood: what its description was taken for.
        where: a filter (`graph.matching.filters.OF_PARTNERS`) to the values of which a partner needs any.
        spread: how much less readily those are offered who take part in much already; None as the model has it.

    Raises:
        InputError: a filter can't be.

    Attributes:
        understood: the same, with what the filters found.
    """

    kind = "partner"

    def __init__(
        self,
        terrain: Terrain,
        model: Model,
        subject: Subject,
        understood: Understood,
        where: Mapping[str, Sequence[str]],
        spread: float | None,
    ) -> None:
        snapshot = terrain.snapshot
        filters = of_partners(snapshot, where)
        self._kin = family(snapshot, subject.partners)
        base = np.ones(len(snapshot.partners), dtype=bool)
        base[[*subject.partners, *subject.barred, *self._kin]] = False
        weights = model.between("partners", len(subject.partners), spread, subject.known)
        super().__init__(snapshot.partners, snapshot.partner_row, weights, base, filters)
        self._terrain = terrain
        self._subject = subject
        self._cast = cast_of(snapshot, subject)
        told = tuple(near(snapshot, row, listed) for row, listed in list(self._kin.items())[:NEAR])
        relax, together = ((), False) if self.allowed.any() else to_relax(base, filters)
        self.understood = replace(understood, near=told, filters=counted(base, filters), relax=relax, together=together)

    def _measure(self, allowed: Allowed, also: Sequence[int]) -> Candidates:
        return found_by.partners(self._terrain, self._subject, allowed, also)

    def _says(self, found: Candidates, row: int) -> Callable[[str], Said]:
        return of_partner(self._terrain, self._subject, found, row)

    def _name(self, row: int) -> str:
        return self._terrain.snapshot.partner_names[row]

    def _match(self, row: int, why: tuple[Reason, ...]) -> PartnerMatch:
        snapshot = self._terrain.snapshot
        return PartnerMatch(
            id=snapshot.partners[row],
            name=snapshot.partner_names[row],
            aliases=tuple(snapshot.partner_aliases[row]),
            type=snapshot.partner_types[row],
            country=snapshot.partner_countries[row],
            score=sum(reason.contribution for reason in why),
            role=could_play(snapshot, Candidate.known(snapshot, row), self._cast),
            mends=balance(snapshot, self._cast, row),
            reasons=why,
        )

    def _never(self, row: int) -> KeptOut | None:
        if row in self._subject.partners:
            return KeptOut("takes-part", "", "It is on the list already.", self._asked())
        if row in self._kin:
            told = near(self._terrain.snapshot, row, self._kin[row])
            return KeptOut("family", "", told.why, (told.on_the_list,))
        if row in self._subject.barred:
            why = "It bears a name on the list that several bear, so it may be on the list already."
            return KeptOut("several", "", why)
        return None

    def _asked(self) -> tuple[Evidence, ...]:
        row, snapshot = self._subject.partnership, self._terrain.snapshot
        return () if row is None else (Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]),)

    def _conditions(self, row: int) -> Iterator[KeptOut]:
        for field, each in self._filters.items():
            if not each.passes[row]:
                says = stated.of_partner(self._terrain.snapshot, field, row)
                yield stated.kept_out(field, each, row, says)
