"""Journeys over needs, offers, plans, triples and fairs: by mouse with and without scripts, and as data."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from graph.model.identifiers import partnership_id
from tests.api.conftest import Client
from tests.browser.conftest import Visit
from tests.browser.ready import ready, told

DAY = "2026-11-21"
TOGO, FERRIES = partnership_id("plans", "tgo-waste"), partnership_id("plans", "nor-transport")
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@WITH_AND_WITHOUT
def test_a_country_finds_an_offer_and_sees_why_not_another(visit: Visit, scripts: bool) -> None:
    page = visit("/match/offers", java_script_enabled=scripts)
    page.get_by_label("Whose need it is").fill("Togo")
    page.get_by_label("What is needed").fill("solid waste, recycling")
    page.get_by_role("button", name="Find offers").click()
    assert "=&" not in page.url, "what wasn't said doesn't stand in the address"
    first = page.locator("ol.results > li").filter(has_text="Solid waste management in Togo")
    assert "Window: not met. “Completed”" in first.inner_text()
    assert "Fits" in first.inner_text()
    # Conditions stand before reasons.
    assert first.inner_text().index("Works there") < first.inner_text().index("It states Togo")
    first.get_by_text("Every condition and every reason").click()
    parts = [float(cell.split()[-1]) for cell in first.locator("table.reasons tbody td.number").all_inner_texts()]
    told = float(first.locator("table.reasons tfoot td.number").inner_text())
    assert sum(parts) == pytest.approx(told, abs=0.01 * len(parts))
    assert first.get_by_role("link", name="fund:10, status").get_attribute("href") == "/records/fund:10#status"
    page.get_by_label("Name or id of an offer or partnership that you expected").fill("gardens of schools")
    page.get_by_role("button", name="Ask why not").click()
    expect(
        page.get_by_text("Nothing here is called just “gardens of schools”. It could be one of these:")
    ).to_be_visible()
    page.get_by_role("link", name="School gardens").first.click()
    alone = page.locator(".alone").inner_text()
    assert "Neither the place nor the action" in alone
    title = page.locator(".alone h3").inner_text()
    page.get_by_label("Name or id of an offer or partnership that you expected").fill(title)
    page.get_by_role("button", name="Ask why not").click()
    assert page.locator(".alone h3").inner_text() == title
    page.get_by_label("Name or id of an offer or partnership that you expected").fill("school gar")
    page.get_by_role("button", name="Ask why not").click()
    assert page.locator(".alone h3").inner_text() == title, "no other title begins so"


def test_what_was_understood_can_be_let_go(visit: Visit) -> None:
    page = visit("/match/offers?country=Togo&text=solid+waste%2C+recycling&kind=offer")
    page.get_by_role("link", name="needed: recycling").click()
    assert parse_qs(urlsplit(page.url).query)["text"] == ["solid waste"]
    page.get_by_role("link", name="kind of entry: Offer").click()
    assert "kind" not in parse_qs(urlsplit(page.url).query)


def test_the_list_the_table_and_the_data_are_the_same(visit: Visit, site: Client) -> None:
    query = {"country": "Togo", "text": "solid waste", "kind": "offer", "as_of": DAY}
    page = visit(f"/match/offers?country=Togo&text=solid+waste&kind=offer&as_of={DAY}")
    shown = page.locator("ol.results > li h3").all_inner_texts()
    table = rows(site.ask("//match/offers.csv", **query).body)
    data = site.ask("//match/offers.json", **query).body["answer"]["matches"]
    assert shown == [row["offer"] for row in table] == [each["offer"]["name"] for each in data]
    assert table[0]["window"] == "not met"
    assert {"meets", "wrong place"} <= {row["fit"] for row in table}


def test_a_country_without_words_is_shown_its_needs(visit: Visit) -> None:
    page = visit("/match/offers?country=Togo")
    page.get_by_role("link", name="Solid Waste; Recycling").click()
    assert urlsplit(page.url).query == f"need={TOGO}"
    expect(page.get_by_text("need: depends on support")).to_be_visible()


def test_what_was_typed_stays_and_the_error_leads_to_its_field(visit: Visit) -> None:
    page = visit("/match/offers?country=Atlantis&text=drinking+water")
    assert page.get_by_label("What is needed").input_value().strip() == "drinking water"
    page.get_by_role("alert").get_by_role("link").click()
    assert page.url.endswith("#country")
    assert page.get_by_label("Whose need it is").get_attribute("aria-invalid") == "true"


def test_a_date_that_is_none_stays_as_it_was_typed(visit: Visit) -> None:
    """A browser shows nothing of it in a field for dates."""
    page = visit("/match/offers?country=Togo&text=waste&as_of=tomorrow")
    assert page.get_by_label("Asking date").input_value() == "tomorrow"
    assert page.get_by_label("Asking date").get_attribute("aria-invalid") == "true"


def test_a_filter_too_many_names_what_to_leave_out(visit: Visit) -> None:
    page = visit(f"/match/offers?country=Togo&text=waste&kind=partnership&standing=offer&as_of={DAY}")
    page.get_by_role("link", name="leave out: kind of entry").click()
    assert page.locator("ol.results > li").count() == 1


@WITH_AND_WITHOUT
def test_a_programme_finds_who_needs_its_offer(visit: Visit, scripts: bool) -> None:
    page = visit("/match/needs", java_script_enabled=scripts)
    page.get_by_label("What is offered").fill("Recycling and training on solid waste")
    page.get_by_label("Where it can work").fill("West Africa")
    page.get_by_text("Who offers it, for whom, until when").click()
    page.get_by_label("Least developed countries", exact=True).first.check()
    page.get_by_role("button", name="Find needs").click()
    bands = page.locator("h3.band").all_inner_texts()
    assert [each.split(" (")[0] for each in bands] == sorted(
        (each.split(" (")[0] for each in bands), key=["Fits", "Fits in part", "Right action, elsewhere",
        "Works there, does something else", "Neither the place nor the action"].index
    )  # fmt: skip
    first = page.locator("ul.results > li").first.inner_text()
    assert first.startswith("TGO, waste")
    assert "Eligible: met. It is for: Least developed countries" in first
    expect(page.get_by_text("Countries aren't ranked.")).to_be_visible()
    norway = page.locator("ul.results > li").filter(has_text="NOR, transport").inner_text()
    assert "Eligible: not met" in norway


@WITH_AND_WITHOUT
def test_a_desk_plans_with_two_pots_and_forbids_a_pair(visit: Visit, scripts: bool) -> None:
    page = visit("/match/plan", java_script_enabled=scripts)
    # A plan is worked on for as long as it takes; the first one also loads what solves it.
    page.set_default_timeout(40_000)
    page.get_by_label("All needs of a country").fill("Togo")
    page.get_by_label("Needs in words").fill("Benin: recycling\nglobal: guidance on solid waste = 2")
    page.get_by_label("Offers in words").fill("Training on solid waste and recycling = 3")
    page.get_by_label("Budget").fill("4")
    page.get_by_label("Share for items for all").fill("35")
    page.get_by_label("Share for countries").fill("65")
    page.get_by_role("button", name="Plan").click()
    ready(page)
    expect(page.get_by_role("heading", name="2 of 3 needs served")).to_be_visible()
    assert page.locator("table.drafts tbody tr").count() == 3
    unmet = page.get_by_role("table", name="1 need stays unmet")
    assert "The pot “global” holds 35% of the budget of 4" in unmet.inner_text()
    pot = page.locator("table.limits tr").filter(has_text="The pot “countries” holds 65% of the budget of 4")
    assert pot.locator("td").all_inner_texts()[0].strip() == "2"
    assert pot.locator("td").all_inner_texts()[2:] == ["2.6", "0.6"]
    benin = page.locator("table.pairs tbody tr").filter(has_text="Benin")
    benin.get_by_role("link", name="Forbid").click()
    left = page.get_by_role("table", name="2 needs stay unmet").locator("tr").filter(has_text="Benin").inner_text()
    assert "isn't to be served by “Training on solid waste and recycling”" in left
    page.get_by_role("link", name="forbidden").click()
    expect(page.get_by_role("heading", name="2 of 3 needs served")).to_be_visible()


def test_a_pair_is_fixed_and_a_need_must_be_served(visit: Visit) -> None:
    page = visit(
        "/match/plan?needs=Benin%3A+recycling%0ATogo%3A+solid+waste&offers=Training+on+solid+waste+and+recycling&per_country=1&budget=1"
    )
    expect(page.get_by_role("heading", name="1 of 2 needs served")).to_be_visible()
    page.get_by_role("link", name="It must be served").click()
    served = page.locator("table.pairs").first
    before = served.locator("tbody th").inner_text()
    served.get_by_role("link", name="Fix").click()
    assert page.locator("table.pairs").first.locator("tbody th").inner_text() == before
    expect(page.get_by_text("fixed Release")).to_be_visible()
    page.get_by_role("link", name="It must be served").click()
    conflict = page.get_by_role("heading", name="No plan keeps all limits").locator("..").inner_text()
    assert "All together may cost 1" in conflict
    assert "has to be served" in conflict


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("//match/plan", {"needs": "waste"}, "«waste»: укажите, чья это потребность, затем двоеточие и что нужно."),
        ("//match/plan", {"needs": "Togo: waste", "each": "some"}, "«some» — не число предложений"),
        ("//match/plan", {"needs": "Togo: waste", "pot_global": "half"}, "«half» — не число процентов."),
        ("//match/offers", {"text": "waste"}, "Укажите, чья это потребность."),
        ("//match/needs", {"programme": "fund"}, "Укажите в одном-двух предложениях, что предлагается."),
        ("//match/triples", {"text": "waste"}, "Укажите, какая страна обращается с запросом."),
        ("//match/fair", {"attendees": "One\nTwo", "away": "One"}, "«One»: укажите, кто отсутствует, знак равенства"),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_the_page(
    site: Client, path: str, asked: dict[str, str], said: str
) -> None:
    reply = site.ask(path, lang="ru", **asked)
    assert reply.status == 422
    assert said in html.unescape(reply.body)


def test_a_plan_as_a_table_has_every_draft(site: Client) -> None:
    asked = {"need": [TOGO, FERRIES], "offer": "fund-13", "as_of": DAY}
    page = told(site, "/match/plan.json", **asked)
    table = rows(site.ask("//match/plan.csv", **asked).body)
    assert {row["scenario"] for row in table} == {"most", "best-fit", "least-developed-first"}
    assert {(row["need_id"], row["served"]) for row in table} == {
        (TOGO, "yes"),
        (FERRIES, "no"),
    }
    assert {each["key"] for each in page["needs"]} == set(asked["need"])


def test_offers_are_proposed_where_none_is_named(site: Client) -> None:
    made = told(site, "/match/plan.json", country="Togo", as_of=DAY)
    assert [each["key"] for each in made["needs"]] == [TOGO]
    proposed = {each["id"] for each in made["offers"] if each["proposed"]}
    # What is over bars itself: it is not proposed.
    assert "fund-13" in proposed
    assert "fund-10" not in proposed


@WITH_AND_WITHOUT
def test_a_triple_is_held_at_one_side(visit: Visit, scripts: bool) -> None:
    page = visit(f"/match/triples?need={TOGO}", java_script_enabled=scripts)
    expect(page.get_by_text("a country asks for itself")).to_be_visible()
    sorters = page.locator("li.triple").filter(has_text="Sorters of Cotonou")
    told = sorters.inner_text()
    assert "The pivotal and the facilitating partner meet in 1 partnership:" in told
    assert "Solid waste sorting in Benin 2015 to 2018" in told
    assert "Group of 77 and China, 2024-01" in told
    assert sorters.locator("svg.triangle line").count() == 2
    sorters.get_by_role("link", name="Keep it, change the facilitator").click()
    expect(page.get_by_role("link", name=re.compile("pivotal partner kept: Sorters of Cotonou"))).to_be_visible()
    named = page.locator("li.triple section:nth-child(2) p:first-of-type").all_inner_texts()
    assert set(named) == {"Sorters of Cotonou"}
    page.get_by_role("link", name=re.compile("pivotal partner kept")).click()
    page.locator("li.triple").first.get_by_role("link", name="Keep it, change the pivotal partner").click()
    helping = page.locator("li.triple section:nth-child(3) p:first-of-type").all_inner_texts()
    assert len(set(helping)) == 1


def test_pairs_of_the_south_and_a_country_on_no_list(visit: Visit) -> None:
    page = visit("/match/triples?country=Togo&text=solid+waste%2C+recycling&facilitator=no")
    expect(page.get_by_role("heading", name=re.compile("pairs?, best first"))).to_be_visible()
    expect(page.get_by_text("None wanted: a South-South pair.").first).to_be_visible()
    page = visit("/match/triples?country=Norway&text=solid+waste")
    expect(page.get_by_text("That doesn't make it North")).to_be_visible()


def test_what_is_unknown_of_an_offer_reads_so(site: Client, visit: Visit) -> None:
    asked = "/match/offers?country=Togo&text=solid+waste%2C+zebras&limit=100"
    matches = site.ask("//match/offers.json", country="Togo", text="solid waste, zebras", limit="100").body
    bare = next(
        each for each in matches["answer"]["matches"] if not any("place" in why["feature"] for why in each["reasons"])
    )
    page = visit(asked)
    told = page.locator("ol.results > li").filter(has_text=bare["offer"]["name"]).first.locator(".fit").inner_text()
    assert "place: not stated" in told
    assert "right place" not in told
    assert matches["lacking"] == ["zebras"]
    assert page.locator(".lacking q").all_inner_texts() == ["zebras"]
    page.get_by_role("link", name="Only those that fit, or fit in part").click()
    at = urlsplit(page.url)
    fitting = site.ask(f"/{at.path}.json?{at.query}").body["answer"]["matches"]
    assert {each["fit"] for each in fitting} <= {"meets", "partly"}


@pytest.mark.parametrize("path", ["triples", "replication"])
def test_nobody_did_what_nobody_has_the_words_of(visit: Visit, path: str) -> None:
    page = visit(f"/match/{path}?country=Togo&text=solid+waste+of+hospitals")
    expect(page.locator(".nearest")).to_be_visible()
    assert page.locator(".lacking q").all_inner_texts() == ["hospitals"]
    assert "did something near it" in page.locator("ol.results > li").first.inner_text()
    page = visit(f"/match/{path}?country=Togo&text=solid+waste")
    assert not page.locator(".nearest, .lacking").count()
    assert "inferred: did it" in page.locator("ol.results").inner_text()


def test_replication_tells_results_and_lessons_as_stated(visit: Visit) -> None:
    page = visit("/match/replication?country=Togo&text=solid+waste%2C+recycling")
    benin = page.locator("ol.results > li").filter(has_text="Solid waste sorting in Benin").inner_text()
    assert "ended: one to learn from" in benin
    assert "Three sorting centres promised" in benin
    assert "Lessons were learned: pay collectors by the month." in benin
    assert "Western Africa" in benin
    market = page.locator("ol.results > li").filter(has_text="Recycling of solid waste in markets").inner_text()
    assert "No result stated" in market


@WITH_AND_WITHOUT
def test_a_fairs_programme_to_a_table(visit: Visit, site: Client, scripts: bool) -> None:
    page = visit("/match/fair", java_script_enabled=scripts)
    page.get_by_label("Who comes").fill("UNEP\nReef Watch Network\nRed Agua Viva\nCT\nSunrise Soler Ltd")
    page.get_by_label("First slot begins").fill("2026-12-03T09:00")
    page.get_by_role("button", name="Plan the fair").click()
    ready(page)
    asked_back = page.get_by_role("region", name="Who is meant?")
    assert "Coral Triangle, Indonesia" in asked_back.inner_text()
    expect(page.get_by_text("“Sunrise Soler Ltd” was read as Sunrise Solar Ltd:")).to_be_visible()
    asked_back.locator("li").filter(has_text="Coral Triangle, Indonesia").get_by_role(
        "link", name="This one comes"
    ).last.click()
    ready(page)
    expect(asked_back.get_by_text("CT", exact=True)).to_have_count(0)
    meetings = page.locator("tr[id^=slot-]").count()
    assert meetings
    query = urlsplit(page.url).query
    table = rows(site.ask(f"//match/fair.csv?{query}").body)
    assert len(table) == meetings
    assert table[0]["start"] == "2026-12-03T09:00:00"
    calendar = page.get_by_role("link", name="Calendar").get_attribute("href")
    assert site.ask(f"/{calendar}").body.count("BEGIN:VEVENT") == meetings


def test_who_cannot_be_planned_with_is_said(visit: Visit) -> None:
    page = visit(
        "/match/fair?attendees=UNEP%0AUNDP%0AReef+Watch+Network&away=Reef+Watch+Network+%3D+1&slots=1&tables=1"
    )
    assert "It is away in every slot." in page.locator("main").inner_text()
    page = visit("/match/fair?attendees=UNEP%0ACT")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("Who comes").input_value().splitlines() == ["UNEP", "CT"]
    expect(page.get_by_role("link", name="Coral Triangle", exact=True)).to_be_visible()


def test_a_title_of_markup_stays_text_in_a_match(site: Client) -> None:
    page = site.ask("//match/offers", country="Kenya", text="markup that would run", limit=100).body
    assert "<script>document" not in page
    assert "&lt;script&gt;document" in page


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(visit: Visit, width: int) -> None:
    for path in (
        f"/match/offers?need={TOGO}",
        f"/match/plan?need={TOGO}&offer=fund-13&budget=4",
        f"/match/triples?need={TOGO}",
        "/match/fair?attendees=UNEP%0AReef+Watch+Network%0ARed+Agua+Viva",
    ):
        page = visit(path, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
