"""Suggestions, flyouts and previews."""

from __future__ import annotations

import html.parser
import urllib.parse
from pathlib import Path

import pytest

from graph.store import open_store
from graph.store.interface import Store
from tests.api.conftest import Serve
from tests.api.reconciliation.conftest import Reconciliation, send
from tests.world import draft, partner, read

HOSTILE = "<script>alert('1')</script> & \"Sons\" <b>"


def names(reconciliation: Reconciliation, what: str, prefix: str, cursor: int = 0) -> list[str]:
    reply = reconciliation.get(f"/suggest/{what}", prefix=prefix, cursor=cursor)
    assert reply.status == 200
    return [each["name"] for each in reply.body["result"]]


def test_names_are_found_by_their_beginning(reconciliation: Reconciliation) -> None:
    assert "Mangroves for Kenya" in names(reconciliation, "entity", "mangr")
    assert "Green Shore Trust" in names(reconciliation, "entity", "GREEN  sho")
    assert "Université de la Côte" in names(reconciliation, "entity", "universite de la co")
    assert names(reconciliation, "entity", "Keny")[0] == "Kenya"
    assert names(reconciliation, "entity", "life below")[0] == "SDG 14: Life below water"


def test_a_name_is_suggested_at_every_letter_of_it(reconciliation: Reconciliation) -> None:
    name = "Université de la Côte"
    for length in range(6, len(name) + 1):
        assert name in names(reconciliation, "entity", name[:length]), name[:length]


def test_an_acronym_an_alias_and_an_id_find_their_bearer(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    assert names(reconciliation, "entity", "UNDP")[0] == "United Nations Development Programme"
    assert names(reconciliation, "entity", "undp", cursor=1) == []
    assert names(reconciliation, "entity", "kenia")[0] == "Kenya"
    assert names(reconciliation, "entity", ids["Green Shore Trust"]) == ["Green Shore Trust"]


def test_an_exact_name_stands_before_longer_ones(reconciliation: Reconciliation) -> None:
    assert names(reconciliation, "entity", "Niger")[:2] == ["Niger", "Nigeria"]


def test_the_cursor_goes_on_where_the_page_before_ended(reconciliation: Reconciliation) -> None:
    first, second = (names(reconciliation, "entity", "target 1", cursor) for cursor in (0, 20))
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
    assert names(reconciliation, "entity", "target 1", 100_000) == []


@pytest.mark.parametrize("prefix", ["", " ", "!", "zzqx", "\x00", "x" * 2000, "%", "'"])
def test_what_nothing_begins_with_suggests_nothing(reconciliation: Reconciliation, prefix: str) -> None:
    assert names(reconciliation, "entity", prefix) == []


def test_entities_say_what_they_are(reconciliation: Reconciliation) -> None:
    found = reconciliation.get("/suggest/entity", prefix="Green Shore").body["result"][0]
    assert found["description"] == "Non-governmental organization; United Republic of Tanzania; 1 partnership"
    assert [each["id"] for each in found["notable"]] == ["partner", "partner:ngo"]


def test_properties_and_types_are_suggested(reconciliation: Reconciliation) -> None:
    assert names(reconciliation, "property", "coun")[0] == "Country"
    assert "Number of partnerships" in names(reconciliation, "property", "partnerships")
    assert len(names(reconciliation, "property", "")) >= 15
    for typed in ("n", "non", "non-", "non-g", "Non-gov", "non-governmental org"):
        assert "Non-governmental organization" in names(reconciliation, "type", typed), typed
    assert names(reconciliation, "type", "governm")[0] == "Government"
    assert names(reconciliation, "type", "partner:ngo") == ["Non-governmental organization"]
    assert names(reconciliation, "type", "")[0] == "Partner"
    ngo = reconciliation.get("/suggest/type", prefix="partner:ngo").body["result"][0]
    assert ngo["broader"][0]["id"] == "partner"
    assert names(reconciliation, "type", "wizard") == []


@pytest.mark.parametrize("query", [{"cursor": "-1"}, {"cursor": "x"}, {"prefix": "x" * 2001}])
def test_suggestions_that_cannot_be(reconciliation: Reconciliation, query: dict[str, str]) -> None:
    for what in ("entity", "property", "type"):
        assert reconciliation.get(f"/suggest/{what}", **query).problem["status"] == 422


def test_flyouts_say_what_things_are(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    for what, id, said in (
        ("entity", ids["Green Shore Trust"], "Green Shore Trust"),
        ("entity", "sdg-14", "Life below water"),
        ("property", "country", "Country"),
        ("type", "partner:ngo", "Non-governmental organization"),
    ):
        reply = reconciliation.get(f"/suggest/{what}/flyout", id=id)
        assert reply.body["id"] == id
        assert said in reply.body["html"]
        missing = reconciliation.get(f"/suggest/{what}/flyout", id="nobody")
        assert missing.status == 404
        assert "nobody" in missing.problem["detail"]


class Page(html.parser.HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(reconciliation: Reconciliation, id: str) -> tuple[Page, dict[str, str]]:
    status, headers, raw = send(f"{reconciliation.url}/preview?id={urllib.parse.quote(id, safe='')}")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    return Page(raw.decode()), headers


def test_a_preview_is_a_small_whole_page(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    shown, headers = page(reconciliation, ids["UNDP"])
    tags = [tag for tag, _ in shown.elements]
    assert ("html", {"lang": "en"}) in shown.elements
    assert tags.count("h1") == tags.count("title") == tags.count("main") == 1
    assert "United Nations Development Programme – goal17" in shown.text
    assert "Clean cookstoves for households" in shown.text
    assert not {"script", "img", "link", "iframe", "form"} & set(tags)
    assert not any("style" in attributes for _, attributes in shown.elements)
    # Any page may show it in a frame.
    assert "x-frame-options" not in headers
    assert "frame-ancestors" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("id", ["coast-1", "KEN", "sdg-14", "target-14.2", "theme-csd:oceans", "programme-csd"])
def test_every_kind_has_a_preview_that_leads_on(reconciliation: Reconciliation, id: str) -> None:
    shown, _ = page(reconciliation, id)
    assert "Mangroves for Kenya" in shown.text or id == "target-14.2"
    links = [attributes["href"] for tag, attributes in shown.elements if tag == "a"]
    assert len(links) == 1
    assert links[0] is not None
    status, headers, _ = send(links[0])
    assert (status, headers["content-type"]) == (200, "application/json")


def test_a_merged_id_leads_to_its_heir(reconciliation: Reconciliation, reviewed: Store, ids: dict[str, str]) -> None:
    ((merged, heir),) = reviewed.view().redirects().items()
    shown, _ = page(reconciliation, merged)
    assert "Fondation Mer Bleue" in shown.text
    assert heir == ids["Blue Flame Foundation"]
    assert reconciliation.get("/suggest/entity/flyout", id=merged).body["id"] == merged


def test_nobody_has_no_preview(reconciliation: Reconciliation) -> None:
    reply = reconciliation.get("/preview", id="nobody")
    assert reply.status == 404
    assert reply.problem
    assert reconciliation.get("/preview").problem["status"] == 422


def test_what_registers_write_is_escaped(serve: Serve, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'hostile.db'}") as store:
        read(store, [draft("coast", "1", HOSTILE, "", partner("Coast & <i>Sons</i>"), partner("Club"))])
        reconciliation = Reconciliation(f"{serve(store).url}/reconcile")
        shown, _ = page(reconciliation, "coast-1")
        assert HOSTILE in shown.text
        assert not {"script", "b", "i"} & {tag for tag, _ in shown.elements}
        flyout = Page(reconciliation.get("/suggest/entity/flyout", id="coast-1").body["html"])
        assert HOSTILE in flyout.text
        assert {tag for tag, _ in flyout.elements} <= {"h1", "p"}
        # In JSON it stays as it is.
        assert reconciliation.one(HOSTILE)[0]["name"] == HOSTILE


def test_an_empty_store_answers(serve: Serve, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        reconciliation = Reconciliation(f"{serve(store).url}/reconcile")
        assert reconciliation.one("UNDP") == []
        assert reconciliation.one(properties=[{"pid": "country", "v": "Kenya"}]) == []
        assert names(reconciliation, "entity", "Ken") == []
        assert names(reconciliation, "type", "par")[0] == "Partner"
        assert reconciliation.extend(["KEN"], "code")["rows"] == {"KEN": {"code": []}}
        assert reconciliation.get("/preview", id="KEN").status == 404
