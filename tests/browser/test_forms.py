"""Forms as a program sees them: what was typed wrongly, names in every field, of how many a list is the first."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest

from tests.api.conftest import Client

UNEP = "united-nations-environment-programme-6d0833fc"


def summary(page: str) -> list[tuple[str, str]]:
    """Lines of the error summary: the field that each leads to, "" for none, and what it says."""
    (found,) = re.findall(r'id="problem".*?</ul>', page, re.DOTALL)
    lines = re.findall(r'<li>(?:<a href="#([^"]*)">)?(.*?)(?:</a>)?</li>', found, re.DOTALL)
    return [(place, html.unescape(re.sub("<.*?>", "", message))) for place, message in lines]


@pytest.mark.parametrize(
    "asked",
    [
        f"/match/join?id={UNEP}&as_of=foo",
        f"/match/join?id={UNEP}&in-country=Atlantis&limit=0",
        "/match/overlaps?id=coast-1&in-country=Atlantis",
        "/match/invite?id=coast-1&type=nonsense",
    ],
)
def test_a_mistake_keeps_who_asks(site: Client, asked: str) -> None:
    page = site.ask(f"/{asked}").body
    id = re.findall(r"id=([^&]*)", asked)[0]
    assert f'<input type="hidden" name="id" value="{id}">' in page
    assert summary(page)


def test_the_country_that_can_not_be_read_is_the_one_to_be_mended(site: Client) -> None:
    page = site.ask("//match/plan", country=["Atlantis", "KEN"]).body
    assert re.search(r'<input id="country" name="country" [^>]*value="Atlantis"', page)
    assert re.search(r'type="checkbox"[^>]* name="country" value="KEN" checked', page)


@pytest.mark.parametrize("page", ["triples", "replication"])
def test_a_country_without_needs_is_no_mistake(site: Client, page: str) -> None:
    reply = site.ask(f"//match/{page}", country="Iceland")
    assert reply.status == 200
    assert "No needs of this country stand in this store" in reply.body
    assert 'id="problem"' not in reply.body


def test_a_name_that_nothing_has_is_said_to_be_nobodys(site: Client) -> None:
    asked = {"text": "We replant mangroves.", "why_not": "Mangroves for Kenyan"}
    assert "Nothing here is called just “Mangroves for Kenyan”" in site.ask("//match/join", **asked).body


def test_what_is_not_in_the_language_of_the_page_says_which_it_is_in(site: Client) -> None:
    page = site.ask("//match/join?text=x&in-country=Atlantis&lang=ar").body
    assert '<bdi lang="en">&#39;Atlantis&#39; is no country' in page
    page = site.ask("//match/offers?text=x&lang=ar").body
    assert '<bdi lang="en">' not in page.partition('id="problem"')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/match/join?text=x&sdg=99", [("sdg", "“99” is too much: 17 at most.")]),
        ("/match/join?text=x&limit=0", [("", "“0” is too little: 1 at least.")]),
        ("/match/join?text=x&as_of=foo", [("as_of", "a day is written like 2026-05-31, not like 'foo'")]),
        (
            "/match/offers?country=Togo&text=x&as_of=foo",
            [("as_of", "a day is written like 2026-05-31, not like 'foo'")],
        ),
        (
            "/match/join?text=x&in-country=Sengal",
            [("in-country", "'Sengal' is no country known by name or ISO 3166 code. Is Senegal meant?")],
        ),
        (
            "/match/overlaps?text=x&on-theme=zzz",
            [("on-theme", "There is no 'zzz' in the vocabulary `themes`. Choose one of its codes.")],
        ),
    ],
)
def test_what_is_wrong_is_said_plainly_and_leads_to_its_field(
    site: Client, asked: str, said: list[tuple[str, str]]
) -> None:
    page = site.ask(f"/{asked}").body
    assert summary(page) == said
    for place, _ in said:
        assert not place or f'id="{place}"' in page


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("OMS", "World Health Organization"),
        ("PNUE", "United Nations Environment Programme"),
        ("United Nations Environment Program", "United Nations Environment Programme"),
        ("World Helth Organization", "World Health Organization"),
    ],
)
def test_a_name_means_the_same_partner_in_every_field(site: Client, written: str, name: str) -> None:
    taken = site.ask("//match/join.json", name=written).body["answer"]["understood"]["named"][0]
    assert taken["taken"]["name"] == name
    assert taken["why"]
    listed = site.ask("//match/invite.json", text="water", partner=written).body["answer"]["understood"]["named"][0]
    asked = site.ask("/match/partnerships", {"partner": {"name": written}}).body["understood"]["named"][0]
    resolved = site.ask("/resolve", {"names": [{"name": written}]}).body["results"][0]["candidates"][0]
    assert {taken["taken"]["id"], listed["taken"]["id"], asked["taken"]["id"]} == {resolved["id"]}
    assert tuple(taken["why"]) == tuple(resolved["reasons"])
    path = site.ask("//network/path.json", **{"from": written, "to": "Reef Watch Network"}).body
    assert resolved["id"] in str(path)
    fair = site.ask("//match/fair", attendees=f"{written}\nReef Watch Network").body
    assert f"“{written}” was read as {name}" in html.unescape(fair)
    held = site.ask("//match/triples.json", country="Togo", text="solid waste", pivotal=written).body
    assert held["pivotal"]["id"] == resolved["id"]


def test_a_title_is_enough_to_ask_why_not(site: Client) -> None:
    first = site.ask("//match/offers.json", country="Togo", text="solid waste").body["answer"]["matches"][0]["offer"]
    asked = site.ask("//match/offers.json", country="Togo", text="solid waste", why=first["name"]).body
    assert asked["alone"]["offer"]["id"] == first["id"]
    need = site.ask("//match/needs.json", offer="fund-13").body["answer"]["matches"][0]["need"]
    assert site.ask("//match/needs.json", offer="fund-13", why=need["name"]).body["alone"]["need"]["id"] == need["id"]


def test_who_is_to_be_held_in_a_triple_is_asked_where_several_may_be_meant(site: Client) -> None:
    held = site.ask("//match/triples.json", country="Togo", text="solid waste", pivotal="CT").body
    assert held["answer"] is None
    assert {each["label"] for each in held["possible"]["pivotal"]} == {"Code Together", "Coral Triangle"}
    assert site.ask("//match/triples.json", country="Togo", text="solid waste", pivotal="zqxv wkjh").status == 404


@pytest.mark.parametrize(
    "asked",
    [
        "join?text=We+replant+mangroves",
        "invite?id=coast-1",
        "overlaps?id=coast-1",
        "offers?country=Togo&text=solid+waste",
        "needs?offer=fund-13",
        "triples?country=Togo&text=solid+waste",
        "replication?country=Togo&text=solid+waste",
    ],
)
def test_a_list_says_how_many_there_are_in_all(site: Client, asked: str) -> None:
    path, _, query = asked.partition("?")
    every = site.ask(f"//match/{path}.json?{query}&limit=100").body["answer"]
    assert every["understood"]["ranked"] == len(every["matches"]) > 0
    few = site.ask(f"//match/{path}.json?{query}&limit=1").body["answer"]
    assert few["understood"]["ranked"] == len(every["matches"])
    heading = re.findall(r'<h2 id="results">.*?</h2>', site.ask(f"//match/{path}?{query}&limit=1").body, re.DOTALL)[0]
    assert (f"The first 1 of {len(every['matches'])} " in heading) is (len(every["matches"]) > 1)


def test_a_country_by_its_name_is_the_box_of_its_facet(site: Client) -> None:
    by_name, by_code = (site.ask("//search", country=country).body for country in ("Kenya", "KEN"))
    assert by_name.count('class="chip"') == by_code.count('class="chip"') == 1
    assert by_name.count('name="country"') == by_code.count('name="country"')
    assert 'href="/search?country=Kenya' not in by_name


def test_a_need_of_several_lines_is_one_line_of_a_plan(site: Client) -> None:
    text = quote("clean water\nsolar pumps = 3")
    page = site.ask(f"//match/offers?country=Togo&text={text}").body
    link = html.unescape(re.findall(r'href="(/match/plan\?needs=[^"]*)"', page)[0])
    planned = site.ask(f"/{link.replace('/match/plan?', '/match/plan.json?')}")
    assert planned.status == 200
    assert [each["name"] for each in planned.body["needs"]] == ["clean water; solar pumps – 3"]


def test_no_page_tells_a_visitor_of_the_command_line_or_a_folder(site: Client) -> None:
    for path in ("/partners/nobody", "/nowhere", "/review?register=zzz", "/match/join?text=x&on-theme=zzz"):
        page = site.ask(f"/{path}").body
        text = page if isinstance(page, str) else str(page)
        assert "goal17 search" not in text
        assert "goal17 vocabulary" not in text
        assert "goal17 registers" not in text
        assert "/docs lists" not in text
