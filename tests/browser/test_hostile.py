"""Requests that nobody sends by following links, and what they may not do."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.api.conftest import Client
from tests.browser.conftest import Visit


@pytest.mark.parametrize("limit", ["0001" + "0" * 4_400, "0001000000", "-1", "0", "ten", "٣"])
def test_a_limit_that_is_none_is_left_out(site: Client, limit: str) -> None:
    page = site.ask("//search.json", limit=limit)
    assert page.status == 200
    assert len(page.body["hits"]) == 20


@pytest.mark.parametrize("path", ["////elsewhere.example/x", "//%5Celsewhere.example/x", "///%5C/elsewhere.example/x"])
def test_no_link_of_a_page_leads_to_the_host_that_its_address_names(site: Client, path: str) -> None:
    reply = site.ask(path, q="y")
    assert reply.status == 404
    assert not re.search(r'(?:href|action)="/[/\\]', reply.body)
    assert 'href="/elsewhere.example/x' in reply.body


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/network/years?span=0&register=coast", "span"),
        ("/network/picture?most=1", "most"),
        ("/figures?since=0", "since"),
        ("/gaps/cell?area=M49&limit=none", "limit"),
        ("/gaps/cell?line=3", "area"),
    ],
)
def test_what_can_not_be_is_told_at_its_field_and_kept_to_be_mended(visit: Visit, address: str, field: str) -> None:
    page = visit(address)
    wrong = page.get_by_label(field)
    assert wrong.get_attribute("aria-invalid") == "true"
    for name, value in parse_qsl(urlsplit(address).query):
        assert page.get_by_label(name).input_value() == value
    wrong.fill("5")
    page.get_by_role("button", name="Ask again").click()
    assert f"{field}=5" in page.url


def test_an_address_as_data_stays_data_where_it_leads_on(site: Client) -> None:
    for path, onwards in (
        ("//figures.json?theme=", "/figures.json"),
        ("//match/offers.csv?country=Togo&text=", "/match/offers.csv?country=Togo"),
        ("//entries/coast-1.json?lang=fr", "/partnerships/coast-1.json?lang=fr"),
    ):
        assert site.ask(path).headers["location"] == onwards


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
