"""The pages as a person sees them: a real server, a real browser.

One worker runs the journeys (`xdist_group("browser")`) and one looks at all pages (`"pages"`), each with one browser
and one site for all of its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.app import create_app
from api.settings import Settings
from graph.build.rebuild import rebuild
from graph.build.vectors import embed_missing
from graph.store import open_store
from scripts.browser import running
from tests.api.conftest import Client, serving
from tests.browser.pages import page_routes
from tests.browser.site import fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Locator, Page, Request

    from graph.embed.spaces import Embedders


PATIENCE = 30_000
"""Milliseconds that a test waits for what it expects: a machine that runs all tests at once has other things to do."""

_EVERY_PAGE = {"test_pages", "test_crawl", "test_components"}
"""Tests over all pages; the others are journeys."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them together: the browser and the site are made once for each group."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pages" if item.path.stem in _EVERY_PAGE else "browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser; a clone where `make browser` never ran fails and says what to do."""
    with running() as browser:
        yield browser


@pytest.fixture(scope="session")
def filled_site(tmp_path_factory: pytest.TempPathFactory, embedders: Embedders) -> Path:
    """A file with the world of the pages' tests: to be copied by who writes to it."""
    file = tmp_path_factory.mktemp("site") / "site.db"
    with open_store(f"sqlite:///{file}") as store:
        fill(store)
        rebuild(store)
        embed_missing(store, embedders.all)
    return file


@pytest.fixture(scope="session")
def site(filled_site: Path, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """That world, served on this machine to whoever sits at it, who so is the desk; to be read."""
    with (
        open_store(f"sqlite:///{filled_site}") as store,
        serving(store, models, tmp_path_factory.mktemp("site-cache"), listening="127.0.0.1", components=True) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def site_routes(filled_site: Path) -> Sequence[str]:
    """The pages of that service, as they are registered."""
    with open_store(f"sqlite:///{filled_site}") as store:
        return page_routes(create_app(Settings(components=True), store))


Visit = Callable[..., "Page"]


@pytest.fixture(autouse=True, scope="session")
def arriving() -> Iterator[None]:
    """What is expected is waited for; a click or key that leads to a page ends when that page can be read."""
    from playwright.sync_api import Locator, expect

    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "press"):
            patch.setattr(Locator, name, _arriving(getattr(Locator, name)))
        yield


def _arriving(acts: Callable[..., None]) -> Callable[..., None]:
    """The same, ended when the page stands to which it leads, if it leads to one."""

    def act(target: Locator, *args: object, **options: object) -> None:
        window, asked, there = target.page, [], []

        def request(each: Request) -> None:
            if each.is_navigation_request() and each.frame == window.main_frame:
                asked.append(each)

        def navigated(frame: Frame) -> None:
            if frame == window.main_frame:
                there.append(frame)

        window.on("request", request)
        window.on("framenavigated", navigated)
        try:
            acts(target, *args, **options)
            # A browser tells that it goes on some milliseconds after the click that makes it.
            window.wait_for_timeout(50)
            # What is downloaded is asked for like a page, and none comes.
            while asked and not there and not asked[-1].failure:
                window.wait_for_timeout(10)
        finally:
            window.remove_listener("request", request)
            window.remove_listener("framenavigated", navigated)
        window.wait_for_load_state("domcontentloaded")

    return act


@pytest.fixture
def visit(browser: Browser, site: Client) -> Iterator[Visit]:
    """Open an address in a window of its own; whatever the browser complains of fails the test.

    Options are Playwright's for a context: `viewport`, `color_scheme`, `java_script_enabled`, `locale`.
    """
    complaints: list[str] = []
    with ExitStack() as held:

        def open_(path: str, base: str = "", **options: object) -> Page:
            context = browser.new_context(base_url=base or site.url, **{"locale": "en-GB", **options})
            held.callback(context.close)
            window = context.new_page()
            window.set_default_timeout(PATIENCE)
            window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            window.on("pageerror", lambda error: complaints.append(str(error)))
            window.goto(path)
            return window

        yield open_
    # A browser also calls an answer of 404 an error; that pages exist is asserted by the tests.
    assert not [each for each in complaints if "the server responded with a status of" not in each]
