"""`/gaps` as a visitor uses it: from a cell to its entries, and from an empty one to what is near it."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Client
from tests.browser.conftest import Visit
from tests.browser.ready import ready, told


@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_leads_to_its_search(visit: Visit, site: Client, scripts: bool) -> None:
    page = ready(visit("/gaps", java_script_enabled=scripts))
    row = page.get_by_role("row").filter(has_text="Life below water")
    cell = row.get_by_role("cell").first.get_by_role("link")
    number = int(re.findall(r"\d+", cell.inner_text())[0])
    assert number
    cell.click()
    asked = urlsplit(page.url)
    assert asked.path == "/search"
    found = site.ask(f"//search.json?{asked.query}").body
    assert found["total"] == number
    assert {hit["kind"] for hit in found["hits"]} == {"partnership"}


@pytest.mark.parametrize("query", [{}, {"by": "categories"}, {"of": "themes", "baseline": "countries"}])
def test_every_cell_has_a_search_and_a_list_of_its_length(site: Client, query: dict[str, str]) -> None:
    answer = told(site, "/gaps.json", **query)["coverage"]
    looked = 0
    for cell in (*answer["whole"], *answer["cells"]):
        rows = told(
            site, "/gaps/cell.json", area=cell["area"], **({"line": cell["line"]} if cell["line"] else {}), **query
        )
        assert rows["total"] == len(rows["partnerships"]) == cell["count"]
        if cell["count"]:
            about = {("sdg" if answer["of"] == "goals" else "theme"): cell["line"]} if cell["line"] else {}
            found = site.ask("//search.json", kind="partnership", country=rows["countries"], **about).body
            assert found["total"] == cell["count"]
            looked += 1
    assert looked


def test_an_empty_cell_leads_to_what_is_near_it(visit: Visit, site: Client) -> None:
    page = ready(visit("/gaps"))
    cells = told(site, "/gaps.json")["coverage"]
    empty = next(each for each in cells["cells"] if not each["count"] and each["line"] == "13")
    at = [area["code"] for area in cells["areas"]].index(empty["area"])
    row = page.get_by_role("row").filter(has_text="Climate action")
    row.get_by_role("cell").nth(at).get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("13 Climate action")
    assert page.get_by_role("status").inner_text().startswith("0 partnerships")
    expect(page.get_by_role("heading", name="Near it")).to_be_visible()
    assert "A gap in this register, not in the world." in page.locator("main").inner_text()


def test_needs_and_offers_near_a_cell_are_searches_of_their_length(site: Client, visit: Visit) -> None:
    page = ready(visit("/gaps/cell?area=009"))
    answer = told(site, "/gaps/cell.json", area="009")
    for kind in ("need", "offer"):
        assert answer[f"{kind}s"], "the world has some near this cell"
        link = page.locator(f"main a[href^='/search?kind={kind}']").get_attribute("href") or ""
        assert site.ask(f"//search.json?{urlsplit(link).query}").body["total"] == answer[f"{kind}s"]


def test_a_slice_keeps_its_cells_to_the_slice(visit: Visit) -> None:
    page = ready(visit("/gaps?register=coast"))
    row = page.get_by_role("row").filter(has_text="Life below water")
    cell = row.get_by_role("cell").first.get_by_role("link")
    number = int(re.findall(r"\d+", cell.inner_text())[0])
    cell.click()
    assert "register=coast" in page.url
    assert page.locator(".rows li").count() == number


def test_niches_of_a_country_name_who_works_elsewhere(visit: Visit) -> None:
    page = ready(visit("/gaps", java_script_enabled=False))
    page.get_by_label("Niches of a country").select_option(label="Kenya")
    page.get_by_role("button", name="Show").last.click()
    assert page.url.endswith("/gaps?for=KEN")
    assert page.get_by_role("heading", level=1).inner_text() == "Niches of Kenya"
    niche = page.locator("section").filter(has=page.get_by_role("heading", level=2, name="Life on land"))
    assert "Coastal forests of Tanzania" in niche.inner_text()
    niche.get_by_role("link", name="Green Shore Trust").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Green Shore Trust"


def test_numbers_of_a_niche_are_searches_of_that_length(site: Client) -> None:
    answer = told(site, "/gaps.json", **{"for": "KEN"})["niches"]
    assert answer["niches"]
    for niche in answer["niches"]:
        for among in niche["among"]:
            if among["ended_here_too"]:
                continue
            found = site.ask("//search.json", kind="partnership", sdg=niche["line"], country=among["countries"]).body
            assert found["total"] == among["entries"]


def test_table_and_data_say_the_same(site: Client) -> None:
    table = list(csv.DictReader(io.StringIO(told(site, "/gaps.csv").lstrip("\ufeff"))))
    answer = told(site, "/gaps.json")["coverage"]
    cells = {(each["line"], each["area"]): each["count"] for each in (*answer["whole"], *answer["cells"])}
    assert {(each["line"], each["area"]): int(each["count"]) for each in table} == cells
    niches = list(csv.DictReader(io.StringIO(told(site, "/gaps.csv", **{"for": "KEN"}).lstrip("\ufeff"))))
    found = told(site, "/gaps.json", **{"for": "KEN"})["niches"]["niches"]
    assert [(each["line"], each["area"]) for each in niches] == [
        (n["line"], a["area"]) for n in found for a in n["among"]
    ]


def test_an_unknown_scheme_is_told_with_the_form(visit: Visit) -> None:
    page = ready(visit("/gaps?by=mars"))
    assert "there are m49" in page.get_by_role("alert").inner_text()


def test_themes_are_offered_where_some_can_be_compared_alone(visit: Visit, site: Client) -> None:
    assert ready(visit("/gaps")).locator("select[name=of]").count() == 1
    assert ready(visit("/gaps?for=KEN")).get_by_role("link", name="By themes").count() == 1
    assert told(site, "/gaps.json", record="harbour:light")["comparable"] == ["goals"]
    assert ready(visit("/gaps?record=harbour:light")).locator("select[name=of]").count() == 0
    assert ready(visit("/gaps?for=KEN&record=harbour:light")).get_by_role("link", name="By themes").count() == 0
