"""Needs and offers in the graph."""

from __future__ import annotations

from graph.build.derive import derive
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text

NEED = Draft(
    "plans",
    "KEN-water",
    "need",
    "Kenya, water: Irrigation",
    "x/1",
    facts=(DraftFact("conditionality", "unconditional", "Unconditional"),),
    links=(Link("needs", "country", "KEN", "KEN", "iso3"), Link("addresses", "theme", "ndc:water")),
    texts=(Text("action", "Irrigation"),),
)
OFFER = Draft(
    "fund",
    "7",
    "offer",
    "Irrigation for smallholders",
    "x/1",
    mentions=(Mention("Blue Bank", "Blue Bank", role="funder"),),
    links=(Link("operates-in", "country", "KEN", "Kenya"),),
)
PARTNERSHIP = Draft("demo", "1", "partnership", "Wells", "x/1", mentions=(Mention("Red Crab", "Red Crab"),))


def test_a_need_is_its_countrys_and_an_offer_its_partners() -> None:
    graph = derive([NEED, OFFER], [], frozenset(), frozenset())
    need = next(each for each in graph.entities.values() if each.kind == "need")
    offer = graph.entities["fund-7"]
    assert (need.name, need.records, need.facets) == (
        NEED.name,
        ("plans:KEN-water",),
        {"country": ("KEN",), "register": ("plans",), "theme": ("ndc:water",)},
    )
    stated = {(each.source, each.relation, each.target, each.role) for each in graph.relations.values()}
    bank = next(each for each in graph.entities.values() if each.kind == "partner")
    assert ("KEN", "needs", need.id, "priority") in stated
    assert (bank.id, "offers", "fund-7", "funder") in stated
    assert ("fund-7", "operates-in", "KEN", "") in stated
    assert (offer.kind, bank.facets["register"], bank.degree) == ("offer", ("fund",), 0)


def test_registers_without_needs_and_offers_are_derived_as_before() -> None:
    alone = derive([PARTNERSHIP], [], frozenset(), frozenset())
    beside = derive([PARTNERSHIP, NEED, OFFER], [], frozenset(), frozenset())
    assert {id: beside.entities[id] for id in alone.entities} == alone.entities
    assert {key: beside.relations[key] for key in alone.relations} == alone.relations
