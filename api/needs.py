"""The questions about needs and offers, over the service of all surfaces."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.service import today
from api.wire import Model
from api.wire_needs import NeedMatches, OfferMatches, PlanAnswer, need_matches, offer_matches, plan_answer
from graph.errors import Goal17Error
from graph.model.entities import Kind

if TYPE_CHECKING:
    from api.service import Service
    from graph.matching.needs.described import NeedDescription, OfferDescription
    from graph.matching.needs.matcher import NeedMatcher
    from graph.matching.plan.planner import PlannedNeed, PlannedOffer
    from graph.matching.plan.problem import Limits

OFFERING: tuple[Kind, ...] = ("offer", "partnership")
"""Kinds of entries that could meet a need."""


class NeedsService:
    """What goal17 can be asked about needs and offers.

    Args:
        service: the service, with its store, snapshot and models.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._matcher: NeedMatcher | None = None

    def offers(
        self,
        asked: str | NeedDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> OfferMatches:
        """What could meet a need: see `graph.matching.needs.matcher.NeedMatcher.offers`."""
        asked = self._service.heir(asked, "need") if isinstance(asked, str) else asked
        matcher = self.matcher(asked if isinstance(asked, str) else "")
        found, understood = matcher.offers(
            asked, limit=limit, exclude=self._service.heirs(exclude), where=where, as_of=as_of
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        view = self._service.view
        urls = {entity.id: str(entity.fact("url") or "") for entity in view.get([each.id for each in found])}
        return offer_matches(
            found,
            urls,
            understood,
            self._model(matcher),
            as_of,
            matcher.snapshot.version,
            self._service.registers_with(matcher.snapshot),
        )

    def needs(
        self,
        asked: str | OfferDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> NeedMatches:
        """Whose need an offer could meet: see `graph.matching.needs.matcher.NeedMatcher.needs`."""
        asked = self._service.heir(asked, *OFFERING) if isinstance(asked, str) else asked
        matcher = self.matcher(asked if isinstance(asked, str) else "")
        found, understood = matcher.needs(
            asked, limit=limit, exclude=self._service.heirs(exclude), where=where, as_of=as_of
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        return need_matches(
            found,
            understood,
            self._model(matcher),
            as_of,
            matcher.snapshot.version,
            self._service.registers_with(matcher.snapshot),
        )

    def plan(
        self,
        needs: Sequence[PlannedNeed],
        offers: Sequence[PlannedOffer],
        limits: Limits,
        *,
        as_of: date,
        open_only: bool = False,
    ) -> PlanAnswer:
        """Who could serve whom, within limits: see `graph.matching.plan.planner.planned`."""
        from graph.matching.plan.planner import planned

        needs = [
            replace(each, asked=self._service.heir(each.asked, "need")) if isinstance(each.asked, str) else each
            for each in needs
        ]
        offers = [
            replace(each, asked=self._service.heir(each.asked, *OFFERING)) if isinstance(each.asked, str) else each
            for each in offers
        ]
        matcher = self.matcher()
        asked = [*(need.asked for need in needs), *(offer.asked for offer in offers)]
        for id in asked:
            if isinstance(id, str) and not matcher.snapshot.holds(id):
                matcher = self.matcher(id)
        problem, made = planned(matcher, needs, offers, limits, as_of=as_of, open_only=open_only)
        return plan_answer(problem, made, as_of, matcher.snapshot.version)

    def matcher(self, having: str = "") -> NeedMatcher:
        """The matcher on a snapshot of the store: see `Service.snapshot`."""
        from graph.matching.needs.matcher import NeedMatcher

        snapshot = self._service.snapshot(having)
        with self._lock:
            if self._matcher is None or self._matcher.snapshot is not snapshot:
                embedder = self._service.widest_embedder
                self._matcher = NeedMatcher(snapshot, embedder, self._service.registers())
            return self._matcher

    def warm(self) -> None:
        """Make what the first question would otherwise wait for; a store that can't be read yet is left to it."""
        with suppress(Goal17Error):
            kinds = self._service.view.status().entities
            if any(kinds.get(kind) for kind in OFFERING):
                from graph.matching.needs.described import NeedDescription

                self.offers(NeedDescription("KEN", "water"), limit=1, as_of=today())

    def _model(self, matcher: NeedMatcher) -> Model:
        return Model(matcher.weights.version, matcher.snapshot.space)
