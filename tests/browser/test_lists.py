"""Lists longer than a page: each says where it stands, goes on by itself, and is whole as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.build.rebuild import rebuild
from graph.model.drafts import Link
from graph.model.entities import Relation
from graph.model.records import Record, Register, Source
from graph.store import open_store
from tests.api.conftest import Client, serving
from tests.browser.conftest import Visit
from tests.world import UNEP, draft

CORE, AFFILIATED = 150, 120


@pytest.fixture(scope="module")
def long(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A programme that runs many partnerships and took in others; all of them state one target."""
    folder = tmp_path_factory.mktemp("long")
    drafts = [
        replace(
            draft("reef", str(at), f"Reef {at:03}", "", UNEP, portfolio="csd" if at < CORE else ""),
            links=(Link("addresses", "target", "14.2"),),
        )
        for at in range(CORE + AFFILIATED)
    ]
    with open_store(f"sqlite:///{folder / 'long.db'}") as store:
        with store.writer() as writer:
            writer.put_register(Register("reef", "Register of reefs"))
            writer.put_records(Record("reef", each.key, {"Title": each.name}) for each in drafts)
            writer.put_drafts(drafts)
        rebuild(store)
        with store.writer() as writer:
            writer.put_relations(
                Relation(f"reef-{at}", "part-of", "programme-csd", "affiliated", sources=(Source(f"reef:{at}"),))
                for at in range(CORE, CORE + AFFILIATED)
            )
            # No reader tells yet what was taken in; a derivation would drop it.
            writer.mark_derived(store.view().status().sources)
        with serving(store, models, folder / "cache", listening="127.0.0.1") as client:
            yield client


def shelves(client: Client, path: str, **query: object) -> dict[str, Any]:
    answer = client.ask(f"/{path}.json", **query)
    assert answer.status == 200
    return {each["role"]: each for each in answer.body["shelves"] if each["kind"] == "partnership"}


def rows(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.ask(f"/{path}.csv").body.lstrip("\ufeff"))))


def test_each_list_of_a_programme_has_pages_of_its_own(long: Client, visit: Visit) -> None:
    first = shelves(long, "/programmes/csd")
    page = visit("/programmes/csd", base=long.url, java_script_enabled=False)
    following = page.get_by_role("link", name="Next")
    assert following.count() == 2
    following.first.click()
    assert page.url.endswith("?core=100")
    said = page.get_by_role("main").inner_text()
    assert "101 to 150 of 150" in said
    assert "1 to 100 of 120" in said
    assert "None in these registers" not in said
    second = shelves(long, "/programmes/csd", core=100)
    assert second["affiliated"] == first["affiliated"]
    assert not {each["id"] for each in first["core"]["entries"]} & {each["id"] for each in second["core"]["entries"]}
    page.get_by_role("link", name="Previous").click()
    assert page.url.endswith("/programmes/csd")


def test_the_last_page_of_a_target_is_in_the_order_of_the_first(long: Client, visit: Visit) -> None:
    page = visit("/targets/14.2", base=long.url, java_script_enabled=False)
    caption = page.locator("table caption").first.inner_text()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Next").click()
    assert page.get_by_text("201 to 270 of 270").count() == 1
    assert page.locator("table caption").first.inner_text() == caption
    page.get_by_role("link", name="First page").click()
    assert page.url.endswith("/targets/14.2")


@pytest.mark.parametrize(
    "path",
    [
        "/programmes/csd?core=5000",
        "/targets/14.2?offset=5000",
        "/partnerships/reef-1/partners?offset=5000",
        "/partners/united-nations-environment-programme-6d0833fc/initiatives?offset=5000",
        "/partners/united-nations-environment-programme-6d0833fc/history?offset=5000",
        "/network/partners?offset=5000",
        "/desk/no-start?offset=5000",
    ],
)
def test_a_page_behind_the_end_of_a_list_says_so_and_leads_back(long: Client, visit: Visit, path: str) -> None:
    page = visit(path, base=long.url, java_script_enabled=False)
    while page.get_by_role("link", name="Refresh").count():
        page.get_by_role("link", name="Refresh").click()
    said = page.get_by_role("main").inner_text()
    assert "The list ends before this page." in said
    assert not [each for each in ("Nobody is named", "None is so", "None in these", "Nobody is in") if each in said]
    page.get_by_role("link", name="From the beginning").click()
    assert "The list ends before this page." not in page.get_by_role("main").inner_text()


def test_lists_that_no_search_gives_are_whole_as_tables(long: Client) -> None:
    assert len(rows(long, "/targets/14.2")) == CORE + AFFILIATED
    programme = rows(long, "/programmes/csd")
    assert [each["role"] for each in programme] == ["core"] * CORE + ["affiliated"] * AFFILIATED
    assert programme[0].keys() == {"partnership", "title", "role", "status", "start", "end", "partners"}
