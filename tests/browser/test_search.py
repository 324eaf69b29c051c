"""`/search` as a visitor uses it, and as a program does."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from playwright.sync_api import expect

from graph.store.query import FACETS
from tests.api.conftest import Client
from tests.browser.conftest import Visit

SEEDS = range(60)
QUESTIONS = ("", "", "mangroves", "water and schools", "Kenya", "a partnership of islands", "zzzxqy")


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))


def listed(site: Client, **query: object) -> list[str]:
    """Ids of the whole list, page after page."""
    ids: list[str] = []
    page = 1
    while True:
        answer = site.ask("//search.json", limit=7, page=page, **query).body
        ids += [hit["id"] for hit in answer["hits"]]
        if not answer["next"]:
            return ids
        page += 1


def chosen_at_random(seed: int, facets: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """A question with some conditions, each of one value or of several, "not stated" among them."""
    choose = random.Random(seed)
    query: dict[str, Any] = {}
    for field in choose.sample(list(facets), choose.randint(1, 3)):
        values = [each["value"] for each in facets[field]]
        if values:
            query[field] = choose.sample(values, min(len(values), choose.randint(1, 2)))
    if text := choose.choice(QUESTIONS):
        query["q"] = text
    return query


@pytest.mark.parametrize("seed", SEEDS)
def test_count_list_table_and_data_agree_whatever_is_chosen(site: Client, seed: int) -> None:
    query = chosen_at_random(seed, site.ask("//search.json").body["facets"])
    answer = site.ask("//search.json", **query).body
    ids = listed(site, **query)
    table = rows(site.ask("//search.csv", **query).body)
    everything = site.ask("//search/all.json", **query).body
    assert len(ids) == len(set(ids)) == answer["total"] == everything["total"]
    assert ids == [row["id"] for row in table] == [hit["id"] for hit in everything["hits"]]
    page = site.ask("//search", **query).body
    if answer["total"]:
        assert re.search(rf'<h2 id="results">{answer["total"]} entr', page)
    else:
        assert "Nothing was found" in page
    if answer["understood"]["widened"]:
        return
    # A group ignores its own choices: choosing a value alone gives as many as it says.
    for field in [field for field in query if field in FACETS]:
        for each in answer["facets"][field][:3]:
            alone = site.ask("//search.json", **{**query, field: each["value"]}).body
            assert alone["total"] == each["count"] or alone["understood"]["widened"]


def test_the_table_has_what_the_entries_state_and_no_formulas(site: Client) -> None:
    reply = site.ask("//search.csv", kind="partnership", q="")
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''goal17-search-partnership.csv"
    named = site.ask("//search/all.json", q="Forêts & mangroves", sdg="14").headers["content-disposition"]
    assert named.endswith("goal17-search-all-forets-and-mangroves-14.json")
    found = {row["id"]: row for row in rows(reply.body)}
    assert found["coast-1"]["country"] == "KEN"
    assert found["coast-1"]["address"].endswith("/partnerships/coast-1")
    assert found["harbour-hostile"]["name"].startswith("<script>")


def test_from_words_to_a_partnership(visit: Visit) -> None:
    page = visit("/search")
    page.get_by_label("Words, a name, or a sentence").fill("mangroves in Kenya")
    page.get_by_role("button", name="Search").click()
    assert {each.lower() for each in page.locator("mark").all_inner_texts()} >= {"mangroves", "kenya"}
    assert page.get_by_text("Found by: its words").count()
    page.get_by_role("link", name="Mangroves for Kenya").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mangroves for Kenya"


@pytest.mark.parametrize("scripts", [True, False])
def test_conditions_are_ticked_applied_and_let_go_of(visit: Visit, scripts: bool) -> None:
    page = visit("/search", java_script_enabled=scripts)
    page.get_by_label(re.compile(r"^Partnership \(")).check()
    page.get_by_label(re.compile(r"^Life below water \(")).check()
    page.get_by_role("button", name="Apply").click()
    assert "kind=partnership" in page.url
    assert "sdg=14" in page.url
    number = int(page.locator("#results").inner_text().split()[0])
    assert page.locator(".result").count() == number
    assert page.get_by_label(re.compile(rf"^Life below water \({number}\)")).is_checked()
    page.get_by_role("link", name=re.compile("Goal: Life below water")).click()
    assert "sdg=14" not in page.url
    assert int(page.locator("#results").inner_text().split()[0]) > number
    page.go_back()
    assert page.get_by_label(re.compile("^Life below water")).is_checked()
    assert page.locator("#results").inner_text().split()[0] == str(number)
    page.get_by_role("link", name="Clear all").click()
    assert not page.locator(".chip").count()


def test_the_address_says_no_more_than_was_chosen(visit: Visit) -> None:
    page = visit("/search")
    page.get_by_label(re.compile(r"^Partnership \(")).check()
    page.get_by_role("button", name="Apply").click()
    assert page.url.partition("?")[2] == "kind=partnership"


def test_a_value_is_found_in_a_long_group_by_another_name_without_scripts(visit: Visit) -> None:
    page = visit("/search?kind=country", java_script_enabled=False)
    group = page.get_by_role("group", name="Country")
    group.locator("summary").click()
    group.get_by_label(re.compile("^Find among")).fill("Cote")
    page.get_by_role("button", name="Apply").click()
    expect(group.get_by_label(re.compile("d’Ivoire|d'Ivoire"))).to_be_visible()
    expect(group.get_by_label(re.compile("^Kenya"))).not_to_be_visible()
    assert group.get_by_role("status").inner_text() == "Found: 1"


@pytest.mark.parametrize("typed", ["norw", "noruega", "Норв", "挪威"])
def test_a_value_is_found_as_one_types_by_any_of_its_names(visit: Visit, typed: str) -> None:
    page = visit("/search")
    group = page.get_by_role("group", name="Country")
    group.locator("summary").click()
    group.get_by_label(re.compile("^Find among")).press_sequentially(typed, delay=5)
    group.get_by_text("Found: 1").wait_for()
    group.get_by_label(re.compile("^Norway")).check()
    expect(group.get_by_label(re.compile("^Sweden"))).not_to_be_visible()
    page.get_by_role("button", name="Apply").click()
    assert "country=NOR" in page.url


def test_values_stand_by_their_names_where_that_is_asked_for(visit: Visit) -> None:
    page = visit("/search?kind=partnership&order=az")
    words = page.get_by_role("group", name="Goal").locator("bdi").all_text_contents()
    assert words[-1] == "not stated" or "not stated" in words
    stated = [each for each in words if each != "not stated"]
    assert stated == sorted(stated, key=str.casefold)


def test_not_stated_is_offered_always_and_last(site: Client, visit: Visit) -> None:
    page = visit("/search?kind=partnership")
    for name in ("Goal", "Country", "Theme"):
        last = page.get_by_role("group", name=name, exact=True).locator("> .tick").last.inner_text()
        assert last.startswith("not stated (")
    total = site.ask("//search.json", kind="partnership", sdg="").body["total"]
    assert page.get_by_label(f"not stated ({total})").count()


def test_pages_lead_on_and_back_and_know_where_they_are(visit: Visit) -> None:
    page = visit("/search?limit=5&kind=partnership")
    first = page.locator(".result h3").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    assert page.locator("#results").inner_text().endswith("6 to 10")
    assert page.locator("ol.results").get_attribute("start") == "6"
    assert not set(first) & set(page.locator(".result h3").all_inner_texts())
    page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="First page").click()
    assert page.locator(".result h3").all_inner_texts() == first


@pytest.mark.parametrize("number", ["10000", "99999", "1234567"])
def test_a_page_behind_the_end_says_so_and_leads_back(visit: Visit, number: str) -> None:
    page = visit(f"/search?kind=partnership&limit=5&page={number}")
    assert page.locator("#results").inner_text().startswith("There is no page")
    page.get_by_role("link", name="Last page").click()
    assert page.locator(".result").count()
    assert not page.get_by_role("link", name="Next").count()


def test_best_connected_first_holds_for_the_whole_list(site: Client) -> None:
    ids = listed(site, q="water", sort="connections")
    by_match = listed(site, q="water")
    assert sorted(ids) == sorted(by_match)
    degrees = {hit["id"]: hit["degree"] for hit in site.ask("//search/all.json", q="water").body["hits"]}
    assert [degrees[id] for id in ids] == sorted(degrees.values(), reverse=True)


def test_nothing_says_what_each_condition_costs(visit: Visit, site: Client) -> None:
    page = visit("/search?q=zzzxqy&kind=partner&country=KEN")
    assert page.get_by_role("heading", name="Nothing was found").count()
    without = page.get_by_role("link", name=re.compile("without it"))
    total = site.ask("//search.json", kind="partner", country="KEN").body["total"]
    assert without.inner_text().split()[0] == str(total)
    without.click()
    assert page.locator("#results").inner_text().startswith(f"{total} entr")


def test_nothing_offers_a_name_that_is_written_almost_so(visit: Visit) -> None:
    page = visit("/search?q=Keynya&kind=offer&register=coast")
    page.get_by_role("link", name="Kenya", exact=True).click()
    assert "q=Kenya" in page.url


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("country=Atlantis", "Country: there is no “Atlantis” here"),
        ("sdg=99", "Goal: there is no “99” here"),
        ("register=none&q=water", "Register: there is no “none” here"),
        ("kind=", "Kind: there is no “” here"),
        ("cursor=broken", "This page of the list can't be found"),
        ("cursor=WzEsbnVsbCwiMzQ2M2YwMmUzZTcxIl0", "This page of the list can't be found"),
    ],
)
def test_what_cannot_be_is_said_and_the_form_stays(visit: Visit, site: Client, query: str, says: str) -> None:
    page = visit(f"/search?{query}")
    assert says in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Words, a name, or a sentence").input_value() == ("water" if "water" in query else "")
    assert site.ask(f"//search?{query}").status == 422
    assert site.ask(f"//search.json?{query}").status == 422


@pytest.mark.parametrize(
    "text",
    [
        "x " * 2500,
        "\u202eabc",
        "مرحبا بالعالم",
        "🌊🌊🌊",
        "<script>document.title='taken'</script>",
        '"; DROP TABLE entity; --',
        "\x00",
        "%",
        "' OR ''='",
    ],
)
def test_strange_questions_are_answered_calmly(visit: Visit, text: str) -> None:
    page = visit("/search")
    page.get_by_label("Words, a name, or a sentence").fill(text)
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Search"
    assert page.title().endswith("goal17")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_unknown_name_is_left_out_and_said_for_people_and_refused_for_programs(site: Client) -> None:
    page = site.ask("//search?q=water&colour=blue")
    assert page.status == 200
    assert "colour" in page.body
    assert site.ask("//search.json?q=water&colour=blue").status == 422
    assert site.ask("//search.csv?q=water&colour=blue").status == 422


def test_suggestions_are_chosen_by_keyboard(visit: Visit) -> None:
    page = visit("/search")
    box = page.get_by_role("combobox", name="Words, a name, or a sentence")
    box.press_sequentially("united nat", delay=5)
    page.get_by_role("listbox").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    name = page.get_by_role("listbox").get_by_role("option", selected=True).locator("bdi").inner_text()
    box.press("Enter")
    assert box.input_value() == name
    assert box.get_attribute("aria-expanded") == "false"
    box.press("Enter")
    page.wait_for_url("**/search?q=United*")
    assert page.get_by_role("link", name=name).count()


def test_suggestions_close_with_escape_and_what_was_typed_stays(visit: Visit) -> None:
    page = visit("/search")
    box = page.get_by_role("combobox", name="Words, a name, or a sentence")
    box.press_sequentially("kenya", delay=5)
    page.get_by_role("listbox").wait_for()
    box.press("Escape")
    assert not page.get_by_role("listbox").count()
    assert box.input_value() == "kenya"


def test_suggested_partners_are_partners(site: Client) -> None:
    found = site.ask("//names.json", prefix="ministry").body
    assert {each["kind"] for each in found} == {"partner"}
    assert len({each["about"] for each in found}) > 1, "namesakes are told apart"
    assert site.ask("//names.json", prefix="kenya").body[0]["kind"] == "country"
    assert site.ask("//names.json", prefix="").body == []


def test_all_of_a_search_goes_by_keyboard(visit: Visit) -> None:
    page = visit("/search", java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Words, a name, or a sentence").focus()
    page.keyboard.type("mangroves")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=mangroves**")
    page.get_by_label(re.compile(r"^Partnership \(")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=**")
    assert "kind=partnership" in page.url
    assert "q=mangroves" in page.url


def test_a_small_screen_has_the_facets_folded_and_no_sideways_scroll(visit: Visit) -> None:
    page = visit("/search?q=water", viewport={"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("button", name="Apply")).not_to_be_visible()
    page.get_by_text("Narrow down").first.click()
    expect(page.get_by_role("button", name="Apply")).to_be_visible()


def test_a_title_of_markup_stays_text(visit: Visit) -> None:
    page = visit("/partnerships/harbour-hostile")
    assert page.get_by_role("heading", level=1).inner_text().startswith("<script>document.title")
    assert page.title().startswith("<script>")
    page = visit("/search?q=document+title&kind=partnership")
    assert page.locator(".result h3", has_text="<script>").count() == 1


def test_the_link_can_be_copied(visit: Visit) -> None:
    page = visit("/search?q=water", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_what_has_ended_is_hidden_and_shown_again_with_its_number(visit: Visit, site: Client) -> None:
    every = site.ask("//search.json", kind="partnership").body
    ended = {each["value"]: each["count"] for each in every["facets"]["status"]}["ended"]
    assert 0 < ended < every["total"]
    page = visit("/search?kind=partnership", java_script_enabled=False)
    page.get_by_role("link", name="Hide what has ended").click()
    expect(page.get_by_role("heading", level=2, name=f"{every['total'] - ended} entries")).to_be_visible()
    expect(page.get_by_text(f"{ended} that have ended are hidden.")).to_be_visible()
    page.get_by_role("link", name="Show them too").click()
    expect(page.get_by_role("heading", level=2, name=f"{every['total']} entries")).to_be_visible()
