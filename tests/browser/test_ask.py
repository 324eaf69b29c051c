"""The home page and its one box: what was typed is read in every way that it can be, and nothing is guessed."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.api.conftest import Client
from tests.browser.conftest import Visit

BOX = "Say who you are or what you need"


def ways(site: Client, text: str, **query: object) -> list[tuple[str, str]]:
    answer = site.ask("//ask.json", q=text, **query).body
    return [(each["way"], each["address"]) for each in answer["readings"]]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_known_partner_is_led_to_what_it_could_join(visit: Visit, scripts: bool) -> None:
    page = visit("/", java_script_enabled=scripts)
    page.get_by_label(BOX).fill("UNEP")
    page.get_by_role("button", name="Show me").click()
    chip = page.locator(".chip")
    assert "United Nations Environment Programme" in chip.inner_text()
    first = page.locator(".reading a").first
    assert first.inner_text() == "You are United Nations Environment Programme: what to join"
    id = parse_qs(urlsplit(first.get_attribute("href") or "").query)["id"]
    assert id[0].startswith("united-nations-environment-programme")
    assert "is its acronym" in page.locator(".reading").first.inner_text()


def test_who_says_we_are_is_read_by_the_name(site: Client) -> None:
    assert ways(site, "We are the Green Shore Trust.")[0][0] == "partner"
    assert ways(site, "Nous sommes Fondation Mer Bleue")[0][0] == "partner"


def test_several_bearers_of_a_name_are_told_apart_and_none_is_taken(visit: Visit) -> None:
    page = visit("/ask?q=Ministry+of+Forestry")
    assert not page.locator(".chip").count()
    links = page.locator(".reading a").all_inner_texts()
    assert "You may be Ministry of Forestry (Kenya): what to join" in links
    assert "You may be Ministry of Forestry (United Republic of Tanzania): what to join" in links


def test_a_need_says_whose_and_what_and_its_page_takes_both_up(visit: Visit) -> None:
    page = visit("/ask?q=we+need+early+warning+of+floods+in+Fiji")
    first = page.locator(".reading a").first
    assert first.inner_text() == "A need of Fiji: whose offer meets it"
    query = parse_qs(urlsplit(first.get_attribute("href") or "").query)
    assert query == {"country": ["FJI"], "text": ["we need early warning of floods in Fiji"]}


def test_words_in_which_nothing_was_read_are_told(visit: Visit, site: Client) -> None:
    asked = "We need boats and nets for goal 14 in Kenya"
    assert site.ask("//ask.json", q=asked).body["unread"] == ["boats", "nets"]
    page = visit(f"/ask?q={asked}")
    assert page.locator(".unread q").all_inner_texts() == ["boats", "nets"]
    topic = page.locator(".reading-topic h3").inner_text()
    assert "Life below water" in topic
    assert "Kenya" in topic
    page.locator(".chip", has_text="Kenya").click()
    assert page.locator(".unread q").all_inner_texts() == ["boats", "nets", "Kenya"]
    for understood in ("UNEP", "goal 14 in Kenya", "We are the Green Shore Trust."):
        assert site.ask("//ask.json", q=understood).body["unread"] == []


def test_what_leads_to_nothing_is_offered_last(site: Client) -> None:
    read = site.ask("//ask.json", q="boats for Mongolia").body["readings"]
    assert [(each["way"], each["total"]) for each in read][-1] == ("topic", 0)
    assert [each["way"] for each in read].index("topic") == len(read) - 1


def test_what_was_not_meant_is_let_go_of_and_taken_back(visit: Visit) -> None:
    page = visit("/ask?q=we+need+early+warning+of+floods+in+Fiji")
    page.locator(".chip", has_text="Fiji").click()
    assert not page.locator(".chip", has_text="Fiji").count()
    assert page.locator(".reading a").first.inner_text() == "A need: whose offer meets it"
    assert page.get_by_label(BOX).input_value() == "we need early warning of floods in Fiji"
    page.get_by_role("link", name=re.compile("let go of")).click()
    assert page.locator(".chip", has_text="Fiji").count()


@pytest.mark.parametrize(
    ("text", "way", "address"),
    [
        ("Nous cherchons de l'eau potable au Kenya", "need", "/match/offers?text="),
        ("necesitamos sistemas de alerta temprana en Perú", "need", "country=PER"),
        ("نحتاج إلى مياه نظيفة في كينيا", "need", "country=KEN"),
        ("We offer solar pumps for farmers in Kenya", "offer", "/match/needs?"),
        ("Kenya", "country", "/countries/KEN"),
        ("Mangroves for Kenya", "partnership", "/partnerships/coast-1"),
        ("goal 14 in Kenya", "topic", "sdg=14"),
        ("a small choir that plants trees with schools every spring", "newcomer", "/match/join?text="),
        ("Choir of the Hills", "newcomer", "/match/join?name="),
    ],
)
def test_what_is_typed_has_this_reading_among_others(site: Client, text: str, way: str, address: str) -> None:
    found = ways(site, text)
    assert any(way == each and address in where for each, where in found), found
    assert ("search", "/search?" + found[[each for each, _ in found].index("search")][1].partition("?")[2]) in found


def test_every_count_of_a_reading_is_the_length_of_its_list(site: Client) -> None:
    for text in ("goal 14 in Kenya", "water", "we need schools in Tanzania"):
        for each in site.ask("//ask.json", q=text).body["readings"]:
            if each["total"] is not None:
                found = site.ask("/" + each["address"].replace("/search", "/search.json", 1)).body
                assert found["total"] == each["total"]


@pytest.mark.parametrize(
    ("text", "way", "page"),
    [
        ("planting mangroves", "newcomer", "/match/join"),
        ("We offer sorting of solid waste in Togo and in Fiji", "offer", "/match/needs"),
    ],
)
def test_a_few_words_lead_to_matches(site: Client, text: str, way: str, page: str) -> None:
    (address,) = (each for told, each in ways(site, text) if told == way)
    answer = site.ask("/" + address.replace(page, f"{page}.json", 1)).body
    assert answer["answer"]["matches"], address


@pytest.mark.parametrize("text", ["", "x" * 5000, "\u202eabc", "🌊", "<script>", "\x00", "w " * 2000])
def test_whatever_is_typed_is_answered(visit: Visit, text: str) -> None:
    page = visit("/")
    page.get_by_label(BOX).fill(text)
    page.get_by_role("button", name="Show me").click()
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title().endswith("goal17")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_home_page_leads_on_and_its_counts_are_lists(visit: Visit, site: Client) -> None:
    page = visit("/")
    for name, path in (("Join", "/match/join"), ("Match", "/match"), ("Explore", "/explore")):
        assert page.locator("main").get_by_role("link", name=name, exact=True).get_attribute("href") == path
    counts = page.locator(".counts a")
    assert counts.count() >= 4
    for each in counts.all():
        address = each.get_attribute("href") or ""
        total = site.ask("/" + address.replace("/search", "/search.json", 1)).body["total"]
        assert each.inner_text().split()[0] == str(total)
    assert page.locator(".newest > li").count() == 5


@pytest.mark.parametrize("path", ["/match", "/explore"])
def test_the_doors_lead_to_every_question(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 360, "height": 800})
    assert page.locator(".door a").count() >= 8
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
