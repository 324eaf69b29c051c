"""The questions about needs and offers, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.held import Held
from api.service import today
from api.wire import Model
from api.wire_needs import (
    NeedMatches,
    NeedSummary,
    OfferMatches,
    PlanAnswer,
    need_matches,
    offer_matches,
    plan_answer,
)
from graph.errors import Goal17Error, NotFoundError
from graph.matching.match import Evidence
from graph.matching.needs.saying import Saying
from graph.model.entities import Entity, Kind
from graph.model.needs import standing
from graph.model.vocabularies import groups_of
from graph.progress import Progress, silent

if TYPE_CHECKING:
    from api.service import Service
    from graph.matching.needs.described import NeedDescription, OfferDescription
    from graph.matching.needs.matcher import NeedMatcher
    from graph.matching.plan.planner import PlannedNeed, PlannedOffer
    from graph.matching.plan.problem import Limits
    from graph.snapshot.exchange import Needs

OFFERING: tuple[Kind, ...] = ("offer", "partnership")
"""Kinds of entries that could meet a need."""


class NeedsService:
    """What goal17 can be asked about needs and offers.

    Args:
        service: the service, with its store, snapshot and models.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._matcher: Held[NeedMatcher] = Held()

    def offers(
        self,
        asked: str | NeedDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        only: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> OfferMatches:
        """What could meet a need: see `graph.matching.needs.matcher.NeedMatcher.offers`."""
        asked = self._service.heir(asked, "need") if isinstance(asked, str) else asked
        matcher = self.matcher(asked if isinstance(asked, str) else "")
        found, understood = matcher.offers(
            asked,
            limit=limit,
            exclude=self._service.heirs(exclude),
            only=[self._service.heir(id, *OFFERING) for id in only],
            where=where,
            as_of=as_of,
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        need = [asked] if isinstance(asked, str) else []
        entities = self._entities([*need, *(each.id for each in found)])
        saying = Saying({register.code: register.as_of for register in self._service.registers_with(matcher.snapshot)})
        found = [
            replace(each, gates=saying.of(each.gates, entities.get(each.id), entities.get("".join(need))))
            for each in found
        ]
        return offer_matches(
            found,
            entities,
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
        only: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> NeedMatches:
        """Whose need an offer could meet: see `graph.matching.needs.matcher.NeedMatcher.needs`."""
        asked = self._service.heir(asked, *OFFERING) if isinstance(asked, str) else asked
        matcher = self.matcher(asked if isinstance(asked, str) else "")
        found, understood = matcher.needs(
            asked,
            limit=limit,
            exclude=self._service.heirs(exclude),
            only=[self._service.heir(id, "need") for id in only],
            where=where,
            as_of=as_of,
        )
        understood = replace(understood, unknown=self._service.unknown(exclude))
        offer = [asked] if isinstance(asked, str) else []
        entities = self._entities([*offer, *(each.id for each in found)])
        saying = Saying({register.code: register.as_of for register in self._service.registers_with(matcher.snapshot)})
        found = [
            replace(each, gates=saying.of(each.gates, entities.get("".join(offer)), entities.get(each.id)))
            for each in found
        ]
        return need_matches(
            found,
            understood,
            self._model(matcher),
            as_of,
            matcher.snapshot.version,
            self._service.registers_with(matcher.snapshot),
        )

    def stated(self, country: str, *, as_of: date) -> tuple[NeedSummary, ...]:
        """The needs and priorities of a country that stand in the store, by area and sector.

        Args:
            country: alpha-3 code.
            as_of: the day on which the country is in its groups.
        """
        needs = self.matcher().entries.exchange.needs
        found = [_summary(needs, row, as_of) for row, code in enumerate(needs.countries) if code == country]
        return tuple(sorted(found, key=lambda each: (each.standing, each.area, each.sector, each.id)))

    def stored(self, id: str, as_of: date) -> NeedSummary:
        """A need of the store. Raises NotFoundError where no need has this id."""
        id = self._service.heir(id, "need")
        needs = self.matcher(id).entries.exchange.needs
        if id not in needs.row:
            raise NotFoundError("need", id)
        return _summary(needs, needs.row[id], as_of)

    def examples(self, as_of: date) -> tuple[NeedSummary, ...]:
        """Some needs of the store to begin with, of several countries; none where it has none."""
        needs = self.matcher().entries.exchange.needs
        return tuple(_summary(needs, row, as_of) for row in _spread(len(needs.ids)))

    def offers_to_try(self) -> tuple[Evidence, ...]:
        """Some offers of the store to begin with, or partnerships where it has none."""
        matcher = self.matcher()
        offers, titles = matcher.entries.exchange.offers, matcher.entries.exchange.candidates.titles
        first = matcher.entries.first
        if offers.ids:
            return tuple(Evidence("offer", offers.ids[row], titles[first + row]) for row in _spread(len(offers.ids)))
        return tuple(Evidence("partnership", matcher.snapshot.partnerships[row], titles[row]) for row in _spread(first))

    def plan(
        self,
        needs: Sequence[PlannedNeed],
        offers: Sequence[PlannedOffer],
        limits: Limits,
        *,
        as_of: date,
        open_only: bool = False,
        progress: Progress = silent,
    ) -> PlanAnswer:
        """Who could serve whom, within limits: see `graph.matching.plan.planner.planned`. One at a time, whoever asks.

        Raises:
            NotReadyError: too many wait already.
        """
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
        with self._service.counting.one(progress):
            problem, made = planned(matcher, needs, offers, limits, as_of=as_of, open_only=open_only, progress=progress)
        return plan_answer(problem, made, as_of, matcher.snapshot.version)

    def matcher(self, having: str = "") -> NeedMatcher:
        """The matcher on a snapshot of the store: see `Service.snapshot`."""
        from graph.matching.needs.matcher import NeedMatcher

        snapshot = self._service.snapshot(having)
        return self._matcher.of(
            snapshot, lambda: NeedMatcher(snapshot, self._service.widest_embedder, self._service.registers())
        )

    def warm(self) -> None:
        """Make what the first question would otherwise wait for; a store that can't be read yet is left to it."""
        with suppress(Goal17Error):
            kinds = self._service.status().entities
            if any(kinds.get(kind) for kind in OFFERING):
                from graph.matching.needs.described import NeedDescription

                self.offers(NeedDescription("KEN", "water"), limit=1, as_of=today())

    def _entities(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self._service.view.get(list(ids))}

    def _model(self, matcher: NeedMatcher) -> Model:
        return Model(matcher.weights.version, matcher.snapshot.space)


_EXAMPLES = 3


def _spread(number: int) -> Sequence[int]:
    """A few places in a list, far from each other."""
    return sorted({number * at // _EXAMPLES for at in range(_EXAMPLES)}) if number else []


def _summary(needs: Needs, row: int, as_of: date) -> NeedSummary:
    country, facts = needs.countries[row], needs.facts[row]
    return NeedSummary(
        id=needs.ids[row],
        name=needs.names[row],
        standing=standing(facts.get("conditionality")),
        country=country,
        groups=tuple(each.dated_name() for each in groups_of(country, as_of) if each.kind == "category"),
        area=str(facts.get("area") or ""),
        sector=str(facts.get("sector") or ""),
        actions=tuple(needs.actions[row]),
    )
