"""The questions about overlaps, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.held import Held
from api.matching import Further, without_each
from api.wire_overlaps import OverlapMatches, OverlapReport, overlap_matches, overlap_report
from graph.matching.limit import check_limit
from graph.matching.match import Evidence

if TYPE_CHECKING:
    from api.service import Service
    from graph.matching.overlaps.answer import Overlaps
    from graph.matching.overlaps.passages import Passages
    from graph.matching.subject import PartnershipDescription


class OverlapsService:
    """What goal17 can be asked about overlaps.

    Args:
        service: the service, with its store, snapshot and models.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._held: Held[Overlaps] = Held()

    def matches(
        self,
        asked: str | PartnershipDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
        further: Further | None = None,
    ) -> OverlapMatches:
        """What has to do with an entry: see `graph.matching.overlaps.answer.Overlaps.matches`."""
        further = further or Further()
        service, view = self._service, self._service.view
        asked = service.heir(asked, "partnership") if isinstance(asked, str) else asked
        wanted = service.heir(further.why_not, "partnership") if further.why_not else ""
        overlaps = self._overlaps(asked if isinstance(asked, str) else "", wanted)
        left_out = service.heirs(exclude)
        compared = overlaps.compared(asked, where=where, as_of=as_of)
        check_limit(limit)
        found = compared.first(limit, left_out)
        kept = compared.placed(service.heirs(further.keep), left_out)

        def first(described: PartnershipDescription) -> list[Evidence]:
            again, _ = overlaps.matches(described, limit=limit, exclude=left_out, where=where, as_of=as_of)
            return [Evidence("partnership", each.id, each.name) for each in again]

        ids = list(dict.fromkeys([*(each.id for each in found), *(each.match.id for each in kept)]))
        snapshot = overlaps.snapshot
        return overlap_matches(
            found,
            {entity.id: entity for entity in view.get(ids)},
            self._passages(asked, ids, snapshot.space),
            replace(compared.understood, unknown=service.unknown(exclude), ranked=compared.number(left_out)),
            snapshot,
            as_of,
            service.registers_with(snapshot),
            kept=kept,
            why_not=compared.why_not(wanted, limit, left_out) if wanted else None,
            left_out=without_each(
                asked, [Evidence("partnership", each.id, each.name) for each in found], first, wanted=further.leave_out
            ),
        )

    def _passages(self, asked: str | PartnershipDescription, ids: Sequence[str], space: str) -> dict[str, Passages]:
        """Of each match the passage that is nearest to one of what is asked about, where two are near."""
        from graph.matching.overlaps.passages import nearest_passages
        from graph.snapshot.told import RESOURCES
        from graph.text.passages import passages

        embedders = self._service.embedders
        if not space or not ids or embedders is None:
            return {}
        view = self._service.view
        stored = view.passages([*ids, asked] if isinstance(asked, str) else list(ids))
        told = {id: [each for each in of if each.field != RESOURCES] for id, of in stored.items()}
        hashes = dict.fromkeys(each.hash for of in told.values() for each in of)
        found, vectors = view.vectors(space, list(hashes))
        place = {hash_: at for at, hash_ in enumerate(found)}
        of_id = {id: [each for each in of if each.hash in place] for id, of in told.items()}
        if isinstance(asked, str):
            own = of_id.pop(asked, [])
            texts, own_vectors = [each.text for each in own], vectors[[place[each.hash] for each in own]]
        else:
            texts = [each.text for each in passages(f"{asked.title}\n{asked.text}".strip())]
            own_vectors = embedders.of_space(space).embed(texts)
        near = {
            id: nearest_passages(
                texts, own_vectors, [each.text for each in of], vectors[[place[each.hash] for each in of]]
            )
            for id, of in of_id.items()
        }
        return {id: each for id, each in near.items() if each is not None}

    def report(self, progress: Callable[[str, int, int], None] | None = None) -> OverlapReport:
        """The overlaps of all that the store holds: see `graph.matching.overlaps.register.report`."""
        from graph.matching.overlaps.register import report

        snapshot = self._service.snapshot()
        return overlap_report(report(snapshot, progress), snapshot, self._service.registers())

    def _overlaps(self, *having: str) -> Overlaps:
        """What answers on a snapshot of the store: see `Service.snapshot`."""
        from graph.matching.overlaps.answer import Overlaps

        snapshot = self._service.snapshot(*having)
        return self._held.of(
            snapshot, lambda: Overlaps(snapshot, self._service.widest_embedder, names=self._service.weights)
        )
