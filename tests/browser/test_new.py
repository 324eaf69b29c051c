"""`/new` and its feed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from graph.build.rebuild import rebuild
from graph.model.records import Record, Register
from graph.store import open_store
from tests.api.conftest import Client, serving
from tests.browser.conftest import Visit
from tests.world import UNEP, draft

ATOM = "{http://www.w3.org/2005/Atom}"
DAYS = ("2026-07-05T08:00:00Z", "2026-09-01T10:00:00Z", "2026-09-01T10:00:00Z", "2026-09-02T00:00:00Z")


@pytest.fixture(scope="module")
def lately(filled_site: Path, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The world of the pages, into which some records were read on known days."""
    folder = tmp_path_factory.mktemp("lately")
    (folder / "site.db").write_bytes(filled_site.read_bytes())
    names = ("First <b>wells</b> & more", "Second wells", "Third wells \x0b", "Fourth wells")
    drafts = [draft("harbour", f"n{at}", name, f"Digging of {name}.", UNEP) for at, name in enumerate(names)]
    with open_store(f"sqlite:///{folder / 'site.db'}") as store:
        with store.writer() as writer:
            writer.put_records(
                Record("harbour", each.key, {"Title": each.name}, read_at=day)
                for each, day in zip(drafts, DAYS, strict=True)
            )
            writer.put_drafts(drafts)
        rebuild(store)
        with serving(store, models, folder / "cache") as client:
            yield client


def test_what_was_read_last_stands_first(visit: Visit, lately: Client) -> None:
    page = visit("/new", base=lately.url)
    names = page.locator(".newest > li > a").all_inner_texts()
    assert names[:4] == ["Fourth wells", "Second wells", "Third wells \x0b", "First <b>wells</b> & more"]
    assert "2 September 2026" in page.locator(".newest > li").first.inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_days_and_registers_narrow_it_and_every_count_is_its_list(visit: Visit, lately: Client, scripts: bool) -> None:
    page = visit("/new", base=lately.url, java_script_enabled=scripts)
    page.get_by_label("Since").fill("2026-09-01")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("status").inner_text() == "3 records"
    assert page.locator(".newest > li").count() == 3
    page.locator("details summary").click()
    page.get_by_role("row", name=re.compile("1 September 2026")).get_by_role("link").click()
    assert page.get_by_role("status").inner_text() == "2 records"
    assert page.locator(".newest > li").count() == 2
    page.go_back()
    assert page.get_by_role("status").inner_text() == "3 records"


def test_home_tells_when_the_newest_were_read(visit: Visit, lately: Client, models: Path, tmp_path: Path) -> None:
    page = visit("/", base=lately.url)
    assert page.locator(".newest > li > a").first.inner_text() == "Fourth wells"
    assert "first read on" not in page.locator("section[aria-labelledby=newest] > p").first.inner_text()
    drafts = [draft("harbour", f"n{at}", f"Wells {at}", "Digging.", UNEP) for at in range(7)]
    with open_store(f"sqlite:///{tmp_path / 'once.db'}") as store:
        with store.writer() as writer:
            writer.put_register(Register("harbour", "Register of the harbour"))
            writer.put_records(Record("harbour", each.key, {"Title": each.name}, read_at=DAYS[0]) for each in drafts)
            writer.put_drafts(drafts)
        rebuild(store)
        with serving(store, models, tmp_path / "cache") as once:
            page = visit("/", base=once.url)
            expect(page.get_by_text("All 7 here were first read on one day, 5 July 2026")).to_be_visible()
            assert not page.locator(".newest").count()


def test_pages_and_table_have_every_record_once(lately: Client) -> None:
    found, cursor = [], ""
    while cursor is not None:
        answer = lately.ask("//new.json", **({"cursor": cursor} if cursor else {})).body
        found += [each["record"] for each in answer["records"]]
        cursor = answer["next"]
    assert len(found) == len(set(found)) == answer["total"] == sum(each["records"] for each in answer["days"])
    table = list(csv.DictReader(io.StringIO(lately.ask("//new.csv").body.removeprefix("\ufeff"))))
    assert [row["record"] for row in table] == found


@pytest.mark.parametrize("query", ["since=soon", "until=2026-13-01", "register=none", "cursor=xx", "cursor=MTI"])
def test_what_cannot_be_is_said(visit: Visit, lately: Client, query: str) -> None:
    page = visit(f"/new?{query}", base=lately.url)
    assert page.get_by_role("alert").count() == 1
    assert lately.ask(f"//new?{query}").status == lately.ask(f"//new.json?{query}").status == 422


def test_the_feed_is_one(lately: Client) -> None:
    """The elements that RFC 4287 requires, in 4.1.1 and 4.1.2, with ids of their own and times as RFC 3339 has them."""
    reply = lately.ask("//new.atom")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(reply.body)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 4
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            (element,) = each.findall(f"{ATOM}{name}")
            assert element.text
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated", "")).tzinfo is not None
    ids = [each.findtext(f"{ATOM}id", "") for each in entries]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith(lately.url) for id in ids)
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    for each in entries:
        assert each.find(f"{ATOM}link[@rel='alternate']") is not None
        assert each.findtext(f"{ATOM}author/{ATOM}name")
    assert entries[3].findtext(f"{ATOM}title") == "First <b>wells</b> & more"


def test_the_feed_can_be_of_one_register_or_of_nothing(lately: Client) -> None:
    entries = ET.fromstring(lately.ask("//new.atom", since="2026-09-02").body).findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["Fourth wells"]
    empty = ET.fromstring(lately.ask("//new.atom", since="2030-01-01").body)
    assert empty.findtext(f"{ATOM}updated")
    assert not empty.findall(f"{ATOM}entry")
    assert lately.ask("//new.atom", register="none").status == 422


def test_the_page_names_its_feed(visit: Visit, lately: Client) -> None:
    page = visit("/new?since=2026-09-01", base=lately.url)
    assert page.get_by_role("link", name="As a feed (Atom)").get_attribute("href") == "/new.atom?since=2026-09-01"
