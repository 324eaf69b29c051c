"""Answers about needs, plans and triples as tables of comma-separated values, the same from a page and a command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph.text.csvtext import csv_text

if TYPE_CHECKING:
    from api.wire_needs import NeedMatches, OfferMatches, PlanAnswer
    from api.wire_triples import ReplicaMatches, TripleMatches
    from graph.matching.match import Gate, Reason
    from graph.matching.triples.answer import Triple

_GATES = ("place", "window", "eligible", "priority_sectors", "policy", "coordination", "route")
_SAID = {True: "met", False: "not met", None: "not stated"}

OFFERS = (
    *("fit", "right_place", "right_action", "score", "kind", "standing", "offer", "id", "status", "start", "end"),
    *("open_until", "countries", "partners", "url", *_GATES, "why"),
)
"""Columns of what could meet a need: a row for every match, a column for every gate."""

NEEDS = (
    *("fit", "country", "right_place", "right_action", "score", "standing", "need", "id", "area", "sector", "actions"),
    *("groups", *_GATES, "why"),
)
"""Columns of whose need an offer could meet."""

PLAN = ("scenario", "served", "need", "need_id", "country", "offer", "offer_id", "fit", "cost", "pot", "fixed", "why")
"""Columns of a plan: a row for every need in every scenario."""

TRIPLES = (
    *("beneficiary", "need", "need_id", "pivotal", "pivotal_id", "pivotal_country", "role", "facilitator"),
    *("facilitator_id", "facilitator_country", "south_lists", "via", "via_ids", "ties", "score", "why"),
)
"""Columns of triples; `facilitator` is empty for a South-South pair."""

REPLICATION = (
    *("partnership", "id", "status", "mark", "countries", "comparable", "in_common", "leads", "right_action"),
    *("result", "results", "lessons", "url", "score", "why"),
)
"""Columns of replication."""


def offers_table(found: OfferMatches) -> str:
    """What could meet a need."""
    return csv_text(
        OFFERS,
        (
            [
                *(each.fit, each.right_place, each.right_action, each.score, each.offer.kind, each.offer.standing),
                *(each.offer.name, each.offer.id, each.offer.status, each.offer.start, each.offer.end),
                *(each.offer.until, _listed(each.offer.countries), _listed(who.label for who in each.offer.partners)),
                *(each.offer.url, *_gates(each.gates), _why(each.reasons)),
            ]
            for each in found.matches
        ),
    )


def needs_table(found: NeedMatches) -> str:
    """Whose need an offer could meet."""
    return csv_text(
        NEEDS,
        (
            [
                *(each.fit, each.need.country, each.right_place, each.right_action, each.score, each.need.standing),
                *(each.need.name, each.need.id, each.need.area, each.need.sector, _listed(each.need.actions)),
                *(_listed(each.need.groups), *_gates(each.gates), _why(each.reasons)),
            ]
            for each in found.matches
        ),
    )


def plan_table(made: PlanAnswer) -> str:
    """A plan; one that can't be has a row for every need that no offer may serve."""
    return csv_text(PLAN, _plan(made))


def _plan(made: PlanAnswer) -> Iterator[Sequence[object]]:
    for scenario in made.scenarios:
        for each in scenario.assignment:
            need, offer = each.need, each.offer
            who = (need.name, need.id, each.country, offer.name, offer.id)
            how = (each.fit, each.cost, each.pot, "yes" if each.fixed else "no")
            yield scenario.code, "yes", *who, *how, " ".join(each.why)
        for left in scenario.unserved:
            yield scenario.code, "no", left.need.name, left.need.id, left.country, *("",) * 6, left.why
    if not made.scenarios:
        for left in made.unserved:
            yield "", "no", left.need.name, left.need.id, left.country, *("",) * 6, left.why


def triples_table(found: TripleMatches) -> str:
    """Triples."""
    return csv_text(TRIPLES, (_triple(each) for each in found.matches))


def _triple(each: Triple) -> Sequence[object]:
    need, helps = each.beneficiary.need, each.facilitator
    facilitator = (helps.name, helps.id, helps.country) if helps else ("", "", "")
    return [
        *(each.beneficiary.country, need.name, need.id, each.pivotal.name, each.pivotal.id, each.pivotal.country),
        *(each.pivotal.role, *facilitator, _listed(each.south_lists)),
        *(_listed(via.name for via in each.via), _listed(via.id for via in each.via)),
        *(_listed(f"{tie.one} – {tie.other}: {tie.total}" for tie in each.ties), each.score, _why(each.reasons)),
    ]


def replication_table(found: ReplicaMatches) -> str:
    """Who did this in a comparable country."""
    return csv_text(
        REPLICATION,
        (
            [
                *(each.partnership.name, each.partnership.id, each.partnership.status, each.partnership.mark),
                *(_listed(each.partnership.countries), each.comparable, each.comparability),
                *(_listed(who.label for who in each.partnership.leads), each.right_action, each.result),
                *(_listed(said.text for said in each.results), _listed(said.text for said in each.lessons)),
                *(each.partnership.url, each.score, _why(each.reasons)),
            ]
            for each in found.matches
        ),
    )


def _gates(gates: Sequence[Gate]) -> list[str]:
    told = {gate.code.replace("-", "_"): _SAID[gate.passed] for gate in gates}
    return [told.get(name, _SAID[None]) for name in _GATES]


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _why(reasons: Sequence[Reason]) -> str:
    return " ".join(f"{each.contribution:+.2f} {each.text}" for each in reasons)
