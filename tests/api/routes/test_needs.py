"""POST /match/offers, /match/needs and /match/plan."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import PREFIX
from graph.embed.spaces import Embedders
from graph.store import open_store
from tests.api.conftest import Client, serving
from tests.asked import fill


@pytest.fixture(scope="module")
def asked(models: Path, embedders: Embedders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("asked")
    with open_store(f"sqlite:///{folder / 'asked.db'}") as store:
        fill(store, embedders)
        with serving(store, models, folder / "cache") as client:
            yield client


def need_id(asked: Client, text: str) -> str:
    hits = asked.ask("/search", q=text, kind="need").body["hits"]
    found: str = hits[0]["id"]
    return found


def test_offers_for_a_stored_need(asked: Client) -> None:
    reply = asked.ask("/match/offers", {"need": need_id(asked, "solid waste"), "as_of": "2026-11-21", "limit": 2})
    assert reply.status == 200
    first = reply.body["matches"][0]
    assert first["offer"] == {
        "kind": "offer",
        "id": "fund-10",
        "name": "Solid waste management in Togo",
        "url": "",
        "standing": "experience",
        "status": "Completed",
        "countries": ["TGO"],
        "partners": [{"kind": "partner", "id": first["offer"]["partners"][0]["id"], "label": "Reef Fund"}],
    }
    assert set(first) == {"offer", "score", "fit", "right_place", "right_action", "gates", "reasons"}
    assert set(first["gates"][0]) == {"code", "passed", "why", "evidence"}
    assert set(first["reasons"][0]) == {"feature", "value", "weight", "contribution", "text", "evidence"}
    assert first["score"] == pytest.approx(sum(reason["contribution"] for reason in first["reasons"]))
    assert reply.body["model"]["weights"] == "needs/1"
    assert "inferred" in reply.body["notice"]
    assert {each["register"] for each in reply.body["registers"]} == {"plans", "fund", "coast"}


def test_offers_for_a_described_need_and_what_to_relax(asked: Client) -> None:
    body = {"need": {"country": "TG", "text": "recycling"}, "filter": {"standing": "offer"}, "as_of": "2026-11-21"}
    reply = asked.ask("/match/offers", body)
    assert [each["offer"]["id"] for each in reply.body["matches"]] == ["fund-13"]
    assert reply.body["understood"]["countries"] == {"TG": "TGO"}
    reply = asked.ask("/match/offers", {**body, "filter": {"standing": "offer", "kind": "partnership"}})
    assert (reply.status, reply.body["matches"]) == (200, [])
    assert set(reply.body["understood"]["relax"]) == {"standing", "kind"}


def test_needs_for_an_offer_by_id_and_in_words(asked: Client) -> None:
    reply = asked.ask("/match/needs", {"offer": "fund-13", "limit": 1})
    first = reply.body["matches"][0]
    assert set(first["need"]) == {"id", "name", "standing", "country", "groups", "area", "sector", "actions"}
    assert (first["need"]["country"], first["fit"]) == ("TGO", "meets")
    reply = asked.ask("/match/needs", {"offer": {"text": "irrigation", "regions": ["East Africa"]}, "limit": 1})
    assert reply.body["matches"][0]["need"]["country"] == "KEN"


def test_a_plan(asked: Client) -> None:
    waste = need_id(asked, "solid waste")
    offer = {"text": "Training on solid waste and recycling", "regions": ["Africa"], "capacity": 1}
    needs = [waste, {"country": "global", "text": "guidance on solid waste"}, {"country": "Benin", "text": "recycling"}]
    reply = asked.ask(
        "/match/plan",
        {"needs": needs, "offers": ["fund-13", offer], "constraints": {"per_country": 1}, "as_of": "2026-11-21"},
    )
    assert reply.status == 200
    assert [each["code"] for each in reply.body["scenarios"]] == ["most", "best-fit", "least-developed-first"]
    assert reply.body["total"] == len(reply.body["assignment"]) == 2
    assert len(reply.body["unserved"]) == 1
    assert reply.body["unserved"][0]["constraints"]
    assert all(1 <= len(each["why"]) <= 2 and all(each["why"]) for each in reply.body["assignment"])
    assert reply.body["remark"] == ""
    assert reply.body["assignment"] == reply.body["scenarios"][0]["assignment"]


def test_a_plan_that_cannot_be(asked: Client) -> None:
    body = {
        "needs": [need_id(asked, "solid waste")],
        "offers": ["fund-13"],
        "constraints": {"budget": 0, "serve": 1},
    }
    reply = asked.ask("/match/plan", body)
    assert (reply.status, reply.body["scenarios"]) == (200, [])
    assert {each["code"] for each in reply.body["conflict"]} == {"budget", "serve"}


@pytest.mark.parametrize(
    "limits",
    ['{"serve": 1%s}', '{"per_country": 1%s}', '{"least": {"ldc": 1%s}}', '{"budget": 1e999, "serve": 1%.0s}'],
)
def test_numbers_without_measure_are_refused(asked: Client, limits: str) -> None:
    body = '{"needs": [{"country": "Togo", "text": "waste"}], "offers": ["fund-13"], "constraints": %s}'
    where = f"{asked.url}{PREFIX}/match/plan"
    sent = urllib.request.Request(where, (body % (limits % ("0" * 400))).encode(), {"content-type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(sent, timeout=60)
    with refused.value as told:
        assert told.status == 422
        assert "constraints" in json.dumps(json.load(told))


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/match/offers", {"need": "nobody"}, 404),
        ("/match/offers", {"need": "fund-13"}, 404),
        ("/match/needs", {"offer": "FJI"}, 404),
        ("/match/plan", {"needs": ["nobody"], "offers": ["fund-13"]}, 404),
        ("/match/offers", {"need": {"country": "TGO", "text": " "}}, 422),
        ("/match/offers", {"need": {"text": "wells"}}, 422),
        ("/match/offers", {"need": {"country": "Atlantis", "text": "wells"}}, 422),
        ("/match/offers", {"need": {"country": "TGO", "text": "wells", "colour": "red"}}, 422),
        ("/match/offers", {"need": {"country": "TGO", "text": "wells"}, "filter": {"fit": "well"}}, 422),
        ("/match/needs", {"offer": {"text": ""}}, 422),
        ("/match/needs", {"offer": {"text": "wells", "regions": ["Atlantis"]}}, 422),
        ("/match/plan", {"needs": [], "offers": ["fund-13"]}, 422),
        ("/match/plan", {"needs": [{"id": "x", "text": "y"}], "offers": ["fund-13"]}, 422),
        ("/match/plan", {"needs": ["x"], "offers": ["fund-13"], "constraints": {"pots": {"global": 2}}}, 422),
    ],
)
def test_what_is_refused(asked: Client, path: str, body: object, status: int) -> None:
    reply = asked.ask(path, body)
    assert reply.status == status
    assert reply.problem["detail"]
