"""Needs and offers are kept, found, filtered and answered alike on every engine."""

from __future__ import annotations

from datetime import date

from graph.matching.needs.described import NeedDescription
from graph.matching.needs.matcher import NeedMatcher
from graph.snapshot.make import make
from graph.store import open_store
from graph.store.interface import Store
from graph.store.query import Query
from tests.asked import DRAFTS, fill

DAY = date(2026, 11, 21)


def test_needs_and_offers_are_entities_with_relations(store: Store) -> None:
    view = fill(store).view()
    status = view.status()
    assert (status.entities["need"], status.entities["offer"]) == (4, 5)
    assert (status.relations["needs"], status.relations["offers"]) == (4, 5)
    (need,) = (entity for entity in view.entities("need") if entity.records == ("plans:tgo-waste",))
    profile = view.profile(need.id)
    assert ("TGO", "needs", "need") in {(each.source, each.relation, each.role) for each in profile.relations}
    assert [fact.value for fact in need.facts if fact.field == "action"] == ["Solid Waste", "Recycling"]
    offer = view.entity("fund-13")
    assert offer.fact("window") == {"until": "2027-03"}
    assert offer.fact("capacity") == 1
    assert {
        view.entity(each.source).name for each in view.profile("fund-13").relations if each.relation == "offers"
    } == {"Reef Fund"}


def test_they_are_filtered_and_counted(store: Store) -> None:
    view = fill(store).view()
    assert view.count(Query(where={"kind": ("need",)})) == 4
    assert view.count(Query(where={"kind": ("offer",), "country": ("TGO",)})) == 2
    kinds = view.facets(Query(where={}), ["kind"])["kind"]
    assert {"need": 4, "offer": 5}.items() <= {each.value: each.count for each in kinds}.items()
    found = view.rank(Query(where={"kind": ("need",)}, terms=("irrig",)), 5)
    assert [view.entity(each.id).records for each in found] == [("plans:ken-water",)]


def test_they_go_with_their_register(store: Store) -> None:
    fill(store)
    with store.writer() as writer:
        writer.delete_register("fund")
    from graph.build.rebuild import rebuild

    rebuild(store)
    assert "offer" not in {kind for kind, number in store.view().status().entities.items() if number}
    assert store.view().status().entities["need"] == 4


def test_the_same_answers_as_from_a_file_of_its_own(store: Store) -> None:
    def asked(of: Store) -> list[object]:
        matcher = NeedMatcher(make(of.view()), None, of.view().registers())
        return [
            matcher.offers(NeedDescription("Togo", "solid waste"), as_of=DAY),
            matcher.needs("fund-13", as_of=DAY),
            matcher.needs("coast-1", as_of=DAY),
        ]

    with open_store("sqlite://") as other:
        assert asked(fill(store)) == asked(fill(other))
    assert len(DRAFTS) == 12
