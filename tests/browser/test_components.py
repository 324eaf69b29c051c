"""`/components` shows what pages are made of, and all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from tests.api.conftest import Client
from tests.browser.conftest import Visit
from tests.browser.pages import page_routes


@pytest.fixture(scope="module")
def told(site: Client) -> list[tuple[str, str, int]]:
    """File, component, and in how many states it is shown."""
    files = site.ask("//components.json").body["files"]
    return [(file["name"], each["name"], len(each["states"])) for file in files for each in file["components"]]


def test_every_component_is_shown(told: list[tuple[str, str, int]]) -> None:
    assert ("entries", "goal", 17) in told
    missing = [f"{file}: {name}" for file, name, states in told if not states]
    assert missing == [], "api/pages/states/FILE.py shows none of it"


def test_every_component_is_described(site: Client) -> None:
    files = site.ask("//components.json").body["files"]
    missing = [f"{file['name']}: {each['name']}" for file in files for each in file["components"] if not each["about"]]
    assert missing == [], "a comment before the macro says what it is for"


def test_it_is_seen(visit: Visit) -> None:
    page = visit("/components")
    page.get_by_role("link", name="error_summary (4)").click()
    expect(page.get_by_role("heading", name="error_summary")).to_be_visible()
    # Each state's label leads to its own field.
    page.get_by_label("Title (required)").fill("Reefs")
    assert page.locator("input:focus").input_value() == "Reefs"


def test_a_component_looks_as_on_its_pages(visit: Visit) -> None:
    """With the style sheet that they load for it: without, every tab would have a line of its own."""
    tabs = visit("/components/profiles").locator(".tabs").first.get_by_role("link").all()
    lines = {box["y"] for tab in tabs if (box := tab.bounding_box())}
    assert (len(tabs), len(lines)) == (3, 1)


def test_what_is_no_file_of_components_is_not_there(site: Client) -> None:
    assert site.ask("//components/nothing.json").status == 404


def test_it_is_there_only_where_the_settings_say_so(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        assert "/components" not in page_routes(create_app(Settings(), store))
