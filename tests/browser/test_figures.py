"""`/figures` as a visitor uses it: from a number to the partnerships behind it."""

from __future__ import annotations

import csv
import io
from http import HTTPStatus

import pytest

from tests.api.conftest import Client
from tests.browser.conftest import Visit
from tests.browser.ready import ready, told


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_number_to_its_partnerships_to_one_of_them(visit: Visit, scripts: bool) -> None:
    page = ready(visit("/figures", java_script_enabled=scripts))
    page.get_by_role("link", name="When they began").click()
    row = page.get_by_role("row").filter(has_text="2019").first
    number = int(row.get_by_role("link").inner_text())
    row.get_by_role("link").click()
    assert page.get_by_role("status").inner_text().startswith(f"{number} partnership")
    assert page.locator(".rows li").count() == number
    first = page.locator(".rows a").first
    title = first.inner_text()
    first.click()
    assert page.get_by_role("heading", level=1).inner_text() == title


def test_every_number_of_partnerships_has_a_list_of_that_length(site: Client) -> None:
    looked = 0
    for figure in told(site, "/figures.json")["figures"]:
        for series in figure["series"]:
            for bar in series["bars"]:
                rows = told(site, f"/figures/{figure['code']}/rows.json", series=series["code"], bar=bar["code"])
                assert rows["total"] == len(rows["partnerships"])
                if series["unit"] == "partnerships":
                    assert rows["total"] == bar["count"]
                looked += bool(rows["total"])
    assert looked > 20


def test_what_was_published_stands_beside_what_is_counted(visit: Visit) -> None:
    page = ready(visit("/figures/VI?portfolio=csd"))
    row = page.get_by_role("row").filter(has_text="Governments").first
    assert "83 % of 348" in row.inner_text()
    assert "E/CN.17/2010/13, §19" in row.inner_text()
    # Of another slice nothing was published.
    page.goto("/figures/VI?register=clinic")
    assert page.get_by_text("83 % of 348").count() == 0


def test_a_slice_is_chosen_and_let_go_by_a_form(visit: Visit) -> None:
    page = ready(visit("/figures/III", java_script_enabled=False))
    whole = page.get_by_text("could be read").first.inner_text()
    page.get_by_text("Count another part").click()
    page.get_by_label("Register", exact=True).select_option("clinic")
    page.get_by_label("Goal", exact=True).select_option("7")
    page.get_by_role("button", name="Apply").click()
    assert page.url.endswith("/figures/III?sdg=7&register=clinic"), "without the fields that were left empty"
    assert "register clinic; goal 7, stated" in page.locator(".of-slice").inner_text()
    assert page.get_by_text("could be read").first.inner_text() != whole
    page.get_by_role("link", name="Goal: 7").click()
    assert page.url.endswith("/figures/III?register=clinic")
    page.get_by_role("link", name="Everything").click()
    assert page.get_by_text("could be read").first.inner_text() == whole


def test_a_slip_is_told_with_the_form_to_mend_it(visit: Visit) -> None:
    page = ready(visit("/figures?country=Atlantis"))
    assert "'Atlantis' is no country" in page.get_by_role("alert").inner_text()
    page.get_by_role("link", name="Country: Atlantis").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Figures"


def test_table_and_data_say_the_same(site: Client) -> None:
    table = list(csv.DictReader(io.StringIO(told(site, "/figures/VI.csv").lstrip("\ufeff"))))
    (figure,) = told(site, "/figures/VI.json")["figures"]
    counts = {(series["code"], bar["code"]): bar["count"] for series in figure["series"] for bar in series["bars"]}
    assert {(each["series"], each["code"]): int(each["count"]) for each in table if each["count"]} == counts
    assert site.ask("/figures/VI").body == {**told(site, "/figures/VI.json")}


def test_a_chart_is_drawn_in_the_colours_of_the_page(visit: Visit) -> None:
    for scheme, ink in (("light", "rgb(27, 31, 36)"), ("dark", "rgb(230, 234, 238)")):
        page = ready(visit("/figures/V", color_scheme=scheme))
        words = page.locator("svg.chart text").first
        assert words.evaluate("each => getComputedStyle(each).fill") == ink
    assert "style" not in page.locator("main").inner_html()


def test_an_unknown_figure_or_bar_is_no_page(site: Client) -> None:
    assert site.ask("//figures/XX.json").status == HTTPStatus.NOT_FOUND
    assert site.ask("//figures/V/rows.json", series="nothing", bar="x").status == HTTPStatus.NOT_FOUND
    assert site.ask("//figures.json", colour="red").status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_few_that_state_it_and_types_read_from_names_are_told_beside_the_figure(visit: Visit, site: Client) -> None:
    page = ready(visit("/figures/VI"))
    for series in told(site, "/figures/VI.json")["figures"][0]["series"]:
        section = page.locator("section").filter(has=page.locator(f"h2[id='{series['code']}']"))
        assert section.locator("a[href='/desk/types-read']").count() == series["types_read"], series["code"]
        few = series["basis"] == "stated" and 0 < 2 * series["readable"] < series["population"]
        assert section.get_by_text("a 0 says nothing of the others").count() == few
        if series["readable"]:
            assert section.get_by_role("columnheader", name=f"Number, of {series['readable']}").count() == 1


def test_every_number_of_the_overview_leads_to_what_is_behind_it(visit: Visit) -> None:
    page = ready(visit("/figures"))
    numbers = page.locator("table.small-bars td.number")
    assert numbers.count()
    assert numbers.count() == numbers.get_by_role("link").count()
    leads = page.locator("ul.figures > li").filter(has=page.get_by_role("link", name="Leads"))
    number = leads.locator("td.number a").first
    words = number.inner_text()
    number.click()
    ready(page)
    assert f"that the number {words} rests on" in page.get_by_role("status").inner_text()
