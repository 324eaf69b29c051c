"""Questions that are too long for an address."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.api.conftest import Client
from tests.browser.conftest import Visit

LONG = "restoring mangroves with fishing villages on the coast of Kenya, مرحبا, 海洋 " * 40


def test_a_long_question_gets_a_short_address_that_gives_the_same_answer(site: Client, visit: Visit) -> None:
    page = visit(f"/search?{urlencode({'q': LONG, 'kind': 'partnership'})}")
    short = page.url.removeprefix(site.url)
    assert short.startswith("/search?s=")
    assert len(short) < 30
    assert page.get_by_label("Words, a name, or a sentence").input_value() == LONG.strip()
    assert page.get_by_role("link", name="Mangroves for Kenya").count()
    whole = site.ask("//search.json", q=LONG, kind="partnership")
    assert whole.status == 200, "a program is answered where it asked"
    assert site.ask(f"//search.json?{short.partition('?')[2]}").body == whole.body
    as_data = page.get_by_role("link", name="JSON", exact=True).get_attribute("href")
    assert as_data == short.replace("/search", "/search.json")


def test_the_same_question_has_the_same_address_and_another_has_another(site: Client) -> None:
    first, again, other = (
        site.ask(f"//search?{query}")
        for query in (
            urlencode([("q", LONG), ("kind", "partner")]),
            urlencode([("kind", "partner"), ("q", LONG)]),
            urlencode([("q", LONG + "x"), ("kind", "partner")]),
        )
    )
    assert first.status == again.status == other.status == 303
    assert first.headers["location"] == again.headers["location"] != other.headers["location"]


def test_what_is_said_beside_the_short_id_counts(site: Client) -> None:
    location = site.ask("//search", q=LONG, kind="partnership", lang="fr").headers["location"]
    assert "lang=fr" in location
    query = location.partition("?")[2]
    assert (
        site.ask(f"//search.json?{query}&kind=partner").body == site.ask("//search.json", q=LONG, kind="partner").body
    )
    assert 'lang="fr"' in site.ask(f"/{location}").body


def test_an_ordinary_question_stays_in_its_address(site: Client) -> None:
    assert site.ask("//search", q="water " * 200).status == 200


@pytest.mark.parametrize("id", ["ffffffffffff", "x", "' OR 1=1", "\x00", "🌊", "a" * 5000])
def test_a_short_address_that_leads_nowhere_says_so(site: Client, id: str) -> None:
    reply = site.ask("//search", s=id)
    assert reply.status == 404
    assert "<h1>" in reply.body
    assert site.ask("//search.json", s=id).status == 404


def test_a_question_too_long_to_be_kept_is_answered_where_it_stands(site: Client) -> None:
    assert site.ask("//search", q="w" * 210_000).status == 200
