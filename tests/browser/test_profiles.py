"""Profiles as a visitor reads them: what is it, who says so, who else is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest

from tests.api.conftest import Client
from tests.browser.conftest import Visit

UNEP = "united-nations-environment-programme-6d0833fc"
WITHHELD = ("Ana Lima", "ana@example.org", "Jane Doe")
"""Persons in the records of the world."""


def asked(site: Client, path: str, **query: object) -> Any:
    """The JSON of a page."""
    reply = site.ask(f"/{path}", **query)
    assert reply.status == 200, path
    return reply.body


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_date_to_the_cell_that_states_it(visit: Visit, scripts: bool) -> None:
    page = visit("/partnerships/harbour-light", java_script_enabled=scripts)
    status = page.locator(".standing")
    assert "Running: by its stated end, June 2031" in status.inner_text()
    assert status.locator("a[href='/records/harbour:light#Time_frame']").count()
    held = page.locator(".standing + p").inner_text()
    assert "Its register holds for 2022. Its register holds for 2018 to 2026. No report of progress is known." in held
    over_time = page.locator("section.times")
    over_time.get_by_role("link", name="harbour:light, Time frame").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "harbour:light"
    assert page.url.endswith("#Time_frame")
    assert page.locator("#Time_frame + dd").inner_text() == "in 2019 - June 2031"
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == "Lamps for the lagoon"


def test_records_that_disagree_stand_side_by_side_the_chosen_one_with_its_rule(visit: Visit) -> None:
    page = visit("/partnerships/harbour-light")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Start they disagree"))
    assert row.get_by_role("cell").all_inner_texts() == ["2019", "2020", "2019 the first stated"]
    said = page.locator("dt", has_text="Start").last.locator("xpath=following-sibling::dd[1]").locator(".fact")
    assert said.nth(0).inner_text().startswith("2019")
    assert said.nth(1).inner_text().startswith("also stated: 2020")


def test_what_is_stated_and_what_was_read_from_the_text_stand_apart(visit: Visit) -> None:
    page = visit("/partnerships/coast-1")
    stated = page.locator("ul.addressed > li")
    assert stated.locator(".goal span").all_inner_texts() == ["Climate action", "Life below water"]
    assert stated.locator(".inferred").count() == 0
    read = page.locator("ul.read").first.locator("> li")
    assert read.count() > 0
    assert all("inferred" in words for words in read.locator(".inferred").all_inner_texts())
    assert read.locator(".inferred").count() == read.count()


def test_a_merged_entry_sends_to_its_heir_which_tells_who_did_it_and_why(visit: Visit, site: Client) -> None:
    moved = site.ask("//partnerships/islands-light")
    assert (moved.status, moved.headers["location"]) == (308, "/partnerships/harbour-light?merged=islands-light")
    page = visit("/partnerships/islands-light")
    told = page.get_by_role("note").inner_text()
    assert "islands:light was merged into this entry" in told
    assert "Decided by Keeper, 1 February 2026" in told
    assert "the same lamps" in told
    page.get_by_role("link", name="Its records, and what was decided").click()
    assert "Keeper" in page.get_by_role("main").inner_text()
    assert asked(site, "/partnerships/harbour-light.json", merged="coast-1")["merged"] is None


@pytest.mark.parametrize("form", ["", ".json"])
@pytest.mark.parametrize(
    "path",
    [
        "/records/harbour:light",
        "/partnerships/harbour-light",
        "/partnerships/harbour-light/history",
        "/data/harbour/rows",
    ],
)
def test_no_form_of_a_record_names_persons(site: Client, path: str, form: str) -> None:
    said = str(site.ask(f"/{path}{form}").body)
    assert "harbour:light" in said or "no web address" in said
    assert not [each for each in WITHHELD if each in said]


def test_neither_a_table_nor_the_api_names_persons(site: Client) -> None:
    for path in ("//data/harbour/rows.csv", "/partnerships/harbour-light"):
        said = str(site.ask(path).body)
        assert "[removed]" in said
        assert not [each for each in WITHHELD if each in said]


def test_a_record_shows_what_something_rests_on_and_names_the_rest(visit: Visit) -> None:
    page = visit("/records/harbour:light")
    assert "Write to [removed]." in page.locator("#What_it_does + dd").inner_text()
    partners = page.locator("#Partners + dd").inner_text()
    assert "Lamp Makers Guild" in partners
    others = page.get_by_role("heading", name="Not shown").locator("xpath=following-sibling::p[1]").inner_text()
    assert others == "Contact person, Notes"
    versions = page.locator("ol.versions > li")
    assert versions.count() == 2
    assert "US$ 4,000 became US$ 5,000" in " ".join(versions.first.inner_text().split())
    assert versions.last.inner_text() == "31 January 2024: read for the first time"


def test_initiatives_are_ordered_by_links_and_told_to_have_ended(visit: Visit) -> None:
    page = visit(f"/partners/{UNEP}")
    page.get_by_role("link", name="Initiatives", exact=True).first.click()
    page.get_by_role("columnheader", name="Initiative").get_by_role("link").click()
    table = page.get_by_role("table")
    names = table.get_by_role("rowheader").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    ended = table.get_by_role("row").filter(has_text="Coastal forests of Tanzania")
    assert "Ended" in ended.inner_text()
    page.get_by_role("link", name="Lead (3)").click()
    assert page.get_by_role("table").get_by_role("rowheader").count() == 3


def test_conditions_on_initiatives_hold_together_and_their_numbers_are_those_of_the_lists(
    visit: Visit, site: Client
) -> None:
    own = f"/partners/{UNEP}/initiatives"
    found = asked(site, f"{own}.json", role="lead")
    for status, count in found["statuses"].items():
        assert asked(site, f"{own}.json", role="lead", status=status)["total"] == count
    page = visit(f"{own}?role=lead&sort=title", java_script_enabled=False)
    (status, count), *_ = found["statuses"].items()
    page.locator(f"p.small a[href*='status={status}']").click()
    assert "role=lead" in page.url
    assert "sort=title" in page.url
    assert page.get_by_role("table").get_by_role("rowheader").count() == count


def test_all_co_partners_are_a_table(site: Client) -> None:
    around = asked(site, f"/partners/{UNEP}/around.json")
    rows = list(csv.DictReader(io.StringIO(site.ask(f"//partners/{UNEP}/around.csv").body.lstrip("\ufeff"))))
    assert len(rows) == around["co_partners_total"]
    assert [each["partner"] for each in rows[:100]] == [each["id"] for each in around["co_partners"]]


def test_what_a_country_asked_for_is_as_long_as_the_search_behind_it(visit: Visit) -> None:
    page = visit("/countries/FJI", java_script_enabled=False)
    count = page.locator("#asked a")
    told = int(count.inner_text())
    count.click()
    assert page.locator("#results").inner_text().startswith(f"{told} ")
    assert told


def test_every_number_of_a_partner_is_as_long_as_the_list_behind_it(site: Client) -> None:
    own = f"/partners/{UNEP}"
    profile = asked(site, f"{own}.json")
    counts = profile["initiatives"]
    assert asked(site, f"{own}/initiatives.json")["total"] == counts["of"] == 5
    for name in ("role", "status"):
        told: Mapping[str, int] = counts[{"role": "roles", "status": "statuses"}[name]]
        for value, count in told.items():
            assert len(asked(site, f"{own}/initiatives.json", **{name: value})["initiatives"]) == count
    for each in profile["co_partners"]:
        assert len(asked(site, f"{own}/initiatives.json", shared=each["id"])["initiatives"]) == each["count"]
    table = site.ask(f"/{own}/initiatives.csv").body.splitlines()
    assert len(table) == counts["of"] + 1


def test_the_picture_of_co_partners_says_what_its_table_says(visit: Visit) -> None:
    page = visit(f"/partners/{UNEP}/around")
    nodes = page.locator("svg.ego a")
    rows = page.locator(".pictured table tbody tr")
    assert nodes.count() == rows.count() > 3
    first = rows.first.get_by_role("rowheader").inner_text()
    assert nodes.first.get_attribute("aria-label") == f"1: {first}"
    nodes.first.click()
    assert page.get_by_role("heading", level=1).inner_text() == first


def test_what_may_be_the_same_organisation_is_told(visit: Visit) -> None:
    page = visit("/partners/lagoon-keepers-e4ef0261/around")
    page.get_by_role("link", name="Lagoon Keepers Association").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lagoon Keepers Association"


def test_whom_to_invite_and_what_overlaps_stand_around_a_partnership(visit: Visit) -> None:
    page = visit("/partnerships/coast-2")
    page.get_by_role("link", name="Overlaps, and whom to invite").click()
    assert page.get_by_role("link", name="Mangroves for Kenya").count() >= 1
    assert page.get_by_role("link", name="More to invite").get_attribute("href") == "/match/invite?id=coast-2"
    # Its health is for the desk alone: here for whoever sits at this machine.
    assert page.get_by_role("heading", name="Health").count() == 1


@pytest.mark.parametrize("goal", ["7", "14"])
def test_a_goal_counts_what_a_search_lists(site: Client, goal: str) -> None:
    page = asked(site, f"/sdgs/{goal}.json")
    totals = {each["kind"]: each["total"] for each in page["shelves"]}
    assert totals["partnership"] > 1
    for kind, total in totals.items():
        assert asked(site, "/search.json", kind=kind, sdg=goal)["total"] == total
    for group in page["among"]:
        for each in group["values"]:
            found = asked(site, "/search.json", kind="partnership", sdg=goal, **{group["facet"]: each["value"]})
            assert found["total"] == each["count"], (group["facet"], each)


@pytest.mark.parametrize("place", ["countries", "sdgs", "themes", "programmes"])
def test_an_index_counts_what_a_search_lists(site: Client, place: str) -> None:
    facet = {"countries": "country", "sdgs": "sdg", "themes": "theme", "programmes": "portfolio"}[place]
    index = asked(site, f"/{place}.json")
    counted = {each["code"]: each["count"] for group in index["groups"] for each in group["terms"] if each["count"]}
    assert counted
    for code, count in {**counted, "": index["not_stated"]}.items():
        assert asked(site, "/search.json", kind="partnership", **{facet: code})["total"] == count, code


def test_a_country_is_told_by_lists_that_can_be_seen_whole(visit: Visit, site: Client) -> None:
    page = visit("/countries/kenya")
    assert page.url.endswith("/countries/KEN")
    counts = page.locator("table.numbers")
    stating = counts.get_by_role("row", name="Partnerships that state it").get_by_role("cell").inner_text()
    assert int(stating) == asked(site, "/search.json", kind="partnership", country="KEN")["total"]
    based = counts.get_by_role("row", name="Partners based here").get_by_role("cell").inner_text()
    assert int(based) == asked(site, "/search.json", kind="partner", country="KEN")["total"]
    links = counts.locator("td a[href*='status=']")
    for link in links.all():
        path, _, query = str(link.get_attribute("href")).partition("?")
        assert asked(site, f"{path}.json?{query}")["total"] == int(link.inner_text()), query
    assert links.count() >= 2
    view = asked(site, "/countries/KEN.json", limit=1)["answer"]["view"]
    whole = asked(site, "/countries/KEN.json", limit=1000)["answer"]["view"]
    for part in ("based", "others", "ended", "unclear"):
        assert len(whole[part]["shown"]) == view[part]["total"]
    assert page.get_by_role("link", name="Mangroves for Kenya").count() >= 1


def test_what_only_names_a_country_is_listed_apart(site: Client) -> None:
    for code in ("KEN", "FJI", "TGO"):
        answer = asked(site, f"/countries/{code}.json", limit=1000)
        named = answer["answer"]["view"]["not_stated"]["named_only"]
        assert len(answer["named_only"]) == named
        page = site.ask(f"//countries/{code}?limit=1000").body
        assert ('id="named-only"' in page) == bool(named)
        assert all(each["id"] in page for each in answer["named_only"])


def test_countries_stand_in_the_order_of_names_and_never_of_numbers(site: Client) -> None:
    for group in asked(site, "/countries.json")["groups"]:
        names = [each["name"] for each in group["terms"]]
        assert names == sorted(names)


def test_a_need_leads_to_offers_and_an_offer_to_needs(visit: Visit) -> None:
    page = visit("/entries/plans-fji-drm-306e24dc")
    assert page.get_by_role("link", name="Whose offers meet it").get_attribute("href") == (
        "/match/offers?need=plans-fji-drm-306e24dc"
    )
    assert page.get_by_role("main").get_by_role("link", name="Fiji").count() == 1
    page = visit("/entries/fund-13")
    assert (
        page.get_by_role("link", name="Whose needs it could meet").get_attribute("href") == "/match/needs?offer=fund-13"
    )
    said = page.get_by_role("main").inner_text()
    assert "March 2027" in said
    assert "the ministry of finance, through Blue Bank" in said


def test_an_entry_with_a_folder_of_its_own_is_sent_there(site: Client) -> None:
    assert site.ask("//entries/KEN").headers["location"] == "/countries/KEN"
    assert site.ask("//entries/sdg-14").headers["location"] == "/sdgs/14"
    assert site.ask("//entries/harbour:light").headers["location"] == "/partnerships/harbour-light"


def test_addresses_of_a_register_that_are_none_of_the_web_are_no_links(visit: Visit) -> None:
    page = visit("/partnerships/harbour-hostile")
    assert page.locator("a[href^='javascript']").count() == 0
    assert "javascript:alert(1)" in page.get_by_role("main").inner_text()


def test_a_title_in_another_script_has_its_own_direction(visit: Visit) -> None:
    page = visit("/partnerships/clinic-7")
    assert page.locator("h1 bdi").evaluate("each => getComputedStyle(each).direction") == "rtl"
    text = page.locator(".running").first
    assert text.get_attribute("lang") == "ar"
    assert text.locator("p").first.evaluate("each => getComputedStyle(each).direction") == "rtl"


@pytest.mark.parametrize(
    "path",
    [
        "/partnerships/harbour-light",
        "/partnerships/harbour-light/around",
        f"/partners/{UNEP}",
        f"/partners/{UNEP}/around",
        "/countries/KEN",
        "/sdgs/14",
        "/records/harbour:light",
    ],
)
def test_nothing_scrolls_sideways_on_a_narrow_screen(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("path", "facet"), [("/sdgs/14", "sdg"), ("/themes/csd:oceans", "theme")])
def test_who_works_on_a_term_is_ordered_by_what_they_do_on_it_and_each_number_is_a_list(
    visit: Visit, site: Client, path: str, facet: str
) -> None:
    (shelf,) = (each for each in asked(site, f"{path}.json")["shelves"] if each["kind"] == "partner")
    code = path.rpartition("/")[2]
    counts = [each["on_it"] for each in shelf["entries"]]
    assert counts
    assert counts == sorted(counts, reverse=True)
    assert any(each["on_it"] < each["degree"] for each in shelf["entries"])
    for each in shelf["entries"]:
        assert asked(site, f"/partners/{each['id']}/initiatives.json", **{facet: code})["total"] == each["on_it"]
    page = visit(path, java_script_enabled=False)
    first = page.get_by_role("table", name="with most initiatives on it").get_by_role("row").nth(1)
    assert first.get_by_role("cell").all_inner_texts() == [str(counts[0]), str(shelf["entries"][0]["degree"])]
    first.get_by_role("cell").first.get_by_role("link").click()
    assert page.get_by_role("table").get_by_role("rowheader").count() == counts[0]
    page.locator("ul.chips a").click()
    assert page.get_by_role("table").get_by_role("rowheader").count() == shelf["entries"][0]["degree"]


def test_a_country_is_narrowed_to_a_goal_and_back(visit: Visit, site: Client) -> None:
    page = visit("/countries/FJI", java_script_enabled=False)
    page.get_by_role("navigation", name="One goal only").get_by_role("link", name="14 Life below water").click()
    assert page.url.endswith("/countries/FJI?sdg=14")
    told = asked(site, "/countries/FJI.json", sdg=14)
    view, (goal,) = told["answer"]["view"], [each for each in told["goals"] if each["code"] == "14"]
    assert told["goal"] == 14
    assert 0 < view["here"] == told["stating"] == goal["count"] < asked(site, "/countries/FJI.json")["stating"]
    shown = [*view["active"]["national"]["shown"], *view["active"]["regional"]["shown"], *view["ended"]["shown"]]
    assert all(14 in each["goals"] for each in (*shown, *view["wider"]["shown"]))
    assert all(
        "– goal 14" in each for each in page.locator("h2:not([id=''])").all_inner_texts() if "Sources" not in each
    )
    assert page.locator("caption").first.inner_text().endswith("that state goal 14")
    for link in page.locator("table.numbers a[href^='/search']").all():
        href = link.get_attribute("href") or ""
        assert site.ask(f"/{href.replace('/search?', '/search.json?')}").body["total"] == int(link.inner_text())
    for each in (*view["based"]["shown"], *view["others"]["shown"]):
        both = asked(site, f"/partners/{each['id']}/initiatives.json", sdg=14, country="FJI")
        assert both["total"] == each["entries_here"]
    page.locator("ul.chips a").click()
    assert page.url.endswith("/countries/FJI")
    assert "– goal" not in page.locator("h2").first.inner_text()


def test_a_heading_of_a_country_says_what_stands_below_it(visit: Visit) -> None:
    headings = visit("/countries/FJI?limit=1000").locator("h3").all_inner_texts()
    assert any(each.startswith("States this country alone (") for each in headings)
    assert not [each for each in headings if each.startswith(("National", "Regional", "Global"))]


@pytest.mark.parametrize("path", ["/partnerships/harbour-2/partners", "/countries/KEN"])
def test_types_that_are_read_from_names_are_marked_wherever_they_stand(visit: Visit, site: Client, path: str) -> None:
    page = visit(path)
    marked = 0
    for row in page.get_by_role("row").filter(has=page.locator("th a[href^='/partners/']")).all():
        href = row.locator("th a").get_attribute("href") or ""
        facts = asked(site, f"{href}.json")["entry"]["facts"]
        basis = [each["basis"] for each in facts if each["field"] == "type" and each["chosen"]]
        read = bool(basis) and basis[0] != "declared"
        assert row.locator("td .inferred").count() == read, href
        marked += read
    assert marked
