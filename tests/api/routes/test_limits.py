"""What says more than anybody says is refused, and the answer names the place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Client

LONG = "x" * 501
MANY = ["x"] * 1_001


@pytest.mark.parametrize(
    ("path", "body", "place"),
    [
        ("partners", {"partnership": {"partners": [LONG]}}, "body.partnership.partners.0"),
        ("partners", {"partnership": {"partners": MANY}}, "body.partnership.partners"),
        ("partners", {"partnership": {"countries": [LONG]}}, "body.partnership.countries.0"),
        ("partners", {"partnership": {"themes": ["x"] * 101}}, "body.partnership.themes"),
        ("partners", {"partnership": {"sdgs": [1] * 101}}, "body.partnership.sdgs"),
        ("partners", {"partnership": LONG}, "body.partnership"),
        ("partners", {"partnership": "coast-1", "exclude": MANY}, "body.exclude"),
        ("partners", {"partnership": "coast-1", "exclude": [LONG]}, "body.exclude.0"),
        ("partners", {"partnership": "coast-1", "filter": {"type": ["x"] * 101}}, "body.filter.type"),
        ("partnerships", {"partner": {"name": LONG}}, "body.partner.name"),
        ("partnerships", {"partner": {"country": LONG}}, "body.partner.country"),
        ("partnerships", {"partner": {"type": "x" * 101}}, "body.partner.type"),
        ("partnerships", {"partner": {"brings": ["x"] * 101}}, "body.partner.brings"),
        ("partnerships", {"partner": {"text": "x" * 60_000, "seeks": ["x" * 60_000]}}, "body.partner"),
        ("overlaps", {"partnership": {"title": "x" * 1_001}}, "body.partnership.title"),
        ("overlaps", {"partnership": "coast-1", "filter": {"non-cash": ["x"] * 101}}, "body.filter.non-cash"),
        ("offers", {"need": {"country": LONG, "text": "wells"}}, "body.need.country"),
        ("needs", {"offer": {"text": "wells", "programme": LONG}}, "body.offer.programme"),
        ("needs", {"offer": {"text": "wells", "regions": [LONG]}}, "body.offer.regions.0"),
        ("needs", {"offer": {"text": "wells", "asks": LONG, "through": LONG}}, "body.offer.asks"),
        ("needs", {"offer": "fund-1", "filter": {"sector": [LONG]}}, "body.filter.sector"),
        ("triples", {"country": LONG, "text": "wells"}, "body.country"),
        ("triples", {"country": "TGO", "text": "wells", "exclude": MANY}, "body.exclude"),
        ("replication", {"country": "TGO", "partnership": LONG}, "body.partnership"),
        ("fair", {"attendees": ["a"], "away": {"a": [1] * 101}}, "body.away.a"),
    ],
)
def test_too_much_is_refused(client: Client, path: str, body: dict[str, Any], place: str) -> None:
    reply = client.ask(f"/match/{path}", body)
    assert reply.status == 422
    assert any(part["place"].startswith(place) for part in reply.problem["errors"]), reply.problem
    assert "at most" in reply.problem["detail"]


def test_what_somebody_says_is_answered(client: Client) -> None:
    partner = {"name": "A new network", "text": "We restore mangroves.", "seeks": ["training of divers " * 40]}
    assert client.ask("/match/partnerships", {"partner": partner, "exclude": ["x"] * 1_000}).status == 200
    many = [f"A partner of number {number}" for number in range(300)]
    assert client.ask("/match/partners", {"partnership": {"text": "mangroves", "partners": many}}).status == 200


@pytest.mark.parametrize("path", ["/search?as_of=0", "/search?as_of=2026-5-1", "/search?as_of=1700000000"])
def test_a_day_is_no_count_of_seconds(client: Client, path: str) -> None:
    reply = client.ask(path)
    assert reply.status == 422
    assert "2026-05-31" in reply.problem["detail"]


@pytest.mark.parametrize("day", [0, 1_700_000_000, "0", "yesterday"])
def test_nor_is_it_one_in_a_body(client: Client, day: object) -> None:
    assert client.ask("/match/partnerships", {"partner": {"text": "reefs"}, "as_of": day}).status == 422
    assert client.ask("/match/fair", {"attendees": ["a", "b"], "start": day}).status == 422
