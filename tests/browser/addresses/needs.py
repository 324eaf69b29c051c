"""Addresses of the pages of needs, offers, plans, triples and fairs in the world of the pages' tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model.identifiers import partnership_id

TOGO, KENYA = partnership_id("plans", "tgo-waste"), partnership_id("plans", "ken-water")

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/match/offers": (
        "/match/offers",
        f"/match/offers?need={TOGO}",
        "/match/offers?country=Togo&text=solid+waste%2C+recycling&sdg=12&theme=csd%3Awater&why=islands-2",
        "/match/offers?country=Togo",
        "/match/offers?country=Peru",
        "/match/offers?country=Togo&text=zqxv+wkjh",
        "/match/offers?country=Togo&text=waste&kind=partnership&standing=offer",
        "/match/offers?country=Atlantis&text=wells",
        "/match/offers?country=Togo&text=waste&as_of=tomorrow",
        "/match/offers?need=nobody",
    ),
    "/match/needs": (
        "/match/needs",
        "/match/needs?offer=fund-13",
        "/match/needs?text=Training+on+solid+waste&regions=West+Africa%3B+Kenya&until=2027&eligible=ldc&why=irrigation",
        "/match/needs?programme=Clean+towns",
        "/match/needs?text=Ferries&country=Norway&standing=need",
    ),
    "/match/plan": (
        "/match/plan",
        f"/match/plan?need={TOGO}&need={KENYA}&offer=fund-13%3D1&budget=4&pot_global=35&pot_countries=65",
        f"/match/plan?country=Togo&needs=global%3A+guidance+on+waste+%3D+2&offers=Training+%3D+1&forbid={TOGO}~Training",
        f"/match/plan?need={TOGO}&offer=fund-13&serve=1&budget=0",
        "/match/plan?needs=drip+irrigation&offer=fund-13",
        "/match/plan?country=Peru",
    ),
    "/match/triples": (
        "/match/triples",
        f"/match/triples?need={TOGO}",
        "/match/triples?country=Togo&text=solid+waste%2C+recycling&facilitator=no",
        "/match/triples?country=Norway&text=solid+waste",
        "/match/triples?country=Togo",
        "/match/triples?text=waste",
    ),
    "/match/replication": (
        "/match/replication",
        "/match/replication?country=Togo&text=solid+waste%2C+recycling",
        "/match/replication?country=Togo&partnership=towns-1",
        "/match/replication?country=Togo&text=libraries",
    ),
    "/match/fair": (
        "/match/fair",
        "/match/fair?attendees=UNEP%0AReef+Watch+Network%0ACT%0Aislands-1%0ASolr&slots=2&start=2026-12-03T09%3A00",
        "/match/fair?attendees=Nobody",
        "/match/fair?attendees=UNEP%0AUNDP&slots=0",
    ),
}
"""Route to examples of it: asked and not, empty, and in error."""
