"""What a partner could join."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from graph.matching import candidates as found_by
from graph.matching import stated
from graph.matching.candidates import Allowed, Candidates
from graph.matching.filters import JOINABLE, Bools, counted, of_partnerships, passing, to_relax
from graph.matching.joining import Asker, can_join, gates
from graph.matching.leads import leads_of
from graph.matching.match import Evidence, GateCount, PartnershipMatch, Reason, Understood
from graph.matching.model import Model
from graph.matching.ranked import Ranked
from graph.matching.reasons import Said, of_partnership
from graph.matching.roles import Candidate, cast_at, could_play
from graph.matching.subject import Subject
from graph.matching.terrain import Terrain
from graph.matching.why_not import KeptOut
from graph.snapshot.dated import ended as have_ended
from graph.snapshot.dated import status_of


class Openings(Ranked[PartnershipMatch]):
    """The partnerships that one partner could join.

    Args:
        terrain: of the snapshot.
        model: the weights.
        subject: the partner.
        understood: what its description was taken for.
        asker: the same partner, as gates judge it.
        where: a filter (`graph.matching.filters.OF_PARTNERSHIPS`) to the values of which a partnership needs any.
        as_of: the asking date.
        ended: offer ended ones too.
        joinable: leave out those of which a source says that they can't be joined.

    Raises:
        InputError: a filter can't be.

    Attributes:
        understood: the same, with what filters and gates found.
    """

    kind = "partnership"

    def __init__(
        self,
        terrain: Terrain,
        model: Model,
        subject: Subject,
        understood: Understood,
        asker: Asker,
        where: Mapping[str, Sequence[str]],
        as_of: date,
        *,
        ended: bool,
        joinable: bool,
    ) -> None:
        snapshot = terrain.snapshot
        filters = of_partnerships(snapshot, where)
        self._over = np.zeros(len(snapshot.partnerships), dtype=bool) if ended else have_ended(snapshot, as_of)
        base = ~self._over
        base[list(subject.own)] = False
        told: tuple[GateCount, ...] = ()
        if joinable:
            filters[JOINABLE], told = can_join(snapshot, passing(base, filters), as_of, asker)
        weights = model.between("partnerships", len(subject.own), readable=subject.known)
        super().__init__(snapshot.partnerships, snapshot.partnership_row, weights, base, filters)
        self._terrain = terrain
        self._subject = subject
        self._asker = asker
        self._as_of = as_of
        self._asking = Candidate.asking(subject, asker.brings)
        relax, together = ((), False) if self.allowed.any() else to_relax(base, filters)
        self.understood = replace(
            understood, filters=counted(base, filters), gates=told, relax=relax, together=together
        )

    def _measure(self, allowed: Allowed, also: Sequence[int]) -> Candidates:
        return found_by.partnerships(self._terrain, self._subject, allowed, also)

    def _says(self, found: Candidates, row: int) -> Callable[[str], Said]:
        return of_partnership(self._terrain, self._subject, found, row)

    def _name(self, row: int) -> str:
        return self._terrain.snapshot.titles[row]

    def _match(self, row: int, why: tuple[Reason, ...]) -> PartnershipMatch:
        snapshot = self._terrain.snapshot
        stands = status_of(snapshot, row, self._as_of)
        return PartnershipMatch(
            id=snapshot.partnerships[row],
            name=snapshot.titles[row],
            score=sum(reason.contribution for reason in why),
            status=stands,
            mark="learn-from" if stands == "ended" else "",
            leads=leads_of(snapshot, row),
            countries=snapshot.countries_of(row),
            role=could_play(snapshot, self._asking, cast_at(snapshot, row)),
            gates=gates(snapshot, row, self._as_of, self._asker),
            reasons=why,
        )

    def _never(self, row: int) -> KeptOut | None:
        if row not in self._subject.own:
            return None
        snapshot, who = self._terrain.snapshot, self._subject.partner
        evidence = () if who is None else (Evidence("partner", snapshot.partners[who], snapshot.partner_names[who]),)
        return KeptOut("takes-part", "", "You take part in it already.", evidence)

    def _conditions(self, row: int) -> Iterator[KeptOut]:
        snapshot = self._terrain.snapshot
        if self._over[row]:
            yield KeptOut("ended", "", gates(snapshot, row, self._as_of)[0].why)
        for field, each in self._filters.items():
            if each.passes[row]:
                continue
            if field != JOINABLE:
                yield stated.kept_out(field, each, row, stated.of_partnership(snapshot, field, row))
            else:
                failed = (gate for gate in gates(snapshot, row, self._as_of, self._asker) if gate.passed is False)
                yield from (KeptOut("gate", gate.code, gate.why) for gate in failed)

    def _base_without(self, conditions: Sequence[KeptOut]) -> Bools:
        if not any(each.code == "ended" for each in conditions):
            return self._base
        base = np.ones(len(self._base), dtype=bool)
        base[list(self._subject.own)] = False
        return base
