"""What to join, whom to invite, what overlaps: as people use it, with and without scripts."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Client
from tests.browser.addresses.match import ADDRESSES
from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def titles(page: Page) -> list[str]:
    return page.locator("form.rows .result h3 a").all_inner_texts()


def said(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@SCRIPTS
def test_a_newcomer_with_a_name_and_a_sentence(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join", java_script_enabled=scripts)
    page.get_by_label("Your name").fill("Shore Friends of Mombasa")
    page.get_by_label("What you do, offer or look for").fill("We replant mangroves with fishing villages.")
    page.get_by_role("button", name="Find what to join").click()
    first = page.locator("form.rows .result").first
    assert first.get_by_role("link").first.inner_text() == "Mangroves for Kenya"
    assert "Running" in first.inner_text()
    assert first.locator(".best-reasons li").count() == 3
    assert "mangrove" in first.locator(".best-reasons").inner_text()
    expect(
        page.get_by_text("Nobody here is called “Shore Friends of Mombasa”: it was read as someone new.")
    ).to_be_visible()
    before = titles(page)
    page.get_by_role("link", name=re.compile("^Name: Shore Friends of Mombasa")).click()
    assert "name" not in said(page)
    assert said(page)["text"] == ["We replant mangroves with fishing villages."]
    page.go_back()
    assert titles(page) == before


@SCRIPTS
def test_a_doubted_reason_leads_down_to_an_entry_and_its_sum_is_the_score(visit: Visit, scripts: bool) -> None:
    page = visit("/match/invite?id=coast-1", java_script_enabled=scripts)
    row = page.locator("form.rows .result").filter(has=page.get_by_role("link", name="Green Shore Trust")).first
    expect(row.locator("table")).not_to_be_visible()
    row.get_by_text("Why, in full").click()
    table = row.locator("table.reasons")
    adds = [float(each) for each in table.locator("tbody td:nth-of-type(1)").all_inner_texts()]
    total = float(table.locator("tfoot td").first.inner_text())
    assert sum(adds) == pytest.approx(total, abs=0.01 * len(adds))
    line = table.locator("tbody tr").filter(has_text="has words of this one: forests, mangroves").first
    measured = line.get_by_role("link", name="nearest words").get_attribute("href") or ""
    line.get_by_role("link", name="Coastal forests of Tanzania").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Coastal forests of Tanzania"
    assert page.locator("a[href^='/records/coast:2']").count()
    page = visit(measured, java_script_enabled=scripts)
    assert "cosine" in page.locator("tr:target").inner_text()


def test_a_reason_of_words_leads_to_the_cells_where_they_stand(site: Client, visit: Visit) -> None:
    page = visit("/match/join?text=We+replant+mangroves")
    page.get_by_text("Why, in full").first.click()
    line = page.locator("table.reasons").first.locator("tr").filter(has_text="Shares words").first
    links = [each.get_attribute("href") or "" for each in line.locator("td:last-child a.source").all()]
    assert links
    for link in links:
        page.goto(link)
        assert page.locator(link[link.index("#") :]).count() == 1
    cells = site.ask("//match/join.json", text="We replant mangroves").body["cells"]
    assert {"/records/" + each["record"] for told in cells["entries"].values() for each in told}


def test_every_reason_and_gate_of_every_page_leads_to_something_that_is_there(site: Client) -> None:
    """Down from the words: evidence is an entry of the store, a statement a record and a column of it."""
    checked = {"entry": set[str](), "record": set[str]()}
    for path in (
        "join?id=united-nations-environment-programme-6d0833fc&limit=100&ended=1",
        "invite?id=coast-1&limit=100",
    ):
        answer = site.ask(f"//match/{path.replace('?', '.json?')}").body["answer"]
        assert answer["matches"]
        for match in answer["matches"]:
            for reason in match["reasons"]:
                assert reason["evidence"], (path, reason)
                checked["entry"] |= {each["id"] for each in reason["evidence"]}
            for gate in match.get("gates", ()):
                checked["record"] |= {each["record"] for each in gate["evidence"]}
    for id in checked["entry"]:
        assert site.ask(f"/entities/{id}").status == 200, id
    assert checked["record"]
    for id in checked["record"]:
        assert site.ask(f"/entities/{id}").status == 200, id


@SCRIPTS
def test_one_who_is_known_counts_with_what_it_takes_part_in(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?name=Green+Shore+Trust", java_script_enabled=scripts)
    expect(page.get_by_text("was taken for")).to_be_visible()
    assert "Coastal forests of Tanzania" not in titles(page), "it takes part in that already"
    assert "what you do" in page.locator("form.rows").inner_text()


@SCRIPTS
def test_a_name_that_several_bear_is_chosen_from_a_list(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?name=CT&text=We+teach", java_script_enabled=scripts)
    expect(page.get_by_text("may mean 2 partners here: nobody was taken")).to_be_visible()
    page.get_by_role("link", name="Code Together").first.click()
    assert said(page)["id"][0].startswith("code-together")
    assert said(page)["text"] == ["We teach"]
    assert "Girls learn to code" not in titles(page)


@SCRIPTS
def test_why_not_names_the_place_the_filter_and_what_is_lacking(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?text=We+replant+mangroves&as_of=2025-06-15&limit=10", java_script_enabled=scripts)
    page.get_by_label("Its name or id").fill("Coastal forests of Tanzania")
    page.get_by_role("button", name="Ask why not").click()
    told = page.locator(".why-not")
    assert "It ended by its own word, at the latest on 2018-02-28. Without that it would be number" in told.inner_text()
    told.get_by_role("link", name="Show those that have ended too").click()
    assert "Coastal forests of Tanzania" in titles(page)
    assert "It is on the list: number" in page.locator(".why-not").inner_text()
    page.goto("/match/join?text=We+replant+mangroves&in-country=Fiji&why_not=coast-1")
    page.locator(".why-not").get_by_role("link", name="Leave out this filter").click()
    assert "in-country" not in said(page)
    assert "Mangroves for Kenya" in titles(page)


def test_why_not_compares_with_the_last_one_shown(site: Client, visit: Visit) -> None:
    every = site.ask("//match/invite.json", id="coast-1", limit="100").body["answer"]["matches"]
    last = every[-1]["partner"]
    asked = site.ask("//match/invite.json", id="coast-1", why_not=last["name"]).body
    assert asked["answer"]["why_not"]["id"] == last["id"]
    page = visit(f"/match/invite?id=coast-1&why_not={last['id']}")
    shown = page.locator(".why-not").inner_text()
    assert f"It is number {len(every)} of {len(every)}." in shown or "It is on the list" in shown
    unsure = site.ask("//match/overlaps.json", id="coast-1", why_not="forests and fishing villages").body
    assert unsure["answer"]["why_not"] is None
    assert "coast-2" in {each["id"] for each in unsure["beside"]["may_mean"]}
    for only in ("coastal forests", "forests tanzania"):
        told = site.ask("//match/overlaps.json", id="coast-1", why_not=only).body["answer"]["why_not"]
        assert told["id"] == "coast-2", "the only title that begins so, or that has all these words"
    assert site.ask("//match/overlaps.json", id="coast-1", why_not="xyzzy").body["beside"]["not_found"]


@SCRIPTS
def test_what_is_known_is_hidden_and_the_others_move_up(visit: Visit, scripts: bool) -> None:
    page = visit("/match/invite?id=coast-1", java_script_enabled=scripts)
    first, second, *_ = titles(page)
    page.locator("form.rows .result").first.get_by_label("I know it: hide").check()
    page.get_by_role("button", name="Apply what is ticked").click()
    assert titles(page)[0] == second
    assert first not in titles(page)
    page.get_by_text("1 hidden, because you know it").click()
    page.get_by_role("link", name=re.compile(f"^Show again: {first}")).click()
    assert titles(page)[:2] == [first, second]


@SCRIPTS
def test_a_shortlist_stays_in_the_address_and_becomes_a_table(visit: Visit, site: Client, scripts: bool) -> None:
    page = visit("/match/join?text=We+replant+mangroves&ended=1&limit=10", java_script_enabled=scripts)
    wanted = titles(page)[1]
    page.locator("form.rows .result").nth(1).get_by_label("Shortlist").check()
    page.get_by_role("button", name="Apply what is ticked").click()
    listed = page.locator("section:has(#shortlist)")
    expect(listed.get_by_role("link", name=wanted, exact=True)).to_be_visible()
    assert "Number 2" in listed.inner_text()
    page.get_by_role("link", name=re.compile("^Goal|^Text")).first.wait_for()
    href = listed.get_by_role("link", name="The shortlist as CSV").get_attribute("href") or ""
    (row,) = csv.DictReader(io.StringIO(site.ask(f"/{href}").body.lstrip("\ufeff")))
    assert (row["place"], row["title"]) == ("2", wanted)
    assert row["open"] in {"met", "not met", "not stated"}
    assert "mangrove" in row["reasons"]
    listed.get_by_role("link", name=re.compile("^Take off the list")).click()
    assert "keep" not in said(page)


def test_the_page_its_table_and_its_json_have_the_same_list(site: Client, visit: Visit) -> None:
    for question, entry, title in (
        ("join?text=We+replant+mangroves", "partnership", "title"),
        ("invite?id=coast-1&limit=25", "partner", "name"),
        ("overlaps?title=Mangroves+for+Kenya&text=mangrove+forests", "partnership", "title"),
    ):
        path, _, query = question.partition("?")
        shown = titles(visit(f"/match/{question}"))
        told = site.ask(f"//match/{path}.json?{query}").body["answer"]["matches"]
        rows = list(csv.DictReader(io.StringIO(site.ask(f"//match/{path}.csv?{query}").body.lstrip("\ufeff"))))
        assert shown == [each[entry]["name"] for each in told] == [row[title].removeprefix("'") for row in rows]
        assert shown


@SCRIPTS
def test_what_carries_the_list_is_told_when_asked_for(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?text=We+replant+mangroves&country=Fiji&limit=10", java_script_enabled=scripts)
    page.get_by_role("link", name="Leave out each thing you said in turn").click()
    told = page.locator("section:has(#change)").inner_text()
    assert "Without it there would be nothing to go by." in told
    assert "Country: Fiji" in told


@SCRIPTS
def test_what_overlaps_with_an_entry_that_is_about_to_be_registered(visit: Visit, scripts: bool) -> None:
    page = visit("/match/overlaps", java_script_enabled=scripts)
    page.get_by_label("Its title").fill("Mangroves for Kenya")
    page.get_by_label("What it does").fill("Mangrove forests are restored with fishing villages.")
    page.get_by_label("Who takes part already").fill("UNEP\nReef Watch Network")
    page.get_by_role("button", name="Find what overlaps").click()
    first = page.locator("form.rows .result").first
    assert "Mangroves for Kenya" in first.inner_text()
    assert "The same work" in first.inner_text() or "A follow-up" in first.inner_text()
    only = first.locator(".sides").first
    assert "United Nations Environment Programme" in only.inner_text()
    assert "Reef Watch Network" in only.inner_text()
    expect(page.get_by_role("link", name="Partner: Reef Watch Network")).to_be_visible()
    first.get_by_text("Why, in full").click()
    assert first.locator("blockquote").count() == 2


@SCRIPTS
def test_nothing_that_passes_names_the_filter_to_leave_out(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?text=mangroves&on-sdg=14&in-country=Iceland", java_script_enabled=scripts)
    expect(page.get_by_text("Nothing passes all filters. Leave out one:")).to_be_visible()
    page.locator(".aside").get_by_role("link", name="country").click()
    assert "in-country" not in said(page)
    assert said(page)["on-sdg"] == ["14"]
    assert titles(page)


@SCRIPTS
def test_what_can_not_be_is_said_beside_what_was_typed(visit: Visit, scripts: bool) -> None:
    page = visit("/match/join?text=We+plant&as_of=tomorrow&sdg=99", java_script_enabled=scripts)
    problem = page.locator("#problem")
    assert "a day is written like 2026-05-31" in problem.inner_text()
    assert page.get_by_label("What you do, offer or look for").input_value() == "We plant"
    assert page.title().startswith("Error:")
    page = visit("/match/join?id=nobody", java_script_enabled=scripts)
    expect(page.locator("#problem")).to_be_visible()


def test_data_of_a_question_that_can_not_be_is_a_problem_document(site: Client) -> None:
    assert site.ask("//match/join.json?text=x&sdg=99").problem["status"] == 422
    assert site.ask("//match/invite.json?id=nobody").problem["status"] == 404
    assert site.ask("//match/invite.json?text=x&in-country=Atlantis").problem["status"] == 422


@SCRIPTS
def test_an_unasked_page_offers_an_example_of_the_store(visit: Visit, scripts: bool) -> None:
    for path in ("join", "invite", "overlaps"):
        page = visit(f"/match/{path}", java_script_enabled=scripts)
        page.locator(".examples").get_by_role("link").first.click()
        page.wait_for_url("**text=**")
        assert titles(page), path


def test_markup_in_a_register_stays_text(visit: Visit) -> None:
    page = visit("/match/invite?id=harbour-hostile&why_not=<b>x</b>&keep=harbour-hostile")
    assert page.title().startswith("Whom to invite: <script>")
    assert page.locator("main script, main img").count() == 0


def test_the_weights_are_told_of_every_feature(site: Client, visit: Visit) -> None:
    told = site.ask("//match/weights.json").body
    page = visit("/match/weights")
    for model in told["models"]:
        assert model["features"]
        for feature in model["features"]:
            row = page.locator(f"[id='{model['code']}-{feature['code']}']")
            assert feature["measures"][:60] in row.inner_text()
    asked = site.ask("//match/invite.json", id="coast-1").body["answer"]
    assert told["models"][0]["name"] == asked["model"]["weights"]
    features = {each["code"] for each in told["models"][0]["features"]}
    assert {reason["feature"] for match in asked["matches"] for reason in match["reasons"]} <= features


@pytest.mark.parametrize("address", [each for addresses in ADDRESSES.values() for each in addresses])
def test_no_page_is_wider_than_a_phone(visit: Visit, address: str) -> None:
    page = visit(address, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
