"""What people come for, each from the home page by what the pages show: their links, forms and buttons, no address."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from graph.store import open_store
from tests.api.conftest import serving
from tests.browser.conftest import Visit
from tests.browser.ready import ready

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PHONE = {"width": 360, "height": 740}
BOX = "Say who you are or what you need"


@pytest.fixture
def own(filled_site: Path, models: Path, tmp_path: Path) -> Iterator[str]:
    """Where a copy of the world is served, to be written to."""
    file = tmp_path / "own.db"
    shutil.copy(filled_site, file)
    with (
        open_store(f"sqlite:///{file}") as store,
        serving(store, models, tmp_path / "cache", listening="127.0.0.1") as client,
    ):
        yield client.url


def follow(page: Page, *links: str) -> Page:
    """Go by the words of links, one after the other."""
    for words in links:
        page.get_by_role("link", name=words, exact=True).first.click()
        ready(page)
    return page


def say(page: Page, text: str) -> Page:
    """Write into the one box of the home page."""
    page.get_by_label(BOX).fill(text)
    page.get_by_role("button", name="Show me").click()
    return page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def result(page: Page, name: str) -> Locator:
    """The row of a list of answers whose title is this."""
    return page.locator(".result").filter(has=page.get_by_role("heading", name=re.compile(re.escape(name)))).first


def number(words: str) -> int:
    """The first number of a sentence."""
    return int(re.findall(r"\d+", words)[0])


def caught_up(page: Page) -> Page:
    """The desk when the graph shows what was decided."""
    page.get_by_role("heading", level=1).wait_for()
    while (again := page.get_by_role("link", name="Look again")).count():
        again.click()
    return page


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there, as who has no mouse does."""
    target.wait_for()
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    pytest.fail("the keyboard doesn't lead there")


def kept(page: Page, link: str) -> str:
    """What stands in the file that a link is for."""
    with page.expect_download() as file:
        page.get_by_role("link", name=link, exact=True).first.click()
    return Path(file.value.path()).read_text(encoding="utf-8-sig")


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def test_who_works_on_mangroves_in_kenya(visit: Visit) -> None:
    page = say(visit("/", java_script_enabled=False), "mangroves in Kenya")
    page.get_by_role("link", name=re.compile("^Search for these words")).click()
    follow(page, "Mangroves for Kenya")
    partners = page.get_by_role("table", name=re.compile("partners, by role"))
    assert "Marine Research Institute of Mombasa" in partners.inner_text()
    expect(partners.get_by_role("row", name="United Nations Environment Programme").get_by_text("Lead")).to_be_visible()


def test_a_newcomer_with_a_name_and_a_sentence(visit: Visit) -> None:
    page = follow(visit("/", viewport=PHONE), "Join")
    page.get_by_label("Your name").fill("Shore Friends of Mombasa")
    page.get_by_label("What you do, offer or look for").fill("We replant mangroves with fishing villages.")
    page.get_by_role("button", name="Find what to join").click()
    expect(page.get_by_text("it was read as someone new")).to_be_visible()
    assert "Mangroves for Kenya" in page.locator(".result h3").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_in_which_role_and_the_best_reason_down_to_its_cell(visit: Visit) -> None:
    page = say(visit("/", java_script_enabled=False), "Green Shore Trust")
    follow(page, "You are Green Shore Trust: what to join")
    first = page.locator(".result").first
    assert "Role: Implementer" in first.inner_text()
    best = first.locator(".best-reasons li").first.inner_text()
    first.get_by_text("Why, in full").click()
    reason = first.get_by_role("row", name=best)
    reason.get_by_role("link", name="United Nations Environment Programme").click()
    name = page.get_by_role("table", name=re.compile("^Every name")).get_by_role("row").nth(1)
    name.get_by_text("sources").click()
    name.get_by_role("link", name=re.compile(", Partners$")).first.click()
    assert "United Nations Environment Programme" in page.locator(":target + dd").inner_text()


def test_whom_to_invite(visit: Visit) -> None:
    page = follow(visit("/"), "30 partnerships", "Coastal forests of Tanzania", "Whom to invite")
    assert heading(page).startswith("Whom should we invite")
    names = page.locator("form.rows .result h3 a").all_inner_texts()
    assert names
    assert not {"Green Shore Trust", "United Nations Environment Programme"} & set(names), "they are on its list"
    assert page.locator("form.rows .result").first.locator(".best-reasons li").count()


def test_why_something_is_not_on_the_list(visit: Visit) -> None:
    page = say(visit("/", java_script_enabled=False), "Reef Watch Network")
    follow(page, "You are Reef Watch Network: what to join")
    page.get_by_label("Its name or id").fill("Coastal forests of Tanzania")
    page.get_by_role("button", name="Ask why not").click()
    told = page.locator(".why-not")
    assert "It ended by its own word, at the latest on 2018-02-28." in told.inner_text()
    told.get_by_role("link", name="Show those that have ended too").click()
    assert "It is on the list: number" in page.locator(".why-not").inner_text()


def test_what_is_about_to_be_registered_exists_already(visit: Visit) -> None:
    page = follow(visit("/"), "Match", "What overlaps")
    page.get_by_label("Its title").fill("Mangroves of Kenya's coast")
    page.get_by_label("What it does").fill("Mangrove forests are restored with fishing villages along the coast.")
    page.get_by_role("button", name="Find what overlaps").click()
    assert "Mangroves for Kenya" in page.locator(".result h3").first.inner_text()


def test_an_offer_for_the_need_of_a_country(visit: Visit) -> None:
    page = follow(say(visit("/", java_script_enabled=False), "Fiji"), "The country Fiji")
    follow(page, "Who could help")
    expect(page.get_by_text("need: depends on support")).to_be_visible()
    expect(result(page, "Flood warnings for the islands")).to_be_visible()


def test_a_need_and_an_offer_lead_to_each_other(visit: Visit) -> None:
    page = follow(visit("/"), "4 needs")
    page.get_by_role("link", name=re.compile("^TGO, waste")).click()
    follow(page, "Whose offers meet it")
    expect(result(page, "Solid waste management in Togo")).to_be_visible()
    page = follow(visit("/"), "5 offers", "Solid waste management in Togo", "Whose needs it could meet")
    assert "TGO, waste" in page.locator(".results > li").first.inner_text()


def test_who_needs_our_offer(visit: Visit) -> None:
    page = say(visit("/", java_script_enabled=False), "We offer recycling and training on solid waste")
    page.get_by_role("main").get_by_role("link", name=re.compile("^An offer: who needs it", re.IGNORECASE)).click()
    assert "TGO, waste" in page.locator(".results > li").first.inner_text()


def test_which_three_could_do_it_for_togo(visit: Visit) -> None:
    page = follow(visit("/"), "Match", "Three together")
    page.get_by_label("Which country asks").fill("Togo")
    page.get_by_label("What is needed").fill("solid waste, recycling")
    page.get_by_role("button", name="Find triples").click()
    three = page.locator("li.triple").filter(has_text="Sorters of Cotonou").first
    assert "Solid waste sorting in Benin" in three.inner_text()
    follow(page, "Sorters of Cotonou")
    assert heading(page) == "Sorters of Cotonou"


def test_a_plan_with_two_pots_and_what_stays_unmet(visit: Visit) -> None:
    page = follow(visit("/", java_script_enabled=False), "Match", "Many needs, limited offers")
    page.set_default_timeout(40_000)
    page.get_by_label("Needs in words").fill("Togo: recycling\nglobal: guidance on solid waste = 2")
    page.get_by_label("Offers in words").fill("Training on solid waste and recycling = 3")
    page.get_by_label("Budget").fill("4")
    page.get_by_label("Share for items for all").fill("35")
    page.get_by_label("Share for countries").fill("65")
    page.get_by_role("button", name="Plan").click()
    ready(page)
    expect(page.get_by_role("heading", name="1 of 2 needs served")).to_be_visible()
    unmet = page.get_by_role("table", name="1 need stays unmet").inner_text()
    assert "guidance on solid waste" in unmet
    assert "holds 35% of the budget of 4" in unmet


def test_a_fair_for_three_organisations(visit: Visit) -> None:
    page = follow(visit("/"), "Match", "Who meets whom at a fair")
    page.get_by_label("Who comes").fill("UNEP\nSunrise Solar Ltd\nRed Agua Viva")
    page.get_by_role("button", name="Plan the fair").click()
    ready(page)
    programme = page.locator("tr[id^=slot-]")
    assert 1 <= programme.count() <= 3
    assert "Red Agua Viva" in page.get_by_role("main").inner_text()
    assert len(rows(kept(page, "CSV"))) == programme.count()


def test_from_a_figure_to_its_rows_to_one_of_them(visit: Visit) -> None:
    page = follow(visit("/", java_script_enabled=False), "Explore", "Figures")
    page.get_by_role("link", name="When they began").click()
    count = ready(page).get_by_role("row").filter(has_text="2019").first.get_by_role("link")
    told = int(count.inner_text())
    count.click()
    behind = ready(page).locator(".rows li")
    assert behind.count() == told
    one = behind.first.get_by_role("link").first
    title = one.inner_text()
    one.click()
    assert heading(page) == title


def test_from_a_cell_of_the_gaps_to_its_list(visit: Visit) -> None:
    page = follow(visit("/", java_script_enabled=False), "Explore", "Gaps")
    cell = page.get_by_role("row").filter(has_text="Life below water").get_by_role("cell").first.get_by_role("link")
    told = number(cell.inner_text())
    cell.click()
    assert told
    assert number(page.locator("#results").inner_text()) == page.locator(".result").count() == told


def test_the_niches_of_a_country(visit: Visit) -> None:
    page = follow(visit("/"), "Explore", "Countries", "Kenya", "Gaps and niches")
    assert heading(page) == "Niches of Kenya"
    niche = page.locator("section").filter(has=page.get_by_role("heading", level=2, name="Life on land"))
    expect(niche.get_by_role("link", name="Coastal forests of Tanzania").first).to_be_visible()


def test_who_is_a_hub_and_the_network_as_a_file(visit: Visit) -> None:
    page = follow(visit("/"), "Explore", "Network")
    hubs = page.get_by_role("table", name=re.compile("^Partnerships ")).locator("tbody tr")
    assert hubs.first.inner_text().split("\t") == ["United Nations Development Programme", "8"]
    graph = ET.fromstring(kept(page, "GraphML"))
    nodes = graph.findall(".//{http://graphml.graphdrawing.org/xmlns}node")
    assert f"{len(nodes)} partners" in page.get_by_role("main").inner_text()


def test_how_two_partners_are_connected(visit: Visit) -> None:
    page = follow(visit("/", java_script_enabled=False), "Explore", "Network", "From one to another")
    page.get_by_label("From", exact=True).fill("Green Shore Trust")
    page.get_by_label("To", exact=True).fill("Marine Research Institute of Mombasa")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("status").inner_text() == "1 way, through 2 partnerships"
    way = page.locator(".rows").inner_text()
    assert way.index("Coastal forests of Tanzania") < way.index("United Nations Environment Programme")
    assert way.index("United Nations Environment Programme") < way.index("Mangroves for Kenya")


def test_who_could_introduce_a_partner_to_another(visit: Visit) -> None:
    page = follow(
        visit("/"), "37 partners", "Green Shore Trust", "What to join, and with whom", "Ways from it to another"
    )
    page.get_by_label("To", exact=True).fill("Reef Watch Network")
    page.get_by_role("button", name="Show").click()
    assert "United Nations Environment Programme" in page.locator(".rows").inner_text()


def test_what_runs_in_fiji_by_keyboard(visit: Visit) -> None:
    page = visit("/")
    tab_to(page, page.get_by_label(BOX))
    page.keyboard.type("Fiji")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="The country Fiji"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/**")
    assert heading(page) == "Fiji"
    running = page.get_by_role("table", name="States this country alone")
    assert "Early warning for coral reefs" in running.inner_text()
    assert "Flood warnings for the islands" not in running.inner_text(), "that has ended"


def test_where_a_fact_comes_from(visit: Visit) -> None:
    page = follow(visit("/"), "30 partnerships", "Mangroves for Kenya")
    page.locator("section.times").get_by_role("link", name="coast:1, Dates").first.click()
    assert heading(page) == "coast:1"
    assert "2030" in page.locator(":target + dd").inner_text()
    expect(page.get_by_text("Register of the coast").first).to_be_visible()


def test_a_doubtful_pair_is_decided_and_taken_back(own: str, visit: Visit) -> None:
    page = follow(visit("/", base=own, java_script_enabled=False), "37 partners")
    before = number(page.locator("#results").inner_text())
    follow(page, "Desk")
    names = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Names to decide"))
    names.get_by_role("link").first.click()
    pair = page.get_by_role("row").filter(has_text="Lagoon Keepers Association")
    pair.get_by_role("link", name="Look and decide").click()
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_role("button", name="Same").click()
    expect(page.get_by_text("You said: same")).to_be_visible()
    follow(caught_up(page), "goal17", f"{before - 1} partners", "Desk", "What was decided")
    page.get_by_label("Who takes back").fill("Ama")
    page.get_by_role("row").filter(has_text="Lagoon Keepers").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: same")).to_be_visible()
    follow(caught_up(page), "goal17", f"{before} partners")
    assert number(page.locator("#results").inner_text()) == before


def test_an_error_is_reported_from_a_profile_and_settled(own: str, visit: Visit) -> None:
    page = follow(visit("/", base=own, java_script_enabled=False), "30 partnerships", "Mangroves for Kenya")
    page.get_by_role("main").get_by_role("link", name="Report an error").click()
    page.get_by_label("What is wrong").fill("It ended in 2024.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your report: waits for the desk")).to_be_visible()
    follow(page, "Desk")
    page.get_by_role("main").get_by_role("link", name=re.compile("^1 report")).click()
    expect(page.get_by_text("It ended in 2024.")).to_be_visible()
    page.get_by_label("Who settles it").fill("Ama")
    page.get_by_label("What was done").fill("The register was asked.")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("heading", name="0 reports are open")).to_be_visible()


def test_a_list_as_csv_has_as_many_rows_as_the_page_says(visit: Visit) -> None:
    page = follow(visit("/"), "Search")
    page.get_by_label(re.compile(r"^Partnership \(")).check()
    page.get_by_label(re.compile(r"^Life below water \(")).check()
    page.get_by_role("button", name="Apply").click()
    told = number(page.locator("#results").inner_text())
    table = rows(kept(page, "CSV"))
    assert len(table) == told
    assert "Mangroves for Kenya" in {row["name"] for row in table}


def test_in_french_and_then_in_arabic(visit: Visit) -> None:
    page = follow(visit("/"), "Français", "Rejoindre")
    page.get_by_label("Ce que vous faites, offrez ou cherchez").fill("Nous replantons des mangroves.")
    page.get_by_role("button", name="Trouver que rejoindre").click()
    assert "Mangroves for Kenya" in page.locator(".result h3").first.inner_text()
    assert page.locator("html").get_attribute("lang") == "fr"
    follow(page, "العربية")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "Mangroves for Kenya" in page.locator(".result h3").first.inner_text(), "the question stays"
    header = page.get_by_role("banner").get_by_role("link")
    first, last = header.first.bounding_box(), header.last.bounding_box()
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"], "from right to left"


def test_the_feed_of_what_is_new(visit: Visit) -> None:
    page = follow(visit("/", java_script_enabled=False), "All that is new")
    names = page.locator(".newest > li > a").all_inner_texts()
    feed = page.get_by_role("link", name="As a feed (Atom)").get_attribute("href") or ""
    answer = page.request.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    titles = [each.findtext("{*}title") for each in ET.fromstring(answer.text()).findall("{*}entry")]
    assert titles[: len(names)] == names
