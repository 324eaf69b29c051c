"""Requests that nobody sends by following links, and what they may not do."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client


@pytest.mark.parametrize("limit", ["0001" + "0" * 4_400, "0001000000", "-1", "0", "ten", "٣"])
def test_a_limit_that_is_none_is_left_out(site: Client, limit: str) -> None:
    page = site.ask("//search.json", limit=limit)
    assert page.status == 200
    assert len(page.body["hits"]) == 20


def test_no_link_of_a_page_leads_to_the_host_that_its_address_names(site: Client) -> None:
    reply = site.ask("////elsewhere.example/x", q="y")
    assert reply.status == 404
    assert "//elsewhere.example" not in reply.body
    assert 'href="/elsewhere.example/x' in reply.body


@pytest.mark.parametrize("page", ["offers", "needs", "plan", "triples", "replication", "fair"])
def test_a_table_that_nothing_was_asked_for_is_refused_and_no_page(site: Client, page: str) -> None:
    reply = site.ask(f"//match/{page}.csv")
    assert reply.status == 422
    assert "table" in reply.problem["detail"]


def test_a_plan_of_too_many_needs_is_refused_before_offers_are_looked_for(site: Client) -> None:
    needs = "\n".join(f"Kenya: pump number {number}" for number in range(501))
    reply = site.ask("//match/plan.json", needs=needs)
    assert reply.status == 422
    assert "501" in reply.problem["detail"]
