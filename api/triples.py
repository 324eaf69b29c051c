"""The questions about triples and replication, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.held import Held
from api.wire import Model
from api.wire_triples import ReplicaMatches, TripleMatches, replica_matches, triple_matches

if TYPE_CHECKING:
    from api.service import Service
    from graph.matching.triples.asking import Question
    from graph.matching.triples.matcher import TripleMatcher


class TriplesService:
    """What goal17 can be asked about cooperation between countries of the South.

    Args:
        service: the service, with its store, snapshot and models.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._held: Held[TripleMatcher] = Held()

    def triples(
        self,
        question: Question,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        facilitated: bool = True,
        pivotal: str = "",
        facilitator: str = "",
        as_of: date,
    ) -> TripleMatches:
        """Who could help a country with its need: see `graph.matching.triples.matcher.TripleMatcher.triples`."""
        question = self._with_heirs(question)
        matcher = self._matcher(question.need)
        found, understood = matcher.triples(
            question,
            limit=limit,
            exclude=self._service.heirs(exclude),
            facilitated=facilitated,
            pivotal=self._service.heir(pivotal, "partner") if pivotal else "",
            facilitator=self._service.heir(facilitator, "partner") if facilitator else "",
            as_of=as_of,
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        model = Model(matcher.model, matcher.snapshot.space)
        registers = self._service.registers_with(matcher.snapshot)
        return triple_matches(found, understood, model, as_of, matcher.snapshot.version, registers)

    def replication(
        self, question: Question, *, limit: int = 10, exclude: Sequence[str] = (), as_of: date
    ) -> ReplicaMatches:
        """Who did this elsewhere: see `graph.matching.triples.matcher.TripleMatcher.replication`."""
        question = self._with_heirs(question)
        matcher = self._matcher(question.need or question.partnership)
        found, understood = matcher.replication(
            question, limit=limit, exclude=self._service.heirs(exclude), as_of=as_of
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        view = self._service.view
        entities = {entity.id: entity for entity in view.get([each.id for each in found])}
        model = Model(matcher.model, matcher.snapshot.space)
        return replica_matches(
            found,
            entities,
            understood,
            model,
            as_of,
            matcher.snapshot.version,
            self._service.registers_with(matcher.snapshot),
        )

    def _matcher(self, having: str) -> TripleMatcher:
        """What answers on a snapshot of the store: see `Service.snapshot`."""
        from graph.matching.triples.matcher import TripleMatcher

        snapshot = self._service.snapshot(having)
        return self._held.of(
            snapshot, lambda: TripleMatcher(snapshot, self._service.widest_embedder, self._service.registers())
        )

    def _with_heirs(self, question: Question) -> Question:
        """The question with the ids that answer now. Raises NotFoundError where one is nobody's of its kind."""
        return replace(
            question,
            need=self._service.heir(question.need, "need") if question.need else "",
            partnership=self._service.heir(question.partnership, "partnership") if question.partnership else "",
        )
