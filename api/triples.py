"""The questions about triples and replication, over the service of all surfaces."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.missing import missing
from api.wire import Model
from api.wire_triples import ReplicaMatches, TripleMatches, replica_matches, triple_matches
from graph.errors import MovedError, NotFoundError
from graph.model.entities import Kind
from graph.store.redirects import last_heir

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
        self._lock = threading.Lock()
        self._held: TripleMatcher | None = None

    def triples(
        self,
        question: Question,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        facilitated: bool = True,
        as_of: date,
    ) -> TripleMatches:
        """Who could help a country with its need: see `graph.matching.triples.matcher.TripleMatcher.triples`."""
        question = self._with_heirs(question)
        matcher = self._matcher(question.need)
        found, understood = matcher.triples(
            question, limit=limit, exclude=self._heirs(exclude), facilitated=facilitated, as_of=as_of
        )
        model = Model(matcher.model, matcher.snapshot.space)
        registers = self._service.registers()
        return triple_matches(found, understood, model, as_of, matcher.snapshot.version, registers)

    def replication(
        self, question: Question, *, limit: int = 10, exclude: Sequence[str] = (), as_of: date
    ) -> ReplicaMatches:
        """Who did this elsewhere: see `graph.matching.triples.matcher.TripleMatcher.replication`."""
        question = self._with_heirs(question)
        matcher = self._matcher(question.need or question.partnership)
        found, understood = matcher.replication(question, limit=limit, exclude=self._heirs(exclude), as_of=as_of)
        view = self._service.view
        entities = {entity.id: entity for entity in view.get([each.id for each in found])}
        model = Model(matcher.model, matcher.snapshot.space)
        return replica_matches(found, entities, understood, model, as_of, matcher.snapshot.version, view.registers())

    def _matcher(self, having: str) -> TripleMatcher:
        """What answers on a snapshot of the store: see `Service.snapshot`."""
        from graph.matching.triples.matcher import TripleMatcher

        snapshot = self._service.snapshot(having)
        embedders = self._service.embedders
        with self._lock:
            if self._held is None or self._held.snapshot is not snapshot:
                embedder = embedders.reading(None)[0] if embedders else None
                self._held = TripleMatcher(snapshot, embedder, self._service.registers())
            return self._held

    def _with_heirs(self, question: Question) -> Question:
        """The question with the ids that answer now. Raises NotFoundError where one is nobody's of its kind."""
        return replace(
            question,
            need=self._heir(question.need, "need"),
            partnership=self._heir(question.partnership, "partnership"),
        )

    def _heir(self, id: str, kind: Kind) -> str:
        if not id:
            return ""
        view = self._service.view
        with suppress(NotFoundError):
            try:
                found = view.entity(id)
            except MovedError as moved:
                found = view.entity(moved.heir)
            if found.kind == kind:
                return found.id
        raise missing(view, id, kind)

    def _heirs(self, ids: Sequence[str]) -> list[str]:
        redirects = self._service.view.redirects() if ids else {}
        return [*ids, *(heir for id in ids if (heir := last_heir(id, redirects)) is not None)]
