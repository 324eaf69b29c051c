"""`/network` as a visitor uses it: described, measured, without one, from one to another, and as a picture."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Client
from tests.browser.conftest import Visit
from tests.browser.ready import ready, told

_QUICK = "draws=20"


def test_the_network_is_described_with_chance_beside_and_sentences_to_quote(visit: Visit) -> None:
    page = ready(visit(f"/network?{_QUICK}", java_script_enabled=False))
    main = page.locator("main")
    for words in (
        "Who leads, by each measure",
        "One way to cut, not facts.",
        "By chance",
        "No standard has a flag for the South",
        "A partner whose name was not recognised under another spelling counts twice",
    ):
        assert words in main.inner_text()
    quote_of_size = page.get_by_text("To quote").first
    quote_of_size.click()
    assert "The network has" in main.inner_text()
    leader = page.locator(".leaders a").first
    name = leader.inner_text()
    leader.click()
    assert page.get_by_role("heading", level=1).inner_text() == name


def test_page_and_api_describe_alike(site: Client) -> None:
    of_page = told(site, "/network.json", draws=20, part=["ties", "communities"])
    assert of_page == site.ask("/network", draws=20, part=["ties", "communities"]).body


def test_a_part_alone_is_described(visit: Visit) -> None:
    page = ready(visit(f"/network?part=cuts&{_QUICK}"))
    expect(page.get_by_role("heading", name="What it hangs on")).to_be_visible()
    assert page.get_by_role("heading", name="Communities").count() == 0


def test_partners_are_ordered_by_any_measure(visit: Visit, site: Client) -> None:
    page = ready(visit("/network/partners", java_script_enabled=False))
    page.get_by_role("link", name="Betweenness").click()
    page = ready(page)
    found = told(site, "/network/partners.json", by="betweenness")
    shown = page.locator("tbody th").all_inner_texts()
    assert shown == [each["name"] for each in found["partners"]]
    table = list(csv.DictReader(io.StringIO(told(site, "/network/partners.csv").lstrip("\ufeff"))))
    assert len(table) == found["total"]


def test_what_would_fall_apart_without_one(visit: Visit) -> None:
    page = ready(visit(f"/network?part=cuts&{_QUICK}"))
    row = page.get_by_role("table", name="What would fall apart").locator("tbody tr").first
    name, separated = row.locator("th").inner_text(), row.get_by_role("link").last.inner_text()
    row.get_by_role("link").last.click()
    ready(page)
    assert name in page.get_by_role("heading", level=1).inner_text()
    assert (
        page.get_by_role("row")
        .filter(has_text="no longer be connected")
        .inner_text()
        .split("\t")[-1]
        .startswith(separated)
    )
    cut_off = page.get_by_role("heading", name="Who would be cut off")
    names = cut_off.locator("xpath=following-sibling::ul[1]").get_by_role("link")
    assert cut_off.inner_text() == f"Who would be cut off ({names.count()})"
    first = names.first.inner_text()
    names.first.click()
    assert page.get_by_role("heading", level=1).inner_text() == first


def test_years_and_registers_stand_side_by_side(visit: Visit, site: Client) -> None:
    page = ready(visit("/network/years?reach=window&span=5"))
    found = told(site, "/network/years.json", reach="window", span=5)
    assert page.locator("tbody tr").count() == len(found["parts"])
    assert f"{found['in_no_part']} partnerships stand in none" in page.locator("main").inner_text()
    page = ready(visit("/network/registers"))
    assert "coast" in page.locator("tbody").inner_text()


def test_the_way_from_one_partner_to_another(visit: Visit) -> None:
    page = visit("/network/path", java_script_enabled=False)
    page.get_by_label("From", exact=True).fill("Green Shore Trust")
    page.get_by_label("To", exact=True).fill("UNEP")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("status").inner_text() == "1 way, through 1 partnership"
    page.locator(".rows").get_by_role("link", name="Coastal forests of Tanzania").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Coastal forests of Tanzania"


def test_a_name_that_may_mean_several_is_chosen_from(visit: Visit, site: Client) -> None:
    page = visit("/network/path?to=UNEP&from=CT")
    possible = page.locator(".aside li a")
    assert possible.count() >= 2
    possible.filter(has_text="Code Together").click()
    assert "Code Together" in page.get_by_role("heading", level=2).inner_text()
    assert "There is no way" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Look further").click()
    assert "longest=6" in page.url
    assert site.ask("//network/path.json", **{"from": "Nobody Of That Name"}).body["start"]["taken"] is None


def test_the_picture_is_a_table_without_scripts(visit: Visit, site: Client) -> None:
    page = ready(visit("/network/picture", java_script_enabled=False))
    expect(page.locator("#canvas")).not_to_be_visible()
    expect(page.get_by_text("The picture needs JavaScript")).to_be_visible()
    found = told(site, "/network/picture.json")["picture"]
    assert page.locator("tbody tr").count() == len(found["partners"])
    # Ties lead to the other's row, and back.
    tied = page.locator("tbody tr").first.locator("td").last.get_by_role("link").first
    assert page.locator(f"tbody tr{tied.get_attribute('href')}").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_partner_is_found_in_the_picture(visit: Visit, scheme: str) -> None:
    page = ready(visit("/network/picture", color_scheme=scheme))
    page.locator("#canvas canvas").first.wait_for()
    expect(page.get_by_text("The picture needs JavaScript")).not_to_be_visible()
    page.get_by_label("Find a partner in the picture").fill("green shore")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.locator("#picked").inner_text().startswith("Green Shore Trust")
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_label("Find a partner in the picture").fill("nobody of this name")
    page.get_by_label("Find a partner in the picture").press("Enter")
    assert page.locator("#picked").inner_text() == "Nobody in the picture is called so."


def test_the_picture_is_moved_by_keys(visit: Visit) -> None:
    page = ready(visit("/network/picture"))
    page.locator("#canvas canvas").first.wait_for()
    before = page.locator("#canvas").screenshot()
    page.locator("#canvas").focus()
    for key in ("+", "+", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.locator("#canvas").screenshot() != before


def test_a_chosen_partner_leads_to_its_profile(visit: Visit, site: Client) -> None:
    page = ready(visit("/network/picture"))
    page.locator("#canvas canvas").first.wait_for()
    page.get_by_label("Find a partner in the picture").fill("Red Agua Viva")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator("#picked").get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Red Agua Viva"


def test_a_hostile_name_stays_text_in_the_picture(visit: Visit) -> None:
    page = ready(visit("/network/picture"))
    page.locator("#canvas canvas").first.wait_for()
    page.get_by_label("Find a partner in the picture").fill("<b>Bold</b> & Sons")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.locator("#picked").inner_text().startswith("<b>Bold</b> & Sons")


def test_addresses_hold_any_id(site: Client) -> None:
    assert site.ask(f"//network/without/{quote('a/b#c?d', safe='')}.json").status == 404


def test_years_and_registers_are_tables_too(site: Client) -> None:
    for path in ("/network/years", "/network/registers"):
        parts = told(site, f"{path}.json")["parts"]
        rows = list(csv.DictReader(io.StringIO(told(site, f"{path}.csv").lstrip("\ufeff"))))
        assert [int(each["partners"]) for each in rows] == [each["population"]["partners"] for each in parts]
        assert rows


def test_a_method_goes_with_the_reader_to_what_is_measured(visit: Visit) -> None:
    page = ready(visit("/network?weights=count&draws=20&part=leaders&country=KEN", java_script_enabled=False))
    for name in ("Partners measured", "All partners, measured"):
        address = page.get_by_role("link", name=name).get_attribute("href") or ""
        assert {"weights=count", "country=KEN"} <= set(address.partition("?")[2].split("&"))
    assert page.get_by_role("link", name="By year").get_attribute("href") == "/network/years?country=KEN"


def test_partners_that_take_part_in_nothing_are_counted_where_they_are_left_out(visit: Visit, site: Client) -> None:
    population = told(site, "/network/partners.json")["population"]
    left = population["partners_without_partnership"]
    assert left
    words = ready(visit("/network/partners")).locator("main").inner_text()
    assert f"{left} further partners that stand in the store take part in none of these" in words
    every = told(site, "/search.json", kind="partner")["total"]
    assert every - left == population["partners"]
    page = visit("/")
    named_only = page.locator("a[href='/search?kind=partner&register=']")
    number = told(site, "/index.json")["partners_of_others"]
    assert named_only.inner_text().split()[0] == str(number)
    named_only.click()
    assert page.locator("#results").inner_text().startswith(f"{number} ")
