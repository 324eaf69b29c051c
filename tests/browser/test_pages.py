"""What every page keeps to: structure, access, weight, width, languages, paper, and the same answer as data.

Each example address is opened once in English (light, dark, three widths, on paper, by keyboard), once in Arabic from
right to left, and once without scripts where it has any. A failure names the address, the rule and the element.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest

from api.app import PREFIX
from api.pages.page import POLICY, written
from scripts import html_validator
from tests.api.conftest import Client
from tests.browser.documents import Document, faults, fetch
from tests.browser.looking import ALL, Loading, axe, looked_at, rule, wide
from tests.browser.pages import answers_of_their_own, every_address, examples, fits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESSES = every_address()

LOOKED_AT = [
    address
    for route, addresses in examples().items()
    for address in (addresses if route.startswith("/components") else addresses[:1])
]
"""Those that a browser opens, which takes seconds each: one of every page, and every component in all of its states.

Every other one is made of the same templates and macros, and is read as it is sent.
"""


@pytest.fixture(scope="session")
def document(site: Client) -> Callable[[str], Document]:
    """Pages over HTTP, each asked for once."""
    return cache(lambda address: fetch(site.url + address))


def arabic(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{urlencode([*parse_qsl(parts.query, keep_blank_values=True), ('lang', 'ar')])}"


def test_every_page_has_an_example(site_routes: Sequence[str]) -> None:
    named = examples()
    assert [route for route in site_routes if not named.get(route)] == [], "tests/browser/addresses/ names none"
    assert [route for route in named if route not in site_routes] == [], "there is no such page"
    wrong = [(route, each) for route, addresses in named.items() for each in addresses if not fits(route, each)]
    assert wrong == []


@pytest.mark.parametrize("route", examples())
def test_an_example_is_there(route: str, document: Callable[[str], Document]) -> None:
    """Errors and empty pages are examples too; but not the only ones."""
    assert HTTPStatus.OK in {document(address).status for address in examples()[route]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_as_it_is_sent(address: str, document: Callable[[str], Document], site: Client) -> None:
    page, other = document(address), document(arabic(address))
    assert page.status < 500
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    found = [*faults(page.text), *(f"in Arabic: {each}" for each in faults(other.text, "ar", "rtl"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_answer_as_data(address: str, document: Callable[[str], Document], site: Client) -> None:
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    answer = fetch(f"{site.url}{written(parts.path, '.json')}{query}")
    assert answer.status == document(address).status
    assert answer.headers["content-type"] in {"application/json", "application/problem+json"}
    told = json.loads(answer.text)
    if answer.status == 200 and _is_in_the_api(parts.path, site):
        asked = fetch(f"{site.url}{PREFIX}{quote(parts.path, safe='/:%')}{query}")
        said = json.loads(asked.text)
        # A page may join several answers; then this is one of them.
        assert said == told or said in told.values()


def _is_in_the_api(path: str, site: Client) -> bool:
    if any(fits(route, path) for route in answers_of_their_own()):
        return False
    paths: Mapping[str, Any] = site.ask("//openapi.json").body["paths"]
    return any(path.startswith(PREFIX) and "get" in of for route, of in paths.items() if fits(route, PREFIX + path))


def test_the_html_is_valid(document: Callable[[str], Document], tmp_path: Path) -> None:
    """All pages by one start of the checker, in both directions."""
    addresses = {}
    for number, address in enumerate(each for english in ADDRESSES for each in (english, arabic(english))):
        file = tmp_path / f"{number}.html"
        file.write_text(document(address).text, encoding="utf-8")
        addresses[file] = address
    found = [
        f"{addresses[fault.file]}, line {fault.line}: {fault.message} «{fault.extract}»"
        for fault in html_validator.check(list(addresses))
    ]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def from_the_right(browser: Browser, site: Client) -> Iterator[tuple[Page, Loading]]:
    """A window for pages in Arabic, with what it complains of."""
    with closing(browser.new_context(base_url=site.url)) as context:
        window = context.new_page()
        yield window, Loading(window, site.url)


@pytest.fixture(scope="module")
def without_scripts(browser: Browser, site: Client) -> Iterator[Page]:
    """A window that runs none."""
    with closing(browser.new_context(base_url=site.url, java_script_enabled=False)) as context:
        yield context.new_page()


@pytest.mark.parametrize("address", LOOKED_AT)
def test_a_page_in_a_browser(
    address: str, browser: Browser, from_the_right: tuple[Page, Loading], without_scripts: Page, site: Client
) -> None:
    with closing(browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 800})) as context:
        window = context.new_page()
        seen = Loading(window, site.url)
        window.goto(address)
        found = [*seen.faults(address), *looked_at(window)]
        scripts = window.locator("script").count()
    window, seen = from_the_right
    seen.complaints.clear()
    window.set_viewport_size({"width": 1280, "height": 800})
    window.goto(arabic(address))
    found += [f"right to left: {each}" for each in (*seen.complaints, *axe(window, ALL), *wide(window, 360))]
    if scripts:
        without_scripts.goto(address)
        found += rule(without_scripts, "without_scripts()")
    assert not found, "\n".join(found)


def test_the_policy_holds(browser: Browser, site: Client) -> None:
    """What a page would be made to run from outside its own files isn't run."""
    with closing(browser.new_context(base_url=site.url)) as context:
        window = context.new_page()
        window.goto("/")
        window.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.taken = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<p id=p style='color: rgb(1, 2, 3)' onclick='taken = 1'>");
            document.getElementById("p").click();
        }""")
        assert window.evaluate("'taken' in window") is False
        assert window.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(1, 2, 3)"
